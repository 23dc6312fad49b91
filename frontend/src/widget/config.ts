/** What the script tag says, and what `Cobrowse.configure` may change. */
export interface TagConfig {
	/** Where our server is, with a trailing slash: the folder of widget.js. */
	readonly base_url: string;
	readonly site_key: string;
	readonly lang: string | null;
	readonly ui: boolean;
}

export interface Options {
	/** False: no launcher, no windows; the page brings its own on this API. */
	ui?: boolean;
	/** Language tag, for instance "de". */
	lang?: string;
	/** Texts by name (see strings/en.ts). */
	strings?: Record<string, string>;
	/** `web`, `mobile` or another word in small letters: where the chat comes from. */
	source?: string;
	theme?: "auto" | "light" | "dark";
}

export function socket_url(base_url: string, path: string): string {
	const url = new URL(path, base_url);
	url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
	return url.href;
}
