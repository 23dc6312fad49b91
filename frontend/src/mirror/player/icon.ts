import type { Value } from "../writer";
import type { Place, PlayedAssets } from "./assets";

/** The picture that stands for the page, told when its bytes are here. */
export class PlayedIcon {
	#place: Place | null = null;

	readonly #assets: PlayedAssets;
	readonly #tell: (address: string | null) => void;

	constructor(assets: PlayedAssets, tell: (address: string | null) => void) {
		this.#assets = assets;
		this.#tell = tell;
	}

	show(icon: Value): void {
		const asset = typeof icon === "object" ? icon.asset : null;
		const isNewest = () => this.#place === place;
		const fill = () => {
			const address = asset === null ? null : this.#assets.get(asset);
			this.#tell(address ?? null);
		};
		const place: Place = {
			fill,
			get gone() {
				return !isNewest();
			},
		};
		this.#place = place;
		this.#assets.ask(place, fill);
	}
}
