/** Small forms under a button: open on their first field, closed by Escape or a click elsewhere. */
export function startDrops(): void {
	const drops = [
		...document.querySelectorAll<HTMLDetailsElement>("details[data-drop]"),
	];
	for (const drop of drops) {
		drop.addEventListener("toggle", () => {
			if (drop.open)
				drop
					.querySelector<HTMLInputElement>("input:not([type=hidden])")
					?.focus();
		});
		drop.addEventListener("keydown", (event) => {
			if (event.key !== "Escape" || !drop.open) return;
			drop.open = false;
			drop.querySelector("summary")?.focus();
		});
	}
	document.addEventListener("pointerdown", (event) => {
		for (const drop of drops)
			if (event.target instanceof Node && !drop.contains(event.target))
				drop.open = false;
	});
}
