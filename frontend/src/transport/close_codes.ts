/** WebSocket close codes of the protocol (docs/protocol.md) and what a client does about them. */

export const CLOSE = {
	NORMAL: 1000,
	FRAME_TOO_LARGE: 1009,
	RESTART: 1012,
	TRY_LATER: 1013,
	BAD_MESSAGE: 4400,
	AUTH_REQUIRED: 4401,
	SESSION_NOT_FOUND: 4404,
	HELLO_TIMEOUT: 4408,
	SUPERSEDED: 4409,
	SESSION_ENDED: 4410,
	RATE_LIMITED: 4429,
} as const;

/** Our own close code for "no sign of life from the server"; never leaves this browser. */
export const HEARTBEAT_LOST = 4900;

/** After these a new attempt would meet the same answer: the caller decides what follows. */
const FINAL: ReadonlySet<number> = new Set([
	1003,
	1007,
	1008,
	CLOSE.BAD_MESSAGE,
	CLOSE.AUTH_REQUIRED,
	CLOSE.SESSION_NOT_FOUND,
	CLOSE.SUPERSEDED,
	CLOSE.SESSION_ENDED,
]);

export const is_final = (code: number): boolean => FINAL.has(code);
