/** Customers who want to be called: open ones of the agent's queues, and its own. */
import type { DesktopState } from "./state";
import type { Callback } from "./wire";

export const OUTCOMES = ["reached", "not_reached", "wrong_number"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Still somebody's work here: open to all, or taken by this agent. */
const is_shown = (callback: Callback): boolean =>
	callback.state === "open" || (callback.state === "taken" && callback.mine);

/** When a call is due: at the wished time, else from the beginning. */
const due_at = (callback: Callback): number =>
	Date.parse(callback.preferred_at ?? callback.created_at);

/** Own ones first, then by when they are due. */
export const sorted = (callbacks: readonly Callback[]): Callback[] =>
	callbacks
		.filter(is_shown)
		.sort((a, b) => Number(b.mine) - Number(a.mine) || due_at(a) - due_at(b));

export function with_callback(
	state: DesktopState,
	callback: Callback,
): DesktopState {
	const others = state.callbacks.filter((known) => known.id !== callback.id);
	return { ...state, callbacks: sorted([...others, callback]) };
}

/**
 * A `tel:` address; null for what does not look like a number. It comes from a
 * stranger: nothing but digits and a leading plus goes into it.
 */
export function tel_href(number: string): string | null {
	const text = number.trim();
	if (!/^\+?[\d\s()./-]{3,}$/.test(text)) return null;
	const digits = text.replace(/\D/g, "");
	if (digits.length < 3) return null;
	return `tel:${text.startsWith("+") ? "+" : ""}${digits}`;
}
