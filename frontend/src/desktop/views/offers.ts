import type { Actions } from "../actions";
import {
	by_id,
	h,
	icon,
	keyed_list,
	set_attributes,
	set_text,
	show,
} from "../dom";
import { seconds_until, since } from "../format";
import type { DesktopState } from "../state";
import { say } from "../strings";
import type { Offer } from "../wire";
import { shortcut } from "./hints";
import { customer_name } from "./names";
import { ring } from "./ring";

interface Shown {
	readonly offer: Offer;
	readonly answering: boolean;
	readonly now: number;
}

/** Cards of what is offered right now, each with the time left to answer. */
export function mount_offers(
	actions: Actions,
): (state: DesktopState, now: number) => void {
	const section = by_id("offers");
	const update = keyed_list<Shown, HTMLElement>(
		by_id("offer-list"),
		({ offer }) => offer.interaction.id,
		(shown) => offer_card(shown, actions),
	);
	return ({ offers, answering }, now) => {
		show(section, offers.length > 0);
		update(
			offers.map((offer) => ({
				offer,
				answering: answering.has(offer.interaction.id),
				now,
			})),
		);
	};
}

/** From here on the countdown is shown in colour. */
const LAST_SECONDS = 5;

const about_page = ({ interaction }: Offer): string =>
	interaction.page?.title || interaction.page?.url || interaction.source;

function offer_card(first: Shown, actions: Actions) {
	const { interaction } = first.offer;
	const is_call = interaction.media === "voice";
	const circle = ring();
	const left = h("span", { class: "visually-hidden" });
	const name = h("p", { class: "desk__offer-name truncate" });
	const about = h("p", { class: "small muted truncate" });
	const timer = h("span", {
		class: "timer desk__offer-timer",
		"aria-hidden": "true",
		"data-testid": "offer-timer",
	});
	const waited = h("span", {
		class: "timer muted",
		title: say("context.waited"),
	});
	const accept = h(
		"button",
		{
			class: "btn btn--primary btn--sm",
			type: "button",
			"data-testid": "offer-accept",
			...shortcut("accept"),
		},
		icon(is_call ? "voice" : "check"),
		say(is_call ? "offer.answer" : "offer.accept"),
	);
	const reject = h(
		"button",
		{
			class: "btn btn--sm",
			type: "button",
			"data-testid": "offer-reject",
			...shortcut("reject"),
		},
		say(is_call ? "offer.decline" : "offer.reject"),
	);
	accept.addEventListener("click", () => actions.accept(interaction.id));
	reject.addEventListener("click", () => actions.reject(interaction.id));
	const element = h(
		"article",
		{
			class: is_call
				? "offer desk__offer desk__offer--call"
				: "offer desk__offer",
			"data-testid": "offer",
			"data-interaction": interaction.id,
		},
		h(
			"div",
			{ class: "desk__offer-head" },
			h("span", { class: "desk__offer-ring" }, circle.element, timer),
			h(
				"div",
				{ class: "grow" },
				h(
					"p",
					{ class: "desk__offer-kind" },
					icon(interaction.media),
					h("span", { class: "grow" }, say(`offer.${interaction.media}`)),
					waited,
				),
				name,
				about,
			),
		),
		h("div", { class: "desk__offer-foot" }, accept, reject),
		left,
	);
	let total = 0;
	return {
		element,
		update: ({ offer, answering, now }: Shown) => {
			const remaining = Date.parse(offer.expires_at) - now;
			total = Math.max(total, remaining, 1);
			circle.set(remaining / total);
			const seconds = seconds_until(offer.expires_at, now);
			// Readers hear the rest every ten seconds, not every second.
			if (seconds % 10 === 0) set_text(left, say("offer.left", { seconds }));
			set_text(timer, String(seconds));
			set_attributes(element, {
				"data-pace": seconds <= LAST_SECONDS ? "late" : null,
			});
			set_text(name, customer_name(offer.interaction));
			set_text(
				about,
				[offer.interaction.queue_name, about_page(offer)]
					.filter(Boolean)
					.join(" · "),
			);
			set_text(waited, since(offer.interaction.started_at, now));
			accept.disabled = reject.disabled = answering;
			if (answering) accept.setAttribute("aria-busy", "true");
			else accept.removeAttribute("aria-busy");
		},
	};
}
