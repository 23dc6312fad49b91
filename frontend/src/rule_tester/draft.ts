import { by_id, h, show } from "../desktop/dom";
import {
	type Answer,
	add_address,
	type Draft,
	say,
	setup,
	type TestedSite,
} from "./wire";

/** A rule that is tried on the page before anybody saves it. */
export class DraftForm {
	readonly #form = by_id("draft") as HTMLFormElement;
	readonly #save = by_id("draft-save") as HTMLAnchorElement;
	/** What is being tried; null: nothing. */
	draft: Draft | null = null;

	constructor(
		private readonly on_change: () => void,
		private readonly site: () => TestedSite | undefined,
	) {
		this.#form.addEventListener("submit", (event) => {
			event.preventDefault();
			this.#try();
		});
		by_id("draft-drop").addEventListener("click", () => {
			this.draft = null;
			this.paint(null);
			this.on_change();
		});
		this.paint(null);
	}

	/** Fills the form and tries what is in it. */
	fill(draft: Draft, hint: string): void {
		this.#field("selector").value = draft.selector;
		this.#field("url_pattern").value = draft.url_pattern;
		this.#field("effect").value = draft.effect;
		this.#hints([hint], []);
		this.#try();
		this.#form.scrollIntoView({ block: "nearest" });
		this.#field("selector").focus();
	}

	/** What the server says of the draft. */
	paint(answer: Answer | null): void {
		const { draft } = this;
		const site = this.site();
		show(by_id("draft-drop"), draft !== null);
		const is_sound = answer !== null && answer.problems.length === 0;
		const may_save = draft && site && is_sound && setup.may_add;
		show(this.#save, !!may_save);
		if (may_save) this.#save.href = add_address(site, draft);
		if (!draft || !answer) return;
		const elsewhere = answer.applies ? [] : [say("draft_elsewhere")];
		this.#hints([...answer.doubts, ...elsewhere], answer.problems);
	}

	#try(): void {
		this.draft = {
			selector: this.#field("selector").value.trim(),
			url_pattern: this.#field("url_pattern").value.trim(),
			effect: this.#field("effect").value,
		};
		this.on_change();
	}

	#hints(hints: readonly string[], problems: readonly string[]): void {
		const known = hints.filter(Boolean);
		by_id("draft-hints").replaceChildren(
			...problems.map((text) => h("li", { class: "tester__warning" }, text)),
			...known.map((text) => h("li", {}, text)),
		);
	}

	#field(name: string): HTMLInputElement | HTMLSelectElement {
		return by_id(`draft-${name}`) as HTMLInputElement;
	}
}
