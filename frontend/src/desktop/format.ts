/** Numbers and times for people. */

const two = (value: number): string => String(value).padStart(2, "0");

/** Seconds as `0:05`, `12:30`, `1:02:03`; never negative. */
export function duration(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds) || 0);
	const hours = Math.floor(whole / 3600);
	const minutes = Math.floor(whole / 60) % 60;
	return hours
		? `${hours}:${two(minutes)}:${two(whole % 60)}`
		: `${minutes}:${two(whole % 60)}`;
}

/** Time passed since an ISO time, as `duration`. */
export const since = (iso: string, now: number): string =>
	duration((now - Date.parse(iso)) / 1000);

/** Whole seconds until an ISO time, never negative. */
export const seconds_until = (iso: string, now: number): number =>
	Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000) || 0);

/** Hour and minute in the reader's zone. */
export function clock(at: number): string {
	const time = new Date(at);
	return Number.isNaN(at)
		? ""
		: time.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
}

/** Up to two initials; empty for a name without letters. */
export function initials(name: string): string {
	const words = name.match(/\p{L}[\p{L}\p{N}]*/gu) ?? [];
	return [words[0], words.length > 1 ? words.at(-1) : undefined]
		.map((word) => [...(word ?? "")][0] ?? "")
		.join("");
}

/** Only the digits, nine at most: people paste "123 456-789" and worse. */
export const digits = (text: string): string =>
	text.replace(/\D/g, "").slice(0, 9);

/** "123 456 789", as far as typed. */
export const grouped = (text: string): string =>
	(digits(text).match(/\d{1,3}/g) ?? []).join(" ");

/** The day in short, empty for today. */
export function day(at: number, now = Date.now()): string {
	const time = new Date(at);
	return Number.isNaN(at) ||
		time.toDateString() === new Date(now).toDateString()
		? ""
		: time.toLocaleDateString([], { day: "numeric", month: "short" });
}

/** Day and time, for things of the past. */
export function moment(iso: string | null): string {
	const at = Date.parse(iso ?? "");
	return Number.isNaN(at)
		? ""
		: new Date(at).toLocaleString([], {
				day: "numeric",
				month: "short",
				year: "numeric",
				hour: "2-digit",
				minute: "2-digit",
			});
}
