/** Choosing columns: the report's own choice is not spelled out in the address. */
import { leaveOut } from "./filter";

export function startColumns(form: HTMLFormElement): void {
	const chooser = form.querySelector<HTMLElement>("[data-columns]");
	if (!chooser) return;
	const boxes = [
		...chooser.querySelectorAll<HTMLInputElement>('[name="columns"]'),
	];
	const shown = new Set(chooser.dataset.shown?.split(","));
	const atFirst = () =>
		boxes.every((box) => box.checked === shown.has(box.value));

	form.addEventListener("submit", () => {
		if (atFirst()) leaveOut(boxes);
	});

	const reset = chooser.querySelector<HTMLButtonElement>(
		"[data-columns-reset]",
	);
	if (!reset) return;
	const offer = () => {
		reset.hidden = atFirst();
	};
	reset.addEventListener("click", () => {
		for (const box of boxes) box.checked = shown.has(box.value);
		form.requestSubmit();
	});
	chooser.addEventListener("change", offer);
	offer();
}
