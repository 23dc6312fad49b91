/** Where a drawing belongs: the element under a point, and fractions of its box. */
import type { Ground, ScreenPoint } from "../ground";
import type { Place } from "../pointing";
import { type Fraction, rounded } from "./model";

/** The mirrored element at a point of the window. */
export type PlaceAt = (x: number, y: number) => Place | null;

export interface Pin {
	readonly node: number;
	/** From pixels of the window. */
	fraction(point: ScreenPoint): Fraction;
}

export function pin_at(
	ground: Ground,
	place_at: PlaceAt,
	point: ScreenPoint,
): Pin | null {
	const place = place_at(point.x, point.y);
	const from = place && ground.point(place.node, 0, 0);
	const to = place && ground.point(place.node, 1, 1);
	if (!place || !from || !to || from.x === to.x || from.y === to.y) return null;
	return {
		node: place.node,
		fraction(screen) {
			const { x, y } = ground.local(screen) ?? screen;
			return [
				rounded((x - from.x) / (to.x - from.x)),
				rounded((y - from.y) / (to.y - from.y)),
			];
		},
	};
}

export const new_id = (): string =>
	[...crypto.getRandomValues(new Uint8Array(8))]
		.map((byte) => byte.toString(16).padStart(2, "0"))
		.join("");
