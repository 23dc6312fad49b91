/** Where the keyboard was in a toolbar, for those who come back from the customer's page. */
export function toolbar_place(bar: HTMLElement): { go(): void } {
	let last: HTMLElement | null = null;
	bar.addEventListener("focusin", (event) => {
		last = event.target as HTMLElement;
	});
	return {
		go() {
			const usable = last?.isConnected && last.matches(":not(:disabled)");
			const first = "button:not(:disabled):not([hidden])";
			if (usable && last?.checkVisibility()) last.focus();
			else bar.querySelector<HTMLElement>(first)?.focus();
		},
	};
}
