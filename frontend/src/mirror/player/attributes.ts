import { BOX_MARK } from "../names";
import { getAttribute, removeAttribute, setAttribute } from "../natives";
import type { Value } from "../writer";
import type { Place, PlayedAssets } from "./assets";
import type { PlayedPictures } from "./pictures";
import { type Resolve, safeAttribute } from "./sanitise";

/** Sets attributes of the replica's elements, those that name assets again when these come. */
export class PlayedAttributes {
	/** The newest place of each attribute that names an asset. */
	#places = new WeakMap<Element, Map<string, Place>>();

	readonly #assets: PlayedAssets;
	readonly #pictures: PlayedPictures;
	readonly #resolve: Resolve;

	constructor(
		assets: PlayedAssets,
		pictures: PlayedPictures,
		resolve: Resolve,
	) {
		this.#assets = assets;
		this.#pictures = pictures;
		this.#resolve = resolve;
	}

	set(element: Element, name: string, value: Value): void {
		const places = this.#places.get(element);
		places?.delete(name);
		const names =
			typeof value === "object" ||
			(typeof value === "string" && value.includes("asset:"));
		if (!names) {
			this.#write(element, name, value);
			return;
		}
		const place = new AttributePlace(
			this,
			element,
			name,
			value,
			isPicture(element, name),
		);
		if (places) places.set(name, place);
		else this.#places.set(element, new Map([[name, place]]));
		this.fill(element, place);
	}

	remove(element: Element, name: string): void {
		this.#places.get(element)?.delete(name);
		if (isPicture(element, name)) this.#pictures.lose(element);
		removeAttribute(element, name);
	}

	fill(element: Element, place: AttributePlace): void {
		this.#assets.ask(place, () =>
			this.#write(element, place.name, place.value),
		);
	}

	isNewest(element: Element, place: AttributePlace): boolean {
		return this.#places.get(element)?.get(place.name) === place;
	}

	#write(element: Element, name: string, value: Value): void {
		if (typeof value === "object" && isPicture(element, name)) {
			this.#pictures.show(element, this.#assets.get(value.asset));
			return;
		}
		if (typeof value === "object" && name === "href") {
			const address = this.#assets.get(value.asset);
			this.#pictures.showInDrawing(element, address);
			return;
		}
		const safe = safeAttribute(element, name, value, this.#resolve);
		if (safe !== null) setAttribute(element, name, safe);
		if (name === "style") this.#pictures.dress(element);
	}
}

/** Weak: what was removed from the replica is not kept for an asset that never comes. */
class AttributePlace implements Place {
	readonly #owner: PlayedAttributes;
	readonly #element: WeakRef<Element>;

	constructor(
		owner: PlayedAttributes,
		element: Element,
		readonly name: string,
		readonly value: Value,
		readonly isPicture: boolean,
	) {
		this.#owner = owner;
		this.#element = new WeakRef(element);
	}

	get gone(): boolean {
		const element = this.#element.deref();
		return !element || !this.#owner.isNewest(element, this);
	}

	fill(): void {
		const element = this.#element.deref();
		if (element) this.#owner.fill(element, this);
	}
}

/** What an image of the replica shows: a picture, or the poster of a video. */
function isPicture(element: Element, name: string): boolean {
	if (element.localName !== "img") return false;
	return getAttribute(element, BOX_MARK) === "video"
		? name === "poster"
		: name === "src";
}
