/**
 * In a page inside a frame of another origin's page: says that it is here, and joins when
 * the page around it makes an offer. Nothing of this page is read before that.
 */
import { FieldMemory, watchFields } from "../../mirror/privacy/fields";
import { watchShadowRoots } from "../../mirror/recorder/shadow_watch";
import type { TagConfig } from "../config";
import { new_id } from "../ids";
import type { Joined } from "./join";
import { is_word, text_in } from "./words";

/** So many offers are looked at in a minute; each asks our server. */
const MOST_OFFERS = 10;
const MINUTE_MS = 60_000;

export function start(config: TagConfig): void {
	const around = window.parent;
	const page = new_id();
	const memory = new FieldMemory();
	watchFields(document, memory);
	watchShadowRoots(window);

	let offers: number[] = [];
	let turn = 0;
	let joined: Joined | null = null;

	const say_hello = (origin: string) => {
		try {
			around.postMessage({ cobrowse: "frame.hello", page }, origin);
		} catch {
			// No origin that could be named.
		}
	};

	const take = async ({ data, origin, ports }: MessageEvent) => {
		const ticket = text_in(data, "ticket");
		const [port] = ports;
		const now = performance.now();
		offers = offers.filter((at) => now - at < MINUTE_MS);
		if (!ticket || !port || offers.length >= MOST_OFFERS) return;
		offers.push(now);
		const mine = ++turn;
		const { join } = await import("./join");
		const next = await join({ config, ticket, origin, port, memory });
		if (!next) return;
		// A later offer has been good in the meantime.
		if (mine !== turn) next.stop();
		else {
			joined?.stop();
			joined = next;
		}
	};

	window.addEventListener(
		"message",
		(event) => {
			if (event.source !== around) return;
			if (is_word(event.data, "frame.call")) say_hello(event.origin);
			else if (is_word(event.data, "frame.offer"))
				void take(event).catch(() => undefined);
		},
		true,
	);
	window.addEventListener("pagehide", () => {
		turn++;
		joined?.leave();
		joined = null;
	});
	const origin = origin_around();
	if (origin) say_hello(origin);
}

/** Of the page around this one, as far as the browser tells. */
function origin_around(): string | null {
	const told = location.ancestorOrigins?.[0];
	if (told !== undefined) return told;
	try {
		return new URL(document.referrer).origin;
	} catch {
		return null;
	}
}
