import { BOX_MARK } from "../names";
import {
	getAttribute,
	hasAttribute,
	removeAttribute,
	setAttribute,
} from "../natives";
import {
	type BoxLabels,
	placeholder,
	roomFor,
	SENTENCE_WIDTH,
} from "./placeholder";
import { drawStandIn } from "./stand_in";

interface Picture {
	/** Size that the customer's browser gives it. */
	width: number;
	height: number;
	/** Null: it cannot be had; undefined: not here yet. */
	address: string | null | undefined;
	/** It names a picture at all. */
	named: boolean;
	/** Reads the bytes before they are shown: what stands is not moved by half a picture. */
	probe: HTMLImageElement | null;
}

/**
 * Images of the replica. Until the bytes are here, and where there are none, a labelled box
 * of the same size stands in their place; what comes has that size as well.
 */
export class PlayedPictures {
	#all = new WeakMap<Element, Picture>();

	readonly #labels: BoxLabels;

	constructor(labels: BoxLabels) {
		this.#labels = labels;
	}

	/** An image has another picture now. */
	show(element: Element, address: string | null | undefined): void {
		const picture = this.#of(element);
		picture.named = true;
		picture.address = address;
		this.#draw(element, picture);
	}

	/** The same for a picture in an SVG drawing, whose element says how large it is. */
	showInDrawing(element: Element, address: string | null | undefined): void {
		const tag = element.localName;
		const words = address === null ? this.#labels.lost : this.#labels.img;
		if (tag === "image")
			setAttribute(element, "href", address ?? roomFor(words));
		else if (tag === "feImage" && address)
			setAttribute(element, "href", address);
	}

	/** An image has no picture any more. */
	lose(element: Element): void {
		const picture = this.#all.get(element);
		if (!picture) return;
		picture.named = false;
		picture.address = undefined;
		picture.probe = null;
		removeAttribute(element, "srcset");
		if (getAttribute(element, BOX_MARK) === "img")
			removeAttribute(element, BOX_MARK);
	}

	/** The size of an image, as the customer's browser knows it. */
	box(element: Element, width: number, height: number): void {
		const picture = this.#of(element);
		picture.width = width;
		picture.height = height;
		this.#draw(element, picture);
	}

	/** A style attribute was set: a poster lies in it. */
	dress(element: Element): void {
		const picture = this.#all.get(element);
		if (!picture?.address || !picture.width || !isVideo(element)) return;
		const { style } = element as HTMLElement;
		const poster = `url("${picture.address}") center/contain no-repeat`;
		style.setProperty("background", poster, "important");
	}

	#of(element: Element): Picture {
		let picture = this.#all.get(element);
		if (!picture) {
			picture = {
				width: 0,
				height: 0,
				address: undefined,
				named: false,
				probe: null,
			};
			this.#all.set(element, picture);
		}
		return picture;
	}

	#draw(element: Element, picture: Picture): void {
		const { address, height, width } = picture;
		if (isVideo(element) && width && address) {
			drawStandIn(element, width, height, placeholder(width, height));
			this.dress(element);
			return;
		}
		if (!address) {
			picture.probe = null;
			this.#stand(element, picture);
			return;
		}
		if (address.startsWith("data:")) {
			this.#put(element, address, 1);
			return;
		}
		if (picture.probe?.getAttribute("src") === address) {
			if (picture.probe.complete) this.#came(element, picture);
			return;
		}
		this.#stand(element, picture);
		const probe = document.createElement("img");
		picture.probe = probe;
		probe.onload = () => this.#came(element, picture, probe);
		probe.onerror = () => {
			if (picture.probe === probe) this.show(element, null);
		};
		probe.setAttribute("src", address);
	}

	/** The density comes from both sizes: the page may have chosen a picture for finer screens. */
	#came(element: Element, picture: Picture, probe = picture.probe): void {
		if (!probe || picture.probe !== probe || !picture.address) return;
		const { naturalWidth } = probe;
		const density = picture.width ? naturalWidth / picture.width : 1;
		this.#put(element, picture.address, density || 1);
	}

	#put(element: Element, address: string, density: number): void {
		if (getAttribute(element, BOX_MARK) === "img")
			removeAttribute(element, BOX_MARK);
		/* Where both are there, `src` is a candidate as well. */
		const plain = Math.abs(density - 1) < 0.01;
		const [name, other] = plain ? ["src", "srcset"] : ["srcset", "src"];
		const value = plain ? address : `${address} ${density}x`;
		removeAttribute(element, other);
		if (getAttribute(element, name) !== value)
			setAttribute(element, name, value);
	}

	/** A box in the place of the picture; without a size there is none. */
	#stand(element: Element, { address, height, named, width }: Picture): void {
		const kind = getAttribute(element, BOX_MARK) ?? "img";
		removeAttribute(element, "srcset");
		if (!width || !height) {
			if (named && kind === "img") removeAttribute(element, "src");
			return;
		}
		setAttribute(element, BOX_MARK, kind);
		const lost = address === null && kind === "img";
		const { [kind as keyof BoxLabels]: word = this.#labels.img } = this.#labels;
		const words = lost && width >= SENTENCE_WIDTH ? this.#labels.lost : word;
		drawStandIn(
			element,
			width,
			height,
			placeholder(width, height, words, lost),
		);
	}
}

const isVideo = (element: Element): boolean =>
	hasAttribute(element, BOX_MARK) &&
	getAttribute(element, BOX_MARK) === "video";
