/**
 * What browsers start at a person's own press only. A page that asks for it because of the
 * hand's press gets nothing; the agent is told, so that the customer can be asked to press.
 */
import type { AckDetail } from "../../protocol/messages";
import { lend } from "./lend";
import type { Realm } from "./natives";

export type Need = NonNullable<AckDetail["needs"]>;

type Owner = "window" | keyof Realm;
/** Where, which method, and what it needs; null: nothing, as it is called. */
type Call = readonly [
	Owner,
	string,
	(self: unknown, given: readonly unknown[]) => Need | null,
];

/** Windows that are there already. */
const HERE = /^_(self|parent|top)$/i;

const picks = (self: unknown): Need =>
	(self as HTMLInputElement).type === "file" ? "file" : "picker";
const opened_by_click = (self: unknown): Need | null =>
	/^(file|color)$/.test((self as HTMLInputElement).type) ? picks(self) : null;

const CALLS: readonly Call[] = [
	["HTMLElement", "click", opened_by_click],
	["HTMLInputElement", "showPicker", picks],
	["HTMLSelectElement", "showPicker", picks],
	["window", "showOpenFilePicker", () => "file"],
	["window", "open", (_, [, name]) => (HERE.test(`${name}`) ? null : "window")],
	["Element", "requestFullscreen", () => "fullscreen"],
	["CredentialsContainer", "get", () => "passkey"],
	["CredentialsContainer", "create", () => "passkey"],
	["PaymentRequest", "show", () => "payment"],
	["Clipboard", "read", () => "clipboard"],
	["Clipboard", "readText", () => "clipboard"],
];

export class Needs {
	/** What the page asked for last, in vain. */
	found: Need | null = null;

	/** Listens to what the page calls; the result ends it. */
	watch(view: Realm): () => void {
		this.found = null;
		const give_back = CALLS.map(([owner, name, need]) => {
			const at = owner === "window" ? view : view[owner]?.prototype;
			if (!at) return () => {};
			return lend(at as object, name, (native) => {
				const note = (need: Need | null) => this.#note(view, need);
				return function (...given) {
					note(need(this, given));
					return native.apply(this, given);
				};
			});
		});
		return () => {
			for (const give of give_back) give();
		};
	}

	/** The customer may have pressed a moment ago: then it works. */
	#note(view: Realm, need: Need | null): void {
		if (need && !view.navigator.userActivation?.isActive) this.found = need;
	}
}
