import type { Recorder } from "../../mirror";
import type { AssetBringer, BringerOptions } from "./bringer";

export type AssetsOptions = Pick<
	BringerOptions,
	"base_url" | "token" | "shelf"
>;

/** Hands on what a recorder names to the bringer, which is loaded with the first of it. */
export class Assets {
	readonly #options: AssetsOptions;
	readonly #recorder: () => Recorder | null;
	#bringer: Promise<AssetBringer | null> | null = null;

	constructor(options: AssetsOptions, recorder: () => Recorder | null) {
		this.#options = options;
		this.#recorder = recorder;
	}

	want(url: string, shown: boolean): void {
		void this.#loaded().then((bringer) => {
			if (bringer) bringer.want(url, shown);
			else this.#recorder()?.asset_kept(url, "");
		});
	}

	want_sheet(url: string): void {
		void this.#loaded().then((bringer) => {
			if (bringer) bringer.want_sheet(url);
			else this.#recorder()?.sheet_read(url, null);
		});
	}

	/** Nothing is read or brought from here on. */
	stop(): void {
		void this.#bringer?.then((bringer) => bringer?.stop());
	}

	#loaded(): Promise<AssetBringer | null> {
		this.#bringer ??= import("./bringer").then(
			({ AssetBringer }) =>
				new AssetBringer({
					...this.#options,
					hidden_pictures: () => this.#recorder()?.hidden_pictures() ?? [],
					on_kept: (url, digest) => this.#recorder()?.asset_kept(url, digest),
					on_sheet: (url, text) => this.#recorder()?.sheet_read(url, text),
				}),
			() => null,
		);
		return this.#bringer;
	}
}
