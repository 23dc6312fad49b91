import {
	composedParent,
	insertBefore,
	isElement,
	matches,
	ownerDocument,
	removeChild,
} from "../natives";

/** What marks elements of our own in the replica; the stream cannot set it. */
export const OWN_MARK = "data-cobrowse-root";

const HOST_STYLE =
	"all:initial!important;position:fixed!important;inset:0!important;width:auto!important;height:auto!important;margin:0!important;padding:0!important;border:0!important;background:none!important;overflow:visible!important;pointer-events:none!important;z-index:2147483647!important;display:block!important";

/** A layer of our own above a document of the replica; there only while something is drawn on it. */
export class Overlay {
	#host: HTMLElement | null = null;
	#root: ShadowRoot | null = null;

	get isShown(): boolean {
		return this.#host !== null;
	}

	/** An empty layer over the document that the node is in. */
	over(node: Node): ShadowRoot {
		const page = ownerDocument(node) as Document;
		const home = homeOf(node) ?? page.documentElement;
		if (this.#host?.parentNode !== home) {
			this.clear();
			this.#host = Document.prototype.createElement.call(page, "x-cobrowse");
			this.#host.setAttribute(OWN_MARK, "");
			this.#host.setAttribute("popover", "manual");
			this.#host.setAttribute("style", HOST_STYLE);
			this.#root = this.#host.attachShadow({ mode: "open" });
			insertBefore(home, this.#host, null);
		}
		this.#raise();
		const root = this.#root as ShadowRoot;
		root.replaceChildren();
		return root;
	}

	clear(): void {
		const host = this.#host;
		this.#host = this.#root = null;
		if (host?.parentNode) removeChild(host.parentNode, host);
	}

	/** Above dialogs that were opened since. */
	#raise(): void {
		const host = this.#host;
		try {
			if (host?.matches(":popover-open")) host.hidePopover();
			host?.showPopover();
		} catch {
			/* Without a top layer it is as high as an element gets. */
		}
	}
}

/** The modal dialog around a node: all that is outside is inert, and shows no selection. */
function homeOf(node: Node): Element | null {
	for (let at = composedParent(node); at; at = composedParent(at))
		if (isElement(at) && matches(at, ":modal")) return at;
	return null;
}

/** A box of the overlay, in coordinates of the document's viewport. */
export function box(
	root: ShadowRoot,
	{ left, top, width, height }: Box,
	style: string,
): HTMLElement {
	const element = Document.prototype.createElement.call(
		root.ownerDocument,
		"div",
	) as HTMLElement;
	element.setAttribute(
		"style",
		`position:fixed;left:${left}px;top:${top}px;width:${width}px;height:${height}px;${style}`,
	);
	root.append(element);
	return element;
}

export interface Box {
	left: number;
	top: number;
	width: number;
	height: number;
}
