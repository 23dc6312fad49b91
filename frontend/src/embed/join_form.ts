import { h, set_attributes, set_text, show } from "../desktop/dom";
import { digits, grouped } from "../desktop/format";
import { say, say_code } from "../desktop/strings";
import { customer_name } from "../desktop/views/names";
import { type EmbedState, type Joining, joinable } from "./state";
import { tell } from "./strings";

const DIGITS = 9;

export interface JoinForm {
	readonly node: HTMLElement;
	paint(state: EmbedState, now: number): void;
}

/** The nine digits, and which interaction they are for where there are several. */
export function create_join_form(
	join: (session_id: string, interaction: string | null) => void,
	forget: () => void,
): JoinForm {
	const input = h("input", {
		class: "input input--code",
		id: "session-id",
		inputmode: "numeric",
		autocomplete: "off",
		placeholder: "000 000 000",
		spellcheck: "false",
		"aria-describedby": "session-id-hint session-id-error",
		"data-testid": "session-id-input",
	});
	const button = h(
		"button",
		{ class: "btn btn--primary", "data-testid": "session-id-join" },
		say("join.join"),
	);
	const problem = h("p", {
		class: "field__error",
		id: "session-id-error",
		role: "alert",
		"data-testid": "session-id-error",
	});
	const select = h("select", {
		class: "select",
		id: "interaction",
		"data-testid": "interaction-choice",
	});
	const which = h(
		"div",
		{ class: "field" },
		h("label", { class: "field__label", for: "interaction" }, tell("which")),
		select,
	);
	const form = h(
		"form",
		{ class: "embed__form", novalidate: true },
		which,
		h(
			"div",
			{ class: "field" },
			h(
				"label",
				{ class: "field__label", for: "session-id" },
				say("join.label"),
			),
			h("div", { class: "input-group" }, input, button),
			problem,
		),
		h("p", { class: "small muted", id: "session-id-hint" }, tell("ask")),
	);
	let too_short = false;
	input.addEventListener("input", () => {
		const at_end = input.selectionStart === input.value.length;
		const text = grouped(input.value);
		if (text !== input.value && at_end) input.value = text;
		too_short = false;
		forget();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		if (button.disabled) return;
		const typed = digits(input.value);
		too_short = typed.length !== DIGITS;
		if (too_short) {
			set_text(problem, say("join.short"));
			input.focus();
		} else join(typed, which.hidden ? null : select.value);
	});

	return {
		node: form,
		paint(state, now) {
			paint_choices(select, state);
			show(which, joinable(state).length > 1);
			const wait = seconds_to_wait(state.joining, now);
			const asking = state.joining.kind === "asking";
			button.disabled = asking || wait > 0 || state.connection !== "open";
			set_attributes(button, { "aria-busy": asking ? "true" : null });
			const words = too_short
				? say("join.short")
				: refusal(state.joining, wait);
			set_text(problem, words);
			set_attributes(input, { "aria-invalid": words ? "true" : null });
		},
	};
}

function paint_choices(select: HTMLSelectElement, state: EmbedState): void {
	const options = joinable(state).map((one) => ({
		value: one.id,
		text: customer_name(one),
	}));
	const same =
		options.length === select.options.length &&
		options.every(({ value }, index) => select.options[index]?.value === value);
	if (same) return;
	const chosen = select.value;
	select.replaceChildren(
		...options.map(({ value, text }) => h("option", { value }, text)),
	);
	if (options.some(({ value }) => value === chosen)) select.value = chosen;
}

function seconds_to_wait(joining: Joining, now: number): number {
	return joining.kind === "refused" && joining.retry_at !== null
		? Math.max(0, Math.ceil((joining.retry_at - now) / 1000))
		: 0;
}

function refusal(joining: Joining, wait: number): string {
	if (joining.kind !== "refused") return "";
	if (joining.retry_at !== null)
		return wait > 0 ? say("join.throttled", { seconds: wait }) : "";
	return say_code(`join.${joining.code}`, "join.other", {
		detail: joining.code,
	});
}
