import type { Actions } from "../actions";
import { by_id, h, icon, set_attributes, set_text, show } from "../dom";
import type { Connection, DesktopState } from "../state";
import { type StringKey, say } from "../strings";

/** A cut shorter than this is not worth a word. */
const QUIET_MS = 700;

/** Says when the desktop is cut off, and what happens next. */
export function mount_banner(
	actions: Actions,
): (state: DesktopState, now: number) => void {
	const banner = by_id("banner");
	const text = h("span", { class: "grow" });
	const spinner = h("span", {
		class: "spinner banner__spinner",
		"aria-hidden": "true",
	});
	const button = h("button", {
		class: "btn btn--sm",
		type: "button",
		"data-testid": "connection-action",
	});
	banner.append(spinner, text, button);
	let act: () => void = () => undefined;
	button.addEventListener("click", () => act());
	let lost_at: number | null = null;
	const sign = mount_sign();

	return ({ connection }, now) => {
		sign(connection.kind);
		// A tab that was superseded says so over everything.
		const lost = !["open", "connecting", "superseded"].includes(
			connection.kind,
		);
		if (!lost) {
			lost_at = null;
			show(banner, false);
			return;
		}
		lost_at ??= now;
		const coming_back = connection.kind === "reconnecting";
		// The next tick paints again, so a lasting cut is always told.
		if (coming_back && now - lost_at < QUIET_MS) return;
		set_attributes(banner, {
			class: `banner banner--${coming_back ? "warn" : "danger"}`,
		});
		set_text(text, words(connection));
		show(spinner, coming_back);
		const [label, action] = remedy(connection, actions);
		set_text(button, say(label));
		act = action;
		show(banner, true);
	};
}

/** The small sign in the top bar that is always there. */
function mount_sign(): (kind: Connection["kind"]) => void {
	const host = by_id("link");
	const text = h("span", { class: "visually-hidden" });
	let painted = "";
	return (kind) => {
		if (painted === kind) return;
		painted = kind;
		const open = kind === "open";
		const label = say(open ? "connection.open" : "connection.connecting");
		set_attributes(host, { "data-kind": kind, title: label });
		set_text(text, label);
		host.replaceChildren(icon(open ? "link" : "unlink"), text);
	};
}

function words(connection: Connection): string {
	if (connection.kind === "reconnecting")
		return say(
			connection.restart ? "connection.restart" : "connection.reconnecting",
		);
	return connection.kind === "failed"
		? say("connection.failed", { code: connection.code })
		: say("connection.signed_out");
}

function remedy(
	connection: Connection,
	actions: Actions,
): [StringKey, () => void] {
	if (connection.kind === "reconnecting")
		return ["connection.retry", () => actions.reconnect()];
	if (connection.kind === "failed")
		return ["connection.reload", () => location.reload()];
	return ["connection.sign_in", () => location.reload()];
}
