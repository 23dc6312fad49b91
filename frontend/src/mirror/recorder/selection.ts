import { childNodes, isElement, isText, ownerDocument } from "../natives";
import { Op } from "../ops";
import { hides } from "../privacy/reader";
import {
	type Boundary,
	fieldSelection,
	focusedIn,
	isCaret,
	pageSelection,
} from "../privacy/selection";
import type { Core } from "./core";
import type { Rec } from "./model";

/** Events after which another part may be selected; the first is missing for fields in some browsers. */
export const SELECTION_EVENTS = ["selectionchange", "select"];
const ALSO_TELL = /^(?:focus|input|key|pointer[du])/;

type Place = [rec: Rec, offset: number];

/** What the customer has selected, and where the caret is: never in or at the edge of what is masked. */
export class Selections {
	#dirty = true;
	#told = "";
	#ends: Rec[] = [];

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	clear(): void {
		this.#dirty = true;
		this.#told = "";
		this.#ends = [];
	}

	heard(type: string): void {
		if (!ALSO_TELL.test(type) && !SELECTION_EVENTS.includes(type)) return;
		this.#dirty = true;
		this.#core.kick();
	}

	look(): boolean {
		/* Else the next flush would read it again, perhaps before the page is laid out. */
		if (this.#key(this.#read()) === this.#told) return false;
		this.#dirty = true;
		return true;
	}

	/** Once all child lists are sent. */
	flush(): void {
		if (!this.#dirty && !this.#ends.some((end) => end.dead)) return;
		this.#dirty = false;
		const now = this.#read();
		const key = this.#key(now);
		if (key === this.#told) return;
		const hadCaret = this.#told.startsWith(`${Op.CARET}`);
		const hadSelection = this.#told.startsWith(`${Op.SELECTION}`);
		this.#told = key;
		this.#ends = now?.ends ?? [];
		const { scrolls, writer } = this.#core;
		if (hadCaret && now?.op !== Op.CARET) writer.op(Op.CARET, 0, 0, 0, 0);
		if (hadSelection && now?.op !== Op.SELECTION)
			writer.op(Op.SELECTION, 0, 0, 0, 0);
		if (!now) return;
		writer.op(now.op, ...now.operands);
		/* The caret takes the field's text along, and no event tells. */
		const [field] = now.ends;
		if (now.op === Op.CARET && field) scrolls.scan(field);
	}

	#key(now: Told | null): string {
		return now ? `${now.op} ${now.operands.join(" ")}` : "";
	}

	#read(): Told | null {
		const { model, page, reader, roots } = this.#core;
		const focused = focusedIn(page);
		const field = focused && fieldSelection(focused);
		if (field) {
			const rec = model.get(focused);
			if (
				!rec ||
				hides(rec.privacy) ||
				reader.isFieldMasked(focused, rec.privacy)
			)
				return null;
			const operands = [rec.id, ...field];
			return { op: Op.CARET, operands, ends: [rec] };
		}
		const home = (focused && ownerDocument(focused)) ?? page;
		const found = pageSelection(home, roots.all());
		const start = found && this.#place(found[0]);
		const end = found && this.#place(found[1]);
		if (!start || !end) return null;
		/* What lies between is not mirrored: to the player it would be a caret. */
		const isNothing = start[0] === end[0] && start[1] === end[1];
		if (isNothing && !isCaret(found)) return null;
		const operands = [start[0].id, start[1], end[0].id, end[1]];
		return { op: Op.SELECTION, operands, ends: [start[0], end[0]] };
	}

	/** The place in the tree as the player has it. */
	#place({ node, offset }: Boundary): Place | null {
		const { model } = this.#core;
		const rec = model.get(node);
		if (!rec || hides(rec.privacy)) return null;
		if (isText(node)) return [rec, offset];
		if (!isElement(node) || rec.leaf) return null;
		let index = 0;
		const children = childNodes(node);
		for (let i = 0; i < offset; i++) {
			const child = children[i];
			if (child && model.get(child)?.parent === rec) index++;
		}
		return [rec, index];
	}
}

interface Told {
	op: number;
	operands: number[];
	ends: Rec[];
}
