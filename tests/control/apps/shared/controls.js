/** What every page of controls has: its first state, what is worked by the mouse alone, and a log. */
export const START = {
	name: "",
	notes: "",
	agree: false,
	size: "s",
	fruit: "apple",
	many: [],
	level: 30,
	count: 3,
	day: "",
	at: "",
	when: "",
	month: "",
	week: "",
	tint: "#336699",
	clicks: 0,
	rich: "",
	query: "",
	found: "",
	sent: 0,
	order: "abc",
	zoom: 0,
};
export const FRUITS = ["apple", "pear", "plum"];
export const chosen = (select) =>
	[...select.selectedOptions].map((option) => option.value);

/** Sorts `list` by dragging with pointer events; tells the new order of ids when it is dropped. */
export function sortable(list, tell) {
	let held = null;
	list.addEventListener("pointerdown", (event) => {
		held = event.target.closest("li");
		held?.setPointerCapture(event.pointerId);
	});
	list.addEventListener("pointermove", (event) => {
		if (!held) return;
		const next = [...list.children].find((one) => {
			const box = one.getBoundingClientRect();
			return one !== held && event.clientY < box.top + box.height / 2;
		});
		if (held.nextElementSibling !== (next ?? null)) list.insertBefore(held, next ?? null);
	});
	const drop = () => {
		if (held) tell([...list.children].map((one) => one.id).join(""));
		held = null;
	};
	list.addEventListener("pointerup", drop);
	list.addEventListener("pointercancel", drop);
}

/** Tells how far the wheel has been turned over `pad`, and keeps the page from scrolling. */
export function zoomable(pad, tell) {
	let zoom = 0;
	pad.addEventListener("wheel", (event) => {
		event.preventDefault();
		zoom += event.deltaY;
		tell(zoom);
	});
}

/** What the page's own listeners hear, in order: `type id`. */
export function keep_log(root) {
	window.log = [];
	const types =
		"pointerdown mousedown pointerup mouseup click focusin focusout keydown beforeinput input change";
	for (const type of types.split(" "))
		root.addEventListener(type, (event) => {
			const { id } = event.composedPath()[0];
			window.log.push(`${type} ${id}`);
		});
}
