import { by_id, set_text, show } from "../desktop/dom";
import type { Size } from "../viewer/bridge";
import { fitted_scale } from "../viewer/fitting";
import type { ReplicaHolder } from "../viewer/replica";

/** How often the outline is put back in place while the page moves. */
const FOLLOW_MS = 200;

/** The replica's place on the screen, the outline on it and the curtain before it. */
export class TesterStage {
	readonly #room = by_id("stage");
	readonly #sheet = by_id("sheet");
	readonly #replica = by_id("replica");
	readonly #outline = by_id("outline");
	readonly #holder: () => ReplicaHolder;
	#size: Size | null = null;
	#scale = 1;
	#shown: Element | null = null;
	#timer = 0;

	constructor(holder: () => ReplicaHolder) {
		this.#holder = holder;
		new ResizeObserver(() => this.#fit()).observe(this.#room);
	}

	set_size(size: Size): void {
		this.#size = size;
		this.#fit();
	}

	/** Covers the page with words, or uncovers it. */
	curtain(title: string, hint: string, busy: boolean): void {
		show(by_id("curtain"), title !== "");
		set_text(by_id("curtain-title"), title);
		set_text(by_id("curtain-hint"), hint);
		show(by_id("curtain-hint"), hint !== "");
		show(by_id("curtain-spinner"), busy);
	}

	/** Brings an element of the replica into view and outlines it; null: none. */
	point_out(element: Element | null): void {
		this.#shown = element;
		window.clearInterval(this.#timer);
		element?.scrollIntoView({ block: "center", inline: "nearest" });
		this.#room.scrollTop = 0;
		if (element)
			this.#timer = window.setInterval(() => this.#follow(), FOLLOW_MS);
		this.#follow();
	}

	#follow(): void {
		const element = this.#shown;
		const holder = this.#holder();
		const id = element ? holder.id_of(element) : 0;
		const from = id ? holder.point_of(id, 0, 0) : null;
		const to = id ? holder.point_of(id, 1, 1) : null;
		show(this.#outline, !!from && !!to);
		if (!from || !to) return;
		Object.assign(this.#outline.style, {
			left: `${from.x * this.#scale - 4}px`,
			top: `${from.y * this.#scale - 4}px`,
			width: `${(to.x - from.x) * this.#scale + 8}px`,
			height: `${(to.y - from.y) * this.#scale + 8}px`,
		});
	}

	#fit(): void {
		const size = this.#size;
		const room = {
			width: this.#room.clientWidth,
			height: this.#room.clientHeight,
		};
		if (!size || room.width === 0 || room.height === 0) return;
		this.#scale = fitted_scale(size, room);
		const { width, height } = size;
		Object.assign(this.#sheet.style, {
			width: `${Math.floor(width * this.#scale)}px`,
			height: `${Math.floor(height * this.#scale)}px`,
		});
		Object.assign(this.#replica.style, {
			width: `${width}px`,
			height: `${height}px`,
			transform: this.#scale === 1 ? "none" : `scale(${this.#scale})`,
		});
		this.#follow();
	}
}
