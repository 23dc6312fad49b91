import { h, set_attr, set_text, show } from "./dom";

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** A labelled field that can say what is wrong with it. */
export class Field<I extends Input = Input> {
	readonly node: HTMLElement;
	readonly #label: HTMLLabelElement;
	readonly #hint: HTMLElement;
	readonly #error: HTMLElement;

	constructor(
		readonly input: I,
		label: string,
		hint = "",
	) {
		const { id } = input;
		this.#label = h("label", { attrs: { for: id } }, label);
		this.#hint = h("div", { class: "hint", attrs: { id: `${id}-hint` } }, hint);
		this.#error = h("div", { class: "error", attrs: { id: `${id}-error` } });
		this.node = h(
			"div",
			{ class: "field" },
			this.#label,
			input,
			this.#hint,
			this.#error,
		);
		show(this.#hint, hint !== "");
		this.error = "";
		input.addEventListener("input", () => {
			this.error = "";
		});
	}

	set label(text: string) {
		set_text(this.#label, text);
	}

	/** Empty: nothing is wrong. */
	set error(text: string) {
		const { id } = this.input;
		set_text(this.#error, text);
		show(this.#error, text !== "");
		set_attr(this.input, "aria-invalid", text ? "true" : null);
		const described = text
			? `${id}-error`
			: this.#hint.hidden
				? null
				: `${id}-hint`;
		set_attr(this.input, "aria-describedby", described);
	}

	get value(): string {
		return this.input.value.trim();
	}

	set required(required: boolean) {
		set_attr(this.input, "aria-required", required ? "true" : null);
	}
}

/** Marks what is wrong, takes the focus to the first of it, and says whether all is well. */
export function all_well(
	checks: readonly (readonly [Field, string | null])[],
): boolean {
	for (const [field, error] of checks) field.error = error ?? "";
	const wrong = checks.find(([, error]) => error !== null);
	wrong?.[0].input.focus();
	return !wrong;
}
