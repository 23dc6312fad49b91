import type { Position, Scheme } from "../settings";
import { initial_state, type State } from "../state";
import { Announcer } from "./announcer";
import { create_bar } from "./bar";
import { create_consent } from "./consent";
import { h, place_children } from "./dom";
import { create_frame } from "./frame";
import { create_launcher } from "./launcher";
import { create_lazy_panel } from "./lazy_panel";
import type { Context, TopPart } from "./part";
import { forced } from "./styles/forced";
import { sheet_text } from "./styles/sheet";
import { Toasts } from "./toasts";
import { follow_viewport } from "./viewport";
import { create_write_request } from "./write_request";

/** How often the element is put back when the page removes it. */
const PUT_BACK_MAX = 50;
const KEY_EVENTS = [
	"keydown",
	"keypress",
	"keyup",
	"input",
	"beforeinput",
	"paste",
];

/** How the widget looks; null: the built-in value. */
export interface Dress {
	readonly accent: string | null;
	readonly radius: number | null;
	readonly position: Position | null;
	readonly scheme: Scheme | null;
}

/**
 * The one element that the widget adds to a page. It stands beside the body, so
 * that pages which rebuild their body keep it, and keeps its keys to itself, so
 * that a page's shortcuts stay quiet while the customer types a message.
 */
export class Root {
	readonly element: HTMLElement;
	/** Where the agent's pointer and drawings go; below the widget's own parts. */
	readonly stage = h("div", {
		class: "stage",
		attrs: { "aria-hidden": "true" },
	});
	readonly toasts = new Toasts();
	readonly #shadow: ShadowRoot;
	readonly #inside: HTMLElement;
	readonly #announcer = new Announcer();
	#context: Context | null = null;
	#accent: string | null = null;
	#accented = false;
	#state: State = initial_state;
	#sheets = [sheet_text];
	#adopted: readonly CSSStyleSheet[] = [];
	#parts: TopPart[] = [];
	#launcher: TopPart | null = null;
	#panel: State["panel"] = "none";
	#put_back = 0;

	constructor() {
		this.element = document.createElement("cobrowse-widget");
		this.element.setAttribute("data-cobrowse-root", "");
		this.#shadow = this.element.attachShadow({ mode: "open" });
		this.#style();
		this.#inside = h(
			"div",
			{ class: "widget" },
			this.stage,
			this.#announcer.node,
			this.toasts.node,
		);
		this.#shadow.append(this.#inside);
		for (const type of KEY_EVENTS)
			this.#shadow.addEventListener(type, (event) => event.stopPropagation());
	}

	/** One more part of the style; the forced colours have the last word. */
	#adopt(text: string): void {
		if (this.#sheets.includes(text)) return;
		this.#sheets.push(text);
		this.#style();
	}

	#style(): void {
		const texts = [...this.#sheets, forced];
		try {
			const sheets = texts.map((text) => {
				const sheet = new CSSStyleSheet();
				sheet.replaceSync(text);
				return sheet;
			});
			// Marks and drawings have brought their own.
			const others = this.#shadow.adoptedStyleSheets.filter(
				(sheet) => !this.#adopted.includes(sheet),
			);
			this.#shadow.adoptedStyleSheets = [...sheets, ...others];
			this.#adopted = sheets;
		} catch {
			// An old browser: it cannot share pages, but may chat and is told so.
			for (const old of this.#shadow.querySelectorAll("style")) old.remove();
			this.#shadow.append(h("style", {}, texts.join("")));
		}
	}

	/** Puts the element beside the body, and back when the page removes it. */
	mount(): void {
		const place = () => {
			if (this.element.isConnected || this.#put_back > PUT_BACK_MAX) return;
			this.#put_back += 1;
			document.documentElement?.append(this.element);
			if (document.documentElement)
				watcher.observe(document.documentElement, { childList: true });
		};
		const watcher = new MutationObserver(place);
		watcher.observe(document, { childList: true });
		place();
		follow_viewport(this.#inside);
	}

	/** For those who hear the page, also where it brings windows of its own. */
	speak(words: string): void {
		this.#announcer.speak(words);
	}

	dress({ accent, radius, position, scheme }: Dress): void {
		const { style, dataset } = this.#inside;
		if (scheme && scheme !== "auto") this.element.dataset.theme = scheme;
		else delete this.element.dataset.theme;
		dataset.position = position ?? "bottom-right";
		style.setProperty("--site-accent", accent);
		style.setProperty("--site-radius", radius === null ? null : `${radius}px`);
		this.#accent = accent;
		this.#follow_accent();
	}

	/** A colour of the site's own needs others that go with it. */
	#follow_accent(): void {
		const of_page = getComputedStyle(this.element)
			.getPropertyValue("--cobrowse-accent")
			.trim();
		if (!of_page && !this.#accent && !this.#accented) return;
		this.#accented = true;
		void import("./accent").then(
			({ follow_accent }) => follow_accent(this.#inside),
			() => undefined,
		);
	}

	/** Builds what is seen (anew, when texts or language changed); null removes it. */
	build(context: Context | null, state: State): void {
		for (const part of this.#parts) {
			part.node.remove();
			part.discard?.();
		}
		this.#parts = [];
		this.#launcher = null;
		this.#context = context;
		if (!context) return;
		this.element.lang = context.language;
		this.#inside.dir = context.direction;
		this.#launcher = create_launcher(context);
		this.#parts = [
			create_frame(context),
			create_lazy_panel(context, {
				adopt: (sheet) => this.#adopt(sheet),
				changed: () => this.update(this.#state, this.#state),
			}),
			this.#launcher,
			create_bar(context),
			create_consent(context),
			create_write_request(context),
		];
		this.update(state, state);
		this.#follow_accent();
	}

	update(state: State, before: State): void {
		this.#state = state;
		if (this.#context) this.#announcer.update(this.#context, state, before);
		const had_focus = this.#shadow.activeElement !== null;
		const shown = this.#parts.filter((part) => part.is_shown(state));
		// Dialogs close and timers stop before their elements go.
		for (const part of this.#parts)
			if (!shown.includes(part)) part.update(state);
		const nodes = shown.map((part) => part.node);
		place_children(this.#inside, [
			this.stage,
			this.#announcer.node,
			...nodes,
			this.toasts.node,
		]);
		for (const part of shown) part.update(state);
		const closed = this.#panel !== "none" && state.panel === "none";
		this.#panel = state.panel;
		if (closed && had_focus && !this.#shadow.activeElement)
			this.#launcher?.node.focus();
	}
}
