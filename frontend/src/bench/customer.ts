import { clock, pause } from "./clock";
import { type EngineName, type Sink, startRecorder } from "./recorders";

const TURN_MS = 50;
/** Turns are counted, not time: on a machine at work the recorder waits as long as they do. */
const QUIET_TURNS = 8;

/** The customer's side: a recorder and the socket that it writes to. Nobody need read at the other end. */
export class Customer implements Sink {
	private sent = 0;
	private socket: WebSocket | undefined;
	/** Makes a recorder that sends in batches send the one it has. */
	flush: () => void = () => {};

	get waiting(): number {
		return this.socket?.bufferedAmount ?? 0;
	}

	async connect(url: string): Promise<void> {
		const socket = new WebSocket(url);
		await new Promise((resolve, reject) => {
			socket.onopen = resolve;
			socket.onerror = reject;
		});
		this.socket = socket;
	}

	send(data: string | Uint8Array<ArrayBuffer>): void {
		this.sent++;
		this.socket?.send(data);
	}

	/** Starts recording; the time it began, on the shared clock. */
	async start(engine: EngineName): Promise<number> {
		const started = clock();
		this.flush = await startRecorder(engine, this);
		return started;
	}

	/** Resolves when nothing was sent for a while. */
	async quiet(): Promise<void> {
		for (let turns = 0; turns < QUIET_TURNS; turns++) {
			const before = this.sent;
			await pause(TURN_MS);
			if (this.sent !== before) turns = 0;
		}
	}

	/** Changes one heading; the time of the change, on the shared clock. */
	change(text: string): number {
		const heading = document.querySelector("#h3");
		const changed = clock();
		if (heading) heading.textContent = text;
		return changed;
	}
}
