import { drawn_box, type Replica, type ScreenPoint } from "../control";
import { replica_point } from "../control/capture/replica";

/** What people point at; the replica has neither tab order nor live links. */
const CONTROLS =
	"a, button, input, select, textarea, summary, [contenteditable], [role=button], [role=link], [role=tab], [role=menuitem], [role=checkbox], [role=switch], [role=radio], [role=option], [role=slider]";

/** Room that is kept around the cross, pixels. */
const EDGE = 24;

/** The controls of the customer's page that the agent sees, one after the other. */
export class DrawingStops {
	#last: Element | null = null;

	constructor(
		private readonly surface: HTMLElement,
		/** What of the surface is in sight; scrolls where the page is shown in its own size. */
		private readonly room: HTMLElement,
		private readonly replica: Replica,
	) {}

	/** Of what is in sight. */
	middle(): ScreenPoint {
		const room = this.room.getBoundingClientRect();
		const all = this.surface.getBoundingClientRect();
		const between = (a: number, b: number, c: number, d: number) =>
			(Math.max(a, c) + Math.min(b, d)) / 2;
		return {
			x: between(room.left, room.right, all.left, all.right),
			y: between(room.top, room.bottom, all.top, all.bottom),
		};
	}

	/** Scrolls so far that this point of the window is in sight. */
	reveal({ x, y }: ScreenPoint): void {
		const { left, right, top, bottom } = this.room.getBoundingClientRect();
		const beyond = (at: number, low: number, high: number) =>
			Math.min(0, at - low - EDGE) + Math.max(0, at - high + EDGE);
		this.room.scrollBy(beyond(x, left, right), beyond(y, top, bottom));
	}

	/** The middle of the next one, in pixels of this window; around the ends. */
	next(backward: boolean): ScreenPoint | null {
		const page = this.replica.frame.contentDocument;
		const all = page ? [...controls_in(page)] : [];
		const step = backward ? -1 : 1;
		const from = this.#last ? all.indexOf(this.#last) : -1;
		const first = from < 0 && backward ? all.length : from;
		for (let tried = 1; tried <= all.length; tried++) {
			const at = (first + step * tried + 2 * all.length) % all.length;
			const element = all[at];
			const middle = element && this.#middle(element);
			if (!middle) continue;
			this.#last = element;
			return middle;
		}
		return null;
	}

	/** Null while it is out of sight or covered. */
	#middle(element: Element): ScreenPoint | null {
		const box = drawn_box(this.replica, element);
		const x = box.left + box.width / 2;
		const y = box.top + box.height / 2;
		const sight = this.surface.getBoundingClientRect();
		if (
			x < sight.left ||
			x >= sight.right ||
			y < sight.top ||
			y >= sight.bottom
		)
			return null;
		const point = replica_point(this.replica, x, y);
		const hit = point && this.replica.id_at(point.x, point.y);
		const top = hit && this.replica.element_by_id(hit.id);
		return top && element.contains(top) ? { x, y } : null;
	}
}

function* controls_in(root: Document | ShadowRoot): Iterable<Element> {
	for (const element of root.querySelectorAll("*")) {
		if (element.matches(CONTROLS)) yield element;
		if (element.shadowRoot) yield* controls_in(element.shadowRoot);
		const page = (element as HTMLIFrameElement).contentDocument;
		if (page) yield* controls_in(page);
	}
}
