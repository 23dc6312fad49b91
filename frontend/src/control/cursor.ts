/** The other side's mouse pointer, pinned to the element it is on, its clicks as ripples, and outlines around what the agent uses or is about to use. */
import type { PointerFrame } from "../protocol/frames";
import { BoxMark } from "./box_mark";
import {
	Ground,
	type GroundOptions,
	move_to,
	type ScreenBox,
	type ScreenPoint,
} from "./ground";
import type { Place } from "./pointing";

type BoxOf = () => ScreenBox | null;

export interface CursorOptions extends GroundOptions {
	/** Whose pointer it is; decides the colour. */
	readonly side: "agent" | "customer";
	/** Shown at the pointer; empty for none. */
	readonly name: string;
}

export interface Cursor {
	/** A POINTER frame of the current page. */
	show(frame: PointerFrame): void;
	/** Marks an element for a moment: it is being used. */
	outline(box_of: BoxOf): void;
	/** Marks an element that could be used next, until another is told; null for none. */
	aim(box_of: BoxOf | null): void;
	/** Empty for none. */
	rename(name: string): void;
	/** The other side is gone, or the page is another. */
	hide(): void;
	close(): void;
}

/** A pointer glides to where it was told to be until the next word of it comes. */
const GLIDE_MS = 60;
/** What a name takes at most beside its pointer; near an edge it goes to the other side. */
const NAME = { width: 180, height: 44 };
const RIPPLE_MS = 700;
const OUTLINE_MS = 1_200;
const SVG = "http://www.w3.org/2000/svg";
const ARROW = "M2 2 L2 17 L6.2 13.2 L9 19.5 L12 18.2 L9.3 12 L15 12 Z";

export function createCursor(options: CursorOptions): Cursor {
	const { container, side } = options;
	const document = container.ownerDocument;
	const ground = new Ground(options);
	const pointer = make("cobrowse-pointer");
	const aim = new BoxMark(ground, make("cobrowse-aim"));
	const outline = new BoxMark(ground, make("cobrowse-outline"));
	const label = document.createElement("span");
	let place: Place | null = null;
	/** Where the pointer is drawn. */
	let drawn: ScreenPoint | null = null;
	/** How far it was from its place when it was told of it, and when. */
	let glide: { x: number; y: number; since: number } | null = null;
	let unfollow: (() => void) | null = null;
	let outline_timer = 0;

	label.className = "cobrowse-name";
	label.dir = "auto";
	pointer.append(arrow(document), label);
	rename(options.name);

	function make(name: string): HTMLElement {
		const element = document.createElement("div");
		element.className = name;
		element.dataset.side = side;
		element.dataset.testid = name.replace("cobrowse-", "remote-");
		element.hidden = true;
		ground.layer.append(element);
		return element;
	}

	function rename(name: string): void {
		label.textContent = name;
		label.hidden = name === "";
	}

	/** The way that is left is measured from the place, so that both scroll as one. */
	function draw(): void {
		const point = place && ground.point(place.node, place.fx, place.fy);
		pointer.hidden = !point;
		const past = glide ? (performance.now() - glide.since) / GLIDE_MS : 1;
		if (past >= 1 || !point) glide = null;
		drawn = point && {
			x: point.x + (glide ? glide.x * (1 - past) : 0),
			y: point.y + (glide ? glide.y * (1 - past) : 0),
		};
		if (drawn) {
			const { offsetWidth, offsetHeight } = ground.layer;
			pointer.toggleAttribute("data-right", drawn.x > offsetWidth - NAME.width);
			pointer.toggleAttribute("data-low", drawn.y > offsetHeight - NAME.height);
			move_to(pointer, drawn.x, drawn.y);
		}
		if (glide) ground.again();
	}

	function go_to(next: Place): void {
		place = next;
		const point = ground.point(next.node, next.fx, next.fy);
		glide =
			drawn && point && !is_still()
				? {
						x: drawn.x - point.x,
						y: drawn.y - point.y,
						since: performance.now(),
					}
				: null;
		if (unfollow) draw();
		else unfollow = ground.follow(draw);
	}

	function ripple(at: Place): void {
		const point = ground.point(at.node, at.fx, at.fy);
		if (!point) return;
		const ring = make("cobrowse-ripple");
		ring.hidden = false;
		move_to(ring, point.x, point.y);
		const rest = ring.style.transform;
		ring.animate(
			{
				opacity: [1, 0],
				transform: is_still()
					? rest
					: [`${rest} scale(.3)`, `${rest} scale(1.4)`],
			},
			{ duration: RIPPLE_MS, easing: "ease-out", fill: "forwards" },
		).onfinish = () => ring.remove();
	}

	function end_outline(): void {
		window.clearTimeout(outline_timer);
		outline.hide();
	}

	const hide = () => {
		place = null;
		unfollow?.();
		unfollow = null;
		drawn = glide = null;
		pointer.hidden = true;
		aim.hide();
	};

	return {
		show(frame) {
			if (frame.action === "leave") {
				hide();
				return;
			}
			go_to(frame);
			if (frame.action === "click") ripple(frame);
		},
		outline(box_of) {
			end_outline();
			outline.show(box_of);
			outline_timer = window.setTimeout(end_outline, OUTLINE_MS);
		},
		aim(box_of) {
			if (box_of) aim.show(box_of);
			else aim.hide();
		},
		rename,
		hide,
		close() {
			hide();
			end_outline();
			ground.close();
		},
	};
}

const is_still = (): boolean =>
	matchMedia("(prefers-reduced-motion: reduce)").matches;

function arrow(document: Document): SVGElement {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", "0 0 22 22");
	const path = document.createElementNS(SVG, "path");
	path.setAttribute("d", ARROW);
	svg.append(path);
	return svg;
}
