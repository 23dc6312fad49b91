import { firstChild, nextSibling } from "../natives";
import { HASH_START, hashChild, Op } from "../ops";
import type { Core } from "./core";
import { type Rec, State } from "./model";

/** Child lists checked per flush, and the longest one that is. */
const CHECKS = 8;
const CHECKED_CHILDREN = 400;

/**
 * Tells the player what some of the changed child lists must be, counted from the
 * live page: this finds the recorder's own mistakes as well as the player's.
 * False: the page has a child that the player was never told of.
 */
export function writeChecks(core: Core): boolean {
	const { changed } = core.marks;
	let checks = 0;
	let sound = true;
	for (const rec of changed) {
		if (checks >= CHECKS) break;
		if (rec.dead || rec.leaf || rec.state !== State.LISTED) continue;
		const found = liveChildren(core, rec);
		if (found === "missing") sound = false;
		else if (found !== "many") {
			checks++;
			core.writer.op(Op.CHECK, rec.id, found.count, found.hash);
		}
	}
	changed.clear();
	return sound;
}

function liveChildren(
	{ model, reader }: Core,
	rec: Rec,
): { count: number; hash: number } | "missing" | "many" {
	let count = 0;
	let hash = HASH_START;
	for (let child = firstChild(rec.node); child; child = nextSibling(child)) {
		if (!reader.isMirrorable(child)) continue;
		const known = model.get(child);
		if (known?.parent !== rec) return "missing";
		if (++count > CHECKED_CHILDREN) return "many";
		hash = hashChild(hash, known.id);
	}
	return { count, hash };
}
