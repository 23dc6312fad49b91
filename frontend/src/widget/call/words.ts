/** Where a browser call stands, in words. */
import type { State } from "../state";
import type { StringName } from "../strings";
import type { Context } from "../ui/part";
import type { Talk } from "./talk";

export const agent_of = ({ say }: Context, { call }: State): string =>
	call?.agent_name || say("chat_agent");

/** One line: what goes on now. */
export function talk_words(context: Context, state: State): string {
	const { say } = context;
	const { call, talk } = state;
	if (talk.start === "microphone") return say("talk_microphone");
	if (talk.start === "sending") return say("talk_sending");
	if (!call) return "";
	const agent = agent_of(context, state);
	switch (call.state) {
		case "queued":
			return say("talk_queued");
		case "offered":
			return say("talk_offered");
		case "ended":
			return end_words(context, state);
	}
	if (!talk.here) return say("talk_elsewhere");
	return line_words(context, talk, agent);
}

function line_words(
	{ say }: Context,
	{ line, resumed }: Talk,
	agent: string,
): string {
	if (line.phase === "trouble") return say("talk_trouble");
	if (line.held) return say("talk_held", { agent });
	switch (line.phase) {
		case "microphone":
			return say("talk_microphone");
		case "waiting":
			return say(resumed ? "talk_reconnecting" : "talk_waiting", { agent });
		case "connected":
			return say("talk_connected", { agent });
		case "reconnecting":
			return say("talk_reconnecting");
		default:
			return say(resumed ? "talk_reconnecting" : "talk_connecting", { agent });
	}
}

/** Why it is over, as far as the customer should know. */
function end_words({ say }: Context, { call }: State): string {
	switch (call?.end_reason) {
		case "customer_ended":
		case "abandoned":
			return say("talk_ended_customer");
		case "agent_ended":
			return say("talk_ended_agent", {
				agent: call.agent_name || say("chat_agent"),
			});
		case "connection_lost":
			return say("talk_ended_lost");
		default:
			return say("talk_ended");
	}
}

const OBSTACLES: Readonly<Record<NonNullable<Talk["obstacle"]>, StringName>> = {
	insecure: "talk_insecure",
	unsupported: "talk_unsupported",
	unreachable: "part_failed",
	microphone_refused: "talk_microphone_refused",
	microphone_missing: "talk_microphone_missing",
	microphone_busy: "talk_microphone_busy",
	connection: "talk_no_connection",
};

/** What stands in the way, and what would help; null: nothing. */
export function obstacle_words(
	{ say }: Context,
	obstacle: Talk["obstacle"],
): string | null {
	return obstacle ? say(OBSTACLES[obstacle]) : null;
}

/** What else the customer should know while talking; null: all is well. */
export function hint_words(context: Context, state: State): string | null {
	const { say } = context;
	const { line } = state.talk;
	const agent = agent_of(context, state);
	if (line.phase === "trouble") return obstacle_words(context, line.trouble);
	if (line.other_trouble) return say("talk_other_trouble", { agent });
	if (line.phase !== "connected" || line.held) return null;
	if (line.muted) return say("talk_you_are_muted");
	if (line.quality.grade === "poor") return say("talk_quality_poor");
	if (line.quality.grade === "fair") return say("talk_quality_fair");
	return line.other_muted ? say("talk_agent_muted", { agent }) : null;
}

/** Seconds as `0:05`, `12:30`, `1:02:03`. */
export function clock_time(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	const two = (value: number) => String(value).padStart(2, "0");
	const minutes = Math.floor(whole / 60) % 60;
	const hours = Math.floor(whole / 3600);
	return hours
		? `${hours}:${two(minutes)}:${two(whole % 60)}`
		: `${minutes}:${two(whole % 60)}`;
}
