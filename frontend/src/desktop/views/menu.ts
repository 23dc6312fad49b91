/** Pop-ups made of `<details>`: how they close, and how arrows walk through them. */

/** Closes on Escape and when the focus or a click goes elsewhere. */
export function close_when_left(details: HTMLDetailsElement): void {
	const close_outside = (event: Event): void => {
		if (event.target instanceof Node && !details.contains(event.target))
			details.open = false;
	};
	document.addEventListener("pointerdown", close_outside);
	document.addEventListener("focusin", close_outside);
	details.addEventListener("keydown", (event) => {
		if (event.key !== "Escape" || !details.open) return;
		details.open = false;
		details.querySelector("summary")?.focus();
		event.stopPropagation();
	});
}

/** Arrows go through what can be chosen, from the summary on and around the ends. */
export function walk_by_arrows(details: HTMLDetailsElement): void {
	details.addEventListener("keydown", (event) => {
		const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
		if (!step) return;
		event.preventDefault();
		details.open = true;
		const items = [
			...details.querySelectorAll<HTMLElement>(
				"a[href], button:not(:disabled), input:not(:disabled)",
			),
		].filter((item) => item.checkVisibility());
		const at = items.indexOf(document.activeElement as HTMLElement);
		const next = at < 0 ? (step > 0 ? 0 : items.length - 1) : at + step;
		items[(next + items.length) % items.length]?.focus();
	});
}
