import { get_json, type Shelf, set_json } from "./storage";

/** A yes that no session carries yet is good for this long. */
const FRESH_MS = 60_000;

interface Consent {
	/** The session it was given for; null until the server has made it. */
	readonly session: string | null;
	readonly at: number;
	/** The customer has paused sharing. */
	readonly paused?: boolean;
}

const is_consent = (value: unknown): value is Consent =>
	typeof value === "object" &&
	value !== null &&
	typeof (value as Consent).at === "number";

/**
 * The customer's yes, kept in this browser. A session that is not covered by one
 * is never shared, whatever the server says (spec PI-3).
 */
export class Consents {
	constructor(
		private readonly shelf: Shelf,
		private readonly now: () => number = Date.now,
	) {}

	/** The customer agreed to share in the session that is about to be made. */
	give(session: string | null = null): void {
		const consent: Consent = { session, at: this.now() };
		set_json(this.shelf, "consent", consent);
	}

	/** True when the customer agreed to this very session; binds a fresh yes to it. */
	covers(session: string): boolean {
		const consent = get_json(this.shelf, "consent", is_consent);
		if (!consent) return false;
		if (consent.session !== null) return consent.session === session;
		const age = this.now() - consent.at;
		if (age < 0 || age > FRESH_MS) return false;
		this.give(session);
		return true;
	}

	/** The yes is on hold, on this page and on the next. */
	hold(session: string): void {
		if (!this.covers(session)) return;
		const consent: Consent = { session, at: this.now(), paused: true };
		set_json(this.shelf, "consent", consent);
	}

	is_held(session: string): boolean {
		const consent = get_json(this.shelf, "consent", is_consent);
		return consent?.session === session && consent.paused === true;
	}

	/** Some yes is on hold. */
	get on_hold(): boolean {
		return get_json(this.shelf, "consent", is_consent)?.paused === true;
	}

	withdraw(): void {
		this.shelf.set("consent", null);
	}
}
