/**
 * Enter in a field sends its form, as far as the agent may. Page scripts that
 * listen for `submit` always hear it, for that is how a page adds an item or
 * filters a list; the browser itself sends the form only where a rule allows
 * it. A form with a field that the agent may not see is not the agent's to send.
 */
import { controls_of, fire, matches, native_submit, realm_of } from "./natives";
import type { Reach } from "./reach";
import { forbidden } from "./refusal";
import { is_text_field } from "./text_fields";

const SUBMITTERS =
	"button:not([type]), button[type=''], button[type=submit i], input[type=submit i], input[type=image i]";
/** Fields of which a form without a submit button may have only one, if Enter is to send it. */
const LONELY =
	"input:not([type=button i], [type=checkbox i], [type=radio i], [type=hidden i], [type=range i], [type=color i], [type=file i], [type=reset i])";

interface Sendable {
	readonly form: HTMLFormElement;
	readonly submitter: HTMLElement | null;
}

/** What Enter in the field would send, by the rules of the HTML standard (implicit submission). */
function implied(field: Element): Sendable | null {
	const form = (field as HTMLInputElement).form;
	if (!form) return null;
	const controls = [...controls_of(form)];
	const submitter = controls.find((control) => is_submitter(control));
	if (submitter)
		return matches(submitter, ":disabled")
			? null
			: { form, submitter: submitter as HTMLElement };
	const blocking = controls.filter((control) => matches(control, LONELY));
	return blocking.length > 1 ? null : { form, submitter: null };
}

/** A button of a custom element is never the default one; a `button` with an unknown type is. */
const is_submitter = (control: Element): boolean =>
	matches(control, SUBMITTERS) ||
	(matches(control, "button") &&
		(control as HTMLButtonElement).type === "submit");

/** Refuses with `submit` when the browser would have sent the form and may not. */
export function submit_by_enter(field: Element, reach: Reach): void {
	const found = implied(field);
	if (!found) return;
	const { form, submitter } = found;
	const gate = reach.policy(submitter ?? form);
	if (gate.own_ui || gate.restricted) throw forbidden("submit");
	if (gate.allowed) {
		native_submit(form, submitter);
		return;
	}
	if (has_secret(form, reach)) throw forbidden("submit");
	if (!is_valid(form, submitter)) return;
	const view = realm_of(form);
	if (!view) return;
	// An event of ours, so the browser's own submission cannot follow from it.
	const event = new view.SubmitEvent("submit", {
		bubbles: true,
		cancelable: true,
		submitter,
	});
	if (fire(form, event)) throw forbidden("submit");
}

function has_secret(form: HTMLFormElement, reach: Reach): boolean {
	return [...controls_of(form)].some((control) => {
		if (matches(control, "input[type=hidden i], output, fieldset"))
			return false;
		const { masked, password, file, restricted } = reach.policy(control);
		return masked || password || file || (restricted && is_text_field(control));
	});
}

function is_valid(
	form: HTMLFormElement,
	submitter: HTMLElement | null,
): boolean {
	if (matches(form, "[novalidate]") || submitter?.matches("[formnovalidate]"))
		return true;
	return HTMLFormElement.prototype.reportValidity.call(form);
}
