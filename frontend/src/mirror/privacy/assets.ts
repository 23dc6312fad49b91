import { Op } from "../ops";
import type { AssetRef, Writer } from "../writer";
import { fullUrl, isImageData, publicUrl } from "./urls";

/**
 * The asset table: every picture and font of the page gets a number; the stream
 * names the number and the public part of its address, never the whole address.
 */
export class AssetTable {
	#numbers = new Map<string, number>();
	#urls: string[] = [];

	readonly #writer: Writer;
	readonly #private_paths: readonly string[];

	constructor(writer: Writer, private_paths: readonly string[] = []) {
		this.#writer = writer;
		this.#private_paths = private_paths;
	}

	reset(): void {
		this.#numbers.clear();
		this.#urls = [];
	}

	/** Number of an address; writes an ASSET op the first time, so call it between ops. */
	ref(url: string, base: string): AssetRef | null {
		const full = fullUrl(url, base);
		const inline = isImageData(full);
		const shown = inline ? full : publicUrl(full, base, this.#private_paths);
		if (!shown) return null;
		const known = this.#numbers.get(full);
		if (known !== undefined) return { asset: known };
		const asset = this.#urls.length;
		this.#numbers.set(full, asset);
		this.#urls.push(full);
		this.#writer.uint(Op.ASSET);
		this.#writer.text(shown, shown.length * 3);
		return { asset };
	}

	/** The whole address of an entry, for reading its bytes in this browser. */
	url(asset: number): string | undefined {
		return this.#urls[asset];
	}
}
