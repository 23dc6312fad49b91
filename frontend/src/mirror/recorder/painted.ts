import {
	beforeFrame,
	createBitmap,
	documentView,
	getContext,
	later,
	namespaceURI,
	Sight,
	Surface,
	sourceObject,
} from "../natives";
import { byteHash, LIMITS, NAMESPACES, Op } from "../ops";
import { hides } from "../privacy/reader";
import { naturalSize } from "./boxes";
import { type Core, now } from "./core";
import type { Rec } from "./model";

/** All pictures together, in bytes a millisecond: 150 KB a second. */
const BYTES_PER_MS = 150;
/** Time from one look at a canvas to the next: while it changes, and when it does not. */
const SOON_MS = 200;
const LATEST_MS = 1600;
/** Most pixels of one picture, and the size its file should have: larger ones get fewer pixels. */
const MOST_PIXELS = 600_000;
const FILE_BYTES = 30_000;
const LEAST_SCALE = 0.25;
/** Nothing is lost; for what is too large like that, as photographs are. */
const EXACT = 1;
const GOOD = 0.7;
/** An empty picture's file is smaller. */
const BLANK_BYTES = 4096;
/** Bytes waiting in the socket above which no picture is added. */
const BACKLOG = 64 * 1024;

/** A canvas or video in sight. */
interface Painting {
	readonly rec: Rec;
	scale: number;
	quality: number;
	gap: number;
	due: number;
	/** Of the file that was sent last. */
	hash: number;
	/** Something else than nothing has been seen on it, so that a script has its context. */
	drawn: boolean;
}

/** No file: what is there cannot be shown any more. */
const NOTHING = new Uint8Array(0);

interface Picture {
	readonly painting: Painting;
	readonly width: number;
	readonly height: number;
	readonly bytes: Uint8Array;
	/** When it may be sent. */
	readonly ready: number;
}

type Source = HTMLCanvasElement | HTMLVideoElement;

/**
 * Pictures of canvases and videos that are in sight and that nothing hides. One is taken at a
 * time, right before a frame is drawn, since the pixels of WebGL are gone after it; encoding is
 * the browser's, beside the page's own work.
 */
export class Painted {
	/** Weak: a canvas that left the page out of sight is never looked at again. */
	#paintings = new WeakMap<Element, Painting>();
	#seen = new Set<Painting>();
	#sight: IntersectionObserver | undefined;
	#timer: number | undefined;
	#busy = false;
	/** From when on the line is free for another picture. */
	#free = 0;
	#ready: Picture | null = null;

	readonly #core: Core;
	readonly #hold_ms: number;
	readonly #backlog: () => number;

	/** A picture waits for so many milliseconds, should its canvas come to be hidden. */
	constructor(core: Core, hold_ms: number, backlog: () => number) {
		this.#core = core;
		this.#hold_ms = hold_ms;
		this.#backlog = backlog;
	}

	clear(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#sight?.disconnect();
		this.#paintings = new WeakMap();
		this.#seen.clear();
		this.#ready = null;
	}

	/** The player has got this element. */
	known(rec: Rec, element: Element): void {
		const paints = rec.tag === "canvas" || rec.tag === "video";
		if (!paints || hides(rec.privacy) || !Surface || !createBitmap) return;
		if (namespaceURI(element) !== NAMESPACES[0]) return;
		this.#sight ??= new Sight((entries) => {
			for (const { target, isIntersecting } of entries)
				this.#sighted(target, isIntersecting);
		});
		const painting = {
			rec,
			scale: 1,
			quality: EXACT,
			gap: SOON_MS,
			due: 0,
			hash: 0,
			drawn: false,
		};
		this.#paintings.set(element, painting);
		this.#sight.observe(element);
	}

	/** Writes the picture that has come, unless its element is hidden by now. */
	flush(): void {
		const picture = this.#ready;
		if (!picture) return;
		if (!this.#isAlive(picture.painting)) this.#ready = null;
		else if (picture.ready <= now()) {
			this.#ready = null;
			const { writer } = this.#core;
			const { painting, width, height, bytes } = picture;
			writer.op(Op.PAINTED, painting.rec.id, width, height);
			writer.bytes(bytes);
			this.#free = Math.max(now(), this.#free) + bytes.length / BYTES_PER_MS;
		}
	}

	#sighted(element: Element, isSeen: boolean): void {
		const painting = this.#paintings.get(element);
		if (!painting) return;
		if (isSeen) this.#seen.add(painting);
		else this.#seen.delete(painting);
		this.#plan();
	}

	/** Whether it is of this snapshot: another may have begun while its picture was made. */
	#isKnown(painting: Painting): boolean {
		return this.#paintings.get(painting.rec.node as Element) === painting;
	}

	#isAlive({ rec }: Painting): boolean {
		const alive = !rec.dead && !hides(rec.privacy);
		if (!alive) this.#forget(rec.node as Element);
		return alive;
	}

	#forget(element: Element): void {
		const painting = this.#paintings.get(element);
		if (painting) this.#seen.delete(painting);
		this.#paintings.delete(element);
		this.#sight?.unobserve(element);
	}

	/** Looks at the painting that is due first, when it is. */
	#plan(): void {
		if (this.#timer !== undefined || this.#busy || this.#seen.size === 0)
			return;
		let first: Painting | undefined;
		for (const one of this.#seen)
			if (!first || one.due < first.due) first = one;
		const wait = Math.max(first?.due ?? 0, this.#free, now() + 16) - now();
		this.#timer = later(() => {
			this.#timer = undefined;
			if (first) this.#look(first);
		}, wait);
	}

	#look(painting: Painting): void {
		const view = documentView(this.#core.page);
		const waits = this.#ready !== null || this.#backlog() > BACKLOG;
		if (!view || waits || !this.#isAlive(painting)) {
			painting.due = now() + SOON_MS;
			this.#plan();
			return;
		}
		this.#busy = true;
		beforeFrame(view, () => {
			void this.#take(painting).then(() => {
				this.#busy = false;
				this.#plan();
			});
		});
	}

	async #take(painting: Painting): Promise<void> {
		const { rec, scale } = painting;
		const source = rec.node as Source;
		const taken = now();
		painting.due = taken + painting.gap;
		const [width, height] = naturalSize(rec);
		if (!this.#seen.has(painting) || width === 0 || height === 0) return;
		if (rec.tag === "video" && sourceObject(source as HTMLVideoElement)) return;
		try {
			const surface = await surfaceOf(source, width, height, scale);
			const bytes = await fileOf(surface, painting.quality);
			const isNothing = await isBlank(bytes, surface, painting.quality);
			if (!this.#isKnown(painting)) return;
			/* WebGL leaves nothing behind a frame. */
			if (isNothing && painting.drawn && !isFlat(source)) return;
			painting.drawn ||= !isNothing;
			const hash = byteHash(bytes, bytes.length);
			if (hash === painting.hash) {
				painting.gap = Math.min(LATEST_MS, painting.gap * 2);
				return;
			}
			this.#rescale(painting, bytes.length);
			if (bytes.length > LIMITS.painted_bytes) return;
			painting.hash = hash;
			painting.gap = SOON_MS;
			painting.due = now() + SOON_MS;
			const ready = taken + this.#hold_ms;
			this.#ready = { painting, width, height, bytes, ready };
			later(() => this.#core.kick(), Math.max(0, ready - now()) + 1);
		} catch (error) {
			/* What came from other origins cannot be read: it stays a box. */
			if (!(error instanceof DOMException) || error.name !== "SecurityError")
				return;
			if (!this.#isKnown(painting)) return;
			this.#forget(source);
			if (painting.hash === 0) return;
			this.#ready = { painting, width, height, bytes: NOTHING, ready: taken };
			this.#core.kick();
		}
	}

	/** Less exact and with fewer pixels where files are large, with more where they are small. */
	#rescale(painting: Painting, size: number): void {
		if (painting.quality === EXACT && size > FILE_BYTES) {
			painting.quality = GOOD;
			return;
		}
		const wanted = painting.scale * Math.sqrt(FILE_BYTES / size);
		if (size > FILE_BYTES * 1.3 || painting.scale < 1)
			painting.scale = Math.min(1, Math.max(LEAST_SCALE, wanted));
	}
}

/** What is shown, with fewer pixels. */
async function surfaceOf(
	source: Source,
	width: number,
	height: number,
	scale: number,
): Promise<OffscreenCanvas> {
	const fit = scale * Math.min(1, Math.sqrt(MOST_PIXELS / (width * height)));
	const pixels = (size: number) => Math.max(1, Math.round(size * fit));
	const bitmap = await createBitmap(source);
	const surface = new Surface(pixels(width), pixels(height));
	surface
		.getContext("2d")
		?.drawImage(bitmap, 0, 0, surface.width, surface.height);
	bitmap.close();
	return surface;
}

/** Throws SecurityError where pixels of other origins are in it. */
async function fileOf(
	surface: OffscreenCanvas,
	quality: number,
): Promise<Uint8Array> {
	const type = { type: "image/webp", quality };
	return new Uint8Array(
		await (await surface.convertToBlob(type)).arrayBuffer(),
	);
}

/** Whether a file shows nothing at all. */
async function isBlank(
	bytes: Uint8Array,
	{ width, height }: OffscreenCanvas,
	quality: number,
): Promise<boolean> {
	if (bytes.length > BLANK_BYTES) return false;
	const empty = new Surface(width, height);
	empty.getContext("2d");
	const nothing = await fileOf(empty, quality);
	return (
		nothing.length === bytes.length &&
		byteHash(nothing, nothing.length) === byteHash(bytes, bytes.length)
	);
}

/** Whether a script draws on it in two dimensions. Only for what was drawn on: asking makes a context. */
function isFlat(source: Source): boolean {
	try {
		return getContext(source as HTMLCanvasElement, "2d") !== null;
	} catch {
		return false;
	}
}
