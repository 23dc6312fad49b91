import { describe, expect, it } from "vitest";
import { LIMITS, MirrorStreamError, Op, type StreamFault } from "./ops";
import { Reader } from "./reader";
import type { StreamOp } from "./stream_op";
import { MASKED, Writer } from "./writer";

function unit(fill: (writer: Writer) => void, writer = new Writer()) {
	fill(writer);
	writer.op(Op.COMMIT, 1, 0, 0, 0);
	return writer.take();
}

const read = (fill: (writer: Writer) => void): StreamOp[] =>
	new Reader().read(unit(fill)).slice(0, -1);

function faultOf(bytes: number[]): StreamFault | undefined {
	try {
		new Reader().read(Uint8Array.from(bytes));
	} catch (error) {
		if (error instanceof MirrorStreamError) return error.code;
		throw error;
	}
	return undefined;
}

describe("what the writer writes", () => {
	it("reads back numbers of every size", () => {
		for (const width of [0, 1, 127, 128, 16383, 16384, 0xffffffff])
			expect(read((w) => w.op(Op.VIEW, width, 7))).toEqual([
				{ op: Op.VIEW, width, height: 7 },
			]);
	});

	it("reads back positions left of the origin", () => {
		const ops = read((w) => {
			w.op(Op.SCROLL, 3);
			w.int(-120);
			w.int(2_000_000);
		});
		expect(ops).toEqual([{ op: Op.SCROLL, node: 3, x: -120, y: 2_000_000 }]);
	});

	it("reads back text of any script, and mends lone surrogates", () => {
		const texts = [
			"",
			"a",
			"ä€😀",
			"x".repeat(63),
			"x".repeat(64),
			"ü".repeat(500),
		];
		for (const text of texts)
			expect(
				read((w) => {
					w.uint(Op.TITLE);
					w.value(text);
				}),
			).toEqual([{ op: Op.TITLE, title: text }]);
		const [op] = read((w) => {
			w.uint(Op.TITLE);
			w.value("\ud800");
		});
		expect(op).toEqual({ op: Op.TITLE, title: "\ufffd" });
	});

	it("names a string once and refers to it afterwards", () => {
		const writer = new Writer();
		const first = unit((w) => w.string("class"), writer);
		const second = unit((w) => w.string("class"), writer);
		expect(second.length).toBeLessThan(first.length);
	});

	it("carries the mask without text or length", () => {
		const bytes = unit((w) => {
			w.op(Op.VALUE, 5);
			w.value(MASKED);
		});
		expect(new TextDecoder().decode(bytes)).not.toContain("*");
		expect(new Reader().read(bytes)[0]).toEqual({
			op: Op.VALUE,
			node: 5,
			value: MASKED,
		});
	});

	it("gives new nodes the next id unless told otherwise", () => {
		const ops = read((w) => {
			for (const id of [1, 2, 9, 10, 4]) {
				w.uint(Op.TX);
				w.newId(id);
				w.value("t");
			}
		});
		expect(ops.map((op) => ("id" in op ? op.id : 0))).toEqual([1, 2, 9, 10, 4]);
	});

	it("cuts a string that is too long, between characters", () => {
		const [op] = read((w) => {
			w.uint(Op.TITLE);
			w.value("€".repeat(LIMITS.string_bytes));
		});
		const title = op?.op === Op.TITLE ? String(op.title) : "";
		expect(title.length).toBe(Math.floor(LIMITS.string_bytes / 3));
		expect(title.endsWith("€")).toBe(true);
	});

	it("reads back what has become of an asset", () => {
		const digest = "0123456789abcdef".repeat(4);
		const ops = read((w) => {
			w.uint(Op.ASSET);
			w.text("http://shop.test/a.png");
			for (const kept of [digest, ""]) {
				w.op(Op.ASSET_KEPT, 0);
				w.text(kept);
			}
		});
		expect(ops.slice(1)).toEqual([
			{ op: Op.ASSET_KEPT, asset: 0, digest },
			{ op: Op.ASSET_KEPT, asset: 0, digest: "" },
		]);
	});

	it("begins its tables anew with a snapshot", () => {
		const writer = new Writer();
		const reader = new Reader();
		reader.read(
			unit((w) => {
				w.op(Op.BEGIN, 1);
				w.uint(Op.TITLE);
				w.value("old");
			}, writer),
		);
		writer.reset();
		const ops = reader.read(
			unit((w) => {
				w.op(Op.BEGIN, 1);
				w.uint(Op.TITLE);
				w.value("new");
				w.uint(Op.TITLE);
				w.value("new");
			}, writer),
		);
		expect(ops.slice(1, 3)).toEqual([
			{ op: Op.TITLE, title: "new" },
			{ op: Op.TITLE, title: "new" },
		]);
	});
});

it("carries the bytes of a picture", () => {
	const bytes = Uint8Array.from({ length: 300 }, (_, i) => i % 256);
	const ops = read((w) => {
		w.op(Op.PAINTED, 7, 640, 480);
		w.bytes(bytes);
	});
	expect(ops).toEqual([
		{ op: Op.PAINTED, node: 7, width: 640, height: 480, bytes },
	]);
});

it("carries the state of a video", () => {
	const ops = read((w) => w.op(Op.MEDIA, 7, 3, 150, 123, 4500));
	expect(ops).toEqual([
		{
			op: Op.MEDIA,
			node: 7,
			bits: 3,
			rate: 150,
			position: 123,
			duration: 4500,
		},
	]);
});

it("carries a frame of another origin's stream as it is", () => {
	const bytes = Uint8Array.from({ length: 300 }, (_, i) => 255 - (i % 256));
	const ops = read((w) => {
		w.op(Op.FRAME_UNIT, 7);
		w.bytes(bytes);
		w.op(Op.FRAME_UNIT, 8, 0);
	});
	expect(ops).toEqual([
		{ op: Op.FRAME_UNIT, node: 7, bytes },
		{ op: Op.FRAME_UNIT, node: 8, bytes: new Uint8Array(0) },
	]);
});

describe("what the reader refuses", () => {
	it.each<[string, number[], StreamFault]>([
		["a unit without COMMIT", [Op.END], "truncated"],
		["nothing at all", [], "truncated"],
		["an unknown op", [99], "unknown_op"],
		["a state of media that ends too early", [Op.MEDIA, 1, 1], "truncated"],
		["a number that ends too early", [Op.RM, 0x80], "truncated"],
		[
			"a number of six bytes",
			[Op.RM, 255, 255, 255, 255, 255, 1],
			"bad_varint",
		],
		["a number over 32 bits", [Op.RM, 255, 255, 255, 255, 127], "bad_varint"],
		["a string beyond the unit", [Op.TITLE, 1, 50, 65], "truncated"],
		["a string beyond the limit", [Op.TITLE, 1, 255, 255, 255, 1], "too_large"],
		["bytes that are no UTF-8", [Op.TITLE, 1, 1, 255], "bad_string"],
		["a string that the table lacks", [Op.TITLE, 4], "bad_reference"],
		["an asset that the table lacks", [Op.TITLE, 3, 0], "bad_reference"],
		["a picture beyond the unit", [Op.PAINTED, 1, 9, 9, 50, 65], "truncated"],
		[
			"a picture beyond the limit",
			[Op.PAINTED, 1, 9, 9, 255, 255, 15],
			"too_large",
		],
		["a joined frame beyond the unit", [Op.FRAME_UNIT, 1, 50, 1], "truncated"],
		[
			"a joined frame beyond the limit",
			[Op.FRAME_UNIT, 1, 129, 128, 12],
			"too_large",
		],
		["a digest of an asset that the table lacks", [40, 0, 0], "bad_reference"],
		["a digest that is none", [29, 1, 97, 40, 0, 2, 97, 98], "bad_string"],
		["a digest that is too long", [29, 1, 97, 40, 0, 65], "too_large"],
		["a masked tag", [Op.EL, 0, 0, 2, 0], "bad_string"],
		["too many attributes", [Op.EL, 0, 0, 1, 1, 97, 200, 1], "too_large"],
		["too long a list", [Op.ADOPT, 1, 255, 255, 3], "too_large"],
		["an id over 31 bits", [Op.TX, 255, 255, 255, 255, 15, 2], "too_large"],
	])("%s", (_, bytes, fault) => {
		expect(faultOf(bytes)).toBe(fault);
	});

	it("survives any bytes with an op list or a typed error", () => {
		let state = 7;
		const random = (n: number): number => {
			state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
			return state % n;
		};
		for (let i = 0; i < 3000; i++)
			faultOf(
				Array.from({ length: random(60) }, () => random(random(2) ? 256 : 40)),
			);
	});
});
