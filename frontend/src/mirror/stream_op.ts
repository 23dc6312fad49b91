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
	| { op: Op.BEGIN; version: number }
	| { op: Op.END }
	| { op: Op.PAUSED }
	| {
			op: Op.COMMIT;
			flush: number;
			time: number;
			created: number;
			sum: number;
	  }
	| { op: Op.CHECK; parent: number; count: number; hash: number }
	| { op: Op.VIEW; width: number; height: number }
	| { op: Op.TITLE; title: Value }
	| { op: Op.ICON; icon: Value }
	| { op: Op.DOC; id: number; host: number; flags: number }
	| { op: Op.AT; parent: number; next: number }
	| {
			op: Op.EL;
			id: number;
			namespace: number;
			tag: string;
			attributes: Attribute[];
	  }
	| { op: Op.TX; id: number; text: Value }
	| { op: Op.SHADOW; id: number; host: number; flags: number }
	| { op: Op.MV; node: number; parent: number; next: number }
	| { op: Op.RM; node: number }
	| { op: Op.ATTR; node: number; name: string; value: Value }
	| { op: Op.RMATTR; node: number; name: string }
	| { op: Op.TEXT; node: number; text: Value }
	| {
			op: Op.SHEET;
			sheet: number;
			owner: number;
			form: number;
			off: number;
	  }
	| { op: Op.SHEETADD; sheet: number; text: string }
	| { op: Op.RULE; sheet: number; index: number; text: string }
	| { op: Op.RMRULE; sheet: number; index: number }
	| { op: Op.SHEETOFF; sheet: number; off: number }
	| { op: Op.SHEETMEDIA; sheet: number; media: string }
	| { op: Op.SLOT; slot: number; nodes: number[] }
	| { op: Op.ADOPT; root: number; sheets: number[] }
	| { op: Op.VALUE; node: number; value: Value }
	| { op: Op.CHECKED; node: number; bits: number }
	| { op: Op.SELECTED; node: number; indexes: number[] }
	| { op: Op.SCROLL; node: number; x: number; y: number }
	| { op: Op.BOX; node: number; width: number; height: number }
	| {
			op: Op.PAINTED;
			node: number;
			width: number;
			height: number;
			bytes: Uint8Array<ArrayBuffer>;
	  }
	| {
			op: Op.MEDIA;
			node: number;
			bits: number;
			rate: number;
			position: number;
			duration: number;
	  }
	| { op: Op.FRAME_UNIT; node: number; bytes: Uint8Array<ArrayBuffer> }
	| { op: Op.TOP_LAYER; node: number; state: number }
	| { op: Op.STATE; node: number; bits: number }
	| { op: Op.CUSTOM_STATES; node: number; names: string[] }
	| MotionOp
	| MotionStateOp
	| ({ op: Op.ZOOM } & SeenPart)
	| { op: Op.ANIMATION_END; animation: number; how: number }
	| {
			op: Op.SELECTION;
			anchor: number;
			anchorOffset: number;
			focus: number;
			focusOffset: number;
	  }
	| {
			op: Op.CARET;
			field: number;
			start: number;
			end: number;
			direction: number;
	  }
	| { op: Op.ASSET; url: string }
	| { op: Op.ASSET_KEPT; asset: number; digest: string };
