import { isConnected } from "../natives";
import { MediaBit } from "../ops";
import { isPainted } from "./box";
import { type Badge, drawStandIn, layOver } from "./stand_in";

/** MEDIA as it came: bits, and times in tenths of a second. */
export interface MediaState {
	readonly bits: number;
	/** Hundredths. */
	readonly rate: number;
	readonly position: number;
	readonly duration: number;
}

interface Played extends MediaState {
	/** When it came, in milliseconds. */
	readonly at: number;
}

const TICK_MS = 500;
/** Of the badge on a video, in its pixels where these are few: type of 11, height, and least room for it. */
const BADGE_HEIGHT = 20;
const BADGE_SHARE = 0.07;
const LEAST_WIDTH = 96;
const LEAST_HEIGHT = 60;
const LETTER = 6.4;

const GROUND = '<rect width="100%" height="100%" rx="27" fill="#f1f3f4"/>';

/** The empty bar, until it is known what the sound does. */
export function standForSound(element: Element): void {
	if (isPainted(element, "audio")) drawStandIn(element, 0, 0, GROUND);
}

/** What videos and sound of the page do: a badge on the video, a bar that stands for the sound. */
export class PlayedMedia {
	#all = new WeakMap<Element, Played>();
	/** Those whose time goes on. */
	#running = new Set<Element>();
	#timer: ReturnType<typeof setTimeout> | undefined;

	clear(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#running.clear();
	}

	show(element: Element, state: MediaState): void {
		const isSound = isPainted(element, "audio");
		if (!isSound && !isPainted(element, "video")) return;
		this.#all.set(element, { ...state, at: performance.now() });
		this.#draw(element);
		const goesOn = MediaBit.playing & state.bits && state.rate > 0;
		if (goesOn && !(state.bits & MediaBit.waiting)) this.#running.add(element);
		else this.#running.delete(element);
		this.#wake();
	}

	#wake(): void {
		if (this.#timer !== undefined || this.#running.size === 0) return;
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			for (const one of this.#running)
				if (isConnected(one)) this.#draw(one);
				else this.#running.delete(one);
			this.#wake();
		}, TICK_MS);
	}

	#draw(element: Element): void {
		const played = this.#all.get(element);
		if (!played) return;
		const draw = isPainted(element, "audio") ? bar : badge;
		const drawn: Badge = (width, height) => draw(played, width, height);
		layOver(element, drawn);
	}
}

/** Where it is by now, in tenths of a second. */
function positionOf({ at, bits, duration, position, rate }: Played): number {
	const goesOn = bits & MediaBit.playing && !(bits & MediaBit.waiting);
	const since = goesOn ? ((performance.now() - at) * rate) / 10_000 : 0;
	const now = position + since;
	return duration > 0 ? Math.min(now, duration) : now;
}

/** As people write it: 0:07, 12:30, 1:02:03. */
export function clock(tenths: number): string {
	const whole = Math.floor(tenths / 10);
	const two = (count: number) => `${count}`.padStart(2, "0");
	const [hours, minutes, seconds] = [
		Math.floor(whole / 3600),
		Math.floor(whole / 60) % 60,
		whole % 60,
	];
	return hours > 0
		? `${hours}:${two(minutes)}:${two(seconds)}`
		: `${minutes}:${two(seconds)}`;
}

function times(played: Played): string {
	const now = clock(positionOf(played));
	return played.duration > 0 ? `${now} / ${clock(played.duration)}` : now;
}

/** The sign of what it does, in a box of 12 by 12. */
function sign({ bits }: Played): string {
	if (bits & MediaBit.waiting)
		return '<circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="3 2.6"/>';
	return bits & MediaBit.playing
		? '<path d="M2 1l9 5-9 5z" fill="currentColor"/>'
		: '<path d="M2 1h3v10H2zM7 1h3v10H7z" fill="currentColor"/>';
}

/** A loudspeaker, crossed out where nothing is heard. */
function speaker({ bits }: Played): string {
	const rest =
		bits & MediaBit.silent
			? '<path d="M8 4l4 4m0-4l-4 4" stroke="currentColor" stroke-width="1.4"/>'
			: '<path d="M8 3.5q2.5 2.5 0 5M9.8 2q4 4 0 8" fill="none" stroke="currentColor" stroke-width="1.2"/>';
	return `<path d="M1 4.2h2L6.4 1v10L3 7.8H1z" fill="currentColor"/>${rest}`;
}

const TYPE =
	'font-family="sans-serif" font-size="11" dominant-baseline="central"';

function badge(played: Played, width: number, height: number): string {
	if (width < LEAST_WIDTH || height < LEAST_HEIGHT) return "";
	const words = times(played);
	const room = 46 + words.length * LETTER;
	const scale = Math.min(
		Math.max(1, (height * BADGE_SHARE) / BADGE_HEIGHT),
		(width - 12) / room,
	);
	const top = height - BADGE_HEIGHT * scale - 6;
	return (
		`<g transform="translate(6 ${top}) scale(${scale})" color="#fff">` +
		`<rect width="${room}" height="${BADGE_HEIGHT}" rx="4" fill="#101828" fill-opacity=".8"/>` +
		`<g transform="translate(6 4)">${sign(played)}</g>` +
		`<text x="22" y="10.5" fill="#fff" ${TYPE}>${words}</text>` +
		`<g transform="translate(${room - 18} 4)">${speaker(played)}</g></g>`
	);
}

/** As wide as its style says: what has to be somewhere along it is in per cent. */
function bar(played: Played): string {
	const share = played.duration ? positionOf(played) / played.duration : 0;
	const track = (percent: number, colour: string) =>
		`<rect x="46%" y="50%" width="${percent}%" height="4" rx="2" transform="translate(0 -2)" fill="${colour}"/>`;
	return (
		'<svg x="16" y="50%" overflow="visible" color="#1f2937">' +
		`<g transform="translate(0 -6)">${sign(played)}</g>` +
		`<text x="24" fill="#1f2937" ${TYPE}>${times(played)}</text></svg>` +
		track(40, "#c3c8d1") +
		track(40 * share, "#4b5563") +
		`<svg x="91%" y="50%" overflow="visible" color="#1f2937"><g transform="translate(0 -6)">${speaker(played)}</g></svg>`
	);
}
