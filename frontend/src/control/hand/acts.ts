/** One act for each command: aim, judge, do. Refuses by throwing `Refused`. */
import type { CommandBody, CommandName } from "../commands";
import { NO_MODS } from "../keys";
import { Changes } from "./changes";
import { Drag } from "./drag";
import { pick_options, pick_value, press_option, select_span } from "./fields";
import { Focus } from "./focus";
import { editable_at, Keyboard } from "./keyboard";
import { link_of, stay_in_tab } from "./links";
import { bring_into_view, is_connected, matches, realm_of } from "./natives";
import { type Need, Needs } from "./needs";
import type { Pace } from "./pace";
import { Pointer } from "./pointer";
import type { Reach } from "./reach";
import { forbidden, Refused } from "./refusal";
import { page_box, scroll_to } from "./scrolling";
import { place_caret } from "./text_fields";
import { travel } from "./travel";
import { is_in_viewport, is_page, type Point, point_in, tag_of } from "./tree";
import { turn_wheel } from "./wheel";

type Click = Extract<CommandBody, { do: "click" }>;
type Press = Extract<CommandBody, { do: "press" }>;

/** What may set something off at the page. */
const SETS_OFF = new Set<CommandName>(["click", "release", "key", "check"]);
/** Presses on the same element within this time make a multiple click, milliseconds. */
const MULTIPLE_CLICK_MS = 1_000;

export interface ActOptions {
	readonly document: Document;
	readonly reach: Reach;
	readonly pace: Pace;
	allowed_origins(): readonly string[];
	/** The element that the hand is about to use. */
	on_target(element: Element): void;
	/** The hand is about to lead the page elsewhere; empty when the address is not known. */
	on_travel(url: string): void;
}

export class Acts {
	#pointer: Pointer;
	#focus: Focus;
	#keyboard: Keyboard;
	#drag: Drag;
	/** Mirror id of the element that keys were last meant for. */
	#anchor_node: number | null = null;
	#last_click: { element: Element; count: number; at: number } | null = null;

	constructor(private readonly options: ActOptions) {
		const { document, reach, pace } = options;
		this.#pointer = new Pointer(pace);
		this.#focus = new Focus(document);
		this.#keyboard = new Keyboard(
			document,
			this.#focus,
			reach,
			new Changes(),
			pace,
		);
		this.#drag = new Drag({
			document,
			pointer: this.#pointer,
			focus: this.#focus,
			reach,
			pace,
		});
	}

	close(): void {
		this.#drag.cancel();
	}

	/** What the page asked for in vain because of this command; only a person's press gives it. */
	async run(command: CommandBody): Promise<Need | null> {
		if (!SETS_OFF.has(command.do)) {
			await this.#do(command);
			return null;
		}
		const { document, pace } = this.options;
		const needs = new Needs();
		const stop = needs.watch(realm_of(document.documentElement) ?? window);
		try {
			await this.#do(command);
			// Frameworks answer in a task of their own.
			await pace.next().catch(() => {});
		} finally {
			stop();
		}
		return needs.found;
	}

	async #do(command: CommandBody): Promise<void> {
		const { reach, document } = this.options;
		switch (command.do) {
			case "click":
				this.#drag.cancel();
				return this.#click(reach.element(command.node), command);
			case "press":
				this.#drag.cancel();
				return this.#press(reach.element(command.node), command);
			case "drag":
				return this.#drag.move(command.x, command.y);
			case "release":
				return this.#drag.release(command.x, command.y);
			case "cancel":
				return this.#drag.cancel();
			case "wheel":
				return turn_wheel(reach.element(command.node), command, reach);
			case "hover": {
				const element = reach.element(command.node);
				reach.check_touch(element);
				const point = point_in(element, command.fx, command.fy);
				return this.#pointer.move(element, { point });
			}
			case "text":
			case "key":
				return this.#keys(command);
			case "value":
				return this.#set(command.node, (element) =>
					pick_value(
						element,
						command.value,
						command.going ?? false,
						this.#focus,
					),
				);
			case "select":
				return this.#set(command.node, (element) =>
					pick_options(element, command.indexes, this.#focus),
				);
			case "selection":
				return this.#set(command.node, (element) => {
					this.#focus.to(element);
					select_span(element, command.start, command.end);
				});
			case "check":
				return this.#check(command.node, command.checked);
			case "focus": {
				const element = reach.element(command.node);
				reach.check_touch(element);
				if (matches(element, ":disabled")) throw forbidden("disabled");
				this.options.on_target(element);
				this.#focus.by_mouse(element);
				this.#anchor_at(element, command.node);
				return;
			}
			case "scroll": {
				const box =
					command.node === null
						? page_box(document)
						: reach.element(command.node);
				reach.check_page(box);
				const target = is_page(box) ? page_box(box.ownerDocument) : box;
				scroll_to(target, command.x, command.y);
				return;
			}
			default:
				this.options.on_travel(
					travel(document, command, this.options.allowed_origins()),
				);
		}
	}

	async #click(element: Element, click: Click): Promise<void> {
		const { reach, pace } = this.options;
		reach.check_press(element);
		this.options.on_target(element);
		for (const count of this.#counts(element, click)) {
			const point = in_view(element, click);
			// Between the presses of a multiple click the mouse rests.
			if (count === 1) this.#pointer.move(element, { point, mods: click.mods });
			await pace.next();
			reach.check_press(element);
			const link = link_of(element);
			await this.#pointer.press(
				element,
				{
					point,
					count,
					button: click.button,
					// Held keys would make a link open where the customer is not.
					mods: link
						? { ...click.mods, ctrl: false, meta: false, shift: false }
						: click.mods,
				},
				() => {
					this.#focus.by_mouse(element);
					const field = editable_at(element);
					if (field && click.button === 0) place_caret(field, point, count);
					if (tag_of(element) === "option")
						press_option(element as HTMLOptionElement, click.mods, this.#focus);
				},
				() => {
					reach.check_press(element);
					if (link) stay_in_tab(link);
				},
			);
			await pace.next();
			if (!is_connected(element)) break;
		}
		this.#anchor_at(element, click.node);
	}

	async #press(element: Element, press: Press): Promise<void> {
		const { reach, pace } = this.options;
		reach.check_press(element);
		this.options.on_target(element);
		const point = in_view(element, press);
		this.#pointer.move(element, { point, mods: press.mods });
		await pace.next();
		reach.check_press(element);
		this.#drag.begin(element, point, press);
		this.#anchor_at(element, press.node);
	}

	/** The clicks that are still missing: the agent's first click may have come as its own command. */
	#counts(element: Element, click: Click): number[] {
		const now = Date.now();
		const last = this.#last_click;
		const goes_on =
			last?.element === element && now - last.at < MULTIPLE_CLICK_MS;
		const done = goes_on && last.count < click.count ? last.count : 0;
		this.#last_click = { element, count: click.count, at: now };
		return [1, 2, 3].slice(done, click.count);
	}

	async #keys(
		command: Extract<CommandBody, { do: "text" | "key" }>,
	): Promise<void> {
		const element = this.#keys_target(command.node);
		this.#keyboard.aim(element);
		if (element) this.#anchor_at(element, command.node);
		const target = this.#focus.active();
		if (target) this.options.on_target(target);
		if (command.do === "text") await this.#keyboard.type(command.text);
		else await this.#keyboard.press(command.key, command.mods);
		this.#focus.settle();
	}

	/**
	 * A page may replace the field that the agent types in and focus the new one:
	 * keys for the old one go on there. Null: to wherever the focus is.
	 */
	#keys_target(node: number | null): Element | null {
		if (node === null) return null;
		try {
			return this.options.reach.element(node);
		} catch (gone) {
			if (node !== this.#anchor_node || !this.#focus.is_held) throw gone;
			return null;
		}
	}

	#anchor_at(element: Element, node: number | null): void {
		this.#anchor_node = node;
		this.#focus.anchor_at(element);
	}

	#set(node: number, set: (element: Element) => void): void {
		const { reach } = this.options;
		const element = reach.element(node);
		reach.check_edit(element);
		this.options.on_target(element);
		set(element);
		this.#anchor_at(element, node);
	}

	async #check(node: number, checked: boolean): Promise<void> {
		const { reach } = this.options;
		const element = reach.element(node);
		if (!matches(element, "input[type=checkbox i], input[type=radio i]"))
			throw new Refused("bad_command");
		reach.check_press(element);
		if ((element as HTMLInputElement).checked === checked) return;
		await this.#click(element, {
			do: "click",
			node,
			fx: 0.5,
			fy: 0.5,
			button: 0,
			count: 1,
			mods: NO_MODS,
		});
	}
}

/** Where to press the element, once it is on the screen. */
function in_view(element: Element, { fx, fy }: Click | Press): Point {
	const point = point_in(element, fx, fy);
	if (is_in_viewport(element, point)) return point;
	bring_into_view(element);
	return point_in(element, fx, fy);
}
