/** Small tools for building and repainting elements. Data only ever becomes text. */

type Attributes = Readonly<Record<string, string | number | boolean | null>>;
type Child = Node | string | null;

/** Sets attributes; null and false remove, true sets an empty one. */
export function set_attributes(element: Element, attributes: Attributes): void {
	for (const [name, value] of Object.entries(attributes)) {
		if (value === null || value === false) {
			if (element.hasAttribute(name)) element.removeAttribute(name);
			continue;
		}
		const text = value === true ? "" : String(value);
		if (element.getAttribute(name) !== text) element.setAttribute(name, text);
	}
}

/** An element with class names, attributes and children (strings become text). */
export function h<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	attributes: Attributes = {},
	...children: readonly Child[]
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	set_attributes(element, attributes);
	element.append(...children.filter((child) => child !== null));
	return element;
}

const SVG = "http://www.w3.org/2000/svg";

/** An icon of the sprite in templates/agents/icons.html; silent for screen readers. */
export function icon(name: string): SVGSVGElement {
	const svg = document.createElementNS(SVG, "svg");
	set_attributes(svg, { class: "icon", "aria-hidden": "true" });
	const use = document.createElementNS(SVG, "use");
	use.setAttribute("href", `#icon-${name}`);
	svg.append(use);
	return svg;
}

export function set_text(element: Element, text: string): void {
	if (element.textContent !== text) element.textContent = text;
}

/** Shows or hides; hidden elements leave the tab order and the reader's tree. */
export function show(element: HTMLElement, visible: boolean): void {
	if (element.hidden === visible) element.hidden = !visible;
}

/** The element of the page with this id; a missing one is a mistake in the template. */
export function by_id(id: string): HTMLElement {
	const element = document.getElementById(id);
	if (!element) throw new Error(`The page has no #${id}.`);
	return element;
}

/**
 * Keeps `parent`'s children in step with `items`: one element for each key, made
 * once, updated each time, in order. Elements that stay keep focus and animation.
 */
export function keyed_list<T, E extends HTMLElement>(
	parent: HTMLElement,
	key_of: (item: T) => string,
	make: (item: T) => { element: E; update: (item: T) => void },
): (items: readonly T[]) => void {
	const known = new Map<string, ReturnType<typeof make>>();
	return (items) => {
		const wanted = new Set(items.map(key_of));
		for (const [key, { element }] of known)
			if (!wanted.has(key)) {
				element.remove();
				known.delete(key);
			}
		let before: ChildNode | null = parent.firstChild;
		for (const item of items) {
			const key = key_of(item);
			const entry = known.get(key) ?? make(item);
			known.set(key, entry);
			entry.update(item);
			if (entry.element === before) before = before.nextSibling;
			else parent.insertBefore(entry.element, before);
		}
	};
}
