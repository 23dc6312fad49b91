import { matches, query } from "../natives";

export type RuleEffect =
	| "mask"
	| "block"
	| "restrict"
	| "allow"
	| "reveal"
	| "pause";
export interface MirrorRule {
	id: number;
	selector: string;
	effect: RuleEffect;
}

/** What one element says about itself; inheritance is the caller's. */
export const Effect = {
	mask: 1,
	block: 2,
	restrict: 4,
	allow: 8,
	reveal: 16,
	pause: 32,
	ignore: 64,
} as const;

/** A selector whose answer depends on the element's own attributes alone. */
const OWN_ATTRIBUTES_ONLY =
	/^(?:\*|[a-z][\w-]*)?(?:[.#][\w-]+|\[[\w-]+(?:[*^$|~]?=(?:"[^"\\]*"|'[^'\\]*'|[\w-]+))?\])*$/i;

const HIDING = /^(?:mask|block)$/;

interface Compiled extends MirrorRule {
	/** May start to match without a change of the element itself. */
	structural: boolean;
}

/**
 * Compiled rules. A rule that cannot be compiled or that throws later closes the
 * page: everything is masked and nothing may be operated, and it is reported once.
 */
export class RuleSet {
	readonly #rules: Compiled[] = [];
	readonly #any: string;
	/** Rules that matched something, and those that failed. */
	readonly matched = new Set<number>();
	readonly failed = new Set<number>();
	/** Matches what rules and markup mask or block, and passwords; empty when no rule hides anything. */
	readonly hiding: string;
	/** A rule failed: everything counts as masked and restricted. */
	broken = false;

	readonly #onError: (rule_id: number) => void;

	constructor(
		rules: readonly MirrorRule[],
		probe: Element,
		onError: (rule_id: number) => void,
	) {
		this.#onError = onError;
		for (const rule of rules) {
			try {
				matches(probe, rule.selector);
				const structural = !rule.selector
					.split(",")
					.every((part) => OWN_ATTRIBUTES_ONLY.test(part.trim()));
				this.#rules.push({ ...rule, structural });
			} catch {
				this.#fail(rule.id);
			}
		}
		this.#any = this.#rules.map((rule) => rule.selector).join(",");
		const hiding = this.#rules.filter((rule) => HIDING.test(rule.effect));
		this.hiding = hiding.map((rule) => `${rule.selector},`).join("");
		if (this.hiding)
			this.hiding += "[data-cobrowse~=mask i],input[type=password i]";
	}

	/** Bits of Effect that rules and markup give this very element. */
	effects(element: Element, markup: string | null): number {
		let bits = 0;
		if (markup !== null)
			for (const word of markup.toLowerCase().split(/[\s,]+/))
				if (word === "mask" || word === "restrict" || word === "allow")
					bits |= Effect[word];
				else if (word === "ignore") bits |= Effect.ignore;
		if (!this.#any) return bits;
		try {
			if (!matches(element, this.#any)) return bits;
		} catch {
			this.#fail(this.#rules[0]?.id ?? 0);
			return bits | Effect.mask;
		}
		for (const rule of this.#rules) {
			try {
				if (!matches(element, rule.selector)) continue;
				bits |= Effect[rule.effect];
				this.matched.add(rule.id);
			} catch {
				this.#fail(rule.id);
				bits |= Effect.mask;
			}
		}
		return bits;
	}

	/**
	 * Elements under the roots that rules of these effects match for reasons that
	 * no attribute of their own shows (`:has`, siblings, ancestors, position).
	 */
	*structural(roots: Iterable<Node>, effects: number): Generator<Element> {
		const wanted = this.#rules.filter(
			(rule) => rule.structural && Effect[rule.effect] & effects,
		);
		if (wanted.length === 0) return;
		for (const root of roots)
			for (const rule of wanted) {
				try {
					yield* query(root, rule.selector);
				} catch {
					this.#fail(rule.id);
				}
			}
	}

	/** Whether a pause rule matches anywhere. */
	pauses(roots: Iterable<Node>): boolean {
		const wanted = this.#rules.filter((rule) => rule.effect === "pause");
		if (wanted.length === 0) return false;
		for (const root of roots)
			for (const rule of wanted) {
				try {
					if (query(root, rule.selector).length === 0) continue;
					this.matched.add(rule.id);
					return true;
				} catch {
					this.#fail(rule.id);
				}
			}
		return false;
	}

	#fail(rule_id: number): void {
		this.broken = true;
		if (this.failed.has(rule_id)) return;
		this.failed.add(rule_id);
		this.#onError(rule_id);
	}
}
