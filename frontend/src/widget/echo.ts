import { decode_ack, encode_ack } from "../protocol/frames";
import { to_json } from "../transport/json";

/**
 * The answer to the agent's question for the clock (docs/protocol.md, P-76); null: it is
 * none of this page. `clock` is in milliseconds.
 */
export function echo_of(
	frame: Uint8Array,
	epoch: number,
	clock: number,
): Uint8Array | null {
	const question = decode_ack(frame);
	if (question?.epoch !== epoch || question.body !== "") return null;
	const at = Math.round(clock * 10) / 10;
	return encode_ack({ ...question, body: to_json({ at }) });
}
