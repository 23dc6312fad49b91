/** The customer's copy of a conversation. Loaded when it is asked for. */

import { to_json } from "../transport/json";
import type { TagConfig } from "./config";

/** The transcript as text; null when the server does not give it. */
export async function fetch_transcript(
	{ base_url, site_key }: TagConfig,
	token: string,
	interaction: string,
): Promise<string | null> {
	try {
		const path = `widget/${encodeURIComponent(site_key)}/transcript`;
		const answer = await fetch(new URL(path, base_url), {
			method: "POST",
			credentials: "omit",
			headers: {
				authorization: `Bearer ${token}`,
				"content-type": "application/json",
			},
			body: to_json({
				interaction,
				time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC",
			}),
		});
		return answer.ok ? await answer.text() : null;
	} catch {
		return null;
	}
}

/** Hands the text to the browser as a file. */
export function save_text(text: string, name: string): void {
	const link = document.createElement("a");
	link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
	link.download = name;
	link.click();
	window.setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
