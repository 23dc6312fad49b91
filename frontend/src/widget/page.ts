import { own_title } from "./title";
import type { PageInfo } from "./wire";

/** Length caps of the protocol. */
const URL_MAX = 2048;
const TITLE_MAX = 300;

/** Origin and path: queries and fragments carry tokens and personal data. */
export function bare_url(href: string): string {
	try {
		const url = new URL(href);
		return /^https?:$/.test(url.protocol)
			? `${url.origin}${url.pathname}`.slice(0, URL_MAX)
			: "";
	} catch {
		return "";
	}
}

export const current_page = (with_title = true): PageInfo => ({
	url: bare_url(location.href),
	title: with_title ? own_title().slice(0, TITLE_MAX) : "",
});

/**
 * The page as the chat tells it; its title follows where the site allows that. Who
 * has paused sharing says only which site it is.
 */
export const told_page = (paused: boolean) =>
	paused
		? { url: `${location.origin}/`, title: "", referrer: "" }
		: { ...current_page(false), referrer: bare_url(document.referrer) };

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
	let { url, title } = current_page();
	const check = () => {
		const now = current_page();
		if (now.url === url && now.title === title) return;
		const moved = now.url !== url;
		({ url, title } = now);
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
