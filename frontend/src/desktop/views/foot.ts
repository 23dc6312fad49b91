import { h, set_attributes, set_text, show } from "../dom";
import { since } from "../format";
import { say } from "../strings";
import type { SessionView } from "./session_view";

/** Delays above these (milliseconds) are told in colour. */
const SLOW_MS = 400;
const VERY_SLOW_MS = 1_500;

/** Under the page: how the viewer stands, window size, scale, delay. */
export function mount_foot(host: HTMLElement): (view: SessionView) => void {
	const dot = h("span", { class: "dot dot--idle", "aria-hidden": "true" });
	const stage = h("span", { "data-testid": "viewer-stage" });
	const time = h("span", { class: "timer" });
	const size = h("span", { class: "num", "data-testid": "viewer-size" });
	const scale = h("span", { class: "num", "data-testid": "viewer-scale" });
	const delay = h("span", {
		class: "num",
		title: say("cobrowse.delay.hint"),
		"data-testid": "viewer-delay",
	});
	const leave = h("span", { class: "desk__leave" }, say("cobrowse.leave"));
	host.append(
		h(
			"div",
			{ class: "viewer__foot desk__foot" },
			h("span", { class: "row desk__stage-word" }, dot, stage, time),
			size,
			scale,
			h("span", { class: "grow" }),
			delay,
			leave,
		),
	);

	return ({ session, report, now }) => {
		const current = report?.stage ?? "connecting";
		set_text(stage, say(`stage.${current}`));
		set_attributes(dot, {
			class: `dot dot--${current === "live" ? "ok" : "warn"}`,
		});
		set_text(
			time,
			session.activated_at ? since(session.activated_at, now) : "",
		);
		const viewport = report?.viewport ?? null;
		show(size, viewport !== null);
		if (viewport) set_text(size, say("cobrowse.window", { ...viewport }));
		show(scale, viewport !== null);
		set_text(
			scale,
			say("cobrowse.scale", {
				percent: Math.round((report?.scale ?? 1) * 100),
			}),
		);
		const ms = report?.delay_ms ?? null;
		show(delay, ms !== null);
		if (ms !== null) set_text(delay, say("cobrowse.delay", { ms }));
		const pace =
			ms === null || ms < SLOW_MS ? "" : ms < VERY_SLOW_MS ? "slow" : "late";
		set_attributes(delay, { "data-pace": pace || null });
	};
}
