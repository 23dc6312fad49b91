import type { ScreenPoint } from "../ground";
import type { Shape } from "./model";

/** Length of an arrow's head, pixels. */
const HEAD = 14;

const at = ({ x, y }: ScreenPoint): string => `${x.toFixed(1)} ${y.toFixed(1)}`;

/** The SVG path of a drawing; an arrow has its head at the last point. */
export function outline(shape: Shape, points: readonly ScreenPoint[]): string {
	const first = points[0];
	const tip = points.at(-1);
	if (!first || !tip) return "";
	switch (shape) {
		case "pen":
			return `M${points.map(at).join("L")}`;
		case "arrow":
			return arrow(first, tip);
		case "box":
		case "highlight":
			return `M${at(first)}H${tip.x.toFixed(1)}V${tip.y.toFixed(1)}H${first.x.toFixed(1)}Z`;
	}
}

function arrow(first: ScreenPoint, tip: ScreenPoint): string {
	const angle = Math.atan2(tip.y - first.y, tip.x - first.x);
	const barb = (turn: number): ScreenPoint => ({
		x: tip.x - HEAD * Math.cos(angle + turn),
		y: tip.y - HEAD * Math.sin(angle + turn),
	});
	return `M${at(first)}L${at(tip)}M${at(barb(0.5))}L${at(tip)}L${at(barb(-0.5))}`;
}
