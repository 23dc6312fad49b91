import type { State } from "../state";
import { h, set_text } from "./dom";
import type { Context, TopPart } from "./part";

type Windows = typeof import("./windows");

const AGAIN_MS = 2_000;
/** A short wait needs no words. */
const WORDS_AFTER_MS = 400;

/** Once for the page: screens are built anew when the language changes. */
let windows: Windows | null = null;
let coming: Promise<Windows> | null = null;

/** Fetches the windows ahead of the click that opens them; failing is no matter yet. */
export const prefetch_windows = (): void =>
	void fetch_windows().catch(() => {});

function fetch_windows(): Promise<Windows> {
	coming ??= import("./windows").then(
		(module) => {
			windows = module;
			return module;
		},
		(error: unknown) => {
			coming = null;
			throw error;
		},
	);
	return coming;
}

export interface LazyPanelOptions {
	/** Takes a part of the style into use, once. */
	adopt(sheet: string): void;
	/** The panel is here: what is seen is out of date. */
	changed(): void;
}

/** Stands for the panel until its code is here, and says so when that takes a while. */
export function create_lazy_panel(
	context: Context,
	{ adopt, changed }: LazyPanelOptions,
): TopPart {
	const placeholder = h("div", {
		class: "panel-placeholder",
		attrs: { id: "panel", role: "status" },
	});
	let panel: TopPart | null = null;
	let asked = false;
	let gone = false;

	const make = ({ create_panel, windows_sheet }: Windows) => {
		adopt(windows_sheet);
		panel = create_panel(context);
	};
	if (windows) make(windows);

	function ask(): void {
		if (asked || gone) return;
		asked = true;
		// Who opened it by hand is led into it, however long it took.
		const root = placeholder.getRootNode();
		const by_hand = root instanceof ShadowRoot && root.activeElement !== null;
		const say = (name: "part_loading" | "part_failed") =>
			set_text(placeholder, panel ? "" : context.say(name));
		const words = window.setTimeout(() => say("part_loading"), WORDS_AFTER_MS);
		fetch_windows()
			.then(
				(module) => {
					if (gone) return;
					make(module);
					changed();
					if (by_hand && panel?.node.isConnected)
						module.focus_first(panel.node);
				},
				() => {
					asked = false;
					say("part_failed");
					window.setTimeout(ask, AGAIN_MS);
				},
			)
			.finally(() => window.clearTimeout(words));
	}

	return {
		get node() {
			return panel?.node ?? placeholder;
		},
		is_shown: (state: State) => state.panel !== "none",
		update(state) {
			if (panel) panel.update(state);
			else if (state.panel !== "none") ask();
		},
		discard() {
			gone = true;
		},
	};
}
