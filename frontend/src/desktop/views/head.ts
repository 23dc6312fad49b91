import type { Actions } from "../actions";
import { h, icon, set_attributes, set_text, show } from "../dom";
import { since } from "../format";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { is_live, is_parked, type Thread } from "../thread";
import { paint_avatar } from "./avatar";
import { shortcut } from "./hints";
import { customer_name } from "./names";
import { panels } from "./panels";

/** What the head's buttons open: dialogs that ask first. */
export interface Doors {
	readonly transfer: () => void;
	readonly end: (interaction: string) => void;
}

/** Who it is, since when, and what can be done with the whole interaction. */
export function mount_head(
	host: HTMLElement,
	actions: Actions,
	doors: Doors,
): (thread: Thread, state: DesktopState, now: number) => void {
	let id = "";
	const avatar = h("span", { class: "avatar", "aria-hidden": "true" });
	const name = h("h1", { class: "talk__name truncate" });
	const presence = h("span", {
		class: "talk__presence",
		"data-testid": "customer-online",
	});
	const medium = h("span", { class: "truncate" });
	const time = h("span", { class: "timer" });
	const transfer = action("transfer", say("head.transfer"), "transfer");
	transfer.button.addEventListener("click", doors.transfer);
	const park = action("park", say("head.park"), "park");
	park.button.title = say("head.park.hint");
	park.button.addEventListener("click", () => actions.park(id));
	const end = action("end-interaction", "", "close");
	end.button.classList.add("talk__end");
	end.button.addEventListener("click", () => doors.end(id));
	const close = h(
		"button",
		{
			class: "btn btn--sm",
			type: "button",
			"data-testid": "interaction-close",
		},
		say("head.close"),
	);
	close.addEventListener("click", () => actions.dismiss(id));
	const info = h(
		"button",
		{
			class: "btn btn--quiet btn--icon btn--sm talk__info",
			type: "button",
			"aria-controls": "context",
			"data-testid": "customer-details",
		},
		icon("info"),
	);
	info.addEventListener("click", () => panels.toggle("context"));
	host.append(
		h(
			"header",
			{ class: "talk__head" },
			avatar,
			h(
				"div",
				{ class: "talk__who" },
				name,
				h("p", { class: "talk__about muted" }, presence, medium, time),
			),
			park.button,
			transfer.button,
			end.button,
			close,
			info,
		),
	);

	return (thread, _state, now) => {
		const { interaction } = thread;
		id = interaction.id;
		set_text(name, customer_name(interaction));
		paint_avatar(avatar, interaction);
		set_text(medium, about(thread));
		const live = is_live(thread);
		const parked = is_parked(thread);
		const chat = interaction.media === "chat";
		const { customer_online: online } = interaction;
		show(presence, live && chat);
		set_text(presence, say(online ? "head.online" : "head.away"));
		set_attributes(presence, { "data-online": String(online) });
		set_text(
			time,
			live && !parked
				? since(interaction.answered_at ?? interaction.started_at, now)
				: "",
		);
		const ending = say(
			chat || interaction.external
				? `head.end.${interaction.media}`
				: "head.end.voice.browser",
		);
		end.say(ending);
		set_attributes(end.button, shortcut("end", ending));
		show(park.button, live && !parked && interaction.asynchronous && chat);
		// A call of the company's switch is transferred there.
		show(transfer.button, live && !parked && !interaction.external);
		show(end.button, live);
		show(close, !live && thread.wrap_up === null);
		const shown = panels.is_shown("context");
		set_attributes(info, {
			"aria-label": say(shown ? "context.hide" : "context.show"),
			"aria-expanded": String(shown),
			"aria-pressed": String(shown),
			...shortcut("context", say(shown ? "context.hide" : "context.show")),
		});
	};
}

function about({ interaction }: Thread): string {
	return [
		say(
			interaction.asynchronous
				? "head.messaging"
				: `media.${interaction.media}`,
		),
		interaction.state === "active" ? "" : say(`phase.${interaction.state}`),
		interaction.queue_name,
	]
		.filter(Boolean)
		.join(" · ");
}

function action(testid: string, words: string, sign: string) {
	const text = h("span", { class: "talk__word" }, words);
	const button = h(
		"button",
		{
			class: "btn btn--ghost btn--sm",
			type: "button",
			"data-testid": testid,
			title: words,
		},
		icon(sign),
		text,
	);
	return { button, say: (said: string) => set_text(text, said) };
}
