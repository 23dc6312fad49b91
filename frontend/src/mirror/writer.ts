import { LIMITS, Op, Str } from "./ops";

const encoder = new TextEncoder();

/** Masked text, an asset entry or a literal: the value of an attribute, text or field. */
export type Value = string | Masked | AssetRef;
export const MASKED: unique symbol = Symbol("masked");
export type Masked = typeof MASKED;
export interface AssetRef {
	readonly asset: number;
}

/**
 * Bytes of one unit, and the string table that lives from BEGIN to BEGIN.
 * Strings longer than a limit are cut, never refused: the page decides their size.
 */
export class Writer {
	#bytes = new Uint8Array(1 << 16);
	#length = 0;
	#strings = new Map<string, number>();
	/** The table by number: a ring, so that old entries make room. */
	#ring: string[] = [];
	#turn = 0;
	#lastId = 0;
	#parent = -1;
	#next = -1;

	get size(): number {
		return this.#length;
	}

	/** Empties the tables as well: what follows is a new snapshot. */
	reset(): void {
		this.#length = 0;
		this.#strings.clear();
		this.#ring = [];
		this.#turn = 0;
		this.#lastId = 0;
		this.#parent = -1;
	}

	/** The bytes since the last call; the insertion point does not outlive a unit. */
	take(): Uint8Array<ArrayBuffer> {
		const unit = this.#bytes.slice(0, this.#length);
		this.#length = 0;
		this.#parent = -1;
		return unit;
	}

	op(code: number, ...operands: number[]): void {
		this.uint(code);
		for (const operand of operands) this.uint(operand);
	}

	uint(value: number): void {
		this.#reserve(5);
		let rest = value >>> 0;
		while (rest > 127) {
			this.#bytes[this.#length++] = (rest & 127) | 128;
			rest >>>= 7;
		}
		this.#bytes[this.#length++] = rest;
	}

	int(value: number): void {
		this.uint((value << 1) ^ (value >> 31));
	}

	float(value: number): void {
		this.#reserve(8);
		new DataView(this.#bytes.buffer).setFloat64(this.#length, value);
		this.#length += 8;
	}

	newId(id: number): void {
		this.uint(id === this.#lastId + 1 ? 0 : id);
		this.#lastId = id;
	}

	/** Moves the insertion point, unless it is there already. */
	at(parent: number, next: number): void {
		if (this.#parent === parent && this.#next === next) return;
		this.#parent = parent;
		this.#next = next;
		this.op(Op.AT, parent, next);
	}

	string(text: string): void {
		const entry = this.#strings.get(text);
		if (entry !== undefined) {
			this.uint(entry + Str.TABLE_BASE);
			return;
		}
		const keep = text.length <= LIMITS.table_string_chars;
		if (keep) this.#keep(text);
		this.uint(keep ? Str.NEW : Str.ONCE);
		this.text(text);
	}

	#keep(text: string): void {
		const old = this.#ring[this.#turn];
		if (old !== undefined) this.#strings.delete(old);
		this.#ring[this.#turn] = text;
		this.#strings.set(text, this.#turn);
		this.#turn = (this.#turn + 1) % LIMITS.table_entries;
	}

	value(value: Value): void {
		if (value === MASKED) this.uint(Str.MASK);
		else if (typeof value === "string") this.string(value);
		else {
			this.uint(Str.ASSET);
			this.uint(value.asset);
		}
	}

	/** A literal of at most `limit` bytes of UTF-8, its length first. */
	text(text: string, limit: number = LIMITS.string_bytes): void {
		const size = text.length;
		if (size < 64 && this.#ascii(text, size)) return;
		const whole = encoder.encode(size > limit ? text.slice(0, limit) : text);
		let end = whole.length;
		if (end > limit) {
			end = limit;
			while (end > 0 && ((whole[end] ?? 0) & 0xc0) === 0x80) end--;
		}
		this.bytes(end < whole.length ? whole.subarray(0, end) : whole);
	}

	/** Any bytes, their count first. */
	bytes(part: Uint8Array): void {
		this.uint(part.length);
		this.#reserve(part.length);
		this.#bytes.set(part, this.#length);
		this.#length += part.length;
	}

	/** Where a count of at most 127 will be filled in once it is known. */
	hole(): number {
		this.#reserve(1);
		return this.#length++;
	}

	fill(hole: number, count: number): void {
		this.#bytes[hole] = count;
	}

	#ascii(text: string, size: number): boolean {
		this.#reserve(size + 1);
		const start = this.#length + 1;
		for (let i = 0; i < size; i++) {
			const code = text.charCodeAt(i);
			if (code > 127) return false;
			this.#bytes[start + i] = code;
		}
		this.#bytes[this.#length] = size;
		this.#length = start + size;
		return true;
	}

	#reserve(count: number): void {
		if (this.#length + count <= this.#bytes.length) return;
		const grown = new Uint8Array(
			Math.max(this.#bytes.length * 2, this.#length + count),
		);
		grown.set(this.#bytes.subarray(0, this.#length));
		this.#bytes = grown;
	}
}
