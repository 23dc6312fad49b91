import { h, heading } from "./dom";

/**
 * A modal question. The browser's own dialog traps the focus, makes the page
 * behind it inert and lies above everything, also above the page's own dialogs.
 * Focus starts on the heading, so that a key meant for the page answers nothing.
 */
export class Question {
	readonly node: HTMLDialogElement;
	readonly #heading: HTMLElement;

	constructor(
		title: string,
		body: readonly (Node | string)[],
		on_escape: () => void,
		name: string,
	) {
		this.#heading = heading(2, title, `${name}-title`);
		this.node = h(
			"dialog",
			{
				class: "question",
				attrs: {
					"aria-labelledby": `${name}-title`,
					"aria-describedby": `${name}-text`,
				},
			},
			this.#heading,
			...body,
		);
		this.node.addEventListener("cancel", (event) => {
			event.preventDefault();
			if (event.isTrusted) on_escape();
		});
	}

	set title(text: string) {
		if (this.#heading.textContent !== text) this.#heading.textContent = text;
	}

	set open(open: boolean) {
		if (open === this.node.open || (open && !this.node.isConnected)) return;
		if (!open) {
			this.node.close();
			return;
		}
		this.node.showModal();
		this.#heading.focus();
	}
}
