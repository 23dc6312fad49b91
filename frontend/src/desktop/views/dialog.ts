import { h, icon } from "../dom";
import { say } from "../strings";

let count = 0;

/**
 * A modal dialog with its head: traps the focus, closes on Escape and gives the
 * focus back to where it was, all of which the browser does.
 */
export function dialog_box(
	title: string,
	body: HTMLElement,
	attributes: Readonly<Record<string, string>> = {},
): { readonly element: HTMLDialogElement; readonly close: () => void } {
	const id = `dialog-${++count}`;
	const cross = h(
		"button",
		{
			class: "btn btn--quiet btn--icon btn--sm",
			type: "button",
			"aria-label": say("dialog.close"),
		},
		icon("close"),
	);
	const element = h(
		"dialog",
		{ class: "dialog", "aria-labelledby": id, ...attributes },
		h(
			"div",
			{ class: "dialog__head" },
			h("h2", { class: "h3", id }, title),
			cross,
		),
		body,
	);
	const close = (): void => element.close();
	cross.addEventListener("click", close);
	// A press beside the dialog closes it, as people expect.
	element.addEventListener("pointerdown", (event) => {
		if (event.target === element && is_outside(element, event)) close();
	});
	document.body.append(element);
	return { element, close };
}

function is_outside(element: HTMLElement, event: PointerEvent): boolean {
	const box = element.getBoundingClientRect();
	return (
		event.clientX < box.left ||
		event.clientX > box.right ||
		event.clientY < box.top ||
		event.clientY > box.bottom
	);
}
