/** How well the other side is heard, from the connection's own counts. */

export interface Sample {
	readonly packets_received: number;
	readonly packets_lost: number;
	/** Null until the other side has reported. */
	readonly round_trip_seconds: number | null;
}

export type Grade = "unknown" | "good" | "fair" | "poor";

export interface Quality {
	readonly grade: Grade;
	/** Of the packets of the last interval. */
	readonly loss_percent: number;
	readonly round_trip_ms: number | null;
}

export const unknown_quality: Quality = {
	grade: "unknown",
	loss_percent: 0,
	round_trip_ms: null,
};

// ITU-T G.114: up to 150 ms one way is fine, beyond 400 ms talk breaks down. Opus hides
// losses of a few percent.
const FAIR_ROUND_TRIP_MS = 300;
const POOR_ROUND_TRIP_MS = 800;
const FAIR_LOSS_PERCENT = 3;
const POOR_LOSS_PERCENT = 10;

type Entry = Readonly<Record<string, unknown>>;

/** What a stats report says of the sound that comes in; null before any came. */
export function read_sample(report: Iterable<Entry>): Sample | null {
	let received: Sample | null = null;
	let round_trip: number | null = null;
	for (const entry of report) {
		if (entry.type === "inbound-rtp" && entry.kind === "audio")
			received = {
				packets_received: number_of(entry.packetsReceived) ?? 0,
				packets_lost: number_of(entry.packetsLost) ?? 0,
				round_trip_seconds: null,
			};
		else if (entry.type === "remote-inbound-rtp")
			round_trip ??= number_of(entry.roundTripTime);
		else if (entry.type === "candidate-pair" && entry.nominated === true)
			round_trip = number_of(entry.currentRoundTripTime) ?? round_trip;
	}
	return received && { ...received, round_trip_seconds: round_trip };
}

/** The interval between two samples; `expected`: sound should be coming in. */
export function judge(
	before: Sample | null,
	now: Sample | null,
	expected: boolean,
): Quality {
	if (!before || !now) return unknown_quality;
	const received = now.packets_received - before.packets_received;
	const lost = Math.max(0, now.packets_lost - before.packets_lost);
	const round_trip_ms =
		now.round_trip_seconds === null
			? null
			: Math.round(now.round_trip_seconds * 1000);
	if (received < 0) return unknown_quality; // a new connection counts anew
	if (received + lost === 0)
		return {
			grade: expected ? "poor" : "unknown",
			loss_percent: expected ? 100 : 0,
			round_trip_ms,
		};
	const loss_percent = (100 * lost) / (received + lost);
	return {
		grade: grade(loss_percent, round_trip_ms),
		loss_percent,
		round_trip_ms,
	};
}

function grade(loss_percent: number, round_trip_ms: number | null): Grade {
	const trip = round_trip_ms ?? 0;
	if (loss_percent > POOR_LOSS_PERCENT || trip > POOR_ROUND_TRIP_MS)
		return "poor";
	return loss_percent > FAIR_LOSS_PERCENT || trip > FAIR_ROUND_TRIP_MS
		? "fair"
		: "good";
}

const number_of = (value: unknown): number | null =>
	typeof value === "number" && Number.isFinite(value) ? value : null;
