/**
 * The layer that pointers and drawings of the other side are shown on: over the
 * page at the customer, over the replica at the agent. It takes no events, and
 * styles itself without inline style text, which a strict policy would refuse.
 */

import type { Motion } from "./motion";

/** A point in pixels of the window. */
export interface ScreenPoint {
	readonly x: number;
	readonly y: number;
}

/** Where a place of the mirror is on this screen; null: not laid out. */
export type PointOf = (
	node: number,
	fx: number,
	fy: number,
) => ScreenPoint | null;

export interface ScreenBox {
	readonly left: number;
	readonly top: number;
	readonly width: number;
	readonly height: number;
}

export interface GroundOptions {
	/** Positioned, and as large as what is drawn upon; may be scaled. */
	readonly container: HTMLElement;
	readonly point_of: PointOf;
	/** How often to look where things are when nothing tells, milliseconds. */
	readonly look_ms: number;
	/** Tells of more than scrolling and resizing of this window, which are noticed at once. */
	readonly motion?: Motion;
}

export class Ground {
	readonly layer: HTMLElement;
	#drawings = new Set<() => void>();
	#timer = 0;
	#frame = 0;
	#view: Window;
	#unfollow: (() => void) | undefined;
	/** Of all that was asked for since the last frame: another sum, and something has moved. */
	#sum = 0;

	constructor(private readonly options: GroundOptions) {
		const { container } = options;
		const document = container.ownerDocument;
		this.#view = document.defaultView ?? window;
		adopt(container, CSS);
		this.layer = document.createElement("div");
		this.layer.className = "cobrowse-ground";
		this.layer.setAttribute("aria-hidden", "true");
		container.append(this.layer);
	}

	/** Keeps `redraw` called while things may have moved. Returns the function that stops it. */
	follow(redraw: () => void): () => void {
		this.#drawings.add(redraw);
		if (this.#drawings.size === 1) this.#start();
		redraw();
		return () => {
			this.#drawings.delete(redraw);
			if (this.#drawings.size === 0) this.#stop();
		};
	}

	/** Where the place is, in pixels of the layer. */
	point(node: number, fx: number, fy: number): ScreenPoint | null {
		return this.local(this.options.point_of(node, fx, fy));
	}

	/** From pixels of the window to pixels of the layer. */
	local(point: ScreenPoint | null): ScreenPoint | null {
		if (!point) return null;
		const box = this.layer.getBoundingClientRect();
		const scale = box.width / (this.layer.offsetWidth || 1) || 1;
		const x = (point.x - box.left) / scale;
		const y = (point.y - box.top) / scale;
		this.#sum += x + 3 * y;
		return { x, y };
	}

	/** Draws again in the next frame. */
	again(): void {
		this.#soon();
	}

	/** Takes everything off the screen. */
	close(): void {
		this.#drawings.clear();
		this.#stop();
		this.layer.remove();
	}

	#start(): void {
		this.#view.addEventListener("scroll", this.#soon, LISTEN);
		this.#view.addEventListener("resize", this.#soon, LISTEN);
		this.#unfollow = this.options.motion?.follow(this.#soon);
		this.#timer = this.#view.setInterval(this.#soon, this.options.look_ms);
	}

	#stop(): void {
		this.#view.removeEventListener("scroll", this.#soon, LISTEN);
		this.#view.removeEventListener("resize", this.#soon, LISTEN);
		this.#unfollow?.();
		this.#view.clearInterval(this.#timer);
		this.#view.cancelAnimationFrame(this.#frame);
		this.#frame = 0;
	}

	#soon = (): void => {
		this.#frame ||= this.#view.requestAnimationFrame(() => {
			this.#frame = 0;
			const before = this.#sum;
			this.#sum = 0;
			for (const redraw of this.#drawings) redraw();
			// What moves goes on moving, until it stands still for a frame.
			if (this.#sum !== before) this.#soon();
		});
	};
}

const LISTEN = { capture: true, passive: true } as const;

/** Adds the rules to the document or shadow root that the element is in, once. */
export function adopt(element: Element, css: string): void {
	const root = element.getRootNode() as Document | ShadowRoot;
	const view = element.ownerDocument.defaultView;
	const known = adopted.get(root);
	if (known?.has(css) || !view || !("adoptedStyleSheets" in root)) return;
	adopted.set(root, new Set(known).add(css));
	const sheet = new view.CSSStyleSheet();
	sheet.replaceSync(css);
	root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
}

const adopted = new WeakMap<Node, Set<string>>();

const CSS = `
.cobrowse-ground { position: absolute; inset: 0; overflow: hidden; pointer-events: none;
  font: 600 12px/1.3 var(--font-sans, system-ui, sans-serif); }
.cobrowse-ground > * { position: absolute; left: 0; top: 0; }
.cobrowse-ground [hidden] { display: none; }
.cobrowse-pointer { will-change: transform; }
.cobrowse-pointer svg { display: block; width: 22px; height: 22px;
  filter: drop-shadow(0 1px 2px rgb(0 0 0 / .35)); }
.cobrowse-pointer path { fill: #0b6775; stroke: #fff; stroke-width: 1.5; }
.cobrowse-pointer[data-side="customer"] path { fill: #a13d63; }
.cobrowse-name { position: absolute; left: 16px; top: 18px; padding: 2px 8px; border-radius: 999px;
  max-width: 160px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
  background: #0b6775; color: #fff; }
.cobrowse-pointer[data-right] .cobrowse-name { left: auto; right: 16px; }
.cobrowse-pointer[data-low] .cobrowse-name { top: auto; bottom: 18px; }
.cobrowse-pointer[data-side="customer"] .cobrowse-name { background: #a13d63; }
.cobrowse-ripple { width: 44px; height: 44px; margin: -22px 0 0 -22px; border-radius: 50%;
  box-sizing: border-box; border: 3px solid #0b6775; background: rgb(11 103 117 / .18); }
.cobrowse-ripple[data-side="customer"] { border-color: #a13d63; background: rgb(161 61 99 / .18); }
.cobrowse-outline { box-sizing: border-box; border: 2px solid #b3471b; border-radius: 6px;
  box-shadow: 0 0 0 2px rgb(255 255 255 / .8); transition: opacity 200ms; }
.cobrowse-aim { box-sizing: border-box; border: 2px dotted #b3471b; border-radius: 6px;
  box-shadow: 0 0 0 2px rgb(255 255 255 / .6); }
.cobrowse-hidden { box-sizing: border-box; border: 2px dashed #6d4bb8; border-radius: 4px;
  background: repeating-linear-gradient(45deg, rgb(109 75 184 / .12) 0 6px, transparent 6px 12px); }
`;

export function move_to(element: HTMLElement, x: number, y: number): void {
	element.style.transform = `translate(${x.toFixed(1)}px, ${y.toFixed(1)}px)`;
}
