/**
 * A page that the admin's rule tester has opened shows itself to the tester: the
 * recorder of a session, but its frames go to the window that opened this one.
 * Nothing is said to a window of another origin than the widget's own.
 */
import {
	createRecorder,
	FieldMemory,
	type Recorder,
	watchFields,
	watchShadowRoots,
} from "../mirror";
import { complain } from "../transport/complain";
import type { TagConfig } from "../widget/config";
import { new_epoch } from "../widget/ids";
import { bare_url, watch_page } from "../widget/page";
import { show_bar } from "./bar";
import {
	type FromPage,
	fields,
	is_text,
	MESSAGE,
	type Ready,
	type TestPolicy,
	type ToPage,
	type Words,
} from "./contract";
import { count } from "./counting";

/** How often the tester hears what the rules match, and we look whether it is still there. */
const LOOK_MS = 1_000;

/** `forget`: the next page of this window is not tested. */
export function start(config: TagConfig, forget: () => void): void {
	const tester: unknown = window.opener;
	const { origin } = new URL(config.base_url);
	const memory = new FieldMemory();
	watchFields(document, memory);
	watchShadowRoots(window);
	let test: Test | null = null;
	window.addEventListener("message", (event) => {
		const { data, ports, source, isTrusted } = event;
		if (!isTrusted || source !== tester || event.origin !== origin) return;
		const message = fields(data);
		const [port] = ports;
		if (message?.type !== MESSAGE || message.say !== "start" || !port) return;
		const policy = parse_policy(message.policy);
		const words = parse_words(message.words);
		if (!policy || !words) return;
		test?.close();
		test = new Test(port, memory, words, forget);
		test.follow(policy);
	});
	const ready: Ready = {
		type: MESSAGE,
		say: "ready",
		url: bare_url(location.href),
		site: config.site_key,
	};
	(tester as Window).postMessage(ready, origin);
}

class Test {
	readonly #port: MessagePort;
	readonly #memory: FieldMemory;
	readonly #forget: () => void;
	readonly #stop: (() => void)[];
	#recorder: Recorder | null = null;
	#policy: TestPolicy | null = null;
	/** The tester has heard what these rules match. */
	#told = false;

	constructor(
		port: MessagePort,
		memory: FieldMemory,
		words: Words,
		forget: () => void,
	) {
		this.#port = port;
		this.#memory = memory;
		this.#forget = forget;
		port.onmessage = ({ data }) => this.#obey(data);
		const looking = window.setInterval(() => this.#look(), LOOK_MS);
		const leaving = () => this.#say({ say: "leaving" });
		const back = ({ persisted }: PageTransitionEvent) => {
			if (persisted) location.reload();
		};
		window.addEventListener("pagehide", leaving);
		window.addEventListener("pageshow", back);
		this.#stop = [
			show_bar(words, () => this.#end()),
			watch_page((moved) => {
				if (moved) this.#say({ say: "page", url: bare_url(location.href) });
			}),
			() => window.clearInterval(looking),
			() => window.removeEventListener("pagehide", leaving),
			() => window.removeEventListener("pageshow", back),
		];
	}

	/** From here on these rules hold; what was read by others is sent anew. */
	follow(policy: TestPolicy): void {
		this.#recorder?.stop();
		this.#policy = policy;
		this.#told = false;
		this.#recorder = createRecorder({
			document,
			epoch: new_epoch(),
			...policy,
			memory: this.#memory,
			send: (bytes) => this.#say({ say: "frame", bytes }),
			on_progress: (done) => done && !this.#told && this.#tell(),
		});
		this.#recorder.start();
	}

	close(): void {
		this.#recorder?.stop();
		this.#recorder = null;
		this.#port.close();
		for (const stop of this.#stop.splice(0)) stop();
	}

	#obey(data: unknown): void {
		const message = fields(data) as Partial<ToPage> | null;
		if (message?.say === "policy") {
			const policy = parse_policy(fields(data)?.policy);
			if (policy) this.follow(policy);
		} else if (message?.say === "resync")
			this.#recorder?.resync(Number(fields(data)?.node) || 0);
		else if (message?.say === "stop") this.#end();
	}

	#end(): void {
		try {
			this.#forget();
		} catch {
			/* Nothing was remembered. */
		}
		this.#say({ say: "stopped" });
		this.close();
	}

	#look(): void {
		const tester = window.opener as Window | null;
		if (!tester || tester.closed) this.#end();
		else this.#tell();
	}

	#tell(): void {
		if (!this.#recorder || !this.#policy) return;
		try {
			const counts = count(document, this.#policy.rules, this.#recorder);
			this.#told = true;
			this.#say({ say: "counts", ...counts });
		} catch (error) {
			complain(error);
		}
	}

	#say(message: FromPage): void {
		this.#port.postMessage(message);
	}
}

function parse_policy(data: unknown): TestPolicy | null {
	const policy = fields(data);
	return Array.isArray(policy?.rules)
		? (policy as unknown as TestPolicy)
		: null;
}

function parse_words(data: unknown): Words | null {
	const words = fields(data);
	return is_text(words?.bar) && is_text(words.stop)
		? { bar: words.bar, stop: words.stop }
		: null;
}
