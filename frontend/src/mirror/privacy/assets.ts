import { DIGEST, LIMITS, Op } from "../ops";
import type { AssetRef, Writer } from "../writer";
import { fullUrl, isImageData, publicUrl } from "./urls";

/**
 * Told the whole address of a picture or font that the stream names; never of one in something hidden.
 * `shown`: the page has loaded it; a style sheet may name what nothing uses.
 */
export type OnAsset = (url: string, shown: boolean) => void;

interface Entry extends AssetRef {
	shown: boolean;
}

/**
 * The asset table: every picture and font of the page gets a number; the stream
 * names the number and the public part of its address, never the whole address.
 */
export class AssetTable {
	#entries = new Map<string, Entry>();
	/** What has become of addresses, for this table and those after it. */
	#digests = new Map<string, string>();
	/** Entries that the player has not been told the digest of. */
	#due = new Set<string>();

	readonly #writer: Writer;
	readonly #private_paths: readonly string[];
	readonly #on_asset: OnAsset | undefined;

	constructor(
		writer: Writer,
		private_paths: readonly string[] = [],
		on_asset?: OnAsset,
	) {
		this.#writer = writer;
		this.#private_paths = private_paths;
		this.#on_asset = on_asset;
	}

	reset(): void {
		this.#entries.clear();
		this.#due.clear();
	}

	/** Number of an address; writes an ASSET op the first time, so call it between ops. */
	ref(url: string, base: string, shown = true): AssetRef | null {
		const full = fullUrl(url, base);
		const inline = isImageData(full);
		const told = inline ? full : this.#told(full);
		if (!told) return null;
		let entry = this.#entries.get(full);
		if (entry && (entry.shown || !shown)) return entry;
		const known = this.#digests.has(full);
		if (entry) entry.shown = true;
		else {
			const asset = this.#entries.size;
			if (asset >= LIMITS.asset_entries) return null;
			entry = { asset, shown };
			this.#entries.set(full, entry);
			this.#writer.uint(Op.ASSET);
			this.#writer.text(told, told.length * 3);
			if (known) this.#say(full);
		}
		if (!known && !inline) this.#on_asset?.(full, shown);
		return entry;
	}

	/** The bytes of an address are kept under this digest; empty: they cannot be had. True: the player is to be told. */
	keep(url: string, digest: string): boolean {
		if (this.#digests.has(url)) return false;
		this.#digests.set(url, DIGEST.test(digest) ? digest : "");
		if (this.#entries.has(url)) this.#due.add(url);
		return this.#due.size > 0;
	}

	/** Tells what has been kept since; call it between ops. */
	flush(): void {
		for (const url of this.#due) this.#say(url);
	}

	#say(url: string): void {
		const entry = this.#entries.get(url);
		this.#due.delete(url);
		if (!entry) return;
		this.#writer.op(Op.ASSET_KEPT, entry.asset);
		this.#writer.text(this.#digests.get(url) ?? "");
	}

	/** A picture that a script made has no address that says anything. */
	#told(full: string): string {
		if (full.startsWith("blob:")) return "blob:";
		return publicUrl(full, full, this.#private_paths);
	}
}
