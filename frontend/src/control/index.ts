/** The public face: everything by which the agent's hand reaches the customer's page. */
export {
	type Anchor,
	Board,
	type BoardOptions,
	COLOURS,
	type Colour,
	type Crosshair,
	createCrosshair,
	createDrawingTool,
	type DrawingTool,
	type Entry,
	INKS,
	type Ink,
	name_of,
	SHAPES,
} from "./annotate";
export {
	type Capture,
	type CaptureOptions,
	createCapture,
	type Refusal,
	type Replica,
} from "./capture";
export { drawn_box, drawn_point } from "./capture/replica";
export type { CommandBody, CommandName } from "./commands";
export { type Cursor, type CursorOptions, createCursor } from "./cursor";
export type { PointOf, ScreenBox, ScreenPoint } from "./ground";
export {
	createHand,
	type Hand,
	type HandNotice,
	type HandOptions,
} from "./hand";
export type { HandMirror, TargetPolicy } from "./hand/reach";
export { type Place, watchCustomerPointer } from "./pointing";
