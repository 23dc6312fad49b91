/** Where the agent's address bar may lead the customer (security notes, 4.3). */

/** Tab, line ends, spaces and backslashes: URL parsers repair them, each in its own way. */
const REPAIRABLE = /[\s\\\p{Cc}]/u;
const ABSOLUTE = /^https?:\/\/[^/]/i;

/**
 * The absolute address to open, or null when it is not allowed.
 *
 * Allowed are http and https addresses of the page's own origin and of
 * `origins`: exact ones (`https://shop.example`), `https://*.shop.example` for
 * any subdomain, or any port (`http://localhost:*`). A page on https never
 * leads to http. A path (`/basket`) means the page's own origin.
 */
export function allowed_url(
	text: string,
	page_url: string,
	origins: readonly string[],
): string | null {
	if (REPAIRABLE.test(text)) return null;
	const is_path = text.startsWith("/") && !text.startsWith("//");
	if (!is_path && !ABSOLUTE.test(text)) return null;
	try {
		const page = new URL(page_url);
		const url = new URL(text, page);
		if (url.username || url.password || authority(text).includes("@"))
			return null;
		if (page.protocol === "https:" && url.protocol !== "https:") return null;
		return is_allowed_origin(url, page, origins) ? url.href : null;
	} catch {
		return null;
	}
}

export function is_allowed_origin(
	url: URL,
	page: URL,
	origins: readonly string[],
): boolean {
	if (url.protocol !== "http:" && url.protocol !== "https:") return false;
	return (
		url.origin === page.origin ||
		origins.some((pattern) => matches(url, pattern))
	);
}

const authority = (text: string) =>
	text.replace(/^[a-z]+:\/\//i, "").split(/[/?#]/, 1)[0] ?? "";

function matches(url: URL, pattern: string): boolean {
	const wild = /^(https?:)\/\/(\*\.)?([^*/:]+|\[[^\]]+\])(?::(\*|\d+))?$/.exec(
		pattern.toLowerCase(),
	);
	if (!wild) return false;
	const [, scheme, subdomains, host = "", port] = wild;
	if (url.protocol !== scheme) return false;
	const host_fits = subdomains
		? url.hostname.endsWith(`.${host}`)
		: url.hostname === host;
	const default_port = scheme === "https:" ? "443" : "80";
	const port_fits =
		port === "*" || (url.port || default_port) === (port || default_port);
	return host_fits && port_fits;
}
