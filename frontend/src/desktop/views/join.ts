import type { Actions } from "../actions";
import { h, set_attributes, set_text, show } from "../dom";
import { digits, grouped } from "../format";
import type { DesktopState } from "../state";
import { say, say_code } from "../strings";
import { is_live, is_written_here, type Join, type Thread } from "../thread";

const DIGITS = 9;

/** The nine digits that a customer reads out, or another stack hands over (PI-4, PI-11). */
export function mount_join(
	host: HTMLElement,
	actions: Actions,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	let too_short = false;
	const drafts = new Map<string, string>();
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
	const field = h(
		"div",
		{ class: "field" },
		h("label", { class: "field__label", for: "session-id" }, say("join.label")),
		h("div", { class: "input-group" }, input, button),
		problem,
	);
	const hint = h("p", { class: "small muted", id: "session-id-hint" });
	const form = h(
		"form",
		{ class: "join", novalidate: true },
		h("h2", { class: "talk__label" }, say("join.title")),
		hint,
		field,
	);
	host.append(form);

	input.addEventListener("input", () => {
		regroup(input);
		too_short = false;
		drafts.set(id, input.value);
		actions.forget_join(id);
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		if (button.disabled) return;
		const typed = digits(input.value);
		too_short = typed.length !== DIGITS;
		if (too_short) {
			set_text(problem, say("join.short"));
			set_attributes(field, { class: "field field--invalid" });
			input.focus();
		} else actions.join(id, typed);
	});

	return (thread, _state, now) => {
		const { interaction } = thread;
		const wanted =
			!is_written_here(thread) && is_live(thread) && thread.session === null;
		if (!wanted && !form.hidden) drafts.delete(interaction.id);
		show(form, wanted);
		if (!wanted) return;
		set_text(hint, say(interaction.external ? "join.text" : "talk.join"));
		if (id !== interaction.id) {
			id = interaction.id;
			too_short = false;
			input.value = drafts.get(id) ?? "";
		}
		const wait = seconds_to_wait(thread.join, now);
		button.disabled = thread.join.kind === "asking" || wait > 0;
		set_attributes(button, {
			"aria-busy": thread.join.kind === "asking" ? "true" : null,
		});
		const words = too_short ? say("join.short") : refusal(thread.join, wait);
		set_text(problem, words);
		set_attributes(field, {
			class: words ? "field field--invalid" : "field",
		});
		set_attributes(input, { "aria-invalid": words ? "true" : null });
	};
}

function seconds_to_wait(join: Join, now: number): number {
	return join.kind === "refused" && join.retry_at !== null
		? Math.max(0, Math.ceil((join.retry_at - now) / 1000))
		: 0;
}

function refusal(join: Join, wait: number): string {
	if (join.kind !== "refused") return "";
	if (join.retry_at !== null)
		return wait > 0 ? say("join.throttled", { seconds: wait }) : "";
	return say_code(`join.${join.code}`, "join.other", { detail: join.code });
}

/** Groups the digits and keeps the caret behind the digit it was behind. */
function regroup(input: HTMLInputElement): void {
	const caret = input.selectionStart ?? input.value.length;
	const before = digits(input.value.slice(0, caret)).length;
	const text = grouped(input.value);
	if (input.value === text) return;
	input.value = text;
	let at = 0;
	for (let seen = 0; at < text.length && seen < before; at++)
		if (/\d/.test(text[at] ?? "")) seen++;
	input.setSelectionRange(at, at);
}
