import {
	documentView,
	isDocument,
	listen,
	unlisten,
	visualView,
} from "../natives";
import type { Core } from "./core";
import { MEDIA_EVENTS } from "./media";
import { SELECTION_EVENTS } from "./selection";
import { STATE_EVENTS } from "./states";

type Realm = Window & typeof globalThis;

/** Events that tell of state: watched at each root, for not all of them leave a shadow root. */
const ON_ROOT = [
	"input",
	"change",
	"scroll",
	"load",
	"error",
	"loadedmetadata",
	"toggle",
	...SELECTION_EVENTS,
	...MEDIA_EVENTS,
	...STATE_EVENTS.filter((type) => type !== "input" && type !== "change"),
	"beforetoggle",
	"fullscreenchange",
	"animationstart",
	"animationcancel",
	"animationend",
	"transitionrun",
	"transitioncancel",
	"transitionend",
];

const OF_MEDIA: ReadonlySet<string> = new Set(MEDIA_EVENTS);

/** What tells of the window's size, and of what is seen of it when it is zoomed. */
function sizes(view: Realm): [target: EventTarget, type: string][] {
	const seen = visualView(view);
	return [
		[view, "resize"],
		...(seen
			? [
					[seen, "resize"] as [EventTarget, string],
					[seen, "scroll"] as [EventTarget, string],
				]
			: []),
	];
}

/** The recorder's event listeners: passive, capturing, and gone when it stops. */
export class RootEvents {
	#roots = new Set<Node>();
	#views = new Set<Realm>();

	readonly #core: Core;

	constructor(core: Core) {
		this.#core = core;
	}

	/** Again and again is fine: a page that writes its document anew loses listeners. */
	listen(root: Node): void {
		for (const type of ON_ROOT)
			listen(root, type, this.#heard, { capture: true, passive: true });
		this.#roots.add(root);
		const view = isDocument(root) && documentView(root);
		if (!view) return;
		listen(view, "hashchange", this.#moved);
		if (this.#views.has(view)) this.enter(view);
	}

	/** The root is mirrored no more. */
	leave(root: Node): void {
		this.#roots.delete(root);
		for (const type of ON_ROOT)
			unlisten(root, type, this.#heard, { capture: true });
		/* Null once its window shows another page. */
		const view = isDocument(root) && documentView(root);
		if (view) silence(view, "hashchange", this.#moved);
	}

	enter(view: Realm): void {
		for (const [target, type] of sizes(view))
			listen(target, type, this.#core.view.changed, { passive: true });
		this.#views.add(view);
	}

	stop(): void {
		for (const root of [...this.#roots]) this.leave(root);
		for (const view of this.#views) {
			try {
				for (const [target, type] of sizes(view))
					unlisten(target, type, this.#core.view.changed);
			} catch {
				/* A frame that has gone to another origin. */
			}
		}
		this.#views.clear();
	}

	readonly #moved = (event: Event): void => {
		const view = event.currentTarget as Window;
		this.#core.states.targetChanged(view.document);
	};

	readonly #heard = (event: Event): void => {
		const target = event.target as Node | null;
		if (!target) return;
		const {
			animations,
			boxes,
			fields,
			roots,
			scrolls,
			sheets,
			states,
			topLayers,
		} = this.#core;
		if (event.type === "scroll") {
			scrolls.scrolled(target);
			this.#core.scrolled();
			return;
		}
		states.heard(event);
		this.#core.selections.heard(event.type);
		if (event.type === "beforetoggle") {
			if ((event as ToggleEvent).newState === "open") topLayers.opening(target);
		} else if (event.type === "toggle" || event.type === "fullscreenchange")
			topLayers.toggled(target);
		else if (OF_MEDIA.has(event.type)) this.#core.media.heard(target);
		else if (/^(?:animat|transit)/.test(event.type)) {
			animations.ask(event.currentTarget as Node);
			this.#core.kick();
		} else if (event.type === "load" || event.type === "loadedmetadata") {
			sheets.loaded(target);
			boxes.arrived(target);
			roots.loaded(target);
		} else if (event.type === "error") boxes.arrived(target);
		else if (event.type === "input" || event.type === "change") {
			fields.touched(target);
			scrolls.typed(target);
		}
	};
}

/** A window that has gone to another origin refuses, and hears nothing of ours. */
function silence(
	view: EventTarget,
	type: string,
	heard: (event: Event) => void,
): void {
	try {
		unlisten(view, type, heard);
	} catch {
		/* As said. */
	}
}
