/** Builds elements: the only way the planner writes its page. */

type Child = Node | string;
type Properties<K extends keyof HTMLElementTagNameMap> = {
	[P in keyof HTMLElementTagNameMap[K]]?: HTMLElementTagNameMap[K][P];
} & { data?: Record<string, string>; aria?: Record<string, string> };

/** An element with properties (not attributes), `data-*` and `aria-*`, and children. */
export function h<K extends keyof HTMLElementTagNameMap>(
	tag: K,
	properties: Properties<K> = {},
	...children: Child[]
): HTMLElementTagNameMap[K] {
	const { data = {}, aria = {}, ...rest } = properties;
	const element = Object.assign(document.createElement(tag), rest);
	for (const [name, value] of Object.entries(data))
		element.dataset[name] = value;
	for (const [name, value] of Object.entries(aria))
		element.setAttribute(`aria-${name}`, value);
	element.append(...children);
	return element;
}

/** A label over a control, in the shop's look. */
export function field(
	label: string,
	control: HTMLInputElement | HTMLSelectElement,
): HTMLElement {
	return h(
		"div",
		{ className: "field" },
		h("label", { className: "field__label", htmlFor: control.id }, label),
		control,
	);
}
