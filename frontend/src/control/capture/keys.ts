/**
 * The agent's keyboard. A hidden textarea has the focus, so that dead keys,
 * input methods and on-screen keyboards work; what arrives in it becomes text
 * and key commands in the order it was typed.
 */
import { clean_text, TEXT_MAX } from "../commands";
import { from_mac, is_allowed_key, type Mods, mods_of, NO_MODS } from "../keys";

export interface KeySink {
	/** Whether the customer's page takes input now. */
	is_open(): boolean;
	text(text: string): void;
	key(key: string, mods: Mods): void;
	/** The key opens something at the agent, and goes no further. */
	opens(key: string, mods: Mods): boolean;
}

/** Edits that on-screen keyboards ask for without a usable keydown. */
const EDIT_KEYS: Readonly<Record<string, string>> = {
	insertLineBreak: "Enter",
	insertParagraph: "Enter",
	deleteContentBackward: "Backspace",
	deleteContentForward: "Delete",
	deleteWordBackward: "Backspace",
};

export class KeyCatcher {
	readonly element: HTMLTextAreaElement;

	constructor(
		parent: HTMLElement,
		private readonly sink: KeySink,
	) {
		const area = parent.ownerDocument.createElement("textarea");
		area.setAttribute("aria-label", "Keyboard input for the customer's page");
		area.autocapitalize = "off";
		area.autocomplete = "off";
		area.spellcheck = false;
		area.tabIndex = -1;
		Object.assign(area.style, {
			position: "absolute",
			left: "0",
			top: "0",
			width: "1px",
			height: "1em",
			opacity: "0",
			border: "0",
			padding: "0",
			resize: "none",
			overflow: "hidden",
			pointerEvents: "none",
		});
		area.addEventListener("keydown", (event) => this.#on_keydown(event));
		area.addEventListener("beforeinput", (event) => this.#on_edit(event));
		area.addEventListener("input", (event) => {
			if (!(event as InputEvent).isComposing) this.#take();
		});
		area.addEventListener("compositionend", () => this.#take());
		area.addEventListener("paste", (event) => this.#on_paste(event));
		area.addEventListener("drop", (event) => event.preventDefault());
		parent.append(area);
		this.element = area;
	}

	focus(): void {
		this.element.focus({ preventScroll: true });
	}

	/** Input methods open their window where the agent clicked. Pixels of the parent. */
	place(x: number, y: number): void {
		this.element.style.left = `${x}px`;
		this.element.style.top = `${y}px`;
	}

	#on_keydown(event: KeyboardEvent): void {
		if (event.isComposing || !this.sink.is_open()) return;
		const pressed = mods_of(event);
		// The way out for people who work by keyboard: Tab and Escape go to the customer.
		if (event.key === "Escape" && event.shiftKey) {
			event.preventDefault();
			this.element.blur();
			return;
		}
		if (this.sink.opens(event.key, pressed)) {
			event.preventDefault();
			return;
		}
		const named = event.key.length === 1 ? event.key.toLowerCase() : event.key;
		const [key, mods] = /^Mac/.test(navigator.platform)
			? from_mac(named, pressed)
			: [named, pressed];
		if (!is_allowed_key(key, mods)) return;
		event.preventDefault();
		this.#take();
		this.sink.key(key, mods);
	}

	#on_edit(event: InputEvent): void {
		const key = EDIT_KEYS[event.inputType];
		if (!key || event.isComposing || this.element.value !== "") return;
		event.preventDefault();
		if (this.sink.is_open()) this.sink.key(key, NO_MODS);
	}

	#on_paste(event: ClipboardEvent): void {
		event.preventDefault();
		this.#send(event.clipboardData?.getData("text/plain") ?? "");
	}

	#take(): void {
		const text = this.element.value;
		this.element.value = "";
		this.#send(text);
	}

	#send(raw: string): void {
		if (!this.sink.is_open()) return;
		const text = clean_text(raw);
		for (let at = 0; at < text.length; ) {
			let end = Math.min(at + TEXT_MAX, text.length);
			// Not between the halves of a surrogate pair.
			if (end < text.length && /[\ud800-\udbff]/.test(text[end - 1] ?? ""))
				end -= 1;
			this.sink.text(text.slice(at, end));
			at = end;
		}
	}
}
