/** Whether digits are a card number's: the check digit of ISO/IEC 7812. */
export function passes_luhn(digits: string): boolean {
	let sum = 0;
	for (let i = 0; i < digits.length; i++) {
		const digit = Number(digits[digits.length - 1 - i]);
		const doubled = i % 2 === 1 ? digit * 2 : digit;
		sum += doubled > 9 ? doubled - 9 : doubled;
	}
	return sum % 10 === 0;
}

/** Whether letters and digits (upper case, no blanks) are an IBAN's: ISO 7064, mod 97-10. */
export function passes_mod97(iban: string): boolean {
	let rest = 0;
	for (const letter of iban.slice(4) + iban.slice(0, 4))
		for (const digit of Number.parseInt(letter, 36).toString())
			rest = (rest * 10 + Number(digit)) % 97;
	return rest === 1;
}

/** How long the IBANs of a country are, from the registry of ISO 13616. */
const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
	`NO15 BE16 DK18 FI18 FO18 GL18 NL18 FK18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 LT20 LU20 XK20 MN20 CH21 HR21 LI21 LV21
	BG22 BH22 CR22 DE22 GB22 GE22 IE22 ME22 RS22 VA22 AE23 GI23 IL23 IQ23 OM23 SO23 TL23 AD24 CZ24 ES24 MD24 PK24 RO24
	SA24 SE24 SK24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28
	GT28 HU28 LB28 NI28 PL28 SV28 BR29 EG29 PS29 QA29 JO30 KW30 MU30 UA29 SC31 LC32 MT31 RU33 YE30 HN28`
		.split(/\s+/)
		.map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

export const iban_length = (country: string): number => LENGTHS[country] ?? 0;
