import { importingRule, outerRule, ruleSheet, ruleText } from "../natives";
import { now } from "./core";
import { Rounds } from "./rounds";
import { readable, sumOf } from "./rule_text";
import { rawText, type SheetRec } from "./sheet_job";

/** Time for one look at rules that nobody spoke of, in milliseconds. */
const LOOK_MS = 0.5;
/** Rules that the page may have in its hands; older ones are found by looking. */
const MOST_HELD = 500;

/** Finds rules that read differently than they were sent. */
export class RuleWatch {
	/** Rules whose declarations or media the page has taken, with their text. */
	#held = new Map<CSSRule, string>();
	/** Those that it took since the last comparison: it may be changing them now. */
	#fresh = new Set<CSSRule>();
	readonly #looked = new Rounds(() => this.#walk());

	readonly #all: () => Iterable<SheetRec>;
	readonly #differs: (rule: CSSRule) => void;

	constructor(all: () => Iterable<SheetRec>, differs: (rule: CSSRule) => void) {
		this.#all = all;
		this.#differs = differs;
	}

	clear(): void {
		this.#held.clear();
		this.#fresh.clear();
		this.#looked.restart();
	}

	hold(rule: CSSRule): void {
		this.#fresh.add(rule);
		if (this.#held.has(rule)) return;
		if (this.#held.size >= MOST_HELD) this.#held.clear();
		this.#held.set(rule, ruleText(rule));
	}

	/** Compares what the page has just taken. */
	compare(): void {
		for (const rule of this.#fresh) this.#compareOne(rule);
		this.#fresh.clear();
	}

	#compareOne(rule: CSSRule): void {
		if (!ruleSheet(rule)) {
			this.#held.delete(rule);
			return;
		}
		const text = ruleText(rule);
		if (text === this.#held.get(rule)) return;
		this.#held.set(rule, text);
		this.#differs(rule);
	}

	/** Goes on through all rules of all sheets, a little at a time. */
	look(): void {
		for (const rule of this.#held.keys()) this.#compareOne(rule);
		const end = now() + LOOK_MS;
		for (const _ of this.#looked.take(Number.POSITIVE_INFINITY))
			if (now() >= end) return;
	}

	*#walk(): Generator<undefined, void> {
		for (const rec of this.#all()) {
			for (let i = 0; i < rec.sums.length; i++) {
				const rule = ruleAt(rec, i);
				if (!rule) break;
				if (sumOf(rawText(rule)) !== rec.sums[i]) this.#differs(rule);
				yield;
			}
			yield;
		}
	}
}

/** A rule that the player has, unless its sheet is about to be sent or changed. */
function ruleAt(rec: SheetRec, index: number): CSSRule | undefined {
	if (rec.job || rec.changes.length > 0 || rec.touched.size > 0) return;
	const rules = readable(rec.sheet);
	return rules?.length === rec.sums.length ? rules[index] : undefined;
}

/** The rule of an element's or constructed sheet that this rule is in, through groups and imports. */
export function topRule(
	rule: CSSRule,
): { sheet: CSSStyleSheet; rule: CSSRule } | null {
	let at = rule;
	for (;;) {
		const outer = outerRule(at);
		if (outer) {
			at = outer;
			continue;
		}
		const sheet = ruleSheet(at);
		const importing = sheet && importingRule(sheet);
		if (!importing) return sheet && { sheet, rule: at };
		at = importing;
	}
}
