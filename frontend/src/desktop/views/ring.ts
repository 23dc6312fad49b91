/** A circle that empties: the share of time that is left. */

const SVG = "http://www.w3.org/2000/svg";
const RADIUS = 20;
const LENGTH = 2 * Math.PI * RADIUS;

function circle(name: string): SVGCircleElement {
	const element = document.createElementNS(SVG, "circle");
	for (const [key, value] of [
		["cx", "22"],
		["cy", "22"],
		["r", String(RADIUS)],
		["class", name],
	] as const)
		element.setAttribute(key, value);
	return element;
}

export function ring(): {
	element: SVGSVGElement;
	set: (share: number) => void;
} {
	const element = document.createElementNS(SVG, "svg");
	element.setAttribute("viewBox", "0 0 44 44");
	element.setAttribute("class", "ring");
	element.setAttribute("aria-hidden", "true");
	const rest = circle("ring__rest");
	rest.setAttribute("stroke-dasharray", String(LENGTH));
	element.append(circle("ring__whole"), rest);
	return {
		element,
		set: (share) => {
			const empty = 1 - Math.min(1, Math.max(0, share));
			rest.setAttribute("stroke-dashoffset", String(empty * LENGTH));
		},
	};
}
