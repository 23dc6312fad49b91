/** Times as a person says them, in the customer's own zone and language. */

const DAY_MS = 86_400_000;

const midnight = (at: Date): number =>
	new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();

/** Whole calendar days from `now` to `at`; negative: before. */
export const days_between = (at: Date, now: Date): number =>
	Math.round((midnight(at) - midnight(now)) / DAY_MS);

function format(
	locale: string,
	options: Intl.DateTimeFormatOptions,
	at: Date,
): string {
	try {
		return new Intl.DateTimeFormat(locale, options).format(at);
	} catch {
		return new Intl.DateTimeFormat("en", options).format(at);
	}
}

/** `09:00`, `tomorrow, 09:00`, `Tuesday, 09:00` or `12 January, 09:00`. Empty: no time. */
export function moment(iso: string, locale: string, now = new Date()): string {
	const at = new Date(iso);
	if (Number.isNaN(at.getTime())) return "";
	const clock = format(locale, { hour: "2-digit", minute: "2-digit" }, at);
	const days = days_between(at, now);
	return days === 0 ? clock : `${day(iso, locale, now)}, ${clock}`;
}

/** `today`, `yesterday`, `Tuesday` or `12 January`. */
export function day(iso: string, locale: string, now = new Date()): string {
	const at = new Date(iso);
	if (Number.isNaN(at.getTime())) return "";
	const days = days_between(at, now);
	if (Math.abs(days) < 2) return relative(days, locale);
	if (Math.abs(days) < 7) return format(locale, { weekday: "long" }, at);
	const year = at.getFullYear() === now.getFullYear() ? undefined : "numeric";
	return format(locale, { day: "numeric", month: "long", year }, at);
}

function relative(days: number, locale: string): string {
	try {
		return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(
			days,
			"day",
		);
	} catch {
		return new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(
			days,
			"day",
		);
	}
}
