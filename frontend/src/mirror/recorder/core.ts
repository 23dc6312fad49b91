import type { PageReader } from "../privacy/reader";
import type { Writer } from "../writer";
import type { AfterFrame } from "./after_frame";
import type { Age } from "./age";
import type { Animations } from "./animations";
import type { Boxes } from "./boxes";
import type { Checks } from "./checks";
import type { Fields } from "./fields";
import type { Held } from "./held";
import type { JoinedFrames } from "./joined";
import type { Marks } from "./marks";
import type { Media } from "./media";
import type { Model } from "./model";
import type { Painted } from "./painted";
import type { Placement } from "./place";
import type { Roots } from "./roots";
import type { Scrolls } from "./scroll";
import type { Selections } from "./selection";
import type { Sheets } from "./sheets";
import type { Slots } from "./slots";
import type { States } from "./states";
import type { TopLayers } from "./top_layer";
import type { View } from "./view";
import type { Walk } from "./walk";

/** The parts of one recorder, as they know each other. */
export interface Core {
	readonly page: Document;
	readonly writer: Writer;
	readonly model: Model;
	readonly reader: PageReader;
	readonly marks: Marks;
	readonly held: Held;
	readonly age: Age;
	readonly walk: Walk;
	readonly placement: Placement;
	readonly roots: Roots;
	readonly sheets: Sheets;
	readonly fields: Fields;
	readonly scrolls: Scrolls;
	readonly view: View;
	readonly boxes: Boxes;
	readonly painted: Painted;
	readonly media: Media;
	readonly slots: Slots;
	readonly checks: Checks;
	readonly topLayers: TopLayers;
	readonly animations: Animations;
	readonly afterFrame: AfterFrame;
	readonly states: States;
	readonly selections: Selections;
	readonly joined: JoinedFrames;
	/** Something was scrolled. */
	scrolled(): void;
	/** So many elements are in the top layer. */
	topped(count: number): void;
	/** Something is to be flushed. */
	kick(): void;
	problem(code: string, rule_id?: number, error?: unknown): void;
}

export { now } from "../natives";
