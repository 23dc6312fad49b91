/**
 * The one script tag of a site: defines `window.Cobrowse` at once, keeps calls
 * until the app is here, and imports the app from its own origin. Never throws
 * into the page, runs once per page however often the tag stands there.
 */

import { complain } from "../transport/complain";
import type { Api, Outcome } from "./api";
import type { TagConfig } from "./config";
import { is_supported } from "./support";
import { VERSION } from "./version";

/** The hashed files of the app, of the rule test and of what joins a page around this one, filled in by the build. */
declare const __APP_FILE__: string;
declare const __RULE_TEST_FILE__: string;
declare const __GUEST_FILE__: string;

/** The admin's rule tester opens pages with this fragment; the tab remembers it. */
const RULE_TEST = "#cobrowse-rule-test";

/** The app did not arrive: the network may be away, or a new version was just put out. */
const IMPORT_AGAIN_MS = 3_000;
const IMPORT_TRIES = 20;

type Call = (api: Api) => unknown;

function own_tag(): HTMLScriptElement | null {
	const current = document.currentScript;
	if (current instanceof HTMLScriptElement && current.dataset.site)
		return current;
	return document.querySelector<HTMLScriptElement>(
		'script[data-site][src*="widget.js"]',
	);
}

function read_tag(): TagConfig | null {
	const tag = own_tag();
	if (!tag?.dataset.site) return null;
	return {
		base_url: new URL(".", tag.src).href,
		site_key: tag.dataset.site,
		lang: tag.dataset.lang ?? null,
		ui: tag.dataset.ui !== "none",
		joins_only: tag.dataset.frame === "only",
	};
}

interface Face {
	use(api: Api): void;
	/** The app will not come: whoever waits for an answer gets this one. */
	give_up(code: string): void;
}

function define(): Face {
	let api: Api | null = null;
	let waiting: Call[] = [];
	let unanswered: ((outcome: Outcome) => void)[] = [];
	let given_up: Outcome | null = null;
	const safely = (call: Call) => {
		try {
			if (api) return call(api);
		} catch (error) {
			complain(error);
		}
		return undefined;
	};
	const later = (call: Call): void => {
		if (api) safely(call);
		else waiting.push(call);
	};
	const ask = (call: (api: Api) => Promise<Outcome>): Promise<Outcome> =>
		new Promise((resolve) => {
			if (given_up) return resolve(given_up);
			if (!api) unanswered.push(resolve);
			const failed: Outcome = { ok: false, code: "error" };
			later((ready) => call(ready).then(resolve, () => resolve(failed)));
		});
	const face: Api = {
		version: VERSION,
		isSupported: () => {
			try {
				return is_supported();
			} catch {
				return false;
			}
		},
		startSession: (media) => ask((ready) => ready.startSession(media)),
		endSession: () => ask((ready) => ready.endSession()),
		acceptWriteMode: () => ask((ready) => ready.acceptWriteMode()),
		declineWriteMode: () => ask((ready) => ready.declineWriteMode()),
		revokeWriteMode: () => ask((ready) => ready.revokeWriteMode()),
		drawWith: (tool, by_keyboard) =>
			ask((ready) => ready.drawWith(tool, by_keyboard)),
		undoDrawing: () => ask((ready) => ready.undoDrawing()),
		clearDrawings: () => ask((ready) => ready.clearDrawings()),
		allowDrawings: (allowed) => ask((ready) => ready.allowDrawings(allowed)),
		startChat: (name, question, options) =>
			ask((ready) => ready.startChat(name, question, options)),
		sendMessage: (text) => ask((ready) => ready.sendMessage(text)),
		retryMessage: (client_id) => ask((ready) => ready.retryMessage(client_id)),
		tellTyping: () => ask((ready) => ready.tellTyping()),
		markRead: () => ask((ready) => ready.markRead()),
		endChat: () => ask((ready) => ready.endChat()),
		downloadTranscript: () => ask((ready) => ready.downloadTranscript()),
		connect: () => ask((ready) => ready.connect()),
		pauseSession: () => ask((ready) => ready.pauseSession()),
		resumeSession: () => ask((ready) => ready.resumeSession()),
		startCall: (name, options) =>
			ask((ready) => ready.startCall(name, options)),
		endCall: () => ask((ready) => ready.endCall()),
		muteCall: (muted) => ask((ready) => ready.muteCall(muted)),
		requestCallback: (options) =>
			ask((ready) => ready.requestCallback(options)),
		cancelCallback: () => ask((ready) => ready.cancelCallback()),
		on: (event, listener) => later((ready) => ready.on(event, listener)),
		off: (event, listener) => later((ready) => ready.off(event, listener)),
		configure: (options) => later((ready) => ready.configure(options)),
	};
	(window as { Cobrowse?: Api }).Cobrowse = face;
	return {
		use(ready) {
			api = ready;
			const calls = waiting;
			waiting = [];
			unanswered = [];
			for (const call of calls) safely(call);
		},
		give_up(code) {
			given_up = { ok: false, code };
			for (const resolve of unanswered) resolve(given_up);
			waiting = unanswered = [];
		},
	};
}

/** A frame of a page of the same site that has the widget: one is enough, and it sees the frame. */
function is_inside_widget_page(): boolean {
	try {
		return window.top !== window && "Cobrowse" in (window.top ?? window);
	} catch {
		return false; // another site's page around this one
	}
}

/** In a frame of a page of another origin, with nothing around that. */
function is_foreign_frame(): boolean {
	if (window.parent === window || window.parent !== window.top) return false;
	try {
		return !window.parent.document;
	} catch {
		return true;
	}
}

/** Runs when the document has a body and is shown, not merely prerendered. */
function when_ready(fn: () => void): void {
	const prerendering = (document as { prerendering?: boolean }).prerendering;
	if (prerendering)
		document.addEventListener("prerenderingchange", () => when_ready(fn), {
			once: true,
		});
	else if (document.body) fn();
	else
		document.addEventListener("DOMContentLoaded", () => fn(), { once: true });
}

function load(config: TagConfig, face: Face, tries: number): void {
	// A failed import may be remembered by its address: ask for another one.
	const again = tries < IMPORT_TRIES ? `?again=${tries}` : "";
	const url = `${config.base_url}static/build/${__APP_FILE__}${again}`;
	import(url).then(
		(app: { start(config: TagConfig): Api }) => {
			try {
				face.use(app.start(config));
			} catch (error) {
				complain(error);
			}
		},
		() => {
			// A browser that is too old for the app cannot read it either.
			if (!is_supported()) face.give_up("unsupported");
			else if (tries <= 1) face.give_up("unreachable");
			else setTimeout(() => load(config, face, tries - 1), IMPORT_AGAIN_MS);
		},
	);
}

/** Whether the admin's rule tester opened this window; its mark is no business of the page. */
function is_rule_test(): boolean {
	if (!window.opener) return false;
	const [page = "", , rest] = location.href.split("#");
	const is_first = location.hash.startsWith(RULE_TEST);
	try {
		if (is_first) {
			// A page that goes by its fragment hears of its own one.
			if (rest) location.replace(`${page}#${rest}`);
			else history.replaceState(history.state, "", page);
			sessionStorage.setItem(RULE_TEST, "1");
		}
		return sessionStorage.getItem(RULE_TEST) !== null;
	} catch {
		return is_first; // without storage the test ends with the page
	}
}

/** Without it the page is a box to whoever shares the one around it. */
function join_page_around(config: TagConfig): void {
	import(`${config.base_url}static/build/${__GUEST_FILE__}`).then(
		(guest: { start(config: TagConfig): void }) => guest.start(config),
		complain,
	);
}

function test_rules(config: TagConfig): void {
	import(`${config.base_url}static/build/${__RULE_TEST_FILE__}`).then(
		(test: { start(config: TagConfig, forget: () => void): void }) =>
			test.start(config, () => sessionStorage.removeItem(RULE_TEST)),
		complain,
	);
}

try {
	const already = (window as { Cobrowse?: { version?: unknown } }).Cobrowse;
	const config = read_tag();
	if (config && !already?.version && !is_inside_widget_page()) {
		const face = define();
		const is_test = is_rule_test();
		const joins = is_foreign_frame();
		when_ready(() => {
			if (joins) join_page_around(config);
			if (joins && config.joins_only) face.give_up("framed");
			else load(config, face, IMPORT_TRIES);
			if (is_test) test_rules(config);
		});
	}
} catch (error) {
	complain(error);
}
