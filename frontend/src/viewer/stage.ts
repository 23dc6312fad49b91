import { by_id, set_attributes, set_text, show } from "../desktop/dom";
import { say } from "../desktop/strings";
import type { Mode } from "../desktop/wire";
import type { SeenPart } from "../mirror";
import type { Size, Stage, Zoom } from "./bridge";
import { fitted_scale, has_keyboard, origin_of, seen_box } from "./fitting";

/** Stages in which nothing covers the page. */
const OPEN: readonly Stage[] = ["live", "loading"];
const OVER: readonly Stage[] = ["ended", "refused", "superseded"];
/** Nothing is on its way, so nothing turns. */
const STILL: readonly Stage[] = [...OVER, "paused", "sharing_paused"];

/** The page's place on the screen, the curtain before it and the chrome around it. */
export class StageView {
	#room = by_id("stage");
	#sheet = by_id("sheet");
	#replica = by_id("replica");
	#seen = by_id("seen");
	#seen_part: SeenPart | null = null;
	#viewport: Size | null = null;
	#zoom: Zoom = "fit";
	scale = 1;

	/** `on_scale` is told whenever size or scale changed. */
	constructor(
		private readonly on_scale: () => void,
		on_take_over: () => void,
	) {
		by_id("take-over").addEventListener("click", on_take_over);
		new ResizeObserver(() => this.#fit()).observe(this.#room);
		by_id("chrome").title = say("chrome.of");
	}

	get viewport(): Size | null {
		return this.#viewport;
	}

	get zoom(): Zoom {
		return this.#zoom;
	}

	set_viewport(size: Size): void {
		this.#viewport = size;
		this.#fit();
	}

	/** What the customer sees of the page; null: all of it. */
	set_seen(part: SeenPart | null): void {
		this.#seen_part = part;
		this.#outline();
	}

	/** The picture that the page has in tabs. */
	set_icon(address: string | null): void {
		const icon = by_id("page-icon") as HTMLImageElement;
		show(icon, address !== null);
		if (address !== null) icon.src = address;
		else icon.removeAttribute("src");
	}

	set_zoom(zoom: Zoom): void {
		this.#zoom = zoom;
		document.body.dataset.zoom = zoom;
		this.#fit();
	}

	paint(stage: Stage, mode: Mode, has_page: boolean): void {
		set_attributes(document.body, {
			"data-stage": stage,
			"data-mode": mode,
			"data-has-page": has_page && !OVER.includes(stage),
		});
		const shown = stage === "sharing_paused" ? "paused" : mode;
		set_text(by_id("chrome-mode"), say(`mode.${shown}`));
		show(by_id("progress"), stage === "loading");
		show(by_id("curtain"), !OPEN.includes(stage) || !has_page);
		set_text(by_id("curtain-text"), say(`stage.${stage}`));
		show(by_id("curtain-spinner"), !STILL.includes(stage));
		const again = by_id("take-over");
		show(again, stage === "superseded" || stage === "refused");
		set_text(
			again,
			say(stage === "superseded" ? "stage.superseded.here" : "stage.retry"),
		);
	}

	paint_page(url: string, title: string): void {
		set_text(by_id("origin"), origin_of(url));
		set_text(by_id("page-title"), title);
	}

	#fit(): void {
		const size = this.#viewport;
		const room = {
			width: this.#room.clientWidth,
			height: this.#room.clientHeight,
		};
		// A hidden frame has no room; the last scale is as good as any.
		if (!size || room.width === 0 || room.height === 0) return;
		this.scale = this.#zoom === "fit" ? fitted_scale(size, room) : 1;
		const { width, height } = size;
		Object.assign(this.#sheet.style, {
			width: `${Math.floor(width * this.scale)}px`,
			height: `${Math.floor(height * this.scale)}px`,
		});
		Object.assign(this.#replica.style, {
			width: `${width}px`,
			height: `${height}px`,
			transform: this.scale === 1 ? "none" : `scale(${this.scale})`,
		});
		this.#outline();
		this.on_scale();
	}

	#outline(): void {
		const part = this.#seen_part;
		const box = this.#viewport && seen_box(part, this.#viewport, this.scale);
		show(this.#seen, !!box);
		if (!box || !part) return;
		const percent = Math.round(part.scale * 100);
		const words =
			this.#viewport && has_keyboard(part, this.#viewport)
				? say("customer.keyboard")
				: say("customer.zoom", { percent });
		set_text(by_id("seen-text"), words);
		for (const side of ["left", "top", "width", "height"] as const)
			this.#seen.style[side] = `${box[side]}px`;
	}
}
