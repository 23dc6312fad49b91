import {
	getAttribute,
	hasAttribute,
	isDocument,
	localName,
	query,
	rootOf,
	sheetDisabled,
	sheetMedia,
	sheetTitle,
} from "../natives";
import { Op } from "../ops";
import type { Core } from "./core";
import type { SheetRec } from "./sheet_job";

/** Whether sheets apply, and for which media: what is said about a sheet besides its rules. */
export class Switches {
	/** Links that a script switched off and on: an alternate sheet applies from then on. */
	#chosen = new WeakSet<Node>();

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	/** The `disabled` attribute of a link changed. */
	toggled(link: Node): void {
		this.#chosen.add(link);
	}

	/** Takes the state over; true when it differs from what was sent. */
	read(rec: SheetRec): boolean {
		const off = this.#isOff(rec);
		const media = sheetMedia(rec.sheet)?.mediaText ?? "";
		if (off === rec.off && media === rec.media) return false;
		rec.off = off;
		rec.media = media;
		return true;
	}

	write(rec: SheetRec): void {
		const { reader, writer } = this.#core;
		writer.op(Op.SHEETOFF, rec.id, rec.off ? 1 : 0);
		writer.op(Op.SHEETMEDIA, rec.id);
		writer.text(reader.sheet(rec.media, "", rec.owner.privacy));
	}

	/** No browser says of a sheet with a title whether it applies; they all follow these rules. */
	#isOff({ sheet, owner }: SheetRec): boolean {
		if (sheetDisabled(sheet)) return true;
		const { node } = owner;
		if (isDocument(node)) return false;
		const title = sheetTitle(sheet);
		const root = rootOf(node);
		if (!isDocument(root) || this.#chosen.has(node)) return false;
		if (!title) return isAlternate(node as Element);
		for (const one of query(
			root,
			"link[title][rel~=stylesheet i],style[title]",
		)) {
			if (isAlternate(one) || !getAttribute(one, "title")) continue;
			/* A page that switched the first one off has chosen another one. */
			const isLeft = owner.tag === "link" && hasAttribute(one, "disabled");
			if (isLeft && localName(one) === "link") return false;
			return getAttribute(one, "title") !== title;
		}
		return false;
	}
}

const isAlternate = (element: Element): boolean =>
	/\balternate\b/i.test(getAttribute(element, "rel") ?? "");
