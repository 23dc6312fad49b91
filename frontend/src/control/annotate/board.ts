/** What both sides have drawn on this page, kept in place while it scrolls and changes. */
import {
	type AnnotationFrame,
	decode_annotation,
	encode_annotation,
} from "../../protocol/frames";
import { Ground, type GroundOptions, type ScreenPoint } from "../ground";
import {
	type Annotation,
	type AnnotationMessage,
	COUNT_MAX,
	type Fraction,
	parse_annotation,
} from "./model";

export type Side = "agent" | "customer";

export interface BoardOptions extends GroundOptions {
	/** Who sits before this screen. */
	readonly side: Side;
	/** Shown on the notes of the other side. */
	readonly other_name: string;
	/** Of the customer's page; 0 while there is none. */
	epoch(): number;
	send_frame(frame: Uint8Array): unknown;
	/** How many drawings there are now. */
	on_count?(count: number): void;
}

interface Drawn {
	readonly annotation: Annotation;
	readonly element: SVGElement | HTMLElement;
}

const SVG = "http://www.w3.org/2000/svg";
/** Length of an arrow's head, pixels. */
const HEAD = 14;

export class Board {
	readonly ground: Ground;
	#drawn = new Map<string, Drawn>();
	#lines: SVGElement;
	#unfollow: (() => void) | null = null;
	#enabled = true;

	constructor(private readonly options: BoardOptions) {
		this.ground = new Ground(options);
		this.#lines = options.container.ownerDocument.createElementNS(SVG, "svg");
		this.#lines.setAttribute("class", "cobrowse-drawings");
		this.ground.layer.append(this.#lines);
	}

	/** An ANNOTATION frame of the other side; anything odd is ignored. */
	receive(bytes: Uint8Array): void {
		const frame: AnnotationFrame | null = decode_annotation(bytes);
		if (!this.#enabled || frame?.epoch !== this.options.epoch()) return;
		const message = parse_annotation(frame.body);
		if (!message) return;
		if (message.op === "clear") this.forget();
		else this.#put(message, other(this.options.side));
	}

	/** Draws it here and there. False when it could not be sent. */
	add(annotation: Annotation): boolean {
		if (!this.#enabled || !this.#send(annotation)) return false;
		this.#put(annotation, this.options.side);
		return true;
	}

	/** Takes everything off both screens. */
	clear(): void {
		this.#send({ op: "clear" });
		this.forget();
	}

	/** The customer may turn drawing off: what is there goes, nothing new is shown. */
	set_enabled(enabled: boolean): void {
		if (this.#enabled && !enabled) this.clear();
		this.#enabled = enabled;
	}

	/** Takes everything off this screen: the page is another, or the session is over. */
	forget(): void {
		for (const { element } of this.#drawn.values()) element.remove();
		this.#drawn.clear();
		this.#counted();
	}

	close(): void {
		this.forget();
		this.ground.close();
	}

	#send(message: AnnotationMessage): boolean {
		const epoch = this.options.epoch();
		if (epoch === 0) return false;
		const frame = encode_annotation({ epoch, body: JSON.stringify(message) });
		return frame !== null && this.options.send_frame(frame) !== false;
	}

	#put(annotation: Annotation, side: Side): void {
		const key = `${side} ${annotation.id}`;
		this.#drop(key);
		const element =
			annotation.op === "note"
				? this.#note(annotation.text, side)
				: this.#line(side);
		element.dataset.side = side;
		this.#drawn.set(key, { annotation, element });
		for (const oldest of this.#drawn.keys()) {
			if (this.#drawn.size <= COUNT_MAX) break;
			this.#drop(oldest);
		}
		this.#counted();
		this.#redraw();
	}

	#drop(key: string): void {
		this.#drawn.get(key)?.element.remove();
		this.#drawn.delete(key);
	}

	#counted(): void {
		const count = this.#drawn.size;
		if (count > 0) this.#unfollow ??= this.ground.follow(() => this.#redraw());
		else {
			this.#unfollow?.();
			this.#unfollow = null;
		}
		this.options.on_count?.(count);
	}

	#line(side: Side): SVGElement {
		const { ownerDocument } = this.ground.layer;
		const line = ownerDocument.createElementNS(SVG, "path");
		line.dataset.testid = `annotation-${side}`;
		this.#lines.append(line);
		return line;
	}

	#note(text: string, side: Side): HTMLElement {
		const { ownerDocument } = this.ground.layer;
		const note = ownerDocument.createElement("div");
		note.className = "cobrowse-note";
		note.dataset.testid = "annotation-note";
		if (side !== this.options.side && this.options.other_name) {
			const name = ownerDocument.createElement("b");
			name.textContent = this.options.other_name;
			note.append(name);
		}
		note.append(text);
		this.ground.layer.append(note);
		return note;
	}

	#redraw(): void {
		for (const { annotation, element } of this.#drawn.values()) {
			const points = this.#points(annotation);
			element.toggleAttribute("hidden", points === null);
			if (!points) continue;
			const [first] = points;
			if (annotation.op === "draw")
				element.setAttribute("d", outline(annotation.shape, points));
			else if (first)
				element.style.transform = `translate(${first.x.toFixed(1)}px, ${first.y.toFixed(1)}px)`;
		}
	}

	/** In pixels of the layer; null while the element is not laid out. */
	#points(annotation: Annotation): ScreenPoint[] | null {
		const from = this.ground.point(annotation.node, 0, 0);
		const to = this.ground.point(annotation.node, 1, 1);
		if (!from || !to || (from.x === to.x && from.y === to.y)) return null;
		const fractions: readonly Fraction[] =
			annotation.op === "draw" ? annotation.points : [annotation.at];
		return fractions.map(([fx, fy]) => ({
			x: from.x + fx * (to.x - from.x),
			y: from.y + fy * (to.y - from.y),
		}));
	}
}

const other = (side: Side): Side => (side === "agent" ? "customer" : "agent");

const at = ({ x, y }: ScreenPoint): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** The path of a stroke, or of an arrow with its head at the last point. */
export function outline(
	shape: "pen" | "arrow",
	points: readonly ScreenPoint[],
): string {
	const first = points[0];
	const tip = points.at(-1);
	if (!first || !tip) return "";
	if (shape === "pen") return `M${points.map(at).join("L")}`;
	const angle = Math.atan2(tip.y - first.y, tip.x - first.x);
	const barb = (turn: number): ScreenPoint => ({
		x: tip.x - HEAD * Math.cos(angle + turn),
		y: tip.y - HEAD * Math.sin(angle + turn),
	});
	return `M${at(first)}L${at(tip)}M${at(barb(0.5))}L${at(tip)}L${at(barb(-0.5))}`;
}
