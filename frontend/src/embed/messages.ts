/**
 * What the desktop around us may say, and what it hears, by postMessage. This is a
 * public interface (docs/embedding.md): fields are added, never changed.
 */

import type { InteractionState, SessionState } from "../protocol/messages";
import type { ViewerReport } from "../viewer/bridge";

export const VERSION = 1;

/** From the page around us. `ref` comes back in the error, if there is one. */
export type ParentMessage = { readonly ref: string | null } & (
	| {
			readonly type: "cobrowse.join";
			readonly session_id: string;
			readonly interaction: string | null;
	  }
	| { readonly type: "cobrowse.stop" }
	| { readonly type: "cobrowse.request_write" }
	| { readonly type: "cobrowse.drop_write" }
	| { readonly type: "cobrowse.status" }
);

/** A co-browse session for somebody else's page: no digits, no customer's data. */
export interface EmbedSession {
	readonly history_id: string;
	readonly interaction: string | null;
	readonly state: SessionState["state"];
	readonly mode: SessionState["mode"];
	readonly write_requested: boolean;
	readonly paused: boolean;
	readonly customer_online: boolean;
	readonly page: { readonly url: string; readonly title: string } | null;
	readonly started_at: string | null;
	readonly ended_at: string | null;
	readonly end_reason: string | null;
	/** Where the viewer stands; null before its first word. */
	readonly stage: ViewerReport["stage"] | null;
}

export interface EmbedInteraction {
	readonly id: string;
	readonly media: InteractionState["media"];
	readonly state: InteractionState["state"];
	readonly customer_name: string;
}

export type OwnMessage =
	| {
			readonly type: "cobrowse.ready";
			readonly signed_in: boolean;
			readonly agent_name: string | null;
	  }
	| {
			readonly type: "cobrowse.interactions";
			readonly interactions: readonly EmbedInteraction[];
	  }
	| { readonly type: "cobrowse.session"; readonly session: EmbedSession | null }
	| {
			readonly type: "cobrowse.error";
			readonly code: string;
			readonly ref: string | null;
			/** Seconds. */
			readonly retry_after: number | null;
	  };

type Fields = Readonly<Record<string, unknown>>;

const TEXT_MAX = 64;
const is_text = (value: unknown): value is string =>
	typeof value === "string" && value.length <= TEXT_MAX;

export type Parsed =
	| { readonly kind: "message"; readonly message: ParentMessage }
	/** Ours by its name, but not one that we understand. */
	| { readonly kind: "bad"; readonly code: string; readonly ref: string | null }
	| { readonly kind: "foreign" };

/** Reads what the window around us posted; it may post other things to us, too. */
export function parse_parent(data: unknown): Parsed {
	if (typeof data !== "object" || data === null) return { kind: "foreign" };
	const message = data as Fields;
	const { type } = message;
	if (!is_text(type) || !type.startsWith("cobrowse."))
		return { kind: "foreign" };
	const ref = is_text(message.ref) ? message.ref : null;
	if (message.version !== VERSION)
		return { kind: "bad", code: "unknown_version", ref };
	switch (type) {
		case "cobrowse.stop":
		case "cobrowse.request_write":
		case "cobrowse.drop_write":
		case "cobrowse.status":
			return { kind: "message", message: { type, ref } };
		case "cobrowse.join": {
			const { session_id, interaction = null } = message;
			if (!is_text(session_id)) break;
			if (interaction !== null && !is_text(interaction)) break;
			return {
				kind: "message",
				message: { type, ref, session_id, interaction },
			};
		}
	}
	return { kind: "bad", code: "bad_message", ref };
}

export function as_session(
	session: SessionState,
	report: ViewerReport | null,
): EmbedSession {
	const page = report?.page ?? session.page;
	return {
		history_id: session.id,
		interaction: session.interaction_id,
		state: session.state,
		mode: session.mode,
		write_requested: session.write_request_expires_at !== null,
		paused: session.paused,
		customer_online: session.customer_online,
		page: page ? { url: page.url, title: page.title } : null,
		started_at: session.activated_at,
		ended_at: session.ended_at,
		end_reason: session.end_reason,
		stage: session.state === "ended" ? null : (report?.stage ?? null),
	};
}

export const as_interaction = (one: InteractionState): EmbedInteraction => ({
	id: one.id,
	media: one.media,
	state: one.state,
	customer_name: one.customer_name,
});
