import type { State } from "../state";
import { cobrowse_hint } from "../views";
import { h, set_attr, set_text, show } from "./dom";
import { type IconName, icon } from "./icons";
import type { Context, Part } from "./part";

interface Item {
	readonly node: HTMLButtonElement;
	update(state: State): void;
}

/**
 * The three dots: Start Co-browse (spec PI-5), sound, notifications, the transcript.
 * Arrow keys, Home and End, Escape, click outside.
 */
export function create_chat_menu(context: Context): Part {
	const { commands, say } = context;
	const items = [
		start_item(context, () => toggle(false)),
		switch_item("sound", "chat-sound", say("chat_sound"), (state) => ({
			on: state.alerts.sound,
			set: (sound) => commands.set_alerts({ sound }),
		})),
		...("Notification" in window
			? [
					switch_item("bell", "chat-notify", say("chat_notify"), (state) => ({
						on: state.alerts.notify,
						set: (notify) => commands.set_alerts({ notify }),
					})),
				]
			: []),
		download_item(context, () => toggle(false)),
	];
	const list = h(
		"div",
		{ class: "menu", attrs: { role: "menu", "aria-label": say("chat_menu") } },
		...items.map((item) => item.node),
	);
	const opener = h(
		"button",
		{
			class: "icon-button",
			testid: "chat-menu",
			attrs: {
				"aria-label": say("chat_menu"),
				title: say("chat_menu"),
				"aria-haspopup": "menu",
			},
			press: () => toggle(list.hidden !== false),
		},
		icon("more"),
	);
	const node = h("div", { class: "menu-holder" }, opener, list);

	function toggle(open: boolean): void {
		if (!show(list, open)) return;
		set_attr(opener, "aria-expanded", String(open));
		document.removeEventListener("pointerdown", outside);
		if (!open) return;
		document.addEventListener("pointerdown", outside);
		step(0, 1);
	}
	function outside(event: Event): void {
		if (!event.composedPath().includes(node)) toggle(false);
	}
	/** The next item that can be used, round and round. */
	function step(from: number, by: 1 | -1): void {
		const count = items.length;
		for (let tried = 0; tried < count; tried += 1) {
			const item = items[(from + by * tried + count * 2) % count];
			if (!item || item.node.disabled) continue;
			item.node.focus();
			return;
		}
	}
	toggle(false);
	set_attr(opener, "aria-expanded", "false");

	node.addEventListener("keydown", (event) => {
		const at = items.findIndex(({ node }) => node === event.target);
		if (list.hidden) {
			if (event.key !== "ArrowDown") return;
			toggle(true);
		} else if (event.key === "ArrowDown") step(at + 1, 1);
		else if (event.key === "ArrowUp") step(at - 1, -1);
		else if (event.key === "Home") step(0, 1);
		else if (event.key === "End") step(items.length - 1, -1);
		else if (event.key === "Escape") {
			toggle(false);
			opener.focus();
		} else return;
		event.preventDefault();
		event.stopPropagation();
	});
	node.addEventListener("focusout", (event) => {
		const to = event.relatedTarget;
		if (to instanceof Node && !node.contains(to)) toggle(false);
	});
	return {
		node,
		update(state) {
			for (const item of items) item.update(state);
		},
	};
}

function start_item({ commands, say }: Context, close: () => void): Item {
	const hint = h("span", { class: "menu-hint" });
	const node = h(
		"button",
		{
			class: "menu-item",
			testid: "start-cobrowse",
			attrs: { role: "menuitem" },
			press: () => {
				close();
				void commands.ask_cobrowse("chat");
			},
		},
		icon("screen"),
		h("span", { class: "menu-words" }, say("start_cobrowse"), hint),
	);
	return {
		node,
		update(state) {
			const why = cobrowse_hint(state);
			node.disabled = why !== null;
			show(hint, why !== null);
			set_text(hint, why ? say(why) : "");
		},
	};
}

function switch_item(
	name: IconName,
	testid: string,
	words: string,
	of: (state: State) => { on: boolean; set(on: boolean): void },
): Item {
	let press = () => {};
	const node = h(
		"button",
		{
			class: "menu-item",
			testid,
			attrs: { role: "menuitemcheckbox" },
			press: () => press(),
		},
		icon(name),
		h("span", { class: "menu-words" }, words),
		h("span", { class: "switch" }),
	);
	return {
		node,
		update(state) {
			const { on, set } = of(state);
			set_attr(node, "aria-checked", String(on));
			press = () => set(!on);
		},
	};
}

function download_item({ commands, say }: Context, close: () => void): Item {
	return {
		node: h(
			"button",
			{
				class: "menu-item",
				testid: "chat-download",
				attrs: { role: "menuitem" },
				press: () => {
					close();
					commands.download();
				},
			},
			icon("save"),
			h("span", { class: "menu-words" }, say("chat_download")),
		),
		update: () => undefined,
	};
}
