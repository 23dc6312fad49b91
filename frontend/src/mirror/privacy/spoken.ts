import { isOwnName } from "../names";
import { OPAQUE } from "./words";

/** One attribute in a selector: its name, how it is compared, and with what. */
const ATTRIBUTE =
	/\[\s*([a-z][\w-]*)\s*(?:([~|^$*]?=)\s*(?:"([^"\\]*)"|'([^'\\]*)'|([\w-]+))\s*[is]?\s*)?\]/gi;
/** Texts that wait to be looked through: most pages never ask. */
const MOST_WAITING = 500;
/** So many values of one attribute are style; more of them are data. */
const MOST_VALUES = 100;
const MOST_MISSED = 1000;

const MATCHES: Readonly<
	Record<string, (value: string, part: string) => boolean>
> = {
	"=": (value, part) => value === part,
	"~=": (value, part) => value.split(/\s+/).includes(part),
	"|=": (value, part) => value === part || value.startsWith(`${part}-`),
	"^=": (value, part) => value.startsWith(part),
	"$=": (value, part) => value.endsWith(part),
	"*=": (value, part) => value.includes(part),
};

/**
 * Attributes that style sheets speak of, with the values that they name: pages open menus by
 * `[data-state=open]`. An attribute of the page's own is told by what a sheet says of it, and by
 * nothing else: the agent's copy matches where the page does, and no data leaves.
 */
export class SpokenAttributes {
	/** By name: comparisons with their values; "" is the mere presence. */
	#known = new Map<string, Set<string>>();
	#waiting: string[] = [];
	#missed = new Set<string>();
	/** Names that were left out and that a sheet speaks of now. */
	readonly late = new Set<string>();

	note(css: string): void {
		if (!css.includes("[")) return;
		this.#waiting.push(css);
		if (this.#missed.size > 0 || this.#waiting.length > MOST_WAITING)
			this.#read();
	}

	speaksOf(tag: string, name: string): boolean {
		return isOwnName(tag, name) && this.#known.has(name);
	}

	/** What may be told of a value: what some sheet compares it with. */
	told(tag: string, name: string, value: string): string | null {
		if (!isOwnName(tag, name)) return null;
		this.#read();
		const known = this.#known.get(name);
		if (!known) {
			if (this.#missed.size < MOST_MISSED) this.#missed.add(name);
			return null;
		}
		if (known.has(`=${value}`)) return value;
		for (const one of known) {
			const [, how = "", part = ""] = /^(.?=)?(.*)$/s.exec(one) ?? [];
			if (part && MATCHES[how]?.(value, part)) return part;
		}
		return known.has("") ? "" : null;
	}

	#read(): void {
		for (const css of this.#waiting)
			for (const [, name = "", how = "", ...parts] of css.matchAll(ATTRIBUTE))
				this.#learn(name, how, parts.find((part) => part !== undefined) ?? "");
		this.#waiting = [];
	}

	#learn(name: string, how: string, value: string): void {
		if (OPAQUE.test(value)) return;
		const known = this.#known.get(name) ?? new Set();
		if (known.size < MOST_VALUES) known.add(how + value);
		this.#known.set(name, known);
		if (this.#missed.delete(name)) this.late.add(name);
	}
}
