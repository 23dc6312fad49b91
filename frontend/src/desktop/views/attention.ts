import { type Alert, alerts_between, title_of, waiting_count } from "../alerts";
import { by_id, h } from "../dom";
import { browser_memory } from "../memory";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { presence_words } from "./presence";
import { Sign } from "./sign";
import { play } from "./tones";

export const SOUND = "sound";
export const NOTIFY = "notify";

const still = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * Tells what happens to whoever does not look: words for screen readers, a tone,
 * a notification of the browser, the tab's title and sign.
 */
export function mount_attention(
	open: (interaction: string) => void,
): (state: DesktopState, now: number) => void {
	const announcer = by_id("announcer");
	const sign = new Sign();
	const notes = new Map<string, Notification>();
	let before: DesktopState | null = null;
	return (state, now) => {
		const alerts = before ? alerts_between(before, state) : [];
		before = state;
		const words = alerts.map(spoken).filter(Boolean);
		// A new node each time: the same words twice are news twice.
		if (words.length > 0)
			announcer.replaceChildren(h("p", {}, words.join(". ")));
		if (browser_memory.flag(SOUND)) sound(alerts);
		if (browser_memory.flag(NOTIFY) && !state.attentive)
			for (const alert of alerts) notify(alert, notes, open);
		if (state.attentive) close_all(notes);
		const offer = state.offers[0]?.interaction.customer_name ?? "";
		const title = title_of(
			state,
			{ usual: say("title"), offer: say("alert.title", { name: offer }) },
			now,
			still.matches,
		);
		if (document.title !== title) document.title = title;
		sign.show(waiting_count(state));
	};
}

function spoken(alert: Alert): string {
	switch (alert.kind) {
		case "offer":
			return say(`alert.offer.${alert.media}`, { name: alert.name });
		case "message":
			// The open transcript is a live region of its own.
			return alert.seen ? "" : say("alert.message", { name: alert.name });
		case "presence":
			return say("alert.presence", {
				state: presence_words(alert.state, alert.reason),
			});
		case "callback":
		case "opened":
		case "ended":
			return say(`alert.${alert.kind}`, { name: alert.name });
	}
}

function sound(alerts: readonly Alert[]): void {
	if (alerts.some((alert) => alert.kind === "offer")) play("offer");
	else if (alerts.some((alert) => alert.kind === "message" && !alert.seen))
		play("message");
	else if (alerts.some((alert) => alert.kind === "callback")) play("message");
}

/** Who and what, never the words of a customer: they would lie on a locked screen. */
function notify(
	alert: Alert,
	notes: Map<string, Notification>,
	open: (interaction: string) => void,
): void {
	if (alert.kind !== "offer" && alert.kind !== "message") return;
	if (!("Notification" in window) || Notification.permission !== "granted")
		return;
	const tag = `${alert.kind} ${alert.interaction}`;
	try {
		const note = new Notification(say("title"), { body: spoken(alert), tag });
		note.addEventListener("click", () => {
			window.focus();
			if (alert.kind === "message") open(alert.interaction);
			note.close();
		});
		notes.set(tag, note);
	} catch {
		// Some browsers on phones know the word and refuse the thing.
	}
}

function close_all(notes: Map<string, Notification>): void {
	for (const note of notes.values()) note.close();
	notes.clear();
}
