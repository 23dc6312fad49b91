/**
 * Definitions of statistics, shown beside their names on hover and focus. They lie in
 * the page, so that screen readers have them anyway; a box above everything shows them
 * where a table would cut them off.
 */
const GAP = 6;
const EDGE = 8;

export function show_hints(root: HTMLElement): void {
	const box = document.createElement("div");
	box.className = "rt-hint";
	box.hidden = true;
	document.body.append(box);
	let term: HTMLElement | null = null;

	const hide = () => {
		term = null;
		box.hidden = true;
	};
	const show = (event: Event) => {
		const found = term_of(event);
		if (found === null || found === term) return;
		term = found;
		box.textContent = definition_of(found);
		box.hidden = box.textContent === "";
		place_at(box, found.getBoundingClientRect());
	};
	const leave = (event: PointerEvent | FocusEvent) => {
		const next = event.relatedTarget;
		const stays =
			next instanceof Node && (box.contains(next) || term?.contains(next));
		if (!stays && document.activeElement !== term) hide();
	};
	root.addEventListener("pointerover", show);
	root.addEventListener("focusin", show);
	root.addEventListener("pointerout", leave);
	box.addEventListener("pointerleave", leave);
	root.addEventListener("focusout", hide);
	document.addEventListener("scroll", hide, { capture: true, passive: true });
	document.addEventListener("keydown", (event) => {
		if (event.key === "Escape") hide();
	});
}

function term_of(event: Event): HTMLElement | null {
	if (!(event.target instanceof Element)) return null;
	return event.target.closest<HTMLElement>(".rt-term");
}

function definition_of(term: HTMLElement): string {
	const id = term.getAttribute("aria-describedby") ?? "";
	return document.getElementById(id)?.textContent ?? "";
}

function place_at(box: HTMLElement, term: DOMRect): void {
	const room = document.documentElement.clientWidth - box.offsetWidth - EDGE;
	const below = term.bottom + GAP;
	const fits = below + box.offsetHeight < window.innerHeight;
	box.style.left = `${Math.max(EDGE, Math.min(term.left, room))}px`;
	box.style.top = `${fits ? below : term.top - GAP - box.offsetHeight}px`;
}
