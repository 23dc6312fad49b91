/** The agent's back, forward, refresh and address bar. */
import { allowed_url, is_allowed_origin } from "../navigation";
import { Refused } from "./refusal";

interface History {
	readonly canGoBack: boolean;
	readonly canGoForward: boolean;
}

/** Lets the ack leave before the page does, milliseconds. */
const DEPARTURE_MS = 30;

export type Journey =
	| { readonly do: "back" | "forward" | "refresh" }
	| { readonly do: "navigate"; readonly url: string };

/** Starts the journey, or refuses it with `bad_url`. Returns the address for the customer's notice. */
export function travel(
	document: Document,
	journey: Journey,
	origins: readonly string[],
): string {
	const view = document.defaultView;
	if (!view) throw new Refused("stale_page");
	const { location } = view;
	const leave = (go: () => void) => void view.setTimeout(go, DEPARTURE_MS);
	switch (journey.do) {
		case "navigate": {
			const url = allowed_url(journey.url, location.href, origins);
			if (!url) throw new Refused("bad_url");
			leave(() => location.assign(url));
			return url;
		}
		case "refresh":
			leave(() => location.reload());
			return location.href;
		case "back":
			if (!may_go_back(document, origins)) throw new Refused("bad_url");
			leave(() => view.history.back());
			return "";
		case "forward":
			if (history_of(view)?.canGoForward === false)
				throw new Refused("bad_url");
			leave(() => view.history.forward());
			return "";
	}
}

const history_of = (view: Window): History | undefined =>
	(view as { navigation?: History }).navigation;

/** The browser tells only of entries of this origin; before them lies the referrer. */
function may_go_back(document: Document, origins: readonly string[]): boolean {
	const history = history_of(window);
	if (!history || history.canGoBack) return true;
	try {
		const referrer = new URL(document.referrer);
		return is_allowed_origin(referrer, new URL(document.URL), origins);
	} catch {
		return false;
	}
}
