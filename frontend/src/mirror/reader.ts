import { DIGEST, LIMITS, MirrorStreamError, Op, STATES, Str } from "./ops";
import { readMotion, readMotionState } from "./read_motion";
import type { Attribute, StreamOp } from "./stream_op";
import { type AssetRef, MASKED, type Value } from "./writer";

const decoder = new TextDecoder("utf-8", { fatal: true });

/**
 * Decodes units. A unit is read to its end before anything of it is applied;
 * whatever is malformed or over a limit throws MirrorStreamError.
 */
export class Reader {
	#strings: string[] = [];
	#turn = 0;
	#assets = 0;
	#lastId = 0;
	#bytes: Uint8Array = new Uint8Array(0);
	#at = 0;

	read(unit: Uint8Array): StreamOp[] {
		if (unit.length > LIMITS.unit_bytes)
			throw new MirrorStreamError("too_large", `unit of ${unit.length} bytes`);
		this.#bytes = unit;
		this.#at = 0;
		const ops: StreamOp[] = [];
		while (this.#at < unit.length) ops.push(this.#one());
		if (ops[ops.length - 1]?.op !== Op.COMMIT)
			throw new MirrorStreamError("truncated", "unit without COMMIT");
		return ops;
	}

	#one(): StreamOp {
		const op = this.uint();
		switch (op) {
			case Op.BEGIN:
				this.#strings = [];
				this.#turn = 0;
				this.#assets = 0;
				this.#lastId = 0;
				return { op, version: this.uint() };
			case Op.END:
			case Op.PAUSED:
				return { op };
			case Op.COMMIT:
				return {
					op,
					flush: this.uint(),
					time: this.uint(),
					created: this.uint(),
					sum: this.uint(),
				};
			case Op.CHECK:
				return {
					op,
					parent: this.uint(),
					count: this.uint(),
					hash: this.uint(),
				};
			case Op.VIEW:
				return { op, width: this.uint(), height: this.uint() };
			case Op.ICON:
				return { op, icon: this.#value() };
			case Op.TITLE:
				return { op, title: this.#value() };
			case Op.DOC:
				return {
					op,
					id: this.#newId(),
					host: this.uint(),
					flags: this.uint(),
				};
			case Op.AT:
				return { op, parent: this.uint(), next: this.uint() };
			case Op.EL:
				return {
					op,
					id: this.#newId(),
					namespace: this.uint(),
					tag: this.string(),
					attributes: this.#attributes(),
				};
			case Op.TX:
				return { op, id: this.#newId(), text: this.#value() };
			case Op.SHADOW:
				return {
					op,
					id: this.#newId(),
					host: this.uint(),
					flags: this.uint(),
				};
			case Op.MV:
				return {
					op,
					node: this.uint(),
					parent: this.uint(),
					next: this.uint(),
				};
			case Op.RM:
				return { op, node: this.uint() };
			case Op.ATTR:
				return {
					op,
					node: this.uint(),
					name: this.string(),
					value: this.#value(),
				};
			case Op.RMATTR:
				return { op, node: this.uint(), name: this.string() };
			case Op.TEXT:
				return { op, node: this.uint(), text: this.#value() };
			case Op.SHEET:
				return {
					op,
					sheet: this.uint(),
					owner: this.uint(),
					form: this.uint(),
					off: this.uint(),
				};
			case Op.SHEETADD:
				return { op, sheet: this.uint(), text: this.#text() };
			case Op.RULE:
				return {
					op,
					sheet: this.uint(),
					index: this.uint(),
					text: this.#text(),
				};
			case Op.RMRULE:
				return { op, sheet: this.uint(), index: this.uint() };
			case Op.SHEETOFF:
				return { op, sheet: this.uint(), off: this.uint() };
			case Op.SHEETMEDIA:
				return { op, sheet: this.uint(), media: this.#text() };
			case Op.SLOT:
				return { op, slot: this.uint(), nodes: this.#list() };
			case Op.ADOPT:
				return { op, root: this.uint(), sheets: this.#list() };
			case Op.VALUE:
				return { op, node: this.uint(), value: this.#value() };
			case Op.CHECKED:
				return { op, node: this.uint(), bits: this.uint() };
			case Op.SELECTED:
				return { op, node: this.uint(), indexes: this.#list() };
			case Op.SCROLL:
				return { op, node: this.uint(), x: this.#int(), y: this.#int() };
			case Op.BOX:
				return {
					op,
					node: this.uint(),
					width: this.uint(),
					height: this.uint(),
				};
			case Op.PAINTED:
				return {
					op,
					node: this.uint(),
					width: this.uint(),
					height: this.uint(),
					bytes: this.#part(LIMITS.painted_bytes).slice(),
				};
			case Op.MEDIA:
				return {
					op,
					node: this.uint(),
					bits: this.uint(),
					rate: this.uint(),
					position: this.uint(),
					duration: this.uint(),
				};
			case Op.FRAME_UNIT:
				return {
					op,
					node: this.uint(),
					bytes: this.#part(LIMITS.frame_bytes).slice(),
				};
			case Op.TOP_LAYER:
				return { op, node: this.uint(), state: this.uint() };
			case Op.STATE:
				return { op, node: this.uint(), bits: this.#states() };
			case Op.CUSTOM_STATES:
				return { op, node: this.uint(), names: this.#names() };
			case Op.ZOOM:
				return {
					op,
					scale: this.uint() / 1000,
					x: this.#int(),
					y: this.#int(),
					width: this.uint(),
					height: this.uint(),
				};
			case Op.ANIMATION:
				return readMotion(this);
			case Op.ANIMATION_STATE:
				return readMotionState(this);
			case Op.ANIMATION_END:
				return { op, animation: this.uint(), how: this.uint() };
			case Op.SELECTION:
				return {
					op,
					anchor: this.uint(),
					anchorOffset: this.uint(),
					focus: this.uint(),
					focusOffset: this.uint(),
				};
			case Op.CARET:
				return {
					op,
					field: this.uint(),
					start: this.uint(),
					end: this.uint(),
					direction: this.uint(),
				};
			case Op.ASSET:
				if (++this.#assets > LIMITS.asset_entries)
					throw new MirrorStreamError("too_large", "asset table");
				return { op, url: this.#text(LIMITS.asset_bytes) };
			case Op.ASSET_KEPT:
				return { op, ...this.#asset(), digest: this.#digest() };
			default:
				throw new MirrorStreamError("unknown_op", String(op));
		}
	}

	uint(): number {
		let value = 0;
		for (let shift = 0; shift < 35; shift += 7) {
			const byte = this.#bytes[this.#at++];
			if (byte === undefined)
				throw new MirrorStreamError("truncated", "number");
			value += (byte & 127) * 2 ** shift;
			if (byte < 128) {
				if (value > 0xffffffff) break;
				return value;
			}
		}
		throw new MirrorStreamError("bad_varint", `at ${this.#at}`);
	}

	#int(): number {
		const value = this.uint();
		return (value >>> 1) ^ -(value & 1);
	}

	#newId(): number {
		const given = this.uint();
		const id = given === 0 ? this.#lastId + 1 : given;
		if (id > 0x7fffffff) throw new MirrorStreamError("too_large", "node id");
		this.#lastId = id;
		return id;
	}

	#list(): number[] {
		const count = this.uint();
		if (count > LIMITS.list_entries)
			throw new MirrorStreamError("too_large", "list");
		return Array.from({ length: count }, () => this.uint());
	}

	#attributes(): Attribute[] {
		const count = this.uint();
		if (count > LIMITS.attributes)
			throw new MirrorStreamError("too_large", "attributes");
		const attributes: Attribute[] = [];
		for (let i = 0; i < count; i++)
			attributes.push([this.string(), this.#value()]);
		return attributes;
	}

	#states(): number {
		const bits = this.uint();
		if (bits >= 2 ** STATES.length)
			throw new MirrorStreamError("too_large", "states");
		return bits;
	}

	#names(): string[] {
		const count = this.uint();
		if (count > LIMITS.custom_states)
			throw new MirrorStreamError("too_large", "custom states");
		return Array.from({ length: count }, () => this.string());
	}

	float(): number {
		const { buffer, byteOffset, length } = this.#bytes;
		if (this.#at + 8 > length)
			throw new MirrorStreamError("truncated", "number");
		const view = new DataView(buffer, byteOffset + this.#at, 8);
		this.#at += 8;
		return view.getFloat64(0);
	}

	string(): string {
		const value = this.#value();
		if (typeof value !== "string")
			throw new MirrorStreamError("bad_string", "a plain string belongs here");
		return value;
	}

	#value(): Value {
		const code = this.uint();
		if (code === Str.MASK) return MASKED;
		if (code === Str.ONCE) return this.#text();
		if (code === Str.ASSET) return this.#asset();
		if (code >= Str.TABLE_BASE) {
			const text = this.#strings[code - Str.TABLE_BASE];
			if (text === undefined)
				throw new MirrorStreamError("bad_reference", `string ${code}`);
			return text;
		}
		const text = this.#text();
		if (text.length > LIMITS.table_string_chars)
			throw new MirrorStreamError("too_large", "string table");
		this.#strings[this.#turn] = text;
		this.#turn = (this.#turn + 1) % LIMITS.table_entries;
		return text;
	}

	#asset(): AssetRef {
		const asset = this.uint();
		if (asset >= this.#assets)
			throw new MirrorStreamError("bad_reference", `asset ${asset}`);
		return { asset };
	}

	#digest(): string {
		const text = this.#text(64);
		if (text && !DIGEST.test(text))
			throw new MirrorStreamError("bad_string", "digest");
		return text;
	}

	#part(limit: number): Uint8Array {
		const size = this.uint();
		if (size > limit) throw new MirrorStreamError("too_large", "bytes");
		const end = this.#at + size;
		if (end > this.#bytes.length)
			throw new MirrorStreamError("truncated", "bytes");
		const part = this.#bytes.subarray(this.#at, end);
		this.#at = end;
		return part;
	}

	#text(limit: number = LIMITS.string_bytes): string {
		const part = this.#part(limit);
		try {
			return decoder.decode(part);
		} catch {
			throw new MirrorStreamError("bad_string", "not UTF-8");
		}
	}
}
