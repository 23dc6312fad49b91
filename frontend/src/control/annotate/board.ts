/** What both sides have drawn on this page, kept in place while it scrolls and changes. */
import {
	type AnnotationFrame,
	decode_annotation,
	encode_annotation,
} from "../../protocol/frames";
import { to_json } from "../../transport/json";
import { adopt, Ground, type GroundOptions } from "../ground";
import { make_line, make_note } from "./figures";
import { FADE_MS, LOOK } from "./look";
import {
	type Annotation,
	type AnnotationMessage,
	COUNT_MAX,
	parse_annotation,
	type Side,
} from "./model";
import { outline } from "./outline";
import { type Anchor, place_note, placed } from "./placing";

export interface BoardOptions extends GroundOptions {
	/** Who sits before this screen. */
	readonly side: Side;
	/** Shown on the notes of the other side. */
	readonly other_name: string;
	/** Of the customer's page; 0 while there is none. */
	epoch(): number;
	send_frame(frame: Uint8Array): unknown;
	anchor(node: number): Anchor;
	/** Something was drawn or taken away, here or there. */
	on_change?(): void;
	/** The other side has drawn this just now. */
	on_heard?(entry: Entry): void;
}

export interface Entry {
	readonly annotation: Annotation;
	readonly side: Side;
	readonly anchor: Anchor;
}

interface Drawn extends Entry {
	annotation: Annotation;
	readonly element: SVGElement | HTMLElement;
	/** Ends one that fades. */
	readonly timer: number;
	/** Since when its element is missing. */
	gone_at: number | null;
}

const SVG = "http://www.w3.org/2000/svg";
/** An element that only moves is away for a moment. */
const GONE_MS = 1_000;
/** What the agent drew while all was said again is said again too. */
const ECHO_MS = 5_000;

export class Board {
	readonly ground: Ground;
	#drawn = new Map<string, Drawn>();
	#lines: SVGElement;
	#unfollow: (() => void) | null = null;
	#enabled = true;
	#restated_at = Number.NEGATIVE_INFINITY;

	constructor(private readonly options: BoardOptions) {
		this.ground = new Ground(options);
		adopt(this.ground.layer, LOOK);
		this.#lines = options.container.ownerDocument.createElementNS(SVG, "svg");
		this.#lines.setAttribute("class", "cobrowse-drawings");
		this.ground.layer.append(this.#lines);
	}

	/** Of both sides, oldest first. */
	get all(): readonly Entry[] {
		return [...this.#drawn.values()];
	}

	/** How many of them were made here. */
	get own_count(): number {
		return this.#own.length;
	}

	get #own(): readonly Entry[] {
		return this.all.filter(({ side }) => side === this.options.side);
	}

	/** An ANNOTATION frame of the other side; anything odd is ignored. */
	receive(bytes: Uint8Array): void {
		const frame: AnnotationFrame | null = decode_annotation(bytes);
		if (frame?.epoch !== this.options.epoch()) return;
		const message = parse_annotation(frame.body);
		if (!message) return;
		const theirs = this.options.side === "agent" ? "customer" : "agent";
		if (message.op === "on" || message.op === "off") {
			if (theirs === "customer") this.#switch(message.op === "on");
		} else if (!this.#enabled) return;
		else if (message.op === "clear") this.forget();
		else if (message.op === "remove") this.#take_away(theirs, message.id);
		else this.#hear(message, theirs);
	}

	#hear({ by, ...annotation }: Annotation & { by?: Side }, from: Side): void {
		// Nobody speaks for the customer but the customer's page.
		if (by && from === "agent") return;
		const entry = this.#put(annotation, by ?? from);
		if (!by) this.options.on_heard?.(entry);
		if (performance.now() - this.#restated_at < ECHO_MS) this.#say_again(entry);
	}

	/** At the customer: the agent's side has the page anew and hears all that is drawn on it. */
	restate(): void {
		this.#restated_at = performance.now();
		this.#send({ op: this.#enabled ? "on" : "off" });
		for (const drawn of this.#drawn.values()) {
			// Without an id it is kept back, and follows once it has one.
			const node = drawn.anchor.id() ?? 0;
			drawn.annotation = { ...drawn.annotation, node };
			if (node) this.#say_again(drawn);
		}
	}

	/** What an earlier board had on this page. */
	take_over(entries: readonly Entry[]): void {
		for (const { annotation, side, anchor } of this.#enabled ? entries : [])
			if (!is_passing(annotation)) this.#put(annotation, side, anchor);
	}

	#say_again({ annotation, side }: Entry): void {
		if (!is_passing(annotation)) this.#send({ ...annotation, by: side });
	}

	/** Draws it here and there. False when it could not be sent. */
	add(annotation: Annotation): boolean {
		if (!this.#enabled || !this.#send(annotation)) return false;
		this.#put(annotation, this.options.side);
		return true;
	}

	/** Takes the latest that was made here off both screens. */
	undo(): void {
		const id = this.#own.at(-1)?.annotation.id;
		if (id && this.#send({ op: "remove", id }))
			this.#take_away(this.options.side, id);
	}

	/** Takes everything off both screens. */
	clear(): void {
		this.#send({ op: "clear" });
		this.forget();
	}

	get is_enabled(): boolean {
		return this.#enabled;
	}

	/** The customer may turn drawing off: what is there goes, nothing new is shown. */
	set_enabled(enabled: boolean): void {
		if (this.#enabled === enabled) return;
		this.#send({ op: enabled ? "on" : "off" });
		this.#switch(enabled);
	}

	#switch(enabled: boolean): void {
		this.#enabled = enabled;
		this.forget();
	}

	/** Takes everything off this screen: the page is another, or the session is over. */
	forget(): void {
		for (const key of this.#drawn.keys()) this.#drop(key);
		this.#changed();
	}

	close(): void {
		this.forget();
		this.ground.close();
	}

	#send(message: AnnotationMessage): boolean {
		const epoch = this.options.epoch();
		if (epoch === 0) return false;
		const frame = encode_annotation({ epoch, body: to_json(message) });
		return frame !== null && this.options.send_frame(frame) !== false;
	}

	#put(
		annotation: Annotation,
		side: Side,
		anchor = this.options.anchor(annotation.node),
	): Entry {
		const key = key_of(side, annotation.id);
		this.#erase(key);
		const element = this.#figure(annotation, side);
		const timer = is_passing(annotation)
			? window.setTimeout(() => this.#take_away(side, annotation.id), FADE_MS)
			: 0;
		const entry = { annotation, side, anchor, element, timer, gone_at: null };
		this.#drawn.set(key, entry);
		for (const oldest of this.#drawn.keys()) {
			if (this.#drawn.size <= COUNT_MAX) break;
			this.#drop(oldest);
		}
		this.#changed();
		this.#redraw();
		return entry;
	}

	#figure(annotation: Annotation, side: Side): SVGElement | HTMLElement {
		const { layer } = this.ground;
		const theirs = side !== this.options.side;
		const element =
			annotation.op === "note"
				? make_note(layer, annotation, theirs ? this.options.other_name : "")
				: make_line(this.#lines, annotation, side);
		Object.assign(element.dataset, { side, colour: annotation.colour });
		return element;
	}

	#take_away(side: Side, id: string): void {
		if (this.#drop(key_of(side, id))) this.#changed();
	}

	#drop(key: string): boolean {
		this.#erase(key);
		return this.#drawn.delete(key);
	}

	#erase(key: string): void {
		const drawn = this.#drawn.get(key);
		drawn?.element.remove();
		window.clearTimeout(drawn?.timer);
	}

	#changed(): void {
		if (this.#drawn.size > 0)
			this.#unfollow ??= this.ground.follow(() => this.#redraw());
		else {
			this.#unfollow?.();
			this.#unfollow = null;
		}
		this.options.on_change?.();
	}

	/** Looks where everything is first and moves it then: the page is laid out once. */
	#redraw(): void {
		this.#follow_elements();
		const places = [...this.#drawn.values()].map(
			({ annotation, anchor, element }) => ({
				annotation,
				element,
				place: placed(this.ground, annotation, anchor),
			}),
		);
		for (const { annotation, element, place } of places) {
			element.toggleAttribute("hidden", place === null);
			if (!place) continue;
			const { points, clip } = place;
			const [first] = points;
			if (annotation.op === "draw") {
				element.setAttribute("d", outline(annotation.shape, points));
				element.style.clipPath = clip;
			} else if (first)
				place_note(this.ground.layer, element as HTMLElement, first);
		}
	}

	/** What has left the page takes its drawings along; what has another id is said again. */
	#follow_elements(): void {
		const now = performance.now();
		let lost = false;
		for (const [key, drawn] of this.#drawn) {
			const node = drawn.anchor.id();
			drawn.gone_at = node === null ? (drawn.gone_at ?? now) : null;
			if (drawn.gone_at !== null && now - drawn.gone_at > GONE_MS)
				lost = this.#drop(key) || lost;
			else if (node && node !== drawn.annotation.node) {
				drawn.annotation = { ...drawn.annotation, node };
				this.#say_again(drawn);
			}
		}
		if (lost) this.#changed();
	}
}

const is_passing = (annotation: Annotation): boolean =>
	annotation.op === "draw" && !annotation.stays;

const key_of = (side: Side, id: string): string => `${side} ${id}`;
