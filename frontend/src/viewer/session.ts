import { type Capture, createCapture, type Refusal } from "../control";
import { by_id } from "../desktop/dom";
import { newer_session } from "../desktop/thread";
import type { PictureCount, PlayerProgress } from "../mirror";
import { encode_ack, FRAME } from "../protocol/frames";
import type {
	ErrorFact,
	SessionAgentCommand,
	SessionState,
} from "../protocol/messages";
import { ASK_REF, Asking } from "./asking";
import type { ToViewer } from "./bridge";
import { Delay } from "./delay";
import { DesktopPort } from "./desktop_port";
import { Drawing } from "./drawing";
import { epoch_of } from "./epoch";
import { SessionLink } from "./link";
import { ReplicaHolder } from "./replica";
import { StageView } from "./stage";
import { stage_of } from "./stages";

/** The server asks for a snapshot when we join; should it get lost, we ask. */
const ASK_MS = 3_000;

/** One session before the agent's eyes. */
export class Viewer {
	#session: SessionState | null = null;
	#progress: PlayerProgress = "waiting";
	#has_page = false;
	/** All parts are there: some speak while the others are being made. */
	#complete = false;
	#title = "";
	#epoch = 0;
	/** Those on their way; null: none are. */
	#pictures: PictureCount | null = null;
	#delay = new Delay({
		send: (seq) => this.#probe(seq),
		on_change: () => this.#paint(),
	});
	#asking = new Asking(
		() => this.#link.send({ type: "write.request", ref: ASK_REF }),
		() => this.#paint(),
	);
	#link: SessionLink;
	#stage: StageView;
	#replica: ReplicaHolder;
	#capture: Capture;
	#drawing: Drawing;
	#desktop: DesktopPort;

	constructor(session_id: string) {
		this.#link = new SessionLink(session_id, {
			on_link: (state) => {
				if (state !== "open") this.#delay.reset();
				this.#paint();
			},
			on_session: (session, cause) => this.#on_session(session, cause),
			on_page: (url, title) => this.#on_page(url, title),
			on_frame: (frame) => this.#on_frame(frame),
			on_error: (error) => this.#on_error(error),
		});
		this.#desktop = new DesktopPort((message) => this.#obey(message));
		this.#stage = new StageView(
			() => this.#paint(),
			() => this.#link.connect(),
		);
		this.#replica = new ReplicaHolder(by_id("replica"), {
			on_progress: (progress) => {
				this.#progress = progress;
				this.#has_page ||= progress === "live";
				this.#paint();
			},
			on_view: (size) => this.#stage.set_viewport(size),
			on_zoom: (seen) => this.#stage.set_seen(seen),
			on_title: (title) => {
				this.#title = title;
				this.#paint();
			},
			on_icon: (address) => this.#stage.set_icon(address),
			on_pictures: ({ here, total }) => {
				this.#pictures = here < total ? { here, total } : null;
				this.#paint();
			},
			on_change: (at) => this.#delay.on_change(at),
			on_resync: (reason, node) =>
				this.#link.send({ type: "resync.request", node, reason }),
		});
		const overlay = by_id("overlay");
		this.#drawing = new Drawing({
			overlay,
			replica: this.#replica,
			epoch: () => this.#epoch,
			send_frame: (frame) => this.#link.send_frame(frame),
			on_change: () => this.#paint(),
			on_leave: () => this.#desktop.leave(),
		});
		this.#capture = createCapture({
			overlay,
			replica: this.#replica,
			mode: () => this.#session?.mode ?? "pointer",
			mode_epoch: () => this.#session?.mode_epoch ?? 0,
			epoch: () => this.#epoch,
			send_frame: (frame) => this.#link.send_frame(frame),
			on_refused: (refusal) => this.#on_refused(refusal),
			is_paused: () => this.#drawing.tool !== "none" || !this.#may_show,
		});
	}

	start(): void {
		this.#complete = true;
		this.#delay.start();
		this.#take_keyboard(by_id("overlay"));
		this.#stage.set_zoom("fit");
		this.#paint();
		this.#link.connect();
		setInterval(() => this.#ask_if_nothing_came(), ASK_MS);
		document.addEventListener("visibilitychange", () => {
			if (document.visibilityState !== "visible") return;
			// The tab in front has the session.
			if (this.#link.state === "superseded") this.#link.connect();
			else this.#link.nudge();
		});
		window.addEventListener("online", () => this.#link.nudge());
		window.addEventListener(
			"keydown",
			(event) => {
				if (event.key !== "F6") return;
				event.preventDefault();
				event.stopPropagation();
				this.#desktop.leave();
			},
			{ capture: true },
		);
	}

	/** Who tabs to the page types into it; F6 (and Tab in Pointer Mode) leads on. */
	#take_keyboard(overlay: HTMLElement): void {
		overlay.addEventListener("focus", (event) => {
			const from = event.relatedTarget;
			// On the way back out, the overlay itself is one stop.
			const leaves = from instanceof Node && overlay.contains(from);
			if (!leaves && this.#drawing.tool === "none") this.#capture.focus();
		});
	}

	#ask_if_nothing_came(): void {
		const waits = this.#may_show && this.#session?.customer_online;
		if (waits && this.#progress === "waiting")
			this.#link.send({
				type: "resync.request",
				node: null,
				reason: "nothing_came",
			});
	}

	get #is_live(): boolean {
		return this.#link.state === "open" && this.#session?.state === "active";
	}

	get #may_show(): boolean {
		return this.#is_live && !this.#session?.paused;
	}

	#on_session(heard: SessionState, cause: string): void {
		const before = this.#session;
		this.#session = newer_session(before, heard);
		if (before?.mode_epoch !== this.#session.mode_epoch) this.#capture.reset();
		if (this.#session.mode === "write" || this.#session.state === "ended")
			this.#asking.withdraw();
		if (this.#session.paused) this.#hide();
		if (!this.#session.customer_online) this.#drawing.hide_pointer();
		this.#desktop.session(this.#session, cause);
		this.#paint();
	}

	/** The customer has paused: what was seen of the page goes, not only from sight. */
	#hide(): void {
		if (this.#progress === "waiting" && this.#epoch === 0) return;
		this.#epoch = 0;
		this.#has_page = false;
		this.#title = "";
		this.#pictures = null;
		this.#stage.set_icon(null);
		this.#replica.clear();
		this.#progress = "waiting";
		this.#delay.reset();
		this.#capture.reset();
		this.#drawing.forget();
		this.#drawing.choose("none");
	}

	#on_page(url: string, title: string): void {
		if (this.#session)
			this.#session = { ...this.#session, page: { url, title } };
		this.#title = title;
		this.#paint();
	}

	#on_frame(frame: Uint8Array): void {
		if (this.#session?.paused) return;
		switch (frame[0]) {
			case FRAME.STREAM:
				this.#follow(frame);
				this.#replica.receive(frame);
				this.#drawing.moved();
				break;
			case FRAME.POINTER:
				this.#drawing.on_pointer(frame);
				break;
			case FRAME.ANNOTATION:
				this.#drawing.on_annotation(frame);
				break;
			case FRAME.ACK:
				if (!this.#delay.on_answer(frame)) this.#capture.on_ack(frame);
				break;
		}
	}

	/** Asks the customer's page for its clock. False: nobody could be asked. */
	#probe(seq: number): boolean {
		const epoch = this.#epoch;
		if (!this.#may_show || !this.#session?.customer_online || epoch === 0)
			return false;
		const frame = encode_ack({ epoch, seq, status: "ok", body: "" });
		return frame !== null && this.#link.send_frame(frame);
	}

	/** Another page load: what was meant for the page before is void. */
	#follow(frame: Uint8Array): void {
		const epoch = epoch_of(frame);
		if (epoch === null || epoch === this.#epoch) return;
		this.#epoch = epoch;
		this.#delay.reset();
		this.#capture.reset();
		this.#drawing.forget();
	}

	#on_error({ code, detail, retry_after, ref }: ErrorFact): void {
		if (ref === ASK_REF && retry_after) this.#asking.postpone(retry_after);
		else this.#desktop.refused({ code, kind: null, detail, retry_after });
	}

	#on_refused({ status, kind, command }: Refusal): void {
		// A mouse that rests somewhere and a page that has just changed are nobody's fault.
		if (command.do === "hover" || status === "stale_page") return;
		this.#desktop.refused({
			code: status,
			kind,
			detail: "",
			retry_after: null,
		});
	}

	#obey(message: ToViewer): void {
		switch (message.type) {
			case "viewer.write_request":
				this.#tell({ type: "write.request", ref: ASK_REF });
				break;
			case "viewer.write_drop":
				if (!this.#asking.withdraw()) this.#tell({ type: "write.drop" });
				break;
			case "viewer.end":
				this.#tell({ type: "session.end" });
				break;
			case "viewer.move":
				this.#capture.command({ do: message.move });
				break;
			case "viewer.navigate":
				this.#capture.command({ do: "navigate", url: message.url });
				break;
			case "viewer.tool":
			case "viewer.ink":
			case "viewer.undo":
			case "viewer.clear_annotations":
				this.#drawing.obey(message);
				break;
			case "viewer.zoom":
				this.#stage.set_zoom(message.zoom);
				this.#paint();
				break;
			case "viewer.customer":
				this.#drawing.call(message.name);
				break;
			case "viewer.focus":
				this.#capture.focus();
				break;
		}
	}

	/** What a person asked for just now is worth a word when it cannot be sent. */
	#tell(message: SessionAgentCommand): void {
		if (this.#link.send(message)) return;
		this.#desktop.refused({
			code: "offline",
			kind: null,
			detail: "",
			retry_after: null,
		});
	}

	#paint(): void {
		if (!this.#complete) return;
		const mode = this.#session?.mode ?? "pointer";
		const page = this.#session?.page ?? null;
		const stage = stage_of(this.#link.state, this.#session, this.#progress);
		this.#stage.paint(stage, mode, this.#has_page);
		this.#stage.paint_page(page?.url ?? "", this.#title || page?.title || "");
		this.#desktop.report({
			stage,
			mode,
			viewport: this.#stage.viewport,
			scale: this.#stage.scale,
			zoom: this.#stage.zoom,
			...this.#drawing.report,
			asks_at: this.#asking.at,
			delay: stage === "live" ? this.#delay.report : null,
			pictures: this.#pictures,
			page,
		});
	}
}
