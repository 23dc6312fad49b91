/**
 * Asks for figures once per interval; after failures less and less often. Nobody is
 * asked while nobody looks: a hidden tab is silent and catches up when it is shown.
 */
export type Outcome<T> =
	| { kind: "ok"; value: T }
	| { kind: "signed_out" }
	| { kind: "refused" }
	| { kind: "failed" };

export interface Poll {
	/** Ask now, whatever the interval says. */
	hurry(): void;
}

/** Waits after the first, second, … failure: interval × 2, 4, 8 …, at most this. */
const CEILING_MS = 60_000;
const PATIENCE_MS = 10_000;

export function wait_after(failures: number, interval_ms: number): number {
	return failures === 0
		? interval_ms
		: Math.min(CEILING_MS, interval_ms * 2 ** Math.min(failures, 10));
}

export function start_poll(
	ask: () => Promise<Outcome<unknown>>,
	interval_ms: number,
): Poll {
	let timer: ReturnType<typeof setTimeout> | undefined;
	let failures = 0;
	let round = 0;

	const run = async () => {
		clearTimeout(timer);
		if (document.hidden) return;
		round += 1;
		const mine = round;
		const outcome = await ask();
		if (mine !== round) return;
		failures = outcome.kind === "ok" ? 0 : failures + 1;
		clearTimeout(timer);
		timer = setTimeout(run, wait_after(failures, interval_ms));
	};
	const hurry = () => {
		failures = 0;
		void run();
	};
	document.addEventListener("visibilitychange", () => {
		if (!document.hidden) hurry();
	});
	addEventListener("online", hurry);
	timer = setTimeout(run, interval_ms);
	return { hurry };
}

/** JSON from our own server. Whoever is signed out is sent to the sign-in page. */
export async function fetch_json<T>(address: string): Promise<Outcome<T>> {
	try {
		const answer = await fetch(address, {
			headers: { Accept: "application/json" },
			redirect: "manual",
			signal: AbortSignal.timeout(PATIENCE_MS),
		});
		if (answer.type === "opaqueredirect" || answer.status === 403)
			return { kind: "signed_out" };
		if (answer.status === 400) return { kind: "refused" };
		if (!answer.ok) return { kind: "failed" };
		return { kind: "ok", value: (await answer.json()) as T };
	} catch {
		return { kind: "failed" };
	}
}
