import {
	type OwnMessage,
	type ParentMessage,
	parse_parent,
	VERSION,
} from "./messages";

/**
 * The line to the page around us. It hears that page alone, and only while its
 * origin is one that the administration allows; it speaks to such origins alone.
 */
export class ParentPort {
	/** The parent's origin, once it is known for certain. */
	#origin: string | null = null;
	#told = new Map<string, string>();

	constructor(
		private readonly origins: readonly string[],
		obey: (message: ParentMessage) => void,
	) {
		window.addEventListener("message", (event) => {
			if (window.parent === window || event.source !== window.parent) return;
			if (!origins.includes(event.origin)) return;
			this.#origin = event.origin;
			const parsed = parse_parent(event.data);
			if (parsed.kind === "message") obey(parsed.message);
			else if (parsed.kind === "bad") this.refuse(parsed.code, parsed.ref);
		});
	}

	/** Says a state, unless the last word of this kind was the same. */
	say(message: OwnMessage): void {
		const text = JSON.stringify(message);
		if (this.#told.get(message.type) === text) return;
		this.#told.set(message.type, text);
		this.#post(message);
	}

	/** The parent asked how things stand: everything is said again. */
	forget(): void {
		this.#told.clear();
	}

	refuse(
		code: string,
		ref: string | null,
		retry_after: number | null = null,
	): void {
		this.#post({ type: "cobrowse.error", code, ref, retry_after });
	}

	/**
	 * To the origin that is around us. Before it has spoken, to each that may be:
	 * the browser delivers to the right one and to no other.
	 */
	#post(message: OwnMessage): void {
		if (window.parent === window) return;
		const body = { ...message, version: VERSION };
		for (const origin of this.#targets())
			window.parent.postMessage(body, origin);
	}

	#targets(): readonly string[] {
		if (this.#origin) return [this.#origin];
		const around = location.ancestorOrigins?.[0];
		if (!around) return this.origins;
		return this.origins.includes(around) ? [around] : [];
	}
}
