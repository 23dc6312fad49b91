import { describe, expect, test } from "vitest";
import golden from "../../../tests/golden/commands.json";
import { clean_text, parse_command } from "./commands";
import { is_allowed_key, key_facts, NO_MODS } from "./keys";

const parse = (body: unknown) => parse_command(JSON.stringify(body));
const refused = (code: string) => ({ ok: false, code });

describe("well-formed commands", () => {
	test("a click with everything left out is a plain left click", () => {
		expect(parse({ do: "click", node: 5, fx: 0.5, fy: 1 })).toEqual({
			ok: true,
			command: {
				do: "click",
				node: 5,
				fx: 0.5,
				fy: 1,
				button: 0,
				count: 1,
				mods: NO_MODS,
			},
			at: null,
		});
	});

	test("every command is read field by field", () => {
		for (const body of golden.good) {
			const { at = null, ...command } = body;
			const read = { ok: true, command, at };
			expect(parse(body)).toEqual(read);
		}
	});
});

describe("hostile commands", () => {
	test("what is no JSON object is a bad command", () => {
		for (const text of ["", "{", "null", "[]", "1", '"click"', "{}", "NaN"])
			expect(parse_command(text)).toEqual(refused("bad_command"));
	});

	test("unknown names, unknown fields and odd values are refused", () => {
		for (const body of golden.bad) {
			const { ok } = parse(body);
			expect([body, ok]).toEqual([body, false]);
		}
		for (const text of [
			'{"do":"focus","node":1,"__proto__":{"x":1}}',
			'{"do":"hover","node":1,"fx":1e999,"fy":0}',
		])
			expect(parse_command(text)).toEqual(refused("bad_command"));
	});

	test("text is capped and carries no control characters", () => {
		expect(parse({ do: "text", node: 1, text: "x".repeat(5001) })).toEqual(
			refused("text_too_long"),
		);
		for (const text of [
			"",
			"a\u0000",
			"a\u001b[2J",
			"a\rb",
			"\ud800",
			"\u007f",
		])
			expect(parse({ do: "text", node: 1, text })).toEqual(
				refused("bad_command"),
			);
		expect(clean_text("a\r\nb\rc\u0000\ud83e\t🥛")).toBe("a\nb\nc\t🥛");
	});

	test("keys off the list and browser chords are not allowed", () => {
		const ctrl = { ...NO_MODS, ctrl: true };
		for (const [key, mods] of [
			["F5", NO_MODS],
			["a", NO_MODS],
			["w", ctrl],
			["Tab", ctrl],
			["ArrowLeft", { ...NO_MODS, alt: true }],
			["Enter", { ...NO_MODS, meta: true }],
			["__proto__", NO_MODS],
			["toString", NO_MODS],
		] as const)
			expect(parse({ do: "key", node: null, key, mods })).toEqual(
				refused("key_not_allowed"),
			);
		expect(is_allowed_key("a", ctrl)).toBe(true);
		expect(is_allowed_key("ArrowLeft", ctrl)).toBe(true);
	});

	test("an address beyond 2,048 characters is a bad one", () => {
		const url = `https://shop.example/${"x".repeat(2048)}`;
		expect(parse({ do: "navigate", url })).toEqual(refused("bad_url"));
	});
});

describe("keys", () => {
	test("code and keyCode are those of a US keyboard", () => {
		expect(key_facts("Enter")).toEqual({
			code: "Enter",
			key_code: 13,
			shifted: false,
		});
		expect(key_facts("m")).toEqual({
			code: "KeyM",
			key_code: 77,
			shifted: false,
		});
		expect(key_facts("M")).toEqual({
			code: "KeyM",
			key_code: 77,
			shifted: true,
		});
		expect(key_facts("7")).toEqual({
			code: "Digit7",
			key_code: 55,
			shifted: false,
		});
		expect(key_facts("&")).toEqual({
			code: "Digit7",
			key_code: 55,
			shifted: true,
		});
		expect(key_facts("?")).toEqual({
			code: "Slash",
			key_code: 191,
			shifted: true,
		});
		expect(key_facts("é")).toEqual({ code: "", key_code: 0, shifted: false });
	});
});
