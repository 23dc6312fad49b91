import { h, set_attributes, set_text, show } from "../dom";
import { since } from "../format";
import { say } from "../strings";
import type { SessionView } from "./session_view";

/** Seconds from here on, in milliseconds. */
const SECOND_MS = 1_000;
const PACE = { good: null, slow: "slow", stalled: "late" };

/** Under the page: how the viewer stands, window size, scale, delay. */
export function mount_foot(host: HTMLElement): (view: SessionView) => void {
	const dot = h("span", { class: "dot dot--idle", "aria-hidden": "true" });
	const stage = h("span", { "data-testid": "viewer-stage" });
	const time = h("span", { class: "timer" });
	const size = h("span", { class: "num", "data-testid": "viewer-size" });
	const scale = h("span", { class: "num", "data-testid": "viewer-scale" });
	const pictures = h("span", {
		class: "num",
		title: say("cobrowse.pictures.hint"),
		"data-testid": "assets-progress",
	});
	const delay = h("span", {
		class: "num",
		title: say("cobrowse.delay.hint"),
		"data-testid": "delay",
	});
	/** Said once, not with every figure. */
	const stalled = h("span", { class: "visually-hidden", role: "status" });
	const leave = h("span", { class: "desk__leave" }, say("cobrowse.leave"));
	host.append(
		h(
			"div",
			{ class: "viewer__foot desk__foot" },
			h("span", { class: "row desk__stage-word" }, dot, stage, time),
			size,
			scale,
			h("span", { class: "grow" }),
			pictures,
			delay,
			stalled,
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
		const coming = report?.pictures ?? null;
		show(pictures, coming !== null);
		if (coming) set_text(pictures, say("cobrowse.pictures", { ...coming }));
		const late = report?.delay ?? null;
		show(delay, late !== null);
		if (late)
			set_text(
				delay,
				say(`cobrowse.delay.${late.state}`, { time: time_of(late.ms) }),
			);
		set_text(
			stalled,
			late?.state === "stalled" ? say("cobrowse.delay.stalled.said") : "",
		);
		set_attributes(delay, {
			"data-state": late?.state ?? null,
			"data-pace": late && PACE[late.state],
		});
	};
}

const time_of = (ms: number): string =>
	ms < SECOND_MS ? `${ms} ms` : `${(ms / SECOND_MS).toFixed(1)} s`;
