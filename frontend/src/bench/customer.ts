import { clock, pause } from "./clock";
import { type EngineName, type Sink, startRecorder } from "./recorders";

const QUIET_MS = 400;

/** The customer's side: a recorder and the socket that it writes to. Nobody need read at the other end. */
export class Customer implements Sink {
	private lastSent = performance.now();
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
		this.lastSent = performance.now();
		this.socket?.send(data);
	}

	/** Starts recording; the time it began, on the shared clock. */
	async start(engine: EngineName): Promise<number> {
		const started = clock();
		this.lastSent = performance.now();
		this.flush = await startRecorder(engine, this);
		return started;
	}

	/** Resolves when nothing was sent for a while. */
	async quiet(): Promise<void> {
		this.lastSent = performance.now();
		while (performance.now() - this.lastSent < QUIET_MS) await pause(50);
	}

	/** Changes one heading; the time of the change, on the shared clock. */
	change(text: string): number {
		const heading = document.querySelector("#h3");
		const changed = clock();
		if (heading) heading.textContent = text;
		return changed;
	}
}
