import { h, icon, set_attributes, set_text, show } from "../dom";
import { seconds_until } from "../format";
import { say } from "../strings";
import { panels } from "./panels";
import type { SessionView, Tell } from "./session_view";

/** From here on it is worth saying how many requests are left. */
const FEW_LEFT = 3;

/** The mode, asking for Write Mode and giving it back, and the end of it all. */
export function mount_mode_bar(
	host: HTMLElement,
	tell: Tell,
): (view: SessionView) => void {
	const talk = h(
		"button",
		{
			class: "btn btn--quiet btn--sm btn--icon desk__fold",
			type: "button",
			"aria-controls": "talk",
		},
		icon("panel"),
	);
	talk.addEventListener("click", () => panels.toggle("talk"));
	const mode_icon = h("span", { class: "desk__mode-icon" });
	const mode_text = h("span", { "data-testid": "mode" });
	const mode = h(
		"span",
		{ class: "badge desk__mode", role: "status" },
		mode_icon,
		mode_text,
	);
	const request = h(
		"button",
		{
			class: "btn btn--sm btn--primary",
			type: "button",
			"data-testid": "request-write",
		},
		say("write.request"),
	);
	request.addEventListener("click", () =>
		tell({ type: "viewer.write_request" }),
	);
	const waiting = h("span", {
		class: "badge badge--warn badge--dot num",
		"data-testid": "write-waiting",
	});
	const withdraw = h(
		"button",
		{
			class: "btn btn--sm btn--ghost",
			type: "button",
			"data-testid": "withdraw-write",
		},
		say("write.withdraw"),
	);
	withdraw.addEventListener("click", () => tell({ type: "viewer.write_drop" }));
	const drop = h(
		"button",
		{ class: "btn btn--sm", type: "button", "data-testid": "drop-write" },
		say("write.drop"),
	);
	drop.addEventListener("click", () => tell({ type: "viewer.write_drop" }));
	const left = h("span", {
		class: "small muted desk__left",
		"data-testid": "write-left",
	});
	const end = h(
		"button",
		{
			class: "btn btn--sm btn--danger desk__end",
			type: "button",
			"data-testid": "end-cobrowse",
			title: say("cobrowse.end"),
		},
		icon("close"),
		h("span", { class: "desk__word" }, say("cobrowse.end")),
	);
	end.addEventListener("click", () => tell({ type: "viewer.end" }));
	host.append(
		talk,
		mode,
		request,
		waiting,
		withdraw,
		drop,
		left,
		h("span", { class: "grow" }),
		end,
	);
	let painted = "";

	return ({ session, report, now }) => {
		const writing = session.mode === "write";
		const shown = session.paused ? "paused" : session.mode;
		const wait = writing ? null : waiting_words(session, report, now);
		const asking = wait !== null;
		if (painted !== shown) {
			painted = shown;
			mode_icon.replaceChildren(icon(shown));
		}
		set_text(mode_text, say(`mode.${shown}`));
		set_attributes(mode, {
			class: `badge badge--${session.paused ? "warn" : shown} desk__mode`,
			title: say(`mode.${shown}.hint`),
		});
		show(request, !writing && !asking);
		const spent = session.write_requests_left <= 0;
		request.disabled = spent || session.state !== "active" || session.paused;
		show(waiting, asking);
		set_text(waiting, wait ?? "");
		show(withdraw, asking);
		show(drop, writing);
		const few = session.write_requests_left <= FEW_LEFT;
		show(left, !writing && !asking && few);
		set_text(left, attempts(session.write_requests_left));
		const folded = !panels.is_shown("talk");
		const label = say(folded ? "cobrowse.chat_show" : "cobrowse.chat_hide");
		set_attributes(talk, {
			"aria-label": label,
			title: label,
			"aria-expanded": String(!folded),
		});
	};
}

/** What is being waited for; null when nothing is. */
function waiting_words(
	session: SessionView["session"],
	report: SessionView["report"],
	now: number,
): string | null {
	const until = session.write_request_expires_at;
	const left = until ? seconds_until(until, now) : 0;
	if (left > 0) return say("write.waiting", { seconds: left });
	const asks_at = report?.asks_at ?? null;
	if (asks_at === null) return null;
	const seconds = Math.max(0, Math.ceil((asks_at - Date.now()) / 1000));
	return say("write.asks_again", { seconds });
}

function attempts(count: number): string {
	if (count <= 0) return say("write.none_left");
	return count === 1 ? say("write.left.one") : say("write.left", { count });
}
