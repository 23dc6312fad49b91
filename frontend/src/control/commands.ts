/**
 * What an agent may ask of the customer's page: the body of a COMMAND frame,
 * and the one reader of it. The reader trusts nothing: unknown fields, odd
 * numbers, keys off the list and oversized text are refused with a code.
 */
import type { AckStatus } from "../protocol/frames";
import type { CommandBody } from "../protocol/messages";
import { is_allowed_key, type Mods, NO_MODS } from "./keys";

export type { CommandBody };

export type CommandName = CommandBody["do"];
export type Parsed =
	| {
			readonly ok: true;
			readonly command: CommandBody;
			/** The agent's clock when it was sent, in milliseconds; null: not told. */
			readonly at: number | null;
	  }
	| { readonly ok: false; readonly code: AckStatus };

/** Limits of the command channel (security notes, 4.3). */
export const TEXT_MAX = 5_000;
export const URL_MAX = 2_048;
export const VALUE_MAX = 100;
export const INDEXES_MAX = 1_000;
export const TURN_MAX = 10_000;
const ID_MAX = 0xffff_ffff;

/** Every control character but line feed and tab. */
const CONTROL_CHARS = /[^\P{Cc}\n\t]/u;

type Fields = Readonly<Record<string, unknown>>;

class BadCommand extends Error {
	constructor(readonly code: AckStatus) {
		super(code);
	}
}

/** Never throws; `text` is whatever came over the wire. */
export function parse_command(text: string): Parsed {
	try {
		const value: unknown = JSON.parse(text);
		if (!is_record(value)) return { ok: false, code: "bad_command" };
		const at = value.at ?? null;
		return {
			ok: true,
			command: read(value),
			at: at === null ? null : integer(at, Number.MAX_SAFE_INTEGER),
		};
	} catch (error) {
		const code = error instanceof BadCommand ? error.code : "bad_command";
		return { ok: false, code };
	}
}

/** Text as the wire takes it: line ends unified, control characters and broken surrogates gone. */
export function clean_text(text: string): string {
	return text
		.replace(/\r\n?/g, "\n")
		.replace(new RegExp(CONTROL_CHARS, "gu"), "")
		.replace(LONE_SURROGATES, "");
}

const LONE_SURROGATES =
	/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

function read(raw: Fields): CommandBody {
	const name = raw.do;
	switch (name) {
		case "click":
			only(raw, "node", "fx", "fy", "button", "count", "mods");
			return {
				do: name,
				...place(raw),
				button: one_of([0, 1, 2] as const, raw.button ?? 0),
				count: one_of([1, 2, 3] as const, raw.count ?? 1),
				mods: mods(raw.mods),
			};
		case "hover":
			only(raw, "node", "fx", "fy");
			return { do: name, ...place(raw) };
		case "wheel":
			only(raw, "node", "fx", "fy", "dx", "dy", "mode", "mods");
			return {
				do: name,
				...place(raw),
				dx: turn(raw.dx),
				dy: turn(raw.dy),
				mode: one_of([0, 1, 2] as const, raw.mode ?? 0),
				mods: mods(raw.mods),
			};
		case "press":
			only(raw, "node", "fx", "fy", "count", "mods");
			return {
				do: name,
				...place(raw),
				count: one_of([1, 2, 3] as const, raw.count ?? 1),
				mods: mods(raw.mods),
			};
		case "drag":
		case "release":
			only(raw, "x", "y");
			return { do: name, x: fraction(raw.x), y: fraction(raw.y) };
		case "cancel":
			only(raw);
			return { do: name };
		case "text":
			only(raw, "node", "text");
			return { do: name, node: id(raw.node), text: typed(raw.text) };
		case "key": {
			only(raw, "node", "key", "mods");
			const held = mods(raw.mods);
			const key = string(raw.key, 20, "key_not_allowed");
			need(is_allowed_key(key, held), "key_not_allowed");
			return { do: name, node: id_or_null(raw.node), key, mods: held };
		}
		case "value": {
			only(raw, "node", "value", "going");
			const value = string(raw.value, VALUE_MAX, "text_too_long");
			need(!CONTROL_CHARS.test(value));
			const whole = { do: name, node: id(raw.node), value };
			return raw.going === undefined
				? whole
				: { ...whole, going: boolean(raw.going) };
		}
		case "check":
			only(raw, "node", "checked");
			return { do: name, node: id(raw.node), checked: boolean(raw.checked) };
		case "select":
			only(raw, "node", "indexes");
			return { do: name, node: id(raw.node), indexes: indexes(raw.indexes) };
		case "focus":
			only(raw, "node");
			return { do: name, node: id(raw.node) };
		case "scroll":
			only(raw, "node", "x", "y");
			return {
				do: name,
				node: id_or_null(raw.node),
				x: fraction(raw.x),
				y: fraction(raw.y),
			};
		case "selection":
			only(raw, "node", "start", "end");
			return {
				do: name,
				node: id(raw.node),
				start: integer(raw.start, ID_MAX),
				end: integer(raw.end, ID_MAX),
			};
		case "back":
		case "forward":
		case "refresh":
			only(raw);
			return { do: name };
		case "navigate":
			only(raw, "url");
			return { do: name, url: string(raw.url, URL_MAX, "bad_url") };
		default:
			throw new BadCommand("bad_command");
	}
}

function need(
	holds: boolean,
	code: AckStatus = "bad_command",
): asserts holds is true {
	if (!holds) throw new BadCommand(code);
}

const is_record = (value: unknown): value is Fields =>
	typeof value === "object" && value !== null && !Array.isArray(value);

function only(raw: Fields, ...names: string[]): void {
	for (const name of Object.keys(raw))
		need(name === "do" || name === "at" || names.includes(name));
}

function integer(value: unknown, max: number): number {
	need(Number.isInteger(value));
	const number = value as number;
	need(number >= 0 && number <= max);
	return number;
}

const id = (value: unknown): number => integer(value, ID_MAX);

const id_or_null = (value: unknown): number | null =>
	value === null || value === undefined ? null : id(value);

function fraction(value: unknown): number {
	need(typeof value === "number" && value >= 0 && value <= 1);
	return value as number;
}

function turn(value: unknown): number {
	need(typeof value === "number" && Math.abs(value) <= TURN_MAX);
	return value as number;
}

const place = (raw: Fields) => ({
	node: id(raw.node),
	fx: fraction(raw.fx),
	fy: fraction(raw.fy),
});

function boolean(value: unknown): boolean {
	need(typeof value === "boolean");
	return value as boolean;
}

function string(value: unknown, max: number, too_long: AckStatus): string {
	need(typeof value === "string");
	const text = value as string;
	need(text.length <= max, too_long);
	return text;
}

function typed(value: unknown): string {
	const text = string(value, TEXT_MAX, "text_too_long");
	need(text.length > 0 && clean_text(text) === text);
	return text;
}

function one_of<T>(choices: readonly T[], value: unknown): T {
	const choice = choices.find((candidate) => candidate === value);
	if (choice === undefined) throw new BadCommand("bad_command");
	return choice;
}

function indexes(value: unknown): number[] {
	need(Array.isArray(value));
	const list = value as unknown[];
	need(list.length <= INDEXES_MAX);
	return list.map((index) => integer(index, 100_000));
}

function mods(value: unknown): Mods {
	if (value === undefined) return NO_MODS;
	need(is_record(value));
	const raw = value as Fields;
	only(raw, "shift", "ctrl", "alt", "meta");
	return {
		shift: boolean(raw.shift ?? false),
		ctrl: boolean(raw.ctrl ?? false),
		alt: boolean(raw.alt ?? false),
		meta: boolean(raw.meta ?? false),
	};
}
