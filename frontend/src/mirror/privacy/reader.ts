import {
	CUSTOM_TAG,
	HTML_TAGS,
	LEAF_TAGS,
	MATH_TAGS,
	SILENT_TAGS,
	SVG_TAGS,
} from "../names";
import {
	assignedNodes,
	assignedSlot,
	baseURI,
	composedParent,
	createElement,
	documentTitle,
	getAttribute,
	isElement,
	isText,
	localName,
	matches,
	namespaceURI,
	parentNode,
	query,
	queryFirst,
	textData,
} from "../natives";
import { NAMESPACES } from "../ops";
import { MASKED, type Value, type Writer } from "../writer";
import { AssetTable, type OnAsset } from "./assets";
import {
	couldBeSent,
	isComing,
	type Sendable,
	sendable,
	sendables,
	wireName,
} from "./attributes";
import { type FieldMemory, isSecretField } from "./fields";
import { iconOf } from "./icon";
import { Kept } from "./kept";
import { isOwn } from "./own";
import { Effect, type MirrorRule, RuleSet } from "./rules";
import { SpokenAttributes } from "./spoken";
import { StateNames } from "./states";
import { inlineStyle, sheetText } from "./style";
import { ClassNames } from "./words";

/** Decision about one mirrored node; children start from their parent's. */
export enum Privacy {
	/** Hidden by a rule or by markup: for ever, for this node and all below. */
	HIDDEN = 1,
	/** Hidden because the site masks everything; a reveal rule lifts it. */
	BY_DEFAULT = 2,
	/** A secret field (the floor). */
	SECRET = 4,
	/** Shown as an empty box. */
	BLOCKED = 8,
}
const INHERITED = Privacy.HIDDEN | Privacy.BY_DEFAULT;
export const isMaskedBy = (privacy: number): boolean =>
	(privacy & (Privacy.HIDDEN | Privacy.BY_DEFAULT | Privacy.SECRET)) !== 0;
/** Masked, or shown as an empty box. */
export const hides = (privacy: number): boolean =>
	isMaskedBy(privacy) || (privacy & Privacy.BLOCKED) !== 0;

export interface ReaderOptions {
	rules: readonly MirrorRule[];
	mask_all: boolean;
	mask_title: boolean;
	private_paths: readonly string[];
	memory: FieldMemory;
	on_asset: OnAsset | undefined;
	on_rule_error(rule_id: number): void;
}

/**
 * The only reader of what a page says: attributes, text, state, style text,
 * addresses, title. Everything it returns may be sent.
 */
export class PageReader {
	readonly assets: AssetTable;
	readonly rules: RuleSet;
	/** A pause rule matched an element that was read. */
	met_pause = false;
	readonly stateNames = new StateNames();
	readonly words = {
		classes: new ClassNames(),
		attributes: new SpokenAttributes(),
	};
	/** What is hidden for ever. */
	readonly kept = new Kept();

	readonly #options: ReaderOptions;

	constructor(page: Document, writer: Writer, options: ReaderOptions) {
		this.#options = options;
		this.assets = new AssetTable(
			writer,
			options.private_paths,
			options.on_asset,
		);
		this.rules = new RuleSet(
			options.rules,
			createElement(page, "div"),
			options.on_rule_error,
		);
	}

	/** What the page's document starts from. */
	get outermost(): number {
		if (this.rules.broken) return Privacy.HIDDEN;
		return this.#options.mask_all ? Privacy.BY_DEFAULT : 0;
	}

	get masks_all(): boolean {
		return this.#options.mask_all;
	}

	/** Elements and text, save our own interface and what markup ignores. */
	isMirrorable(node: Node): boolean {
		if (isText(node)) return true;
		return isElement(node) && !isOwn(node);
	}

	/** Decides about an element below `parent`; what was hidden once stays so. */
	decide(element: Element, parent: number): number {
		const markup = getAttribute(element, "data-cobrowse");
		const effects = this.rules.effects(element, markup);
		if (effects & Effect.pause) this.met_pause = true;
		let privacy = parent & INHERITED;
		if (effects & Effect.reveal) privacy &= ~Privacy.BY_DEFAULT;
		if (
			effects & Effect.mask ||
			this.rules.broken ||
			this.kept.isHidden(element)
		)
			privacy |= Privacy.HIDDEN;
		if (effects & Effect.block || this.kept.isBlocked(element))
			privacy |= Privacy.BLOCKED;
		if (isSecretField(element, this.#options.memory)) {
			privacy |= Privacy.SECRET;
			if (localName(element) === "select") privacy |= Privacy.HIDDEN;
		}
		return privacy;
	}

	/** A node that is sent hidden stays hidden wherever it moves. */
	keepHidden(node: Node, privacy: number): void {
		if (privacy & Privacy.HIDDEN) this.kept.hide(node);
		if (privacy & Privacy.BLOCKED) this.kept.block(node);
	}

	/** Decides about what has just come and is not read out yet: what is hidden now stays so. */
	foresee(node: Node): void {
		if (!isElement(node)) return;
		if (matches(node, this.rules.hiding))
			this.keepHidden(node, this.decide(node, 0));
		this.foreseeIn(node);
	}

	foreseeIn(root: Node): void {
		for (const one of query(root, this.rules.hiding))
			this.keepHidden(one, this.decide(one, 0));
	}

	/** What a shadow root shows inside something hidden is hidden, wherever it is in the tree. */
	hideSlotted(root: ShadowRoot): void {
		for (const slot of query(root, "slot")) {
			if (!this.#isSlotHidden(slot)) continue;
			for (const node of assignedNodes(slot as HTMLSlotElement))
				this.kept.hide(node);
		}
	}

	/** From the slot outwards as it is drawn, through slots of further roots. */
	#isSlotHidden(slot: Element): boolean {
		const hiding = Effect.mask | Effect.block;
		let at: Node | null = slot;
		while (at) {
			const element: Element | null = isElement(at) ? at : null;
			if (element) {
				const markup = getAttribute(element, "data-cobrowse");
				const effects = this.rules.effects(element, markup);
				if (effects & hiding || this.kept.isHidden(element)) return true;
			}
			at = (element && assignedSlot(element)) ?? composedParent(at);
		}
		return false;
	}

	/** Name on the wire: as it is, or a neutral one for what is not on the lists. */
	tag(element: Element): { tag: string; namespace: number; leaf: boolean } {
		const name = localName(element);
		const namespace = NAMESPACES.indexOf(
			namespaceURI(element) as (typeof NAMESPACES)[number],
		);
		if (namespace === 1 && SVG_TAGS.has(name))
			return { tag: name, namespace, leaf: name === "style" };
		if (namespace === 2 && MATH_TAGS.has(name))
			return { tag: name, namespace, leaf: false };
		if (namespace === 0) {
			if (HTML_TAGS.has(name) || CUSTOM_TAG.test(name))
				return { tag: name, namespace, leaf: LEAF_TAGS.has(name) };
			if (!SILENT_TAGS.has(name))
				return { tag: "x-other", namespace, leaf: false };
		}
		return { tag: "x-skip", namespace: 0, leaf: true };
	}

	attributes(element: Element, tag: string, privacy: number): Sendable[] {
		if (tag === "x-skip") return [];
		return sendables(element, tag, hides(privacy), this.assets, this.words);
	}

	attribute(
		element: Element,
		tag: string,
		name: string,
		privacy: number,
	): Sendable | null {
		if (tag === "x-skip") return null;
		return sendable(
			element,
			tag,
			name,
			hides(privacy),
			this.assets,
			this.words,
		);
	}

	/** A sheet speaks of what was left out. */
	get wordsAreLate(): boolean {
		const { attributes, classes } = this.words;
		return classes.late || attributes.late.size > 0;
	}

	/** Whether an attribute of this name could have been sent before, and is gone now. */
	isGone(element: Element, tag: string, name: string): boolean {
		if (tag === "x-skip" || isComing(element, tag, name)) return false;
		return couldBeSent(tag, name) || this.words.attributes.speaksOf(tag, name);
	}

	/** Name of a page's attribute on the wire. */
	sentName(tag: string, name: string): string {
		return wireName(tag, name);
	}

	/** Space alone is layout; any other masked text is the fixed mask. */
	text(node: Text, privacy: number): Value {
		const text = textData(node);
		if (!isMaskedBy(privacy)) return text;
		return /\S/.test(text) ? MASKED : " ";
	}

	title(page: Document): Value {
		const hides = this.#isUnnamed || this.#isHidden(queryFirst(page, "title"));
		return hides ? MASKED : documentTitle(page).slice(0, 1000);
	}

	/** The picture that stands for the page in tabs; "": none. Call it between ops. */
	icon(page: Document): Value {
		const link = this.#isUnnamed ? null : iconOf(page);
		if (!link || this.#isHidden(link)) return "";
		const address = getAttribute(link, "href") ?? "";
		return this.assets.ref(address, baseURI(link)) ?? "";
	}

	/** Nothing says which page this is. */
	get #isUnnamed(): boolean {
		return this.#options.mask_title || isMaskedBy(this.outermost);
	}

	#isHidden(element: Element | null): boolean {
		for (let at: Node | null = element; at; at = parentNode(at)) {
			if (!isElement(at)) continue;
			const markup = getAttribute(at, "data-cobrowse");
			if (this.kept.isHidden(at)) return true;
			if (this.rules.effects(at, markup) & Effect.mask) return true;
		}
		return false;
	}

	/** The element that the address of a page points at. */
	targets(page: Document): NodeListOf<Element> {
		return query(page, ":target");
	}

	/** Style text of a sheet whose owner is not hidden. */
	sheet(text: string, base: string, privacy: number): string {
		this.stateNames.note(text);
		this.words.classes.note(text);
		this.words.attributes.note(text);
		return sheetText(text, base, this.assets, isMaskedBy(privacy));
	}

	/** The value of one property, ready to be sent. */
	declared(
		property: string,
		value: string,
		base: string,
		privacy: number,
	): string {
		const name = `${property.replace(/[A-Z]/g, "-$&").toLowerCase()}:`;
		return inlineStyle(name + value, base, this.assets, hides(privacy)).slice(
			name.length,
		);
	}

	/** A field may turn secret while it lives (a name, a type, dots). */
	isFieldMasked(field: Element, privacy: number): boolean {
		return isMaskedBy(privacy) || isSecretField(field, this.#options.memory);
	}
}
