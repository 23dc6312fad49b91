import { h, set_text, show } from "../desktop/dom";
import { fetch_ticket } from "../desktop/ticket";
import type { ParentPort } from "./port";
import { tell } from "./strings";

const LOOK_MS = 2_000;
/** So many looks after the sign-in window was opened without an effect. */
const PATIENCE = 60;
const SIGN_IN = "/login/?next=/agent/embed/%3Fsigned_in";

/** A frame may not show the sign-in page: it opens in a window of its own. */
export function mount_signed_out(card: HTMLElement, port: ParentPort): void {
	const blocked = h("p", { class: "alert alert--warn" }, tell("blocked"));
	const button = h(
		"button",
		{ class: "btn btn--primary", type: "button", "data-testid": "sign-in" },
		tell("sign_in"),
	);
	card.append(
		h("h1", { class: "h3" }, tell("signed_out")),
		h("p", { class: "muted" }, tell("signed_out_text")),
		button,
		blocked,
	);
	show(blocked, false);
	port.say({ type: "cobrowse.ready", signed_in: false, agent_name: null });
	button.addEventListener("click", () => {
		window.open(SIGN_IN, "cobrowse-sign-in", "width=480,height=640");
		// Browsers that keep cookies from frames grant them on a click, if at all.
		void document.requestStorageAccess?.().catch(() => undefined);
		void look(PATIENCE).then((found) => {
			if (found) location.reload();
			else show(blocked, true);
		});
	});
}

async function look(left: number): Promise<boolean> {
	for (; left > 0; left--) {
		await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
		try {
			await fetch_ticket();
			return true;
		} catch {
			// Still signed out, or the server is away: look again.
		}
	}
	return false;
}

/** Signed in, in the window that was opened for it; or somebody who is no agent. */
export function mount_words(
	card: HTMLElement,
	stage: "signed_in" | "no_profile",
): void {
	const heading = h("h1", { class: "h3" });
	set_text(heading, tell(stage));
	card.append(heading, h("p", { class: "muted" }, tell(`${stage}_text`)));
	if (stage === "signed_in") window.close();
}
