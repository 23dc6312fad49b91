import { publicUrl } from "../mirror";
import { own_title } from "./title";
import type { PageInfo } from "./wire";

/** Length caps of the protocol. */
const URL_MAX = 2048;
const TITLE_MAX = 300;

/** Origin and path: queries and fragments carry tokens and personal data. */
export const bare_url = (
	href: string,
	private_paths: readonly string[] = [],
): string => publicUrl(href, href, private_paths).slice(0, URL_MAX);

/** Patterns of paths whose variable parts are not told; null: not known yet. */
export type PrivatePaths = readonly string[] | null;

/** Without the patterns there is no address: then every rule that protects counts. */
export const current_page = (
	with_title: boolean,
	private_paths: PrivatePaths,
): PageInfo => ({
	url: private_paths ? bare_url(location.href, private_paths) : "",
	title: with_title ? own_title().slice(0, TITLE_MAX) : "",
});

/** What the chat may say before it knows what may be told: which site it is. */
export const unknown_page = () => ({
	url: `${location.origin}/`,
	title: "",
	referrer: "",
});

/** The page as the chat tells it. */
export const told_page = (
	with_title: boolean,
	private_paths: readonly string[],
) => ({
	...current_page(with_title, private_paths),
	referrer: bare_url(document.referrer, private_paths),
});

interface NavigationTarget {
	navigation?: EventTarget;
}

/** How often a page without the Navigation API is asked for its address. */
const POLL_MS = 500;

/**
 * Calls `fn` when address (`moved`) or title of this document changed, without
 * patching the page's history object. Returns the function that stops it.
 */
export function watch_page(fn: (moved: boolean) => void): () => void {
	// Of the page itself: of two private paths the same may be told.
	let url = bare_url(location.href);
	let title = own_title();
	const check = () => {
		const moved = url !== bare_url(location.href);
		if (!moved && title === own_title()) return;
		url = bare_url(location.href);
		title = own_title();
		fn(moved);
	};
	const titles = new MutationObserver(check);
	if (document.head)
		titles.observe(document.head, {
			childList: true,
			characterData: true,
			subtree: true,
		});
	const navigation = (window as NavigationTarget).navigation;
	navigation?.addEventListener("currententrychange", check);
	window.addEventListener("popstate", check);
	window.addEventListener("hashchange", check);
	const timer = navigation ? 0 : window.setInterval(check, POLL_MS);
	return () => {
		titles.disconnect();
		navigation?.removeEventListener("currententrychange", check);
		window.removeEventListener("popstate", check);
		window.removeEventListener("hashchange", check);
		window.clearInterval(timer);
	};
}
