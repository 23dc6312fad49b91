import {
	computedStyle,
	getAttribute,
	inputType,
	localName,
	Observer,
	query,
} from "../natives";

/** autocomplete tokens that always hide a field (spec MK-3). */
const SECRET_AUTOCOMPLETE =
	/(?:^|\s)(?:cc-[\w-]+|one-time-code|current-password|new-password)(?:\s|$)/i;

/** Names and ids, split into words, that always hide a field (spec MK-3). */
const SECRET_NAME =
	/passw(?:or)?d|passphrase|\b(?:passcode|pwd|cvv2?|cvc2?|csc|cvn|pin|otp|pan|(?:cc|card) ?(?:number|num|no|nr|code|csc|cvv|cvc)|(?:credit|debit) ?card|security code|verification code|one ?time (?:code|password))\b/;

/** Whatever SECRET_NAME finds has one of these; most names have none. */
const MAYBE_SECRET = /pass|pwd|cv|csc|pin|otp|pan|cc|card|code/i;

const inWords = (name: string): string =>
	name
		.replace(/([a-z0-9])([A-Z])/g, "$1 $2")
		.replace(/[^A-Za-z0-9]+/g, " ")
		.toLowerCase();

const isSecretName = (name: string): boolean =>
	MAYBE_SECRET.test(name) && SECRET_NAME.test(inWords(name));

/**
 * Remembers fields that were secret once. Make one when the page loads and give
 * it to the recorder later: "show password" before the session then hides too.
 */
export class FieldMemory {
	#nodes = new WeakSet<Element>();
	#keys = new Set<string>();

	remember(field: Element): void {
		this.#nodes.add(field);
		for (const key of keysOf(field)) this.#keys.add(key);
	}

	knows(field: Element): boolean {
		if (this.#nodes.has(field)) return true;
		if (this.#keys.size === 0) return false;
		return keysOf(field).some((key) => this.#keys.has(key));
	}
}

function keysOf(field: Element): string[] {
	const keys: string[] = [];
	for (const name of ["id", "name"]) {
		const value = getAttribute(field, name);
		if (value) keys.push(`${name} ${value}`);
	}
	return keys;
}

/** Watches a page for password fields from now on; call the result to end it. */
export function watchFields(page: Document, memory: FieldMemory): () => void {
	const note = (root: Node): void => {
		for (const field of query(root, "input[type=password i]"))
			memory.remember(field);
	};
	const observer = new Observer((records) => {
		for (const record of records) {
			const target = record.target as Element;
			if (/^password$/i.test(record.oldValue ?? "")) memory.remember(target);
		}
		note(page);
	});
	note(page);
	observer.observe(page, {
		subtree: true,
		attributeFilter: ["type"],
		attributeOldValue: true,
	});
	return () => observer.disconnect();
}

export function isField(tag: string): boolean {
	return tag === "input" || tag === "textarea" || tag === "select";
}

/**
 * The floor that no setting lowers: passwords (once is for ever), card data,
 * one-time codes, hidden inputs, files, text drawn as dots.
 */
export function isSecretField(field: Element, memory: FieldMemory): boolean {
	const tag = localName(field);
	if (!isField(tag)) return false;
	if (memory.knows(field)) return true;
	if (tag === "input") {
		const type = inputType(field as HTMLInputElement);
		if (type === "hidden" || type === "file") return true;
		if (/^(?:checkbox|radio|button|submit|reset|image)$/.test(type))
			return false;
		if (type === "password") {
			memory.remember(field);
			return true;
		}
	}
	const secret =
		SECRET_AUTOCOMPLETE.test(getAttribute(field, "autocomplete") ?? "") ||
		isSecretName(getAttribute(field, "name") ?? "") ||
		isSecretName(getAttribute(field, "id") ?? "") ||
		/text-security/i.test(getAttribute(field, "style") ?? "") ||
		drawsDots(field);
	if (secret) memory.remember(field);
	return secret;
}

function drawsDots(field: Element): boolean {
	const drawn = computedStyle(field)?.getPropertyValue("-webkit-text-security");
	return drawn !== undefined && drawn !== "" && drawn !== "none";
}
