/**
 * The peer's relay: what the customer of a room sends, its agent gets; the customer is
 * told once when the agent comes. Prints its port.
 */
import { createRequire } from "node:module";

const frontend = new URL("../../frontend/package.json", import.meta.url);
const { WebSocketServer } = createRequire(frontend)("ws");

const rooms = new Map();
const server = new WebSocketServer({
	host: "127.0.0.1",
	port: 0,
	perMessageDeflate: false,
});
server.on("listening", () => console.log(server.address().port));
server.on("connection", (socket, { url }) => {
	const [, side, name] = url.split("/");
	const room = rooms.get(name) ?? {};
	rooms.set(name, room);
	room[side] = socket;
	if (side === "agent") room.customer?.send("joined");
	else
		socket.on("message", (data, binary) => room.agent?.send(data, { binary }));
});
