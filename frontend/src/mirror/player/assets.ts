import { isImageData } from "../privacy/urls";

/** Something in the replica that names assets, and is written again when they come. */
export interface Place {
	fill(): void;
	/** Nobody needs it any more. */
	readonly gone: boolean;
	/** It shows a picture that the page has loaded, which therefore comes or is told to be lost. */
	readonly isPicture?: boolean;
}

/** Pictures that the replica shows or will show. */
export interface PictureCount {
	/** Here, or known not to come. */
	here: number;
	total: number;
}

/** Least time between two rounds of filling, in milliseconds: a style sheet is written anew as a whole. */
const GAP_MS = 100;
/** Places of one asset that are kept without looking whether they are gone. */
const FEW = 32;

/** The asset table of the replica: which assets are here, and what waits for those that are not. */
export class PlayedAssets {
	#urls: string[] = [];
	/** Addresses of our own; null: it cannot be had. */
	#found = new Map<number, string | null>();
	#waiting = new Map<number, Set<Place>>();
	#most = new WeakMap<Set<Place>, number>();
	#due = new Set<Place>();
	/** What the work under way asked for and did not get. */
	#missed: Set<number> | null = null;
	/** Assets that pictures of the replica wait for, and how many came that were waited for. */
	#pictures = new Set<number>();
	#came = 0;
	#told: PictureCount = { here: 0, total: 0 };
	#filled_at = Number.NEGATIVE_INFINITY;
	#timer: ReturnType<typeof setTimeout> | undefined;

	readonly #resolve: (url: string, digest: string) => string | null;

	readonly #count: (pictures: PictureCount) => void;

	/** `count` is told at the end of a unit in which pictures were announced or came. */
	constructor(
		resolve: (url: string, digest: string) => string | null,
		count: (pictures: PictureCount) => void,
	) {
		this.#resolve = resolve;
		this.#count = count;
	}

	clear(): void {
		this.#urls = [];
		this.#found.clear();
		this.#waiting.clear();
		this.#due.clear();
		this.#pictures.clear();
		this.#came = 0;
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	add(url: string): void {
		if (isImageData(url)) this.#found.set(this.#urls.length, url);
		this.#urls.push(url);
	}

	kept(asset: number, digest: string): void {
		const url = this.#urls[asset];
		if (url === undefined || this.#found.has(asset)) return;
		this.#found.set(asset, digest ? this.#resolve(url, digest) : null);
		if (this.#pictures.delete(asset)) this.#came++;
		for (const place of this.#waiting.get(asset) ?? []) this.#due.add(place);
		this.#waiting.delete(asset);
	}

	/** Its address; null: it cannot be had; undefined: not here yet. */
	get(asset: number): string | null | undefined {
		const found = this.#found.get(asset);
		if (found === undefined) this.#missed?.add(asset);
		return found;
	}

	/** Does the work; for whatever it asks and that is not here yet the place is filled later. */
	ask<T>(place: Place, work: () => T): T {
		const missed = new Set<number>();
		this.#missed = missed;
		try {
			return work();
		} finally {
			this.#missed = null;
			for (const asset of missed) {
				this.#wait(asset, place);
				if (place.isPicture) this.#pictures.add(asset);
			}
		}
	}

	/** Tells how many pictures are here, if that has changed. */
	tell(): void {
		const here = this.#came;
		const total = here + this.#pictures.size;
		if (here === this.#told.here && total === this.#told.total) return;
		this.#told = { here, total };
		this.#count(this.#told);
	}

	/** Fills what has come. */
	readonly settle = (): void => {
		if (this.#due.size === 0 || this.#timer !== undefined) return;
		const rest = this.#filled_at + GAP_MS - performance.now();
		if (rest > 0) {
			this.#timer = setTimeout(() => {
				this.#timer = undefined;
				this.settle();
			}, rest);
			return;
		}
		this.#filled_at = performance.now();
		const due = [...this.#due];
		this.#due.clear();
		for (const place of due) if (!place.gone) place.fill();
	};

	#wait(asset: number, place: Place): void {
		let places = this.#waiting.get(asset);
		if (!places) {
			places = new Set();
			this.#waiting.set(asset, places);
		}
		places.add(place);
		if (places.size <= (this.#most.get(places) ?? FEW)) return;
		for (const one of places) if (one.gone) places.delete(one);
		this.#most.set(places, places.size * 2 + FEW);
	}
}
