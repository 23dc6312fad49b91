import { Op } from "../ops";
import { Privacy } from "../privacy/reader";
import type { Core } from "./core";
import type { Rec } from "./model";

const PICTURES = new Set(["img", "canvas", "video"]);

/** Sizes of what is shown as an empty box: pictures by their own size, blocked elements by the space they take. */
export class Boxes {
	#dirty = new Set<Rec>();
	#observer: ResizeObserver | undefined;

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	get any(): boolean {
		return this.#dirty.size > 0;
	}

	clear(): void {
		this.#dirty.clear();
		this.#observer?.disconnect();
		this.#observer = undefined;
	}

	watch(rec: Rec, element: Element): void {
		if (rec.privacy & Privacy.BLOCKED) {
			this.#observer ??= new ResizeObserver((entries) =>
				this.#resized(entries),
			);
			this.#observer.observe(element, { box: "border-box" });
		} else if (PICTURES.has(rec.tag)) this.#dirty.add(rec);
	}

	/** The picture that was chosen has come, or could not be had. */
	arrived(node: Node): void {
		const rec = this.#core.model.get(node);
		if (rec?.tag === "img")
			for (const name of ["src", "alt"]) this.#core.marks.attribute(rec, name);
		this.loaded(node);
	}

	/** A picture has loaded, or its own size changed. */
	loaded(node: Node): void {
		const rec = this.#core.model.get(node);
		if (!rec || !PICTURES.has(rec.tag)) return;
		this.#dirty.add(rec);
		this.#core.kick();
	}

	flush(): void {
		for (const rec of this.#dirty) {
			this.#dirty.delete(rec);
			if (rec.dead || rec.privacy & Privacy.BLOCKED) continue;
			const [width, height] = naturalSize(rec);
			if (width > 0 && height > 0) this.#send(rec, width, height);
		}
	}

	#resized(entries: ResizeObserverEntry[]): void {
		for (const { target, borderBoxSize } of entries) {
			const rec = this.#core.model.get(target);
			const size = borderBoxSize[0];
			if (!rec || !(rec.privacy & Privacy.BLOCKED)) {
				this.#observer?.unobserve(target);
			} else if (size) {
				this.#send(rec, size.inlineSize, size.blockSize);
				this.#core.kick();
			}
		}
	}

	#send(rec: Rec, width: number, height: number): void {
		const clamp = (size: number) => Math.min(16_384, Math.round(size));
		const state = `${clamp(width)} ${clamp(height)}`;
		if (rec.sent === state) return;
		rec.sent = state;
		this.#core.writer.op(Op.BOX, rec.id, clamp(width), clamp(height));
	}
}

/** Size of a picture, canvas or video in pixels; 0: not known yet. */
export function naturalSize({
	node,
	tag,
}: Rec): [width: number, height: number] {
	if (tag === "img") {
		const image = node as HTMLImageElement;
		return [image.naturalWidth, image.naturalHeight];
	}
	if (tag === "video") {
		const video = node as HTMLVideoElement;
		return [video.videoWidth, video.videoHeight];
	}
	const canvas = node as HTMLCanvasElement;
	return [canvas.width, canvas.height];
}
