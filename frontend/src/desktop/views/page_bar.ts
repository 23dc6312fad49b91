import { MOVES } from "../../viewer/bridge";
import { h, icon, set_attributes, show } from "../dom";
import { say } from "../strings";
import type { SessionView, Tell } from "./session_view";

/** Back, forward, reload and the address of the customer's page. */
export function mount_page_bar(
	host: HTMLElement,
	tell: Tell,
): (view: SessionView) => void {
	let address = "";
	const moves = MOVES.map((move) => {
		const button = h(
			"button",
			{
				class: "btn btn--quiet btn--sm btn--icon",
				type: "button",
				"aria-label": say(`nav.${move}`),
				title: say(`nav.${move}`),
				"data-testid": `nav-${move}`,
			},
			icon(move),
		);
		button.addEventListener("click", () => tell({ type: "viewer.move", move }));
		return button;
	});
	const input = h("input", {
		class: "input input--sm viewer__url mono",
		type: "text",
		inputmode: "url",
		spellcheck: "false",
		autocomplete: "off",
		autocapitalize: "off",
		"aria-label": say("nav.url"),
		title: say("nav.url.hint"),
		"data-testid": "nav-url",
	});
	input.addEventListener("keydown", (event) => {
		if (event.key === "Escape") {
			input.value = address;
			input.select();
		}
		if (event.key !== "Enter" || event.isComposing) return;
		event.preventDefault();
		const url = completed(input.value, address);
		if (!url) return;
		input.value = url;
		tell({ type: "viewer.navigate", url });
	});
	input.addEventListener("focus", () => input.select());
	input.addEventListener("blur", () => {
		input.value = address;
	});
	host.append(h("div", { class: "toolbar desk__moves" }, ...moves), input);

	return ({ session, report }) => {
		const writing = session.mode === "write";
		for (const button of moves) button.disabled = !writing;
		input.readOnly = !writing;
		const next = report?.page?.url ?? session.page?.url ?? "";
		if (next !== address) {
			address = next;
			if (document.activeElement !== input) input.value = next;
		}
		set_attributes(input, { "aria-readonly": writing ? null : "true" });
		show(input, true);
	};
}

/** People type `/basket` or `shop.example/basket`; the page needs a whole address. */
export function completed(typed: string, address: string): string {
	const text = typed.trim();
	if (!text) return "";
	try {
		if (/^https?:\/\//i.test(text)) return new URL(text).href;
		if (/^[a-z][a-z0-9+.-]*:(?!\d)/i.test(text)) return text;
		if (text.startsWith("/") || text.startsWith("?") || text.startsWith("#"))
			return new URL(text, address).href;
		return new URL(`${new URL(address).protocol}//${text}`).href;
	} catch {
		return text;
	}
}
