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
	pause: ["M9 6v12", "M15 6v12"],
	play: ["M8 5.500l10 6.500-10 6.500z"],
	move: [
		"M12 4v16M4 12h16",
		"M9.500 6.500L12 4l2.500 2.500M9.500 17.500L12 20l2.500-2.500",
		"M6.500 9.500L4 12l2.500 2.500M17.500 9.500L20 12l-2.500 2.500",
	],
	clock: ["M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z", "M12 8v4.500l3 2"],
	smile: [
		"M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16z",
		"M8.800 14a4 4 0 0 0 6.400 0",
		"M9.500 9.800v.01M14.500 9.800v.01",
	],
	save: ["M12 4v11", "M7.500 10.500L12 15l4.500-4.500", "M5 19.500h14"],
	sound: ["M5 10v4h3l4 3.500v-11L8 10z", "M15.500 9a4 4 0 0 1 0 6"],
	bell: [
		"M6.500 16.500V11a5.500 5.500 0 0 1 11 0v5.500l1.500 1.500H5z",
		"M10.500 20h3",
	],
	check: ["M5.500 12.500l4 4 9-9"],
	callback: [
		"M7 3.500h3l1.500 4-2 1.600a12 12 0 0 0 5.400 5.400l1.600-2 4 1.500v3a2 2 0 0 1-2.200 2A16.500 16.500 0 0 1 5 5.700 2 2 0 0 1 7 3.500z",
		"M15 4v4.500h4.500M20 4l-4.800 4.300",
	],
	headset: [
		"M4.500 14v-2a7.500 7.500 0 0 1 15 0v2",
		"M4.500 13.500h3v5h-1.500a1.500 1.500 0 0 1-1.500-1.500zM19.500 13.500h-3v5h1.500a1.500 1.500 0 0 0 1.500-1.500z",
	],
	microphone: [
		"M12 3.500a2.500 2.500 0 0 0-2.500 2.500v6a2.500 2.500 0 0 0 5 0v-6A2.500 2.500 0 0 0 12 3.500z",
		"M6.500 11.500a5.500 5.500 0 0 0 11 0",
		"M12 17v3.500",
	],
	hang_up: [
		"M3.500 13.500c0-2 4-4.500 8.500-4.500s8.500 2.500 8.500 4.500c0 1.200-.4 2.500-1.500 2.500l-3-.8c-.7-.2-1-.7-1-1.400v-1.300a10 10 0 0 0-6 0v1.300c0 .7-.3 1.200-1 1.400l-3 .8c-1.100 0-1.500-1.300-1.500-2.500z",
	],
	settings: [
		"M4 8h9",
		"M17 8h3",
		"M15 5.500v5",
		"M4 16h3",
		"M11 16h9",
		"M9 13.500v5",
	],
	retry: ["M19 12a7 7 0 1 1-2.200-5.100L19 9", "M19 4.500V9h-4.500"],
} as const;

export type IconName = keyof typeof PATHS;

const SVG = "http://www.w3.org/2000/svg";

export const icon = (name: IconName): SVGSVGElement =>
	drawn_icon(name, PATHS[name]);

/** For parts that bring their own. */
export function drawn_icon(
	name: string,
	paths: readonly string[],
): SVGSVGElement {
	const svg = document.createElementNS(SVG, "svg");
	svg.setAttribute("viewBox", "0 0 24 24");
	svg.setAttribute("class", `icon icon-${name}`);
	svg.setAttribute("aria-hidden", "true");
	for (const path of paths) {
		const shape = document.createElementNS(SVG, "path");
		shape.setAttribute("d", path);
		svg.append(shape);
	}
	return svg;
}
