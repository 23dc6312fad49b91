/**
 * What a heading means, beside it on hover and on focus.
 *
 * The words stand in the page (`aria-describedby`), so nothing is lost without this.
 * They stay while the pointer is on them and go with Escape (WCAG 1.4.13).
 */

const GAP = 6;
const LINGER_MS = 150;

export function startExplanations(): void {
	const box = document.createElement("div");
	box.className = "explained";
	box.hidden = true;
	// Assistive technology has it from the heading's own description.
	box.setAttribute("aria-hidden", "true");
	document.body.append(box);

	let going: ReturnType<typeof setTimeout> | undefined;
	let explained: HTMLElement | undefined;
	const hide = () => {
		box.hidden = true;
		explained = undefined;
	};
	const linger = () => {
		going = setTimeout(hide, LINGER_MS);
	};
	const stay = () => clearTimeout(going);
	const show = (heading: HTMLElement) => {
		stay();
		const about = document.getElementById(
			heading.getAttribute("aria-describedby") ?? "",
		);
		if (!about) return;
		box.replaceChildren(...about.cloneNode(true).childNodes);
		box.hidden = false;
		explained = heading;
		place(box, heading);
	};

	for (const heading of document.querySelectorAll<HTMLElement>(
		"[data-explained]",
	)) {
		heading.addEventListener("pointerenter", () => show(heading));
		heading.addEventListener("pointerleave", linger);
		heading.addEventListener("focus", () => show(heading));
		heading.addEventListener("blur", hide);
		if (heading instanceof HTMLButtonElement)
			heading.addEventListener("click", () => show(heading));
	}
	box.addEventListener("pointerenter", stay);
	box.addEventListener("pointerleave", linger);
	document.addEventListener("keydown", (event) => {
		if (event.key === "Escape") hide();
	});
	const follow = () => {
		if (explained) place(box, explained);
	};
	document.addEventListener("scroll", follow, {
		capture: true,
		passive: true,
	});
}

/** Above the heading where there is room, else below; never beyond the window. */
function place(box: HTMLElement, heading: HTMLElement): void {
	const at = heading.getBoundingClientRect();
	const size = box.getBoundingClientRect();
	const above = at.top - size.height - GAP;
	const left = Math.min(at.left, innerWidth - size.width - GAP);
	box.style.left = `${Math.max(GAP, left)}px`;
	box.style.top = `${above > GAP ? above : at.bottom + GAP}px`;
}
