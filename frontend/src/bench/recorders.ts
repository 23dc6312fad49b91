import Tracker from "@openreplay/tracker/class";
import { record } from "@rrweb/record";
import { createRecorder } from "../mirror";
import { RULES } from "./private";

/** `ruled` is ours with a site's masking rules. */
export type EngineName = "none" | "ours" | "ruled" | "rrweb" | "openreplay";

/** What takes the stream. */
export interface Sink {
	send(data: string | Uint8Array<ArrayBuffer>): void;
	readonly waiting: number;
}

/** Starts recording the page; resolves, when the recorder has begun, with what makes it send all it holds back. */
export async function startRecorder(
	engine: EngineName,
	sink: Sink,
): Promise<() => void> {
	if (engine === "ours" || engine === "ruled")
		createRecorder({
			document,
			epoch: 1,
			rules: engine === "ruled" ? RULES : [],
			send: (bytes) => sink.send(bytes as Uint8Array<ArrayBuffer>),
			backlog: () => sink.waiting,
		}).start();
	if (engine === "rrweb")
		record({ emit: (event) => sink.send(JSON.stringify(event)) });
	if (engine === "openreplay") {
		const tracker = new Tracker({
			projectKey: "bench",
			ingestPoint: `${location.origin}/ingest`,
			__DISABLE_SECURE_MODE: true,
		});
		await tracker.start();
		return () => tracker.forceFlushBatch();
	}
	return () => {};
}
