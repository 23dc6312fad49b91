import type { RuleChange } from "./sheet_job";

/** What the recorder learns from patched natives. */
export interface HookTargets {
	shadowAttached(host: Element): void;
	fieldSet(field: Node): void;
	/** The element that changed its validity or its own states; unknown when it was made before we came. */
	internalsChanged(element: Element | undefined): void;
	rulesChanged(sheet: CSSStyleSheet, change: RuleChange | null): void;
	adoptedSet(root: Document | ShadowRoot): void;
}

type Realm = Window & typeof globalThis;

/**
 * Wraps the few natives whose effect no observer shows. Each wrapper calls the
 * native first, tells us after, never throws of itself, and goes when we stop.
 */
export class Hooks {
	/** What to undo, by the realm's Element; a frame's realm may go before we do. */
	private undo = new WeakMap<object, (() => void)[]>();
	private realms: WeakRef<object>[] = [];
	private current: (() => void)[] = [];

	constructor(private readonly targets: HookTargets) {}

	patch(view: Realm): void {
		if (this.undo.has(view.Element)) return;
		this.current = [];
		this.undo.set(view.Element, this.current);
		this.realms = this.realms.filter((realm) => realm.deref());
		this.realms.push(new WeakRef(view.Element));
		const { targets } = this;
		this.method(view.Element.prototype, "attachShadow", (self) =>
			targets.shadowAttached(self as Element),
		);
		for (const [owner, name] of [
			[view.HTMLInputElement.prototype, "value"],
			[view.HTMLInputElement.prototype, "checked"],
			[view.HTMLInputElement.prototype, "indeterminate"],
			[view.HTMLTextAreaElement.prototype, "value"],
			[view.HTMLSelectElement.prototype, "value"],
			[view.HTMLSelectElement.prototype, "selectedIndex"],
			[view.HTMLOptionElement.prototype, "selected"],
		] as const)
			this.setter(owner, name, (self) => targets.fieldSet(self as Node));
		for (const owner of [view.Document.prototype, view.ShadowRoot.prototype])
			this.setter(owner, "adoptedStyleSheets", (self) =>
				targets.adoptedSet(self as Document),
			);
		this.patchRules(view);
		this.patchInternals(view);
	}

	restore(): void {
		for (const realm of this.realms) {
			const element = realm.deref();
			for (const undo of (element && this.undo.get(element)) ?? []) undo();
		}
		this.realms = [];
		this.undo = new WeakMap();
	}

	private patchRules(view: Realm): void {
		const { targets } = this;
		const sheet = view.CSSStyleSheet.prototype;
		const changed = (self: object): void =>
			targets.rulesChanged(self as CSSStyleSheet, null);
		for (const name of ["insertRule", "addRule"])
			this.method(sheet, name, (self, given, result) => {
				const at = name === "insertRule" ? result : undefined;
				const rule =
					typeof at === "number"
						? (self as CSSStyleSheet).cssRules[at]
						: undefined;
				if (typeof at === "number" && rule && !("styleSheet" in rule))
					targets.rulesChanged(self as CSSStyleSheet, {
						index: at,
						text: rule.cssText,
					});
				else changed(self);
				void given;
			});
		this.method(sheet, "deleteRule", (self, given) =>
			targets.rulesChanged(self as CSSStyleSheet, {
				index: Number(given[0]),
				text: null,
			}),
		);
		for (const name of ["removeRule", "replace", "replaceSync"])
			this.method(sheet, name, changed);
		const grouping = view.CSSGroupingRule.prototype;
		for (const name of ["insertRule", "deleteRule"])
			this.method(grouping, name, (self) => {
				const parent = (self as CSSRule).parentStyleSheet;
				if (parent) changed(parent);
			});
		const style = view.CSSStyleDeclaration.prototype;
		for (const name of ["setProperty", "removeProperty"])
			this.method(style, name, (self) => {
				const parent = (self as CSSStyleDeclaration).parentRule;
				if (parent?.parentStyleSheet) changed(parent.parentStyleSheet);
			});
	}

	/** States that elements give themselves. */
	private patchInternals(view: Realm): void {
		const { targets } = this;
		for (const owner of [
			view.HTMLInputElement,
			view.HTMLSelectElement,
			view.HTMLTextAreaElement,
			view.HTMLButtonElement,
			view.HTMLFieldSetElement,
		])
			this.method(owner.prototype, "setCustomValidity", (self) =>
				targets.internalsChanged(self as Element),
			);
		const owners = new WeakMap<object, Element>();
		const changed = (self: object): void =>
			targets.internalsChanged(owners.get(self));
		this.method(
			view.HTMLElement.prototype,
			"attachInternals",
			(self, _, made) => {
				const internals = made as ElementInternals;
				owners.set(internals, self as Element);
				if (internals.states) owners.set(internals.states, self as Element);
			},
		);
		if (view.ElementInternals)
			this.method(view.ElementInternals.prototype, "setValidity", changed);
		if (view.CustomStateSet)
			for (const name of ["add", "delete", "clear"])
				this.method(view.CustomStateSet.prototype, name, changed);
	}

	private method(
		owner: object,
		name: string,
		after: (self: object, given: unknown[], result: unknown) => void,
	): void {
		const before = Object.getOwnPropertyDescriptor(owner, name);
		const native: unknown = before?.value;
		if (!before?.configurable || typeof native !== "function") return;
		const wrapper = {
			[name](this: object, ...given: unknown[]): unknown {
				const result: unknown = Reflect.apply(native, this, given);
				if (result instanceof Promise)
					void result.then(
						() => quietly(() => after(this, given, undefined)),
						noop,
					);
				else quietly(() => after(this, given, result));
				return result;
			},
		}[name];
		this.define(owner, name, before, { ...before, value: wrapper });
	}

	private setter(
		owner: object,
		name: string,
		after: (self: object) => void,
	): void {
		const before = Object.getOwnPropertyDescriptor(owner, name);
		const native = before?.set;
		if (!before?.configurable || !native) return;
		this.define(owner, name, before, {
			...before,
			set(this: object, value: unknown) {
				native.call(this, value);
				quietly(() => after(this));
			},
		});
	}

	private define(
		owner: object,
		name: string,
		before: PropertyDescriptor,
		ours: PropertyDescriptor,
	): void {
		Object.defineProperty(owner, name, ours);
		this.current.push(() => {
			const now = Object.getOwnPropertyDescriptor(owner, name);
			/* Somebody wrapped it after us: their wrapper stays, ours falls silent. */
			if (now?.value === ours.value && now?.set === ours.set)
				Object.defineProperty(owner, name, before);
		});
	}
}

function noop(): void {}

function quietly(act: () => void): void {
	try {
		act();
	} catch {
		/* The page must not notice us. */
	}
}
