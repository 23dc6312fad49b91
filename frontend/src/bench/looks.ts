/** Our engine and rrweb's, each over whatever carries text: for comparing pictures. */
import { record } from "@rrweb/record";
import { Replayer } from "@rrweb/replay";
import { createPlayer, createRecorder } from "../mirror";

type Engine = "ours" | "rrweb";

/** Records the page from now on, with what each engine does by default. */
export function recordWith(
	engine: Engine,
	send: (text: string) => unknown,
): void {
	if (engine === "rrweb")
		record({ emit: (event) => send(JSON.stringify(event)) });
	else {
		const recorder = createRecorder({
			document,
			epoch: 1,
			rules: [],
			send(frame) {
				let text = "";
				for (const byte of frame) text += String.fromCharCode(byte);
				send(btoa(text));
			},
			/* As the widget does. */
			on_sheet: async (url) =>
				recorder.sheet_read(url, await (await fetch(url)).text()),
		});
		recorder.start();
	}
}

/** Shows in `host` what comes. */
export function playWith(
	engine: Engine,
	host: HTMLElement,
): (text: string) => void {
	if (engine === "rrweb") {
		const player = new Replayer([], {
			root: host,
			liveMode: true,
			mouseTail: false,
		});
		player.startLive();
		return (text) => player.addEvent(JSON.parse(text));
	}
	const player = createPlayer({ host, on_resync: () => {} });
	return (text) =>
		player.receive(Uint8Array.from(atob(text), (one) => one.charCodeAt(0)));
}
