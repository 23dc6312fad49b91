/**
 * The agent's mouse and keyboard over the replica, turned into POINTER and
 * COMMAND frames. It addresses elements by their mirror ids, so window sizes
 * and the viewer's scale do not matter, and never touches the replica itself.
 */
import { decode_ack } from "../../protocol/frames";
import type { CommandBody } from "../commands";
import { mods_of } from "../keys";
import { type Place, Pointing } from "../pointing";
import { Dragging } from "./dragging";
import { focused_field } from "./focused";
import { KeyCatcher } from "./keys";
import { Outbox, type Refusal } from "./outbox";
import { is_slider, opens_picker, Picker, slider_value } from "./picker";
import { drawn_box, element_of, type Replica, replica_point } from "./replica";
import { Wheel } from "./wheel";

export type { Refusal, Replica };

export interface CaptureOptions {
	/** Lies over the replica and gets all its events; positioned, nothing in it takes the mouse. */
	readonly overlay: HTMLElement;
	readonly replica: Replica;
	mode(): "pointer" | "write";
	mode_epoch(): number;
	/** Of the customer's page; 0 while there is none. */
	epoch(): number;
	/** False when it could not be sent. */
	send_frame(frame: Uint8Array): unknown;
	/** The customer's page said no, and why. */
	on_refused?(refusal: Refusal): void;
	/** True while a drawing tool has the overlay. */
	is_paused?(): boolean;
}

export interface Capture {
	/** To be called with each ACK frame from the customer. */
	on_ack(frame: Uint8Array): void;
	/** The toolbar's own commands: back, forward, refresh, navigate. */
	command(command: CommandBody): void;
	/** To be called when the page (epoch) or the mode changed. */
	reset(): void;
	/** Gives the keyboard to the customer's page. */
	focus(): void;
	close(): void;
}

/** A press that moves further is no click, in pixels of the agent's screen. */
const CLICK_SLACK = 8;
const HOVER_MS = 150;
/** A picker stays shut where the page takes none of these. */
const OPENED_BY = new Set(["click", "value", "select"]);

interface Pressed {
	readonly place: Place;
	readonly x: number;
	readonly y: number;
	/** May become a drag. */
	readonly holds: boolean;
}

const has_moved = ({ x, y }: Pressed, event: MouseEvent): boolean =>
	Math.hypot(event.clientX - x, event.clientY - y) > CLICK_SLACK;

export function createCapture(options: CaptureOptions): Capture {
	const { overlay, replica } = options;
	const stop = new AbortController();
	const outbox = new Outbox({
		...bound(options),
		on_refused: (refusal) => {
			if (OPENED_BY.has(refusal.command.do)) picker.close();
			options.on_refused?.(refusal);
		},
	});
	const pointing = new Pointing(bound(options));
	const wheel = new Wheel((turn) => outbox.put(turn));
	const dragging = new Dragging(overlay, replica, (command) =>
		outbox.put(command),
	);
	const picker = new Picker(
		overlay,
		replica,
		(command) => outbox.put(command),
		() => keys.focus(),
	);
	/** What the agent pressed last, and so where the keys belong. */
	let keys_for: number | null = null;
	let pressed: Pressed | null = null;
	let slider: { node: number; field: HTMLInputElement } | null = null;
	let hovered = 0;
	let hover_timer = 0;

	const is_live = () => options.epoch() !== 0 && !options.is_paused?.();
	const may_write = () => is_live() && options.mode() === "write";
	const keys = new KeyCatcher(overlay, {
		is_open: may_write,
		text: (text) => {
			const node = keys_for ?? page_id();
			if (node !== null) outbox.put({ do: "text", node, text });
		},
		key: (key, mods) => outbox.put({ do: "key", node: keys_for, key, mods }),
		opens: (key, mods) => {
			const field = focused_field(replica);
			const node = field && replica.id_of(field);
			return (
				!!node && opens_picker(field, key, mods) && picker.open(node, field)
			);
		},
	});

	const page_id = (): number | null => {
		const root = replica.frame.contentDocument?.documentElement;
		return (root && replica.id_of(root)) || null;
	};
	const place_at = (event: MouseEvent): Place | null => {
		const point = replica_point(replica, event.clientX, event.clientY);
		const hit = point && replica.id_at(point.x, point.y);
		return hit && { node: hit.id, fx: hit.fx, fy: hit.fy };
	};
	const on = <K extends keyof HTMLElementEventMap>(
		type: K,
		listener: (event: HTMLElementEventMap[K]) => void,
	) =>
		overlay.addEventListener(
			type,
			(event) => {
				if (event.target === overlay && is_live()) listener(event);
			},
			{ signal: stop.signal, passive: false },
		);

	on("pointermove", (event) => {
		const place = place_at(event);
		pointing.move(place);
		if (slider) slide(event, true);
		else if (dragging.is_on) dragging.move(event);
		else if (pressed?.holds && has_moved(pressed, event)) start_drag(event);
		else if (place && may_write()) hover(place);
	});
	overlay.addEventListener("pointerleave", () => pointing.leave(), {
		signal: stop.signal,
	});

	on("pointerdown", (event) => {
		const place = place_at(event);
		const { button, clientX: x, clientY: y } = event;
		const holds = button === 0 && may_write();
		pressed = place && { place, x, y, holds };
		const field = place && element_of(replica, place.node);
		if (!place || !field || !holds || !is_slider(field)) return;
		slider = { node: place.node, field };
		window.clearTimeout(hover_timer);
		hovered = keys_for = place.node;
		overlay.setPointerCapture(event.pointerId);
		slide(event, true);
	});
	on("pointerup", (event) => {
		slide(event, false);
		slider = null;
		dragging.end(event);
	});
	on("pointercancel", () => {
		slider = null;
		pressed = null;
		dragging.cancel();
	});
	// The focus must stay in, or go to, the hidden textarea.
	on("mousedown", (event) => {
		event.preventDefault();
		const ground = overlay.getBoundingClientRect();
		keys.place(event.clientX - ground.left, event.clientY - ground.top);
		keys.focus();
	});
	on("contextmenu", (event) => event.preventDefault());
	on("click", (event) => press(event));
	on("auxclick", (event) => press(event));
	on("wheel", (event) => {
		if (!may_write() || event.ctrlKey) return;
		const place = place_at(event);
		if (!place) return;
		event.preventDefault();
		wheel.turn(place, event);
	});

	function press(event: MouseEvent): void {
		const start = pressed;
		pressed = null;
		const place = start ? start.place : place_at(event);
		if (!place || (start && has_moved(start, event))) return;
		if (!may_write()) {
			pointing.click(place);
			return;
		}
		const field = element_of(replica, place.node);
		if (field && is_slider(field)) return;
		window.clearTimeout(hover_timer);
		hovered = keys_for = place.node;
		const count = Math.min(3, Math.max(1, event.detail)) as 1 | 2 | 3;
		const button = event.button as 0 | 1 | 2;
		if (button > 2) return;
		outbox.put({ do: "click", ...place, button, count, mods: mods_of(event) });
		if (field && button === 0) picker.open(place.node, field);
	}

	function start_drag(event: PointerEvent): void {
		const start = pressed;
		if (!start || !may_write()) return;
		window.clearTimeout(hover_timer);
		hovered = keys_for = start.place.node;
		picker.close();
		dragging.start(start.place, event);
	}

	/** `going`: the slider is not let go yet. */
	function slide(event: PointerEvent, going: boolean): void {
		if (!slider) return;
		const box = drawn_box(replica, slider.field);
		if (box.width === 0) return;
		const along = (event.clientX - box.left) / box.width;
		const value = slider_value(slider.field, along);
		outbox.put({ do: "value", node: slider.node, value, going });
	}

	/** Only where the mouse rests, and only while nothing more important is on its way. */
	function hover(place: Place): void {
		if (place.node === hovered) return;
		window.clearTimeout(hover_timer);
		hover_timer = window.setTimeout(() => {
			if (!may_write() || !outbox.is_idle) return;
			hovered = place.node;
			outbox.put({ do: "hover", ...place });
		}, HOVER_MS);
	}

	return {
		on_ack(frame) {
			const ack = decode_ack(frame);
			if (ack) outbox.on_ack(ack);
		},
		command(command) {
			if (options.epoch() !== 0 && options.mode() === "write")
				outbox.put(command);
		},
		reset() {
			window.clearTimeout(hover_timer);
			outbox.reset();
			picker.close();
			dragging.forget();
			keys_for = pressed = slider = null;
			hovered = 0;
		},
		focus: () => keys.focus(),
		close() {
			stop.abort();
			window.clearTimeout(hover_timer);
			outbox.reset();
			picker.close();
			wheel.close();
			dragging.forget();
			pointing.close();
			keys.element.remove();
		},
	};
}

const bound = (options: CaptureOptions) => ({
	epoch: () => options.epoch(),
	mode_epoch: () => options.mode_epoch(),
	send_frame: (frame: Uint8Array) => options.send_frame(frame),
});
