/** Drawings and notes pinned to elements: `Board` shows them on either side, `createDrawingTool` makes them. */
export { Board, type BoardOptions, type Entry } from "./board";
export { type Crosshair, createCrosshair } from "./crosshair";
export { INKS } from "./look";
export {
	type Annotation,
	COLOURS,
	type Colour,
	SHAPES,
	type Shape,
	type Side,
} from "./model";
export type { Anchor } from "./placing";
export type { Ink } from "./stroke";
export { createDrawingTool, type DrawingTool, type ToolOptions } from "./tool";
export { name_of } from "./words";
