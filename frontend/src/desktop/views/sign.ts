/** The tab's sign (favicon), with the number of what waits. */
export class Sign {
	#link = document.getElementById("favicon") as HTMLLinkElement | null;
	#plain = this.#link?.href ?? "";
	#shown = 0;

	show(count: number): void {
		if (!this.#link || count === this.#shown) return;
		this.#shown = count;
		this.#link.href = count > 0 ? drawn(count) : this.#plain;
	}
}

/** The colours do not follow the theme: browsers put signs on bars of their own. */
function drawn(count: number): string {
	const text = count > 9 ? "9+" : String(count);
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="1" y="3" width="24" height="24" rx="7" fill="#0b6775"/><path d="M7 12h12M7 18h7" stroke="#fff" stroke-width="2.6" stroke-linecap="round"/><circle cx="22" cy="11" r="10" fill="#b3261e"/><text x="22" y="16" font-family="sans-serif" font-size="14" font-weight="700" fill="#fff" text-anchor="middle">${text}</text></svg>`;
	return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}
