import { beforeEach, describe, expect, it } from "vitest";
import { FakeBrowser, FakePeerConnection, settle } from "./fake_browser";
import { Line } from "./line";
import type { Role, Signal } from "./signals";

const SERVERS = [
	{ urls: ["stun:help.test"], username: null, credential: null },
];

/** One side with its browser; what it says goes to the other side, as the server does it. */
class Side {
	readonly browser = new FakeBrowser();
	readonly said: Signal[] = [];
	other: Side | null = null;
	online = true;
	line: Line;

	constructor(readonly role: Role) {
		this.line = this.#page();
	}

	/** The page was loaded again. */
	load(): void {
		this.line.end();
		this.line = this.#page();
	}

	kinds(): string[] {
		return this.said.map((signal) => signal.kind);
	}

	get phase(): string {
		return this.line.view.phase;
	}

	get peers(): FakePeerConnection[] {
		return FakePeerConnection.all.filter((peer) =>
			peer.tracks.some((track) => this.browser.tracks.includes(track as never)),
		);
	}

	#page(): Line {
		const line: Line = new Line({
			role: this.role,
			natives: this.browser.natives,
			on_change: () => undefined,
			send: (signal) => {
				if (!this.online) return false;
				this.said.push(signal);
				queueMicrotask(() => this.#deliver(line, signal));
				return true;
			},
		});
		return line;
	}

	#deliver(line: Line, signal: Signal): void {
		if (this.line !== line || signal.kind === "connected") return;
		if (signal.kind === "ready") this.line.connect(SERVERS, true);
		if (this.other?.online) this.other.line.hear(signal);
	}
}

let agent: Side;
let customer: Side;

function accept(): Promise<void> {
	agent.line.connect(SERVERS, false);
	customer.line.connect(SERVERS, false);
	return settle();
}

beforeEach(() => {
	FakePeerConnection.all = [];
	FakePeerConnection.network_up = true;
	agent = new Side("agent");
	customer = new Side("customer");
	agent.other = customer;
	customer.other = agent;
});

describe("a call that is accepted", () => {
	it("connects in one round, with the servers that were named", async () => {
		await accept();
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
		expect(FakePeerConnection.all).toHaveLength(2);
		expect(agent.kinds().filter((kind) => kind === "offer")).toHaveLength(1);
		expect(FakePeerConnection.all[0]?.configuration.iceServers).toEqual([
			{ urls: ["stun:help.test"] },
		]);
		expect(agent.kinds()).toContain("connected");
	});

	it("waits for an agent who is still asked for the microphone", async () => {
		agent.browser.asks_person = true;
		await accept();
		expect([agent.phase, customer.phase]).toEqual(["microphone", "waiting"]);
		agent.browser.allow();
		await settle();
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
	});

	it("waits for a customer who is still asked for the microphone", async () => {
		customer.browser.asks_person = true;
		await accept();
		expect([agent.phase, customer.phase]).toEqual(["waiting", "microphone"]);
		customer.browser.allow();
		await settle();
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
	});

	it("gives each side the other's candidates, none before its description", async () => {
		await accept();
		const [one, two] = FakePeerConnection.all;
		expect(one?.candidates).toEqual([`candidate of ${two?.id}`]);
		expect(two?.candidates).toEqual([`candidate of ${one?.id}`]);
	});

	it.each([
		["NotAllowedError", "microphone_refused"],
		["NotFoundError", "microphone_missing"],
		["NotReadableError", "microphone_busy"],
	])("says why there is no microphone: %s", async (error, code) => {
		customer.browser.microphone_error = error;
		await accept();
		expect(customer.line.view).toMatchObject({
			phase: "trouble",
			trouble: code,
		});
		expect(agent.line.view.other_trouble).toBe(code);
		customer.browser.microphone_error = null;
		customer.line.retry();
		await settle();
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
		expect(agent.line.view.other_trouble).toBeNull();
	});

	it("asks for a press when the browser holds the sound back", async () => {
		customer.browser.plays = "refused";
		await accept();
		expect(customer.line.view.sound_blocked).toBe(true);
		customer.browser.plays = "yes";
		customer.line.press();
		await settle();
		expect(customer.line.view.sound_blocked).toBe(false);
	});
});

describe("a page that is loaded in the middle", () => {
	it("of the customer takes the call up again, and closes what was", async () => {
		await accept();
		const before = [...FakePeerConnection.all];
		customer.load();
		customer.line.begin();
		await settle();
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
		expect(before.map((peer) => peer.connectionState)).toEqual([
			"closed",
			"closed",
		]);
		expect(customer.browser.open_tracks).toHaveLength(1);
	});

	it("of the agent makes the customer ready once more", async () => {
		await accept();
		agent.load();
		agent.line.begin();
		await settle();
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
		expect(customer.browser.tracks).toHaveLength(1);
	});

	it("tells the other side again that it is muted", async () => {
		await accept();
		agent.line.mute(true);
		customer.load();
		customer.line.begin();
		await settle();
		expect(customer.line.view.other_muted).toBe(true);
	});
});

describe("another agent", () => {
	it("talks to the same page of the customer", async () => {
		await accept();
		const bob = new Side("agent");
		agent.line.end();
		agent.other = null;
		bob.other = customer;
		customer.other = bob;
		bob.line.connect(SERVERS, false);
		customer.line.connect(SERVERS, false);
		await settle();
		expect([bob.phase, customer.phase]).toEqual(["connected", "connected"]);
		expect(agent.browser.open_tracks).toEqual([]);
		expect(customer.browser.tracks).toHaveLength(1);
	});
});

describe("a connection that fails", () => {
	const fail = async () => {
		for (const peer of FakePeerConnection.all)
			if (peer.connectionState !== "closed") peer.become("failed");
		await settle();
	};

	it("is mended on the same two ends first", async () => {
		await accept();
		await fail();
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
		expect(FakePeerConnection.all).toHaveLength(2);
		expect(FakePeerConnection.all.map((peer) => peer.restarts)).toContain(1);
	});

	it("is given time when it only stumbles", async () => {
		await accept();
		const [end] = agent.peers;
		end?.become("disconnected");
		expect(agent.phase).toBe("reconnecting");
		end?.become("connected");
		await agent.browser.wait(20_000);
		expect(agent.phase).toBe("connected");
		expect(end?.restarts).toBe(0);
	});

	it("is given up after some attempts, and can be tried again by hand", async () => {
		await accept();
		FakePeerConnection.network_up = false;
		await fail();
		await agent.browser.wait(120_000);
		expect(agent.line.view).toMatchObject({
			phase: "trouble",
			trouble: "connection",
		});
		expect(customer.line.view.other_trouble).toBe("connection");
		const offers = agent.kinds().filter((kind) => kind === "offer").length;
		expect(offers).toBe(6);
		FakePeerConnection.network_up = true;
		agent.line.retry();
		await settle();
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
	});

	it("does not end with the sockets: it stands while nobody can be told", async () => {
		await accept();
		customer.online = agent.online = false;
		await agent.browser.wait(60_000);
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
		customer.online = agent.online = true;
		customer.line.wake();
		agent.line.wake();
		await settle();
		expect(FakePeerConnection.all).toHaveLength(2);
	});

	it("that was lost while nobody could be told comes back with the sockets", async () => {
		await accept();
		customer.online = agent.online = false;
		await fail();
		customer.online = agent.online = true;
		customer.line.wake();
		await settle();
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
	});
});

describe("what is stale or hostile", () => {
	it("changes nothing: old rounds, wrong roles, nonsense", async () => {
		await accept();
		const peers = [...FakePeerConnection.all];
		customer.line.hear({ kind: "offer", round: 1, sdp: "old" });
		agent.line.hear({ kind: "offer", round: 2 ** 31 - 1, sdp: "from below" });
		agent.line.hear({ kind: "answer", round: 1, sdp: "old" });
		agent.line.hear({
			kind: "candidate",
			round: 3,
			candidate: "old",
			sdp_mid: null,
			sdp_m_line_index: null,
		});
		await settle();
		expect(FakePeerConnection.all).toEqual(peers);
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
		expect(agent.peers[0]?.candidates).not.toContain("old");
	});

	it("an offer that no browser takes leads to a new beginning", async () => {
		await accept();
		customer.line.hear({ kind: "offer", round: 2 ** 31 - 2, sdp: "nonsense" });
		await settle();
		expect(customer.phase).toBe("reconnecting");
		await customer.browser.wait(10_000);
		expect([agent.phase, customer.phase]).toEqual(["connected", "connected"]);
	});
});

describe("the person", () => {
	it("mutes the own microphone and nothing else", async () => {
		await accept();
		customer.line.mute(true);
		await settle();
		expect(customer.browser.tracks[0]?.enabled).toBe(false);
		expect(agent.line.view.other_muted).toBe(true);
		expect(customer.browser.audio.muted).toBe(false);
		customer.line.mute(false);
		expect(customer.browser.tracks[0]?.enabled).toBe(true);
	});

	it("hears and says nothing on hold, and stays muted after it", async () => {
		await accept();
		customer.line.mute(true);
		customer.line.hold(true);
		expect(customer.browser.audio.muted).toBe(true);
		customer.line.mute(false);
		expect(customer.browser.tracks[0]?.enabled).toBe(false);
		customer.line.hold(false);
		expect(customer.browser.tracks[0]?.enabled).toBe(true);
		expect(customer.browser.audio.muted).toBe(false);
	});

	it("takes another microphone without a new connection", async () => {
		await accept();
		await customer.line.use_microphone("headset");
		await settle();
		expect(customer.line.view.microphone).toBe("headset");
		expect(customer.browser.open_tracks.map(({ device }) => device)).toEqual([
			"headset",
		]);
		expect(customer.peers).toHaveLength(1);
		expect(customer.phase).toBe("connected");
	});

	it("keeps the present microphone when the other one cannot be used", async () => {
		await accept();
		customer.browser.microphone_error = "NotReadableError";
		await customer.line.use_microphone("broken");
		expect(customer.line.view).toMatchObject({
			phase: "connected",
			device_refused: true,
			microphone: "usual",
		});
	});

	it("goes on with the usual microphone when the plug is pulled", async () => {
		await accept();
		await customer.line.use_microphone("headset");
		customer.browser.tracks.at(-1)?.unplug();
		await settle();
		expect(customer.line.view).toMatchObject({
			phase: "connected",
			microphone: "usual",
		});
		expect(customer.peers[0]?.tracks).toEqual(customer.browser.open_tracks);
	});

	it("leaves no microphone on after the end, not even one still asked for", async () => {
		customer.browser.asks_person = true;
		await accept();
		customer.line.end();
		customer.browser.allow();
		await settle();
		expect(customer.browser.open_tracks).toEqual([]);
		agent.line.end();
		expect(agent.browser.open_tracks).toEqual([]);
		agent.line.hear({ kind: "ready" });
		agent.line.connect(SERVERS, false);
		await settle();
		expect(agent.phase).toBe("ended");
		expect(agent.browser.open_tracks).toEqual([]);
	});
});
