/** What the script tag says, and what `Cobrowse.configure` may change. */
export interface TagConfig {
	/** Where our server is, with a trailing slash: the folder of widget.js. */
	readonly base_url: string;
	readonly site_key: string;
	readonly lang: string | null;
	readonly ui: boolean;
	/** Inside a page of another origin: joins it, and nothing else is loaded. */
	readonly joins_only: boolean;
}

export function socket_url(base_url: string, path: string): string {
	const url = new URL(path, base_url);
	url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
	return url.href;
}
