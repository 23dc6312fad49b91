/** The frame's end of a port: who is around it, then its own recorder until one of them goes. */
import {
	createRecorder,
	type FieldMemory,
	type MirrorRule,
} from "../../mirror";
import { to_json } from "../../transport/json";
import { ask } from "../assets/reading";
import type { TagConfig } from "../config";
import { new_epoch } from "../ids";
import type { FromPage } from "./words";

export interface JoinOptions {
	readonly config: TagConfig;
	readonly ticket: string;
	/** Of the page that made the offer, as the browser tells. */
	readonly origin: string;
	readonly port: MessagePort;
	/** Fields that held secrets before. */
	readonly memory: FieldMemory;
}

export interface Joined {
	/** The page is left. */
	leave(): void;
	/** Nothing leaves from here on. */
	stop(): void;
}

/** What the server says of whoever is around (P-73). */
interface Admission {
	readonly parent_origin: string;
	readonly proof: string;
	readonly rules: readonly MirrorRule[];
	readonly mask_all: boolean;
	readonly mask_title: boolean;
	readonly private_paths: readonly string[];
}

/** Null: this page stays by itself, and the port is closed. */
export async function join(options: JoinOptions): Promise<Joined | null> {
	const { memory, origin, port } = options;
	const admission = await admit(options).catch(() => null);
	if (admission?.parent_origin !== origin) {
		port.close();
		return null;
	}
	port.postMessage({ join: admission.proof });
	let sent = 0;
	let took = 0;
	const recorder = createRecorder({
		document,
		epoch: new_epoch(),
		rules: admission.rules,
		mask_all: admission.mask_all,
		mask_title: admission.mask_title,
		private_paths: admission.private_paths,
		memory,
		backlog: () => sent - took,
		on_problem: (code) => port.postMessage({ problem: code }),
		send(frame) {
			sent += frame.length;
			port.postMessage(frame);
		},
	});
	const joined: Joined = {
		leave() {
			port.postMessage({ bye: true });
			joined.stop();
		},
		stop() {
			recorder.stop();
			port.close();
		},
	};
	port.onmessage = ({ data }: MessageEvent<FromPage | null>) => {
		if (typeof data?.took === "number") took = data.took;
		else if (data?.resync) recorder.resync();
		else if (data?.ask) port.postMessage({ alive: true });
		else if (data?.stop) joined.stop();
	};
	recorder.start();
	return joined;
}

async function admit({ config, ticket }: JoinOptions): Promise<Admission> {
	const { base_url, site_key } = config;
	const path = `widget/frames/join/${encodeURIComponent(site_key)}`;
	const answer = await ask(new URL(path, base_url).href, {
		method: "POST",
		credentials: "omit",
		cache: "no-store",
		headers: { "content-type": "application/json" },
		body: to_json({ ticket }),
	});
	if (!answer.ok) throw new Error("not admitted");
	return (await answer.json()) as Admission;
}
