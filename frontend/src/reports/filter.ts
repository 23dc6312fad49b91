/**
 * The filter bar: a preset and named days exclude each other, and what says nothing
 * stays out of the address.
 */

type Control = HTMLInputElement | HTMLSelectElement;

const control = (form: HTMLFormElement, name: string): Control | null =>
	form.querySelector<Control>(`[name="${name}"]`);

export function startFilter(form: HTMLFormElement): void {
	const preset = control(form, "preset");
	const days = [control(form, "start"), control(form, "end")];
	preset?.addEventListener("change", () => {
		if (preset.value) for (const day of days) if (day) day.value = "";
	});
	for (const day of days)
		day?.addEventListener("change", () => {
			if (preset && day.value) preset.value = "";
		});
	form.addEventListener("submit", () => {
		const silent = [...form.elements].filter(
			(each): each is Control =>
				(each instanceof HTMLInputElement ||
					each instanceof HTMLSelectElement) &&
				each.value === "",
		);
		leaveOut(silent);
	});
}

/** Kept out of the submission, and back for whoever returns to the page. */
export function leaveOut(controls: Iterable<Control>): void {
	for (const each of controls) {
		each.disabled = true;
		setTimeout(() => {
			each.disabled = false;
		});
	}
}
