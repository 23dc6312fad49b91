import { describe, expect, it } from "vitest";
import { passes_luhn, passes_mod97 } from "./checks";
import { find_sensitive, type Kind, shortened } from "./find";

const kinds = (text: string, before = ""): string[] =>
	find_sensitive(text, { before, this_year: 2026 }).map(
		({ kind, text }) => `${kind} ${text}`,
	);

const LUHN = [
	"4111111111111111",
	"4012888888881881",
	"4222222222222",
	"5555555555554444",
	"5105105105105100",
	"2223003122003222",
	"378282246310005",
	"371449635398431",
	"30569309025904",
	"38520000023237",
	"6011111111111117",
	"3530111333300000",
	"6304000000000000",
];
const IBANS = [
	"DE89370400440532013000",
	"GB29NWBK60161331926819",
	"FR1420041010050500013M02606",
	"AT611904300234573201",
	"CH9300762011623852957",
	"NL91ABNA0417164300",
	"NO9386011117947",
	"MT84MALT011000012345MTLCAST001S",
	"BR1800360305000010009795493C1",
];

describe("card numbers", () => {
	it.each(LUHN)("finds the test number %s", (digits) => {
		expect(passes_luhn(digits)).toBe(true);
		expect(kinds(`Card ${digits}.`)).toEqual([`card ${digits}`]);
	});

	it.each(["4111 1111 1111 1111", "4111-1111-1111-1111", "3782 822463 10005"])(
		"finds %s with its separators",
		(text) => {
			expect(kinds(text)).toEqual([`card ${text}`]);
		},
	);

	it.each([
		["a wrong check digit", "4111 1111 1111 1112"],
		["one digit over and over", "4444444444444444 4444"],
		["more digits than a card has", "41111111111111111111"],
		["an article's number", "9780306406157"],
		["a part of a decimal", "0.4111111111111111"],
		["a masked value", "**** **** **** 1111"],
	])("leaves %s alone", (_, text) => {
		expect(kinds(text)).toEqual([]);
	});
});

describe("IBANs", () => {
	it.each(IBANS)("finds %s, and knows a wrong one", (iban) => {
		expect(passes_mod97(iban)).toBe(true);
		expect(kinds(iban)).toEqual([`iban ${iban}`]);
		const spaced = iban.replace(/(.{4})(?=.)/g, "$1 ");
		expect(kinds(`Pay to ${spaced} BIC ABCDEF12`)).toEqual([`iban ${spaced}`]);
		const last = iban.endsWith("1") ? "2" : "1";
		const wrong = iban.slice(0, -1) + last;
		expect(kinds(wrong).filter((one) => one.startsWith("iban"))).toEqual([]);
	});

	it("leaves words and numbers of orders alone", () => {
		expect(kinds("ORDER12345678901234567890 XX12 3456 7890")).toEqual([]);
	});
});

describe("e-mail addresses", () => {
	it("finds them in sentences and brackets", () => {
		expect(
			kinds("Ada <ada.lovelace+shop@mail.example.co.uk>, bob@example.com."),
		).toEqual([
			"email ada.lovelace+shop@mail.example.co.uk",
			"email bob@example.com",
		]);
	});

	it.each(["@handle", "user@localhost", "2 @ 3.50", "a@b"])(
		"leaves %s alone",
		(text) => expect(kinds(text)).toEqual([]),
	);
});

describe("telephone numbers", () => {
	it.each([
		"+44 20 7946 0958",
		"+49 (0)30 901820",
		"+1-212-555-0123",
		"0049 30 901820",
		"030 901820",
		"(0171) 123 45 67",
		"0171/1234567",
		"01 23 45 67 89",
		"01.23.45.67.89",
		"(212) 555-0123",
		"212-555-0123",
	])("finds %s", (text) => {
		expect(kinds(`Ring ${text} now`)).toEqual([`phone ${text}`]);
	});

	it("takes digits alone only where a word says so", () => {
		expect(kinds("01711234567", "Telefon")).toEqual(["phone 01711234567"]);
		expect(kinds("01711234567", "Artikel")).toEqual([]);
	});

	it.each([
		"12.03.2024",
		"2024-01-12 08:30",
		"08:00 - 17:00",
		"€ 1,049.00",
		"0.5 - 1.5 kg",
		"01/2024",
		"10 x 20 x 30",
		"192.168.100.200",
		"Version 1.2.3",
		"100 200 300",
	])("leaves %s alone", (text) => {
		expect(kinds(text)).toEqual([]);
	});
});

describe("dates of birth", () => {
	it.each([
		"12.03.1985",
		"12. 3. 1985",
		"12/03/1985",
		"03/25/1985",
		"1985-03-12",
		"12. März 1985",
		"12 March 1985",
		"March 12, 1985",
		"Mar 12th, 1985",
		"1er août 1985",
	])("finds %s", (text) => {
		expect(kinds(text)).toEqual([`birth ${text}`]);
	});

	it.each(["Date of birth", "Geburtsdatum:", "geb. am", "née le"])(
		"takes a late date where %s stands before it",
		(before) => {
			expect(kinds("12.03.2019", before)).toEqual(["birth 12.03.2019"]);
			expect(kinds("12.03.2019", "Order of")).toEqual([]);
		},
	);

	it.each([
		["an order's date", "12.03.2024"],
		["a year alone", "© 1998"],
		["no day of any month", "45.13.1985"],
		["a date to come", "12.03.2031"],
		["a version", "v1.12.03.1985.7"],
		["a word that is no month", "12 pieces 1985"],
	])("leaves %s alone", (_, text) => {
		expect(kinds(text)).toEqual([]);
	});
});

describe("a text with several", () => {
	it("gives each stretch to one kind", () => {
		expect(
			kinds("ada@example.com, DE89 3704 0044 0532 0130 00, +49 30 901820"),
		).toEqual([
			"email ada@example.com",
			"iban DE89 3704 0044 0532 0130 00",
			"phone +49 30 901820",
		]);
	});

	it("takes no time to speak of for a text made to take long", () => {
		for (const part of ["0 ", "a.", "1-", "DE12 ", "a@", "+1 ", "01 23 "])
			kinds(part.repeat(20_000));
	});
});

it.each<[Kind, string, string]>([
	["card", "4111 1111 1111 1111", "4111…11"],
	["iban", "DE89 3704 0044 0532 0130 00", "DE89…00"],
	["email", "ada.lovelace@example.com", "a…@example.com"],
	["birth", "12.03.1985", "12…85"],
	["phone", "+49 30 901820", "+493…20"],
])("shortens a value of kind %s", (kind, value, shown) => {
	expect(shortened(kind, value)).toBe(shown);
});
