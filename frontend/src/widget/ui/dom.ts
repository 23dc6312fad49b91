/**
 * Builds elements without markup strings: safe under trusted types and any
 * content policy. Plain elements with roles, and only while they are shown: tools
 * that look through the open shadow root for a page's own list items, headings
 * or fields must not find ours.
 */

type Child = Node | string | null;

interface Props {
	readonly class?: string;
	/** `data-testid`: the public names of design.md. */
	readonly testid?: string;
	readonly attrs?: Readonly<Record<string, string>>;
	/** Click, tap or keyboard activation. */
	readonly press?: (event: MouseEvent) => void;
}

export function h<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	props: Props = {},
	...children: Child[]
): HTMLElementTagNameMap[K] {
	const element = document.createElement(tag);
	if (props.class) element.className = props.class;
	if (props.testid) element.dataset.testid = props.testid;
	for (const [name, value] of Object.entries(props.attrs ?? {}))
		element.setAttribute(name, value);
	if (tag === "button" && !props.attrs?.type)
		element.setAttribute("type", "button");
	const { press } = props;
	if (press)
		element.addEventListener("click", (event) => press(event as MouseEvent));
	for (const child of children) if (child !== null) element.append(child);
	return element;
}

/** A heading that can take the focus, so that a new window is read from its start. */
export const heading = (level: 2 | 3, text = "", id = ""): HTMLElement =>
	h(
		"div",
		{
			class: level === 2 ? "title" : "subtitle",
			attrs: {
				role: "heading",
				"aria-level": String(level),
				...(level === 2 ? { tabindex: "-1" } : {}),
				...(id ? { id } : {}),
			},
		},
		text,
	);

/** Makes these the children, in this order, touching only what is out of place. */
export function place_children(
	parent: HTMLElement,
	nodes: readonly HTMLElement[],
): void {
	const wanted = new Set<Element>(nodes);
	for (const child of [...parent.children])
		if (!wanted.has(child)) child.remove();
	nodes.forEach((node, index) => {
		if (parent.children[index] !== node)
			parent.insertBefore(node, parent.children[index] ?? null);
	});
}

/**
 * Wraps a handler that means consent: only a person's own press counts, never
 * one made by a script (the agent's hand included).
 */
export const by_person =
	(fn: () => void) =>
	(event: Event): void => {
		if (event.isTrusted) fn();
	};

/** Changes text only when it differs, so that live regions speak once. */
export function set_text(element: HTMLElement, text: string): void {
	if (element.textContent !== text) element.textContent = text;
}

/** Shows or hides, and says whether that changed anything. */
export function show(element: HTMLElement, shown: boolean): boolean {
	if (element.hidden === !shown) return false;
	element.hidden = !shown;
	return true;
}

export function set_attr(
	element: Element,
	name: string,
	value: string | null,
): void {
	if (value === null) element.removeAttribute(name);
	else if (element.getAttribute(name) !== value)
		element.setAttribute(name, value);
}

/** A phone number keeps its order among words that are written from the right. */
export const left_to_right = (number: string): string =>
	number && `\u2066${number}\u2069`;
