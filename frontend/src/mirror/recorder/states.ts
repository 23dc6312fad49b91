import {
	composedParent,
	documentView,
	isConnected,
	isElement,
	localName,
	ownerDocument,
} from "../natives";
import { Op } from "../ops";
import { isField } from "../privacy/fields";
import { hides, Privacy } from "../privacy/reader";
import {
	fieldsOf,
	States as Group,
	hasStates,
	LIVELY,
	statesOf,
} from "../privacy/states";
import type { Core } from "./core";
import type { Rec } from "./model";
import { Rounds } from "./rounds";

/** Elements asked per look when nothing announced a change. */
const POLL = 100;

/** Events that tell of states, and which of the elements in their path. */
const TELLS: Readonly<Record<string, number>> = {
	pointerover: Group.POINTER,
	pointerout: Group.POINTER,
	pointerdown: Group.POINTER,
	pointerup: Group.POINTER,
	pointercancel: Group.POINTER,
	dragend: Group.POINTER,
	focusin: LIVELY,
	focusout: LIVELY | Group.CONTENT,
	keydown: Group.POINTER | Group.FOCUS,
	keyup: Group.POINTER | Group.FOCUS,
	input: Group.CONTENT,
	change: Group.CONTENT,
	invalid: Group.CONTENT,
	submit: Group.CONTENT,
	reset: Group.CONTENT,
	fullscreenchange: Group.FULLSCREEN,
};
export const STATE_EVENTS = Object.keys(TELLS);

const isCustom = (rec: Rec): boolean =>
	rec.tag === "x-other" || localName(rec.node as Element).includes("-");

/**
 * Pseudo-class states that the replica cannot have by itself. Events only mark
 * elements; what they are is asked of the browser when it is flushed.
 */
export class States {
	#asked = new Map<Rec, number>();
	/** Recs with a lively state: asked in every flush. */
	#lit = new Set<Rec>();
	/** Fields, forms and custom elements. */
	#polled = new Set<Rec>();
	readonly #round = new Rounds(() => this.#polled);
	#custom = new Map<Rec, string>();
	#names = 0;
	#promised = new WeakMap<CustomElementRegistry, Set<string>>();

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	clear(): void {
		this.#asked.clear();
		this.#lit.clear();
		this.#polled.clear();
		this.#round.restart();
		this.#custom.clear();
		this.#names = 0;
	}

	/** An element was created. */
	known(rec: Rec): void {
		if (rec.tag === "x-skip") return;
		const element = rec.node as Element;
		if (isCustom(rec)) {
			this.#polled.add(rec);
			this.#custom.set(rec, "");
			this.#ask(rec, -1);
			this.#whenDefined(element);
		} else if (isField(rec.tag)) {
			this.#polled.add(rec);
			/* Whether it is secret was asked this moment. */
			this.#send(rec, LIVELY | Group.CONTENT, true);
		} else if (fieldsOf(element) || hasStates(element)) {
			this.#ask(rec, LIVELY | Group.CONTENT);
			if (fieldsOf(element) || statesOf(element, Group.CONTENT) !== 0)
				this.#polled.add(rec);
		}
	}

	/** Something about the element's entry may have changed. */
	mark(rec: Rec): void {
		this.#ask(rec, Group.CONTENT);
	}

	heard(event: Event): void {
		const asked = TELLS[event.type];
		if (asked === undefined) return;
		for (const node of event.composedPath()) this.#met(node as Node, asked);
		if (asked & LIVELY) this.#above(event.currentTarget as Node, asked);
		if (event.type === "submit" || event.type === "reset")
			for (const rec of this.#polled) this.#ask(rec, Group.CONTENT);
		this.#core.kick();
	}

	/** Another part of the page may be the target of its address. */
	targetChanged(page: Document): void {
		const [target] = this.#core.reader.targets(page);
		if (target) this.#met(target, Group.TARGET);
		this.#core.kick();
	}

	/** A custom element changed its own states, or its validity; without a node any may have. */
	internalsChanged(node: Node | undefined): void {
		const rec = node && this.#core.model.get(node);
		if (rec) this.#ask(rec, -1);
		else if (!node) for (const one of this.#custom.keys()) this.#ask(one, -1);
		this.#core.kick();
	}

	/** Sends what differs from what the player has. */
	flush(): void {
		const { stateNames } = this.#core.reader;
		if (this.#names !== stateNames.size) {
			this.#names = stateNames.size;
			for (const rec of this.#custom.keys()) this.#ask(rec, -1);
		}
		for (const rec of this.#lit) this.#ask(rec, LIVELY);
		for (const [rec, asked] of this.#asked) {
			this.#asked.delete(rec);
			if (rec.dead) this.#lit.delete(rec);
			else {
				this.#send(rec, asked);
				if (asked === -1) this.#sendCustom(rec);
			}
		}
	}

	/** True when one of some elements, or a lively one, is not what was sent. */
	look(): boolean {
		for (const rec of this.#lit)
			if (!rec.dead && this.#now(rec, LIVELY) !== rec.states) return true;
		for (const rec of this.#round.take(POLL)) {
			if (rec.dead) {
				this.#polled.delete(rec);
				this.#custom.delete(rec);
			} else if (
				this.#now(rec, Group.CONTENT | Group.DEFINED) !== rec.states ||
				(this.#custom.get(rec) ?? "") !== this.#customNow(rec).join(" ")
			)
				this.#ask(rec, -1);
		}
		return this.#asked.size > 0;
	}

	#ask(rec: Rec, asked: number): void {
		this.#asked.set(rec, (this.#asked.get(rec) ?? 0) | asked);
	}

	#met(node: Node, asked: number): void {
		const rec = this.#core.model.get(node);
		if (!rec || !isElement(node)) return;
		this.#ask(rec, asked);
		if (rec.tag !== "label") return;
		/* A label under the pointer has its control under the pointer. */
		const { control } = node as HTMLLabelElement;
		const target = control && this.#core.model.get(control);
		if (target) this.#ask(target, asked);
	}

	/** The frames around the page that an event happened in. */
	#above(root: Node, asked: number): void {
		let at: Node | null = ownerDocument(root) ?? root;
		while (at) {
			at = composedParent(at);
			if (at) this.#met(at, asked);
		}
	}

	/** The states the player should have, if those asked for are asked anew. */
	#now(rec: Rec, asked: number): number {
		let wanted = asked;
		if (asked & Group.CONTENT && this.#hidesContent(rec))
			wanted &= ~Group.CONTENT;
		if (!this.#custom.has(rec)) wanted &= ~Group.DEFINED;
		const found = statesOf(rec.node as Element, wanted, rec.states);
		return (rec.states & ~asked) | found;
	}

	#send(rec: Rec, asked: number, isDecided = false): void {
		let states = this.#now(rec, asked);
		if (states === rec.states) return;
		if (states & Group.CONTENT && isField(rec.tag) && !isDecided) {
			const { reader } = this.#core;
			/* Asked again with each telling: a field may turn secret while it lives. */
			if (reader.isFieldMasked(rec.node as Element, rec.privacy)) {
				rec.privacy |= Privacy.SECRET;
				states &= ~Group.CONTENT;
			}
		}
		if ((states ^ rec.states) & Group.CONTENT) this.#askAbove(rec);
		rec.states = states;
		if (states & LIVELY) this.#lit.add(rec);
		else this.#lit.delete(rec);
		this.#core.writer.op(Op.STATE, rec.id, states);
	}

	#sendCustom(rec: Rec): void {
		const before = this.#custom.get(rec);
		if (before === undefined) return;
		const names = this.#customNow(rec);
		const text = names.join(" ");
		if (text === before) return;
		this.#custom.set(rec, text);
		const { writer } = this.#core;
		writer.op(Op.CUSTOM_STATES, rec.id, names.length);
		for (const name of names) writer.string(name);
	}

	#customNow(rec: Rec): string[] {
		if (!this.#custom.has(rec) || hides(rec.privacy)) return [];
		return this.#core.reader.stateNames.of(rec.node as Element);
	}

	/** An entry decides about its form and the fieldsets around it. */
	#askAbove(rec: Rec): void {
		for (let at = rec.parent; at; at = at.parent)
			if (at.tag === "form" || at.tag === "fieldset")
				this.#ask(at, Group.CONTENT);
		const form = isField(rec.tag) && (rec.node as HTMLInputElement).form;
		const owner = form ? this.#core.model.get(form) : undefined;
		if (owner) this.#ask(owner, Group.CONTENT);
	}

	/** The validity of a form tells of every field in it. */
	#hidesContent(rec: Rec): boolean {
		if (hides(rec.privacy)) return true;
		for (const field of fieldsOf(rec.node as Element) ?? []) {
			const known = this.#core.model.get(field);
			if (known ? hides(known.privacy) : matchesValidity(field)) return true;
		}
		return false;
	}

	#whenDefined(element: Element): void {
		const registry = registryOf(element);
		const name = localName(element);
		if (!registry || !name.includes("-")) return;
		let names = this.#promised.get(registry);
		if (!names) {
			names = new Set();
			this.#promised.set(registry, names);
		}
		if (names.has(name)) return;
		names.add(name);
		const defined = (): void => {
			for (const rec of this.#custom.keys())
				if (rec.tag === name && isConnected(rec.node)) this.#ask(rec, -1);
			this.#core.kick();
		};
		registry.whenDefined(name).then(defined, () => undefined);
	}
}

const matchesValidity = (field: Element): boolean =>
	statesOf(field, Group.CONTENT) !== 0;

function registryOf(element: Element): CustomElementRegistry | undefined {
	const page = ownerDocument(element);
	return page ? documentView(page)?.customElements : undefined;
}
