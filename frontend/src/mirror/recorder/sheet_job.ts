import { baseURI, sheetHref } from "../natives";
import { Op } from "../ops";
import { type Core, now } from "./core";
import type { Rec } from "./model";
import { asItIs, originalText, readable, sumOf, textOf } from "./rule_text";

export enum Form {
	TEXT = 0,
	RULES = 1,
}

/** One style sheet that the player has or is about to get. */
export interface SheetRec {
	readonly id: number;
	readonly sheet: CSSStyleSheet;
	/** Its element, or the document of a constructed sheet. */
	readonly owner: Rec;
	form: number;
	/** Sums of the texts of the rules that the player has. */
	sums: number[];
	off: boolean;
	media: string;
	/** Counts changes while a job is under way. */
	version: number;
	job: SheetJob | undefined;
	changes: RuleChange[];
	/** Rules that may read differently now. */
	touched: Set<CSSRule>;
	/** It is of another origin. */
	unreadable: boolean;
	/** What is read in its place. */
	copy: CSSStyleSheet | null;
}

/** A rule that came, or that one went (null), in the order of events. */
export interface RuleChange {
	index: number;
	rule: CSSRule | null;
}

const PART = 48 * 1024;

/** Sends one sheet, as many rules as the time allows; starts over when the rules change meanwhile. */
export class SheetJob {
	#index = -1;
	#version = 0;
	#parts: string[] = [];
	#size = 0;
	/** The text it was written with says the same as its rules. */
	#whole: string | null = null;

	readonly #core: Core;

	constructor(
		core: Core,
		readonly target: SheetRec,
	) {
		this.#core = core;
	}

	/** True when the sheet is complete, or not needed any more. */
	step(end: number): boolean {
		const { target } = this;
		if (target.owner.dead || target.job !== this) return true;
		const rules = readable(target.sheet) ?? this.#foreign();
		if (!rules) {
			target.job = undefined;
			return true;
		}
		if (this.#index < 0 || this.#version !== target.version) this.#start(rules);
		while (this.#index < rules.length) {
			const rule = rules[this.#index++];
			if (rule) this.#rule(rule);
			if (this.#index % 32 === 0 && now() > end) {
				this.#flush();
				return false;
			}
		}
		this.#flush();
		target.job = undefined;
		return true;
	}

	/** Rules of a sheet that may not be read; should they come later, another job follows. */
	#foreign(): CSSRuleList | undefined {
		const { target } = this;
		const copy = this.#core.sheets.foreign.copy(sheetHref(target.sheet));
		target.unreadable = true;
		if (copy === null) this.#core.problem("css_unreadable");
		target.copy = copy ?? null;
		return target.copy?.cssRules;
	}

	#start(rules: CSSRuleList): void {
		const { target } = this;
		this.#version = target.version;
		this.#index = 0;
		this.#parts = [];
		this.#size = 0;
		target.changes = [];
		target.touched.clear();
		target.sums = [];
		this.#whole = target.form === Form.TEXT ? originalText(target) : null;
		if (this.#whole !== null) this.#index = rules.length;
		const { switches } = this.#core.sheets;
		switches.read(target);
		this.#core.writer.op(
			Op.SHEET,
			target.id,
			target.owner.id,
			target.form,
			target.off ? 1 : 0,
		);
		if (target.media) switches.write(target);
		if (this.#whole === null) return;
		this.#add(
			this.#core.reader.sheet(
				this.#whole,
				baseOf(target),
				target.owner.privacy,
			),
		);
	}

	#rule(rule: CSSRule): void {
		const { target } = this;
		target.sums.push(sumOf(rawText(rule)));
		this.#add(safeText(this.#core, target, rule));
	}

	#add(safe: string): void {
		if (this.target.form === Form.RULES) {
			this.#send(safe);
			return;
		}
		this.#parts.push(safe);
		this.#size += safe.length;
		if (this.#size > PART) this.#flush();
	}

	#flush(): void {
		if (this.#parts.length > 0) this.#send(this.#parts.join("\n"));
		this.#parts = [];
		this.#size = 0;
	}

	#send(text: string): void {
		this.#core.writer.op(Op.SHEETADD, this.target.id);
		this.#core.writer.text(text);
	}
}

function baseOf({ sheet, owner }: SheetRec): string {
	return sheetHref(sheet) ?? baseURI(owner.node);
}

/** A rule as it reads in the page, to be compared and never sent. */
export function rawText(rule: CSSRule): string {
	return textOf(rule, "", asItIs);
}

/** A rule as it may be sent. */
export function safeText(
	{ reader, sheets }: Core,
	target: SheetRec,
	rule: CSSRule,
): string {
	const home = sheetHref(target.sheet) ? "" : baseOf(target);
	return textOf(
		rule,
		baseOf(target),
		(text, base) => {
			/* A style element's text has no address. */
			const whole = sheets.lost.restored(text, base === home ? null : base);
			return reader.sheet(whole, base, target.owner.privacy);
		},
		(url) => sheets.foreign.copy(url),
	);
}
