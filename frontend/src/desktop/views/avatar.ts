import { icon } from "../dom";
import { initials } from "../format";
import type { InteractionState } from "../wire";

/** Fills an avatar: initials, or a sign where there is no name to shorten. */
export function paint_avatar(
	element: HTMLElement,
	{ media, customer_name }: InteractionState,
): void {
	const letters = media === "chat" ? initials(customer_name) : "";
	const sign = media === "voice" ? "voice" : letters ? "" : "user";
	const painted = sign || letters;
	if (element.dataset.painted === painted) return;
	element.dataset.painted = painted;
	element.replaceChildren(sign ? icon(sign) : letters);
}
