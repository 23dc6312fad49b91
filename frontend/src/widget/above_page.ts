import { listen, queryFirst, unlisten } from "../mirror/natives";

/** In the page itself; what is in its shadow roots, the recorder knows. */
const OPEN = ":is(dialog:modal, [popover]:popover-open, :fullscreen)";
const TELLS = ["toggle", "fullscreenchange"];
const FIRST = { capture: true };

/**
 * Keeps the stage above whatever the page lifts above all else (dialogs, popovers,
 * fullscreen elements), and an open question of ours above the stage.
 */
export class AbovePage {
	/** How many the recorder has met. */
	#known = 0;

	constructor(private readonly stage: HTMLElement) {
		for (const type of TELLS) listen(document, type, this.#look, FIRST);
	}

	/** What lies above the page has changed. */
	found(count: number): void {
		this.#known = count;
		this.#look();
	}

	close(): void {
		for (const type of TELLS) unlisten(document, type, this.#look, FIRST);
		this.#lower();
	}

	readonly #look = (): void => {
		if (this.#known > 0 || queryFirst(document, OPEN)) this.#raise();
		else this.#lower();
	};

	/** The latest to be shown is the topmost. */
	#raise(): void {
		const { stage } = this;
		const root = stage.getRootNode();
		if (!stage.showPopover || !(root instanceof ShadowRoot)) return;
		this.#lower();
		try {
			stage.popover = "manual";
			stage.showPopover();
		} catch {
			this.#lower();
		}
		for (const question of root.querySelectorAll<HTMLDialogElement>(
			"dialog[open]",
		)) {
			const focused = root.activeElement;
			question.close();
			question.showModal();
			if (focused instanceof HTMLElement) focused.focus();
		}
	}

	/** Taking the attribute closes the popover. */
	#lower(): void {
		this.stage.removeAttribute("popover");
	}
}
