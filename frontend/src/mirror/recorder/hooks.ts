import { sheetRules } from "../natives";
import { hookAnimations } from "./animation_hooks";
import type { Core } from "./core";
import { Patches } from "./patches";
import { patchShadows } from "./shadow_watch";

type Realm = Window & typeof globalThis;

/** Properties of rules that hand out something by which the rule can be changed. */
const HANDED_OUT = /^(?:style|styleMap|media)$/;

/** Wraps the few natives whose effect no observer shows; all are restored when we stop. */
export class Hooks {
	/** By the realm's Element; a frame's realm may go before we do. */
	#patched = new WeakMap<object, Patches>();
	#realms: WeakRef<object>[] = [];

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	patch(view: Realm): void {
		if (this.#patched.has(view.Element)) return;
		const patches = new Patches();
		this.#patched.set(view.Element, patches);
		this.#realms = this.#realms.filter((realm) => realm.deref());
		this.#realms.push(new WeakRef(view.Element));
		this.#patchElements(view, patches);
		this.#patchSheets(view, patches);
		this.#patchRules(view, patches);
		this.#patchInternals(view, patches);
		hookAnimations(view, patches, this.#core.animations);
	}

	restore(): void {
		for (const realm of this.#realms) {
			const element = realm.deref();
			if (element) this.#patched.get(element)?.restore();
		}
		this.#realms = [];
		this.#patched = new WeakMap();
	}

	#patchElements(view: Realm, patches: Patches): void {
		const core = this.#core;
		patchShadows(view, patches, (host) => core.roots.attached(host));
		patches.method(view.HTMLSlotElement.prototype, "assign", () => core.kick());
		const set = (self: object) => core.fields.touched(self as Node);
		for (const [owner, name] of [
			[view.HTMLInputElement.prototype, "value"],
			[view.HTMLInputElement.prototype, "checked"],
			[view.HTMLInputElement.prototype, "indeterminate"],
			[view.HTMLTextAreaElement.prototype, "value"],
			[view.HTMLSelectElement.prototype, "value"],
			[view.HTMLSelectElement.prototype, "selectedIndex"],
			[view.HTMLOptionElement.prototype, "selected"],
		] as const)
			patches.accessor(owner, name, { set });
	}

	#patchSheets(view: Realm, patches: Patches): void {
		const { sheets } = this.#core;
		const taken = (self: object) => sheets.adopted.taken(self as Document);
		for (const owner of [view.Document.prototype, view.ShadowRoot.prototype])
			patches.accessor(owner, "adoptedStyleSheets", { get: taken, set: taken });
		const switched = () => sheets.someSwitched();
		for (const owner of [view.StyleSheet, view.HTMLStyleElement])
			patches.accessor(owner.prototype, "disabled", { set: switched });
		const media = view.MediaList.prototype;
		patches.accessor(media, "mediaText", { set: switched });
		for (const name of ["appendMedium", "deleteMedium"])
			patches.method(media, name, switched);
		const sheet = view.CSSStyleSheet.prototype;
		const changed = (self: object): void =>
			sheets.rulesChanged(self as CSSStyleSheet, null);
		patches.method(sheet, "insertRule", (self, _, index) => {
			const rules = sheetRules(self as CSSStyleSheet);
			const rule = rules[index as number] ?? null;
			sheets.rulesChanged(
				self as CSSStyleSheet,
				rule && { index: index as number, rule },
			);
		});
		patches.method(sheet, "deleteRule", (self, [index]) =>
			sheets.rulesChanged(self as CSSStyleSheet, {
				index: Number(index),
				rule: null,
			}),
		);
		for (const name of ["addRule", "removeRule", "replace", "replaceSync"])
			patches.method(sheet, name, changed);
	}

	/** Every interface of rules that this browser has, with whatever can change one. */
	#patchRules(view: Realm, patches: Patches): void {
		const { sheets } = this.#core;
		const touched = (self: object) => sheets.ruleTouched(self as CSSRule);
		const taken = (self: object) => sheets.ruleTaken(self as CSSRule);
		for (const name of Object.getOwnPropertyNames(view)) {
			if (!name.startsWith("CSS")) continue;
			const owner: unknown = Object.getOwnPropertyDescriptor(view, name)?.value;
			const rules: unknown = typeof owner === "function" && owner.prototype;
			if (!(rules instanceof view.CSSRule)) continue;
			for (const [member, { set, value }] of Object.entries(
				Object.getOwnPropertyDescriptors(rules),
			))
				if (
					typeof value === "function" &&
					/^(?:insert|append|delete)Rule$/.test(member)
				)
					patches.method(rules, member, touched);
				else if (set || HANDED_OUT.test(member))
					patches.accessor(rules, member, {
						set: touched,
						...(HANDED_OUT.test(member) && { get: taken }),
					});
		}
		const style = view.CSSStyleDeclaration.prototype;
		const inRule = (self: object) => {
			const rule = (self as CSSStyleDeclaration).parentRule;
			if (rule) sheets.ruleTouched(rule);
		};
		for (const name of ["setProperty", "removeProperty"])
			patches.method(style, name, inRule);
		patches.accessor(style, "cssText", { set: inRule });
	}

	/** States that elements give themselves. */
	#patchInternals(view: Realm, patches: Patches): void {
		const { states } = this.#core;
		for (const owner of [
			view.HTMLInputElement,
			view.HTMLSelectElement,
			view.HTMLTextAreaElement,
			view.HTMLButtonElement,
			view.HTMLFieldSetElement,
		])
			patches.method(owner.prototype, "setCustomValidity", (self) =>
				states.internalsChanged(self as Element),
			);
		const owners = new WeakMap<object, Element>();
		const changed = (self: object): void =>
			states.internalsChanged(owners.get(self));
		patches.method(
			view.HTMLElement.prototype,
			"attachInternals",
			(self, _, made) => {
				const internals = made as ElementInternals;
				owners.set(internals, self as Element);
				if (internals.states) owners.set(internals.states, self as Element);
			},
		);
		if (view.ElementInternals)
			patches.method(view.ElementInternals.prototype, "setValidity", changed);
		if (view.CustomStateSet)
			for (const name of ["add", "delete", "clear"])
				patches.method(view.CustomStateSet.prototype, name, changed);
	}
}
