import type { Actions } from "../actions";
import { h, set_attributes, set_text, show } from "../dom";
import { duration, seconds_until } from "../format";
import type { DesktopState } from "../state";
import { say } from "../strings";
import type { Thread } from "../thread";
import type { Disposition } from "../wire";
import { NOTE_LIMIT } from "../wrap_up";

/** From here on the time left is shown in colour, seconds. */
const SOON = 10;

/** What is noted after the end: an outcome and a few words, with the time left. */
export function mount_wrap_up(
	host: HTMLElement,
	actions: Actions,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	const timer = h("span", { class: "timer", "data-testid": "wrap-up-timer" });
	const none = h("option", { value: "" }, say("wrap_up.none"));
	const select = h(
		"select",
		{
			class: "select",
			id: "wrap-up-disposition",
			"data-testid": "wrap-up-disposition",
		},
		none,
	);
	const note = h("textarea", {
		class: "textarea",
		id: "wrap-up-note",
		rows: 3,
		"aria-describedby": "wrap-up-problem",
		"data-testid": "wrap-up-note",
	});
	const problem = h("p", {
		class: "field__error",
		id: "wrap-up-problem",
		role: "alert",
	});
	const done = h(
		"button",
		{
			class: "btn btn--primary",
			"data-testid": "wrap-up-done",
			title: `${say("wrap_up.done")} (Ctrl+Enter)`,
			"aria-keyshortcuts": "Control+Enter",
		},
		say("wrap_up.done"),
	);
	const form = h(
		"form",
		{
			class: "wrap-up",
			"data-testid": "wrap-up",
			"aria-label": say("wrap_up.title"),
		},
		h(
			"div",
			{ class: "wrap-up__head" },
			h("h2", { class: "wrap-up__title" }, say("wrap_up.title")),
			timer,
		),
		h("p", { class: "small muted" }, say("wrap_up.text")),
		field("wrap-up-disposition", say("wrap_up.disposition"), select),
		field("wrap-up-note", say("wrap_up.note"), note, problem),
		h("div", { class: "wrap-up__foot" }, done),
	);
	host.append(form);
	let offered: readonly Disposition[] | null = null;
	const offer = (dispositions: readonly Disposition[]): void => {
		if (offered === dispositions) return;
		offered = dispositions;
		select.replaceChildren(
			none,
			...dispositions.map(({ id: value, name }) =>
				h("option", { value }, name),
			),
		);
	};
	select.addEventListener("change", () =>
		actions.note(id, {
			disposition: select.value ? Number(select.value) : null,
		}),
	);
	note.addEventListener("input", () => actions.note(id, { note: note.value }));
	form.addEventListener("keydown", (event) => {
		if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
		event.preventDefault();
		actions.wrap_up(id);
	});
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		actions.wrap_up(id);
	});

	return (thread, state, now) => {
		const { wrap_up } = thread;
		show(form, wrap_up !== null);
		if (!wrap_up) return;
		offer(state.dispositions);
		if (id !== thread.interaction.id) {
			id = thread.interaction.id;
			note.value = wrap_up.note;
		}
		const chosen =
			wrap_up.disposition === null ? "" : String(wrap_up.disposition);
		if (select.value !== chosen) select.value = chosen;
		const left = wrap_up.until_at ? seconds_until(wrap_up.until_at, now) : null;
		set_text(
			timer,
			left === null ? "" : say("wrap_up.left", { time: duration(left) }),
		);
		set_attributes(timer, {
			"data-pace": left !== null && left <= SOON ? "late" : null,
		});
		const over = wrap_up.note.length - NOTE_LIMIT;
		set_text(problem, over > 0 ? say("wrap_up.too_long", { count: over }) : "");
		done.disabled = over > 0 || wrap_up.saving;
		set_attributes(done, { "aria-busy": wrap_up.saving ? "true" : null });
	};
}

const field = (
	id: string,
	label: string,
	...parts: readonly HTMLElement[]
): HTMLElement =>
	h(
		"div",
		{ class: "field" },
		h("label", { class: "field__label", for: id }, label),
		...parts,
	);
