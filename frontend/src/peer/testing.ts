/** The peer's two sides, as window.PeerTest. */
import { record } from "@rrweb/record";
import { Replayer } from "@rrweb/replay";

/** The customer's side: connected, and recording once somebody is there to look. */
export function share(url: string): Promise<void> {
	const socket = new WebSocket(url);
	socket.onmessage = () => {
		record({ emit: (event) => socket.send(JSON.stringify(event)) });
	};
	return new Promise((resolve, reject) => {
		socket.onopen = () => resolve();
		socket.onerror = reject;
	});
}

/** The agent's side, inside `#replica`. */
export function look(url: string): void {
	addEventListener("DOMContentLoaded", () => {
		const root = document.querySelector("#replica");
		if (!root) return;
		const player = new Replayer([], { root, liveMode: true, mouseTail: false });
		player.startLive();
		const socket = new WebSocket(url);
		socket.onmessage = ({ data }) => player.addEvent(JSON.parse(data));
	});
}
