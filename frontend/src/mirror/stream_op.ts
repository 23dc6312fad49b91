import type { Op } from "./ops";
import type { MotionOp, MotionStateOp } from "./read_motion";
import type { Value } from "./writer";

/** What is seen of a view when it is zoomed, in its CSS pixels. */
export interface SeenPart {
	scale: number;
	x: number;
	y: number;
	width: number;
	height: number;
}

export type Attribute = readonly [name: string, value: Value];

/** One decoded op; numbers are ids unless the grammar says otherwise. */
export type StreamOp =
	| { op: typeof Op.BEGIN; version: number }
	| { op: typeof Op.END }
	| { op: typeof Op.PAUSED }
	| {
			op: typeof Op.COMMIT;
			flush: number;
			time: number;
			created: number;
			sum: number;
	  }
	| { op: typeof Op.CHECK; parent: number; count: number; hash: number }
	| { op: typeof Op.VIEW; width: number; height: number }
	| { op: typeof Op.TITLE; title: Value }
	| { op: typeof Op.DOC; id: number; host: number; flags: number }
	| { op: typeof Op.AT; parent: number; next: number }
	| {
			op: typeof Op.EL;
			id: number;
			namespace: number;
			tag: string;
			attributes: Attribute[];
	  }
	| { op: typeof Op.TX; id: number; text: Value }
	| { op: typeof Op.SHADOW; id: number; host: number; flags: number }
	| { op: typeof Op.MV; node: number; parent: number; next: number }
	| { op: typeof Op.RM; node: number }
	| { op: typeof Op.ATTR; node: number; name: string; value: Value }
	| { op: typeof Op.RMATTR; node: number; name: string }
	| { op: typeof Op.TEXT; node: number; text: Value }
	| {
			op: typeof Op.SHEET;
			sheet: number;
			owner: number;
			form: number;
			off: number;
	  }
	| { op: typeof Op.SHEETADD; sheet: number; text: string }
	| { op: typeof Op.RULE; sheet: number; index: number; text: string }
	| { op: typeof Op.RMRULE; sheet: number; index: number }
	| { op: typeof Op.SHEETOFF; sheet: number; off: number }
	| { op: typeof Op.SHEETMEDIA; sheet: number; media: string }
	| { op: typeof Op.SLOT; slot: number; nodes: number[] }
	| { op: typeof Op.ADOPT; root: number; sheets: number[] }
	| { op: typeof Op.VALUE; node: number; value: Value }
	| { op: typeof Op.CHECKED; node: number; bits: number }
	| { op: typeof Op.SELECTED; node: number; indexes: number[] }
	| { op: typeof Op.SCROLL; node: number; x: number; y: number }
	| { op: typeof Op.BOX; node: number; width: number; height: number }
	| { op: typeof Op.TOP_LAYER; node: number; state: number }
	| { op: typeof Op.STATE; node: number; bits: number }
	| { op: typeof Op.CUSTOM_STATES; node: number; names: string[] }
	| MotionOp
	| MotionStateOp
	| ({ op: typeof Op.ZOOM } & SeenPart)
	| { op: typeof Op.ANIMATION_END; animation: number; how: number }
	| {
			op: typeof Op.SELECTION;
			anchor: number;
			anchorOffset: number;
			focus: number;
			focusOffset: number;
	  }
	| {
			op: typeof Op.CARET;
			field: number;
			start: number;
			end: number;
			direction: number;
	  }
	| { op: typeof Op.ASSET; url: string };
