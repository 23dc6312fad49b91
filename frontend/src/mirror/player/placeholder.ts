import { setAttribute } from "../natives";

const LABELS: Readonly<Record<string, string>> = {
	img: "Image",
	canvas: "Drawing",
	video: "Video",
};

/** A picture of the given size with a label, in place of one that is not here; without a kind there is nothing in it. */
export function placeholder(
	width: number,
	height: number,
	kind = "",
	lost = false,
): string {
	const frame = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">`;
	if (!kind) return address(`${frame}</svg>`);
	const words = `${LABELS[kind] ?? "Image"}${lost && width >= 180 ? " cannot be shown" : ""}`;
	const label = width >= 60 && height >= 24 ? words : "";
	const dashes = lost ? ' stroke-dasharray="4"' : "";
	return address(
		`${frame}<rect width="100%" height="100%" fill="#e4e7ec"/><rect x=".5" y=".5" width="${Math.max(0, width - 1)}" height="${Math.max(0, height - 1)}" fill="none" stroke="#c3c8d1"${dashes}/><text x="50%" y="50%" fill="#667085" font-family="sans-serif" font-size="12" text-anchor="middle" dominant-baseline="central">${label}</text></svg>`,
	);
}

const address = (svg: string): string =>
	`data:image/svg+xml,${encodeURIComponent(svg)}`;

/** Gives a blocked element the room that the real one takes. */
export function occupy(element: Element, width: number, height: number): void {
	setAttribute(
		element,
		"style",
		`box-sizing:border-box!important;width:${width}px!important;height:${height}px!important;min-width:0!important;background:repeating-linear-gradient(45deg,#e4e7ec 0 8px,#d7dbe2 8px 16px)!important`,
	);
	const shown =
		element.ownerDocument.defaultView?.getComputedStyle(element).display;
	if (shown === "inline")
		(element as HTMLElement).style?.setProperty(
			"display",
			"inline-block",
			"important",
		);
}
