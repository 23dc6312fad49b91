import { beforeEach, describe, expect, it } from "vitest";
import {
	FakeBrowser,
	FakePeerConnection,
	settle,
} from "../../calls/fake_browser";
import { chat, welcome } from "../samples";
import { Store } from "../store";
import type { DesktopIn, DesktopOut, InteractionState } from "../wire";
import { DeskCall } from "./desk_call";
import { hint_of, standing_of } from "./words";

const call = (
	id: string,
	changes: Partial<InteractionState> = {},
): InteractionState =>
	chat(id, { media: "voice", source: "browser", ...changes });

/** The desktop's socket: the store hears first, as in the desktop itself. */
class FakeLink {
	readonly said: DesktopOut[] = [];
	#listeners: ((message: DesktopIn) => void)[] = [];

	constructor(private readonly store: Store) {}

	on<T extends DesktopIn["type"]>(
		type: T,
		fn: (message: Extract<DesktopIn, { type: T }>) => void,
	): void {
		this.#listeners.push((message) => {
			if (message.type === type) fn(message as Extract<DesktopIn, { type: T }>);
		});
	}

	send(message: DesktopOut): boolean {
		this.said.push(message);
		return true;
	}

	ask(message: DesktopOut & { ref: string }): void {
		this.said.push(message);
	}

	async hear(message: DesktopIn): Promise<void> {
		this.store.dispatch({ kind: "message", message });
		for (const listener of this.#listeners) listener(message);
		await settle();
	}

	get signals(): string[] {
		return this.said.flatMap((message) =>
			message.type === "call.signal" ? [message.signal.kind] : [],
		);
	}
}

let browser: FakeBrowser;
let store: Store;
let link: FakeLink;
let desk: DeskCall;

const accepted = async (id = "a"): Promise<void> => {
	await link.hear({
		type: "interaction.opened",
		interaction: call(id),
		messages: [],
	});
	await link.hear({
		type: "call.connect",
		interaction: id,
		tab: "t1",
		asked: false,
		ice_servers: [],
	});
};

beforeEach(() => {
	FakePeerConnection.all = [];
	browser = new FakeBrowser();
	store = new Store();
	link = new FakeLink(store);
	desk = new DeskCall(store, link, browser.natives);
});

describe("the call of this desktop", () => {
	it("opens the microphone when it is accepted, and offers to a ready customer", async () => {
		await accepted();
		expect(browser.open_tracks).toHaveLength(1);
		expect(desk.view_of("a").phase).toBe("waiting");
		expect(link.signals).toEqual([]);
		await link.hear({
			type: "call.signal",
			interaction: "a",
			signal: { kind: "ready" },
		});
		expect(link.signals[0]).toBe("offer");
	});

	it("is taken up again by a new page", async () => {
		await link.hear(
			welcome({ interactions: [{ interaction: call("a"), messages: [] }] }),
		);
		expect(link.signals).toEqual(["ready"]);
	});

	it("is not begun for chats, nor for calls of the company's switch", async () => {
		await link.hear(
			welcome({
				interactions: [
					{ interaction: chat("a"), messages: [] },
					{ interaction: call("b", { external: true }), messages: [] },
				],
			}),
		);
		expect(browser.tracks).toEqual([]);
	});

	it("hears nothing that belongs to another call", async () => {
		await accepted();
		await link.hear({
			type: "call.signal",
			interaction: "b",
			signal: { kind: "ready" },
		});
		expect(link.signals).toEqual([]);
	});

	it("is silent while it is held", async () => {
		await accepted();
		await link.hear({
			type: "interaction.updated",
			interaction: call("a", { state: "held" }),
		});
		expect(browser.tracks[0]?.enabled).toBe(false);
		await link.hear({
			type: "interaction.updated",
			interaction: call("a", { state: "active" }),
		});
		expect(browser.tracks[0]?.enabled).toBe(true);
	});

	it.each([
		["closed", { type: "interaction.closed", interaction: "a", reason: "x" }],
		["gone when the desktop comes back", welcome({ interactions: [] })],
	] as const)("turns the microphone off when it is %s", async (_, message) => {
		await accepted();
		await link.hear(message);
		expect(browser.open_tracks).toEqual([]);
		expect(desk.view_of("a").phase).toBe("idle");
	});

	it("leaves the microphone to the tab that has the desktop now", async () => {
		await accepted();
		store.dispatch({ kind: "connection", connection: { kind: "superseded" } });
		await settle();
		expect(browser.open_tracks).toEqual([]);
	});

	it("stands while the desktop is cut off", async () => {
		await accepted();
		store.dispatch({
			kind: "connection",
			connection: { kind: "reconnecting", restart: false },
		});
		await settle();
		expect(browser.open_tracks).toHaveLength(1);
	});
});

describe("its words", () => {
	it("name the most pressing thing first", () => {
		const idle = desk.view_of("none");
		const line = { ...idle, phase: "connected", muted: true } as const;
		expect(standing_of(line).tone).toBe("ok");
		expect(hint_of(line, null)?.words).toContain("muted");
		const troubled = { ...line, other_trouble: "microphone_busy" } as const;
		expect(hint_of(troubled, null)?.words).toContain("customer's microphone");
		expect(hint_of(troubled, "insecure")?.words).toContain("https");
		expect(hint_of({ ...line, muted: false }, null)).toBeNull();
	});
});
