/** Finds web addresses in a message. Nothing else becomes a link, whatever it looks like. */

export interface Link {
	readonly text: string;
	readonly href: string;
}

const CANDIDATE = /\bhttps?:\/\/[^\s<>"'`{}|\\^]+/gi;
/** Belongs to the sentence, not to the address. */
const TAIL = /[.,;:!?…]+$/;
const HREF_MAX = 2_048;

export function split_links(text: string): readonly (string | Link)[] {
	const parts: (string | Link)[] = [];
	let at = 0;
	for (const match of text.matchAll(CANDIDATE)) {
		const shown = without_tail(match[0]);
		const href = safe_href(shown);
		if (href === null) continue;
		if (match.index > at) parts.push(text.slice(at, match.index));
		parts.push({ text: shown, href });
		at = match.index + shown.length;
	}
	if (at < text.length) parts.push(text.slice(at));
	return parts;
}

function without_tail(address: string): string {
	let shown = address.replace(TAIL, "");
	// A bracket that was opened before the address is closed behind it.
	while (/[)\]]$/.test(shown) && !is_balanced(shown))
		shown = shown.slice(0, -1).replace(TAIL, "");
	return shown;
}

const is_balanced = (text: string): boolean =>
	text.split("(").length === text.split(")").length &&
	text.split("[").length === text.split("]").length;

/** Null where the host that is read is not the host that is visited. */
function safe_href(address: string): string | null {
	if (address.length > HREF_MAX) return null;
	try {
		const url = new URL(address);
		const is_web = url.protocol === "https:" || url.protocol === "http:";
		const hidden = url.username !== "" || url.password !== "";
		const as_read = address.toLowerCase().includes(`//${url.hostname}`);
		return is_web && !hidden && as_read ? url.href : null;
	} catch {
		return null;
	}
}
