/** The embedded desktop: puts socket, state, page and the line to the parent together. */
import { by_id, h } from "../desktop/dom";
import { digits } from "../desktop/format";
import type { FromViewer } from "../viewer/bridge";
import { EmbedLink } from "./link";
import { as_interaction, as_session, type ParentMessage } from "./messages";
import { mount_page } from "./page";
import { ParentPort } from "./port";
import { mount_signed_out, mount_words } from "./signing_in";
import {
	type EmbedEvent,
	initial_state,
	JOIN_REF,
	joinable,
	live_session,
	reduce,
} from "./state";

const TICK_MS = 1_000;
const DIGITS = 9;

class Embed {
	#state = initial_state;
	#painting = false;
	/** The parent's ref of the join that is asked for now. */
	#join_ref: string | null = null;
	readonly #port: ParentPort;
	readonly #link = new EmbedLink((event) => this.dispatch(event));
	readonly #page = mount_page({
		join: (session_id, interaction) =>
			this.#join(session_id, interaction, null),
		forget_join: () => this.dispatch({ kind: "join_forgotten" }),
		heard: (session, message) => this.#heard(session, message),
	});

	constructor(origins: readonly string[]) {
		this.#port = new ParentPort(origins, (message) => this.#obey(message));
	}

	start(): void {
		this.#link.connect();
		this.#paint();
		setInterval(() => this.#paint(), TICK_MS);
		window.addEventListener("online", () => this.#link.nudge());
		document.addEventListener("visibilitychange", () => {
			if (document.visibilityState === "visible") this.#link.nudge();
		});
	}

	dispatch(event: EmbedEvent): void {
		const before = this.#state;
		this.#state = reduce(before, event, Date.now());
		const { joining } = this.#state;
		if (joining !== before.joining && joining.kind === "refused") {
			const wait = joining.retry_at ? joining.retry_at - Date.now() : null;
			this.#port.refuse(
				joining.code,
				this.#join_ref,
				wait === null ? null : Math.ceil(wait / 1000),
			);
		}
		if (
			this.#state.connection === "signed_out" &&
			before.connection !== "signed_out"
		)
			location.reload();
		this.#ask_to_paint();
	}

	#ask_to_paint(): void {
		if (this.#painting) return;
		this.#painting = true;
		queueMicrotask(() => this.#paint());
	}

	#paint(): void {
		this.#painting = false;
		const state = this.#state;
		this.#page.paint(state, Date.now());
		if (state.agent_name === null) return;
		this.#port.say({
			type: "cobrowse.ready",
			signed_in: true,
			agent_name: state.agent_name,
		});
		this.#port.say({
			type: "cobrowse.interactions",
			interactions: state.interactions.map(as_interaction),
		});
		this.#port.say({
			type: "cobrowse.session",
			session: state.session ? as_session(state.session, state.report) : null,
		});
	}

	#obey(message: ParentMessage): void {
		switch (message.type) {
			case "cobrowse.status":
				this.#port.forget();
				this.#paint();
				break;
			case "cobrowse.join":
				this.#join(message.session_id, message.interaction, message.ref);
				break;
			case "cobrowse.stop":
			case "cobrowse.request_write":
			case "cobrowse.drop_write":
				if (live_session(this.#state))
					this.#page.tell_viewer({ type: TO_VIEWER[message.type] });
				else this.#port.refuse("no_session", message.ref);
		}
	}

	#join(typed: string, wanted: string | null, ref: string | null): void {
		if (this.#state.joining.kind === "asking") {
			this.#port.refuse("busy", ref);
			return;
		}
		this.#join_ref = ref;
		const session_id = digits(typed);
		const known = joinable(this.#state);
		const interaction = wanted ?? (known.length === 1 ? known[0]?.id : null);
		this.dispatch({ kind: "joining" });
		if (session_id.length !== DIGITS) this.#refuse_join("bad_session_id");
		else if (known.length === 0) this.#refuse_join("no_interaction");
		else if (!interaction) this.#refuse_join("interaction_required");
		else if (
			!this.#link.send({
				type: "session.join",
				interaction,
				session_id,
				ref: JOIN_REF,
			})
		)
			this.#refuse_join("offline");
	}

	#refuse_join(code: string): void {
		this.dispatch({ kind: "join_refused", code });
	}

	#heard(session: string, message: FromViewer): void {
		if (session !== this.#state.session?.id) return;
		if (message.type === "viewer.report")
			this.dispatch({ kind: "report", report: message.report });
		else if (
			message.type === "viewer.session" &&
			message.session.id === session
		)
			this.dispatch({ kind: "session", session: message.session });
		else if (message.type === "viewer.refused") {
			const { code, kind, detail, retry_after } = message;
			this.#port.refuse(code, null, retry_after);
			this.dispatch({
				kind: "noticed",
				notice: { key: `refused.${kind ?? code}`, detail: detail || code },
			});
		}
	}
}

const TO_VIEWER = {
	"cobrowse.stop": "viewer.end",
	"cobrowse.request_write": "viewer.write_request",
	"cobrowse.drop_write": "viewer.write_drop",
} as const;

function origins(): readonly string[] {
	const list: unknown = JSON.parse(document.body.dataset.origins ?? "[]");
	return Array.isArray(list)
		? list.filter((one): one is string => typeof one === "string")
		: [];
}

function start(): void {
	const { stage } = document.body.dataset;
	if (stage === "ready") {
		new Embed(origins()).start();
		return;
	}
	const card = h("section", { class: "card embed__card" });
	by_id("words").append(card);
	if (stage === "signed_out")
		mount_signed_out(card, new ParentPort(origins(), ignore));
	else mount_words(card, stage === "signed_in" ? "signed_in" : "no_profile");
}

const ignore = (): void => undefined;

start();
