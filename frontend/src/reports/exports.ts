/** The page of exports: bars that move while files are made, without reloading. */

const POLL_MS = 1_000;
/** After a failed question, so that a server that is down is left alone. */
const RETRY_MS = 5_000;

/** `Progress` of `reporting/exporting/lines.py`. */
interface Progress {
	id: string;
	state: string;
	label: string;
	tone: string;
	text: string;
	done: number;
	of: number;
	unfinished: boolean;
}

function show(line: HTMLElement, now: Progress): void {
	const part = <T extends HTMLElement>(name: string): T | null =>
		line.querySelector<T>(`.exports__${name}`);
	const bar = part<HTMLProgressElement>("bar");
	if (bar) {
		bar.max = Math.max(now.of, 1);
		bar.value = now.done;
		bar.hidden = !now.unfinished;
	}
	const text = part("text");
	if (text) text.textContent = now.text;
	const state = part("state");
	// A status that says the same again is read aloud again.
	if (state && state.textContent !== now.label) {
		state.textContent = now.label;
		state.className = `badge ${now.tone} exports__state`;
	}
	const had_focus = line.contains(document.activeElement);
	const file = part<HTMLAnchorElement>("file");
	const shown: [string, boolean][] = [
		["file", now.state === "done"],
		["cancel", now.unfinished],
		["remove", !now.unfinished],
	];
	for (const [name, visible] of shown) {
		const way = part(name);
		if (way) way.hidden = !visible;
	}
	if (had_focus && now.state === "done") file?.focus();
	line.dataset.unfinished = String(now.unfinished);
}

/** Asks until nothing on the page is unfinished. */
async function follow(list: HTMLElement, address: string): Promise<void> {
	while (list.querySelector('[data-unfinished="true"]')) {
		let pause = POLL_MS;
		try {
			const answer = await fetch(address, {
				headers: { accept: "application/json" },
			});
			if (!answer.ok) throw new Error(String(answer.status));
			const { exports } = (await answer.json()) as { exports: Progress[] };
			for (const now of exports) {
				const line = document.getElementById(`export-${now.id}`);
				if (line?.dataset.unfinished === "true") show(line, now);
			}
		} catch {
			pause = RETRY_MS;
		}
		await new Promise((resolve) => setTimeout(resolve, pause));
	}
}

const list = document.querySelector<HTMLElement>(".exports[data-state]");
if (list?.dataset.state) void follow(list, list.dataset.state);
