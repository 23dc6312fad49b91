import type { Actions } from "../actions";
import { OUTCOMES, type Outcome, tel_href } from "../callbacks";
import {
	by_id,
	h,
	icon,
	keyed_list,
	set_attributes,
	set_text,
	show,
} from "../dom";
import { clock, day, since } from "../format";
import type { DesktopState } from "../state";
import { say } from "../strings";
import type { Callback } from "../wire";
import { NOTE_LIMIT } from "../wrap_up";

interface Shown {
	readonly callback: Callback;
	readonly now: number;
}

/** Customers who want to be called: take one, call, say how it went. */
export function mount_callbacks(
	actions: Actions,
): (state: DesktopState, now: number) => void {
	const update = keyed_list<Shown, HTMLElement>(
		by_id("callbacks"),
		({ callback }) => callback.id,
		(shown) => card(shown, actions),
	);
	return (state, now) => {
		show(by_id("callbacks-section"), state.callbacks.length > 0);
		set_text(by_id("callbacks-count"), String(state.callbacks.length));
		update(state.callbacks.map((callback) => ({ callback, now })));
	};
}

function card(first: Shown, actions: Actions) {
	const { id } = first.callback;
	const name = h("p", { class: "desk__item-name truncate" });
	const asked = h("span", { class: "timer desk__item-time" });
	const about = h("p", { class: "small muted" });
	const text = h("p", { class: "small callback__text" });
	const take = h(
		"button",
		{ class: "btn btn--sm", type: "button", "data-testid": "callback-take" },
		say("callback.take"),
	);
	take.addEventListener("click", () => actions.take_callback(id));
	const mine = own_part(first.callback, actions);
	const element = h(
		"li",
		{ class: "callback", "data-testid": "callback", "data-callback": id },
		h(
			"div",
			{ class: "callback__head" },
			h("span", { class: "avatar desk__avatar" }, icon("callback")),
			h(
				"div",
				{ class: "desk__item-body" },
				h("div", { class: "desk__item-line" }, name, asked),
				about,
			),
			take,
		),
		text,
		mine.element,
	);
	return {
		element,
		update: ({ callback, now }: Shown) => {
			set_text(name, callback.name || callback.phone_number);
			set_text(asked, since(callback.created_at, now));
			asked.title = say("callback.since", {
				time: since(callback.created_at, now),
			});
			set_text(about, details(callback));
			set_text(text, callback.text);
			show(text, callback.text !== "");
			show(take, !callback.mine);
			set_attributes(take, {
				"aria-label": `${say("callback.take")}: ${callback.name}`,
			});
			set_attributes(element, { "data-mine": String(callback.mine) });
			mine.update(callback);
		},
	};
}

function details(callback: Callback): string {
	const wished = Date.parse(callback.preferred_at ?? "");
	return [
		callback.queue_name,
		Number.isFinite(wished)
			? say("callback.at", { time: `${day(wished)} ${clock(wished)}`.trim() })
			: "",
	]
		.filter(Boolean)
		.join(" · ");
}

/** Of a taken one: the number to call, the outcome, and giving it back. */
function own_part(first: Callback, actions: Actions) {
	const call = h(
		"a",
		{ class: "btn btn--sm btn--primary callback__call" },
		icon("voice"),
	);
	const number = h("span", { class: "num" });
	call.append(number);
	const name = `outcome-${first.id}`;
	const outcomes = OUTCOMES.map((outcome) =>
		h("input", {
			type: "radio",
			name,
			value: outcome,
			"data-testid": `callback-${outcome}`,
		}),
	);
	const note = h("textarea", {
		class: "textarea",
		rows: 2,
		maxlength: NOTE_LIMIT,
		placeholder: say("callback.note"),
		"aria-label": say("callback.note"),
		"data-testid": "callback-note",
	});
	const done = h(
		"button",
		{ class: "btn btn--sm btn--primary", "data-testid": "callback-done" },
		say("callback.done"),
	);
	const release = h(
		"button",
		{
			class: "btn btn--sm btn--ghost",
			type: "button",
			"data-testid": "callback-release",
		},
		say("callback.release"),
	);
	release.addEventListener("click", () => actions.release_callback(first.id));
	const chosen = (): Outcome | undefined =>
		OUTCOMES.find((_outcome, index) => outcomes[index]?.checked);
	const form = h(
		"form",
		{ class: "callback__mine" },
		call,
		h(
			"fieldset",
			{ class: "callback__outcomes" },
			h("legend", { class: "field__label" }, say("callback.outcome")),
			...OUTCOMES.map((outcome, index) =>
				h(
					"label",
					{ class: "check" },
					outcomes[index] ?? null,
					h("span", {}, say(`callback.${outcome}`)),
				),
			),
		),
		note,
		h("div", { class: "row" }, done, release),
	);
	form.addEventListener("change", () => {
		done.disabled = !chosen();
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const outcome = chosen();
		if (outcome) actions.finish_callback(first.id, outcome, note.value);
	});
	done.disabled = true;
	return {
		element: form,
		update: (callback: Callback) => {
			show(form, callback.mine);
			const href = tel_href(callback.phone_number);
			set_attributes(call, { href });
			set_text(number, callback.phone_number);
			set_attributes(call, {
				"aria-label": say("callback.call", { number: callback.phone_number }),
			});
		},
	};
}
