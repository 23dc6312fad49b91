/** Line icons on a 24 px grid, drawn for this widget. */
const PATHS = {
	chat: ["M4 5.5h16v10.5H10.5L6 20v-4H4z"],
	phone: [
		"M7 3.5h3l1.5 4-2 1.6a12 12 0 0 0 5.400 5.400l1.600-2 4 1.500v3a2 2 0 0 1-2.200 2A16.500 16.500 0 0 1 5 5.700 2 2 0 0 1 7 3.500z",
	],
	screen: ["M3.500 5h17v11h-17z", "M9 20h6", "M12 16v4"],
	more: ["M12 5.500v.01", "M12 12v.01", "M12 18.500v.01"],
	minimise: ["M6 9.500l6 6 6-6"],
	close: ["M6 6l12 12", "M18 6L6 18"],
	back: ["M14.500 6l-6 6 6 6"],
	next: ["M9.500 6l6 6-6 6"],
	send: ["M4.500 12L20 4.500 15.500 20l-3.500-6.500z", "M12 13.500L20 4.500"],
	eye: [
		"M2.500 12S6 5.500 12 5.500 21.500 12 21.500 12 18 18.500 12 18.500 2.500 12 2.500 12z",
		"M12 9.300a2.700 2.700 0 1 0 0 5.400 2.700 2.700 0 0 0 0-5.400z",
	],
	shield: [
		"M12 3.500l7.500 2.800v5.200c0 4.300-3 7.500-7.500 9-4.500-1.500-7.500-4.700-7.500-9V6.300z",
		"M8.800 12l2.300 2.300 4.200-4.400",
	],
	pencil: [
		"M4.500 19.500l.8-4L16 4.800l3.200 3.200L8.500 18.700z",
		"M13.800 7l3.200 3.200",
	],
	leave: [
		"M13.500 4.500h-8v15h8",
		"M10 12h10",
		"M16.500 8.500L20 12l-3.500 3.500",
	],
	stop: ["M6.500 6.500h11v11h-11z"],
} as const;

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

export function icon(name: IconName): SVGSVGElement {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("class", `icon icon-${name}`);
	svg.setAttribute("aria-hidden", "true");
	for (const path of PATHS[name]) {
		const shape = document.createElementNS(SVG, "path");
		shape.setAttribute("d", path);
		svg.append(shape);
	}
	return svg;
}
