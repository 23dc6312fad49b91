/**
 * What has just happened and deserves to be told: read out, sounded, notified.
 * Pure: the difference between two states.
 */
import type { DesktopState } from "./state";
import { is_live } from "./thread";

export type Alert =
	| {
			readonly kind: "offer";
			readonly interaction: string;
			readonly media: "chat" | "voice";
			readonly name: string;
	  }
	| {
			readonly kind: "message";
			readonly interaction: string;
			readonly name: string;
			/** Somebody looks at it already. */
			readonly seen: boolean;
	  }
	| { readonly kind: "callback"; readonly name: string }
	| { readonly kind: "opened"; readonly name: string }
	| { readonly kind: "ended"; readonly name: string }
	| {
			readonly kind: "presence";
			readonly state: NonNullable<DesktopState["me"]>["state"];
			readonly reason: string;
	  };

/** The first welcome brings a whole desk; nothing of it is news. */
export function alerts_between(
	before: DesktopState,
	after: DesktopState,
): Alert[] {
	if (!before.welcomed || before === after) return [];
	return [
		...offers(before, after),
		...threads(before, after),
		...callbacks(before, after),
		...presence(before, after),
	];
}

function offers(before: DesktopState, after: DesktopState): Alert[] {
	if (before.offers === after.offers) return [];
	const known = new Set(before.offers.map((offer) => offer.interaction.id));
	return after.offers
		.filter((offer) => !known.has(offer.interaction.id))
		.map(({ interaction }) => ({
			kind: "offer",
			interaction: interaction.id,
			media: interaction.media,
			name: interaction.customer_name,
		}));
}

function threads(before: DesktopState, after: DesktopState): Alert[] {
	if (before.threads === after.threads) return [];
	const known = new Map(
		before.threads.map((thread) => [thread.interaction.id, thread]),
	);
	return after.threads.flatMap((thread): Alert[] => {
		const { id, customer_name: name } = thread.interaction;
		const was = known.get(id);
		if (was === thread) return [];
		if (!was) return is_live(thread) ? [{ kind: "opened", name }] : [];
		if (is_live(was) && !is_live(thread)) return [{ kind: "ended", name }];
		const last = was.messages.at(-1)?.seq ?? 0;
		const newer = thread.messages.some(
			(line) => line.seq > last && line.author === "customer",
		);
		const seen = after.attentive && after.selected === id;
		return newer ? [{ kind: "message", interaction: id, name, seen }] : [];
	});
}

function callbacks(before: DesktopState, after: DesktopState): Alert[] {
	if (before.callbacks === after.callbacks) return [];
	const known = new Set(before.callbacks.map((callback) => callback.id));
	return after.callbacks
		.filter((callback) => !known.has(callback.id) && !callback.mine)
		.map(({ name }) => ({ kind: "callback", name }));
}

function presence(before: DesktopState, after: DesktopState): Alert[] {
	const { me } = after;
	if (!me || !before.me) return [];
	const same =
		before.me.state === me.state && before.me.state_reason === me.state_reason;
	return same
		? []
		: [{ kind: "presence", state: me.state, reason: me.state_reason }];
}

/** What waits for somebody: the number in the tab's title and on its sign. */
export const waiting_count = (state: DesktopState): number =>
	state.welcomed
		? state.offers.length +
			state.threads.filter((thread) => thread.unread > 0).length
		: 0;

/**
 * The tab's title. An offer flashes there while nobody looks, in turn with the
 * usual words; somebody who wants no motion sees the offer alone.
 */
export function title_of(
	state: DesktopState,
	words: { readonly usual: string; readonly offer: string },
	now: number,
	still: boolean,
): string {
	const waiting = waiting_count(state);
	const calls = state.offers.length > 0 && !state.attentive;
	const shown = calls && (still || Math.floor(now / 1000) % 2 === 0);
	const text = shown ? words.offer : words.usual;
	return waiting > 0 ? `(${waiting}) ${text}` : text;
}
