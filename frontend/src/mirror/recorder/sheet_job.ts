import { baseURI, textContent } from "../natives";
import { Op } from "../ops";
import { type Core, now } from "./core";
import type { Rec } from "./model";

export const Form = { TEXT: 0, RULES: 1 } as const;

/** One style sheet that the player has or is about to get. */
export interface SheetRec {
	readonly id: number;
	readonly sheet: CSSStyleSheet;
	/** Its element, or the document of a constructed sheet. */
	readonly owner: Rec;
	form: number;
	/** Rules the player has. */
	length: number;
	off: boolean;
	/** Counts changes while a job is under way. */
	version: number;
	job: SheetJob | undefined;
	changes: RuleChange[];
}

export type RuleChange =
	| { index: number; text: string }
	| { index: number; text: null };

/** Text above this is sent rule by rule, so that no slice takes long. */
const MAX_WHOLE_TEXT = 96 * 1024;
const PART = 48 * 1024;

/** Sends one sheet, as many rules as the time allows; starts over when the rules change meanwhile. */
export class SheetJob {
	private index = -1;
	private version = 0;
	private parts: string[] = [];
	private size = 0;

	constructor(
		private readonly core: Core,
		readonly target: SheetRec,
	) {}

	/** True when the sheet is complete, or not needed any more. */
	step(end: number): boolean {
		const { target } = this;
		if (target.owner.dead || target.job !== this) return true;
		let rules: CSSRuleList;
		try {
			rules = target.sheet.cssRules;
		} catch {
			target.job = undefined;
			this.core.problem("css_unreadable");
			return true;
		}
		if (this.index < 0 || this.version !== target.version)
			if (this.start(rules)) return true;
		const base = baseOf(target);
		while (this.index < rules.length) {
			const rule = rules[this.index++];
			if (rule) this.add(ruleText(rule), base);
			if (this.index % 32 === 0 && now() > end) {
				this.flush();
				return false;
			}
		}
		this.flush();
		target.job = undefined;
		target.length = rules.length;
		return true;
	}

	private start(rules: CSSRuleList): boolean {
		const { target } = this;
		this.version = target.version;
		this.index = 0;
		this.parts = [];
		this.size = 0;
		target.changes = [];
		target.length = rules.length;
		target.off = target.sheet.disabled;
		const whole = target.form === Form.TEXT ? originalText(target) : null;
		this.core.writer.op(
			Op.SHEET,
			target.id,
			target.owner.id,
			target.form,
			target.off ? 1 : 0,
		);
		if (whole === null) return false;
		this.add(whole, baseOf(target));
		this.flush();
		target.job = undefined;
		return true;
	}

	private add(text: string, base: string): void {
		const safe = this.core.reader.sheet(text, base, this.target.owner.privacy);
		if (this.target.form === Form.RULES) {
			this.send(safe);
			return;
		}
		this.parts.push(safe);
		this.size += safe.length;
		if (this.size > PART) this.flush();
	}

	private flush(): void {
		if (this.parts.length > 0) this.send(this.parts.join("\n"));
		this.parts = [];
		this.size = 0;
	}

	private send(text: string): void {
		this.core.writer.op(Op.SHEETADD, this.target.id);
		this.core.writer.text(text);
	}
}

export function baseOf({ sheet, owner }: SheetRec): string {
	return sheet.href ?? baseURI(owner.node);
}

/** The text of a style element, if its rules are still the ones it was written with. */
function originalText({ sheet, owner }: SheetRec): string | null {
	if (owner.tag !== "style") return null;
	const text = textContent(owner.node);
	if (!text || text.length > MAX_WHOLE_TEXT || /@import/i.test(text))
		return null;
	try {
		const copy = new CSSStyleSheet();
		copy.replaceSync(text);
		const same =
			copy.cssRules.length === sheet.cssRules.length &&
			[...copy.cssRules].every(
				(rule, i) => rule.cssText === sheet.cssRules[i]?.cssText,
			);
		return same ? text : null;
	} catch {
		return null;
	}
}

/** Text of a rule; an import is replaced by what it imports, as one group. */
export function ruleText(rule: CSSRule, depth = 0): string {
	if (!("styleSheet" in rule)) return rule.cssText;
	const { styleSheet, media } = rule as CSSImportRule;
	if (!styleSheet || depth > 4) return "";
	try {
		const inner = [...styleSheet.cssRules].map((one) =>
			ruleText(one, depth + 1),
		);
		return `@media ${media.mediaText || "all"} {\n${inner.join("\n")}\n}`;
	} catch {
		return "";
	}
}
