import { by_id, set_attributes } from "../dom";
import { clamped, type Pane, RANGES, width_by_key } from "../panes";
import { type StringKey, say } from "../strings";
import { panels } from "./panels";

const SPLITTERS: readonly [Pane, string, StringKey][] = [
	["list", "side", "split.list"],
	["talk", "talk", "split.talk"],
	["context", "context", "split.context"],
];

/** The lines between panes: dragged, moved by arrows, set back by a double click. */
export function mount_splitters(): void {
	for (const [pane, controls, label] of SPLITTERS) {
		const line = by_id(`split-${pane}`);
		set_attributes(line, {
			role: "separator",
			tabindex: 0,
			"aria-orientation": "vertical",
			"aria-controls": controls,
			"aria-label": say(label),
			"aria-valuemin": RANGES[pane].min,
			"aria-valuemax": RANGES[pane].max,
			"data-testid": "splitter",
			"data-pane": pane,
		});
		const paint = (): void =>
			set_attributes(line, { "aria-valuenow": panels.widths[pane] });
		panels.on_change(paint);
		paint();
		listen(line, pane);
	}
}

function listen(line: HTMLElement, pane: Pane): void {
	const sign = pane === "context" ? -1 : 1;
	let from: { x: number; width: number } | null = null;
	line.addEventListener("pointerdown", (event) => {
		if (event.button !== 0) return;
		// The pointer stays ours above the customer's page, too.
		line.setPointerCapture(event.pointerId);
		from = { x: event.clientX, width: panels.widths[pane] };
		document.body.dataset.dragging = pane;
	});
	line.addEventListener("pointermove", (event) => {
		if (from)
			panels.resize(
				pane,
				clamped(pane, from.width + sign * (event.clientX - from.x)),
			);
	});
	const let_go = (): void => {
		from = null;
		delete document.body.dataset.dragging;
	};
	line.addEventListener("pointerup", let_go);
	line.addEventListener("pointercancel", let_go);
	line.addEventListener("lostpointercapture", let_go);
	line.addEventListener("dblclick", () =>
		panels.resize(pane, RANGES[pane].usual),
	);
	line.addEventListener("keydown", (event) => {
		if (event.altKey || event.ctrlKey || event.metaKey) return;
		if (event.key === "Enter") {
			panels.toggle(pane);
			event.preventDefault();
			return;
		}
		const width = width_by_key(panels.layout, pane, event.key, event.shiftKey);
		if (width === null) return;
		panels.resize(pane, width);
		event.preventDefault();
	});
}
