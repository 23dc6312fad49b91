import {
	composedParent,
	getAttribute,
	inputType,
	isElement,
	localName,
} from "../natives";
import type { FieldMemory } from "./fields";
import { isSecretField } from "./fields";
import { isOwn } from "./own";
import type { PageReader } from "./reader";
import { Effect } from "./rules";

/** What the agent may do with a live element (spec MK-3, MK-4; MD-12). */
export interface TargetPolicy {
	masked: boolean;
	/** A rule or markup keeps the agent off. */
	restricted: boolean;
	/** A rule or markup lets the agent use it, submit controls too. */
	allowed: boolean;
	submit: boolean;
	file: boolean;
	password: boolean;
	/** Our own interface, or what the mirror ignores. */
	own_ui: boolean;
}

/** Decides about live elements when a command arrives, from all composed ancestors. */
export class TargetPolicies {
	readonly #reader: PageReader;
	readonly #memory: FieldMemory;

	constructor(reader: PageReader, memory: FieldMemory) {
		this.#reader = reader;
		this.#memory = memory;
	}

	of(node: Node): TargetPolicy {
		const { rules } = this.#reader;
		const policy: TargetPolicy = {
			masked: rules.broken || this.#reader.kept.isHidden(node),
			restricted: rules.broken,
			allowed: false,
			submit: false,
			file: false,
			password: false,
			own_ui: false,
		};
		let revealed = false;
		for (let at: Node | null = node; at; at = composedParent(at)) {
			if (!isElement(at)) continue;
			const effects = rules.effects(at, getAttribute(at, "data-cobrowse"));
			if (isOwn(at)) policy.own_ui = true;
			if (effects & Effect.mask || this.#reader.kept.isHidden(at))
				policy.masked = true;
			if (effects & Effect.block) policy.masked = true;
			if (effects & Effect.reveal) revealed = true;
			if (!policy.restricted && !policy.allowed) {
				if (effects & Effect.restrict) policy.restricted = true;
				else if (effects & Effect.allow) policy.allowed = true;
			}
			this.#control(at, policy);
		}
		if (this.#reader.masks_all && !revealed) policy.masked = true;
		return policy;
	}

	/** What kind of control an element is; a label stands for its control. */
	#control(element: Element, policy: TargetPolicy): void {
		const tag = localName(element);
		if (tag === "label") {
			const target = (element as HTMLLabelElement).control;
			if (target) this.#control(target, policy);
			return;
		}
		if (tag === "button") {
			const button = element as HTMLButtonElement;
			if (button.type === "submit" && button.form) policy.submit = true;
			return;
		}
		if (isSecretField(element, this.#memory)) policy.masked = true;
		if (tag !== "input") return;
		const type = inputType(element as HTMLInputElement);
		if (type === "submit" || type === "image") policy.submit = true;
		if (type === "file") policy.file = true;
		const purpose = getAttribute(element, "autocomplete") ?? "";
		if (type === "password" || /password/i.test(purpose))
			policy.password = true;
	}
}
