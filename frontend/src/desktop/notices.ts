import type { DesktopState } from "./state";

export type Tone = "info" | "ok" | "warn" | "danger";

/** Something to tell once; `key` names its words, equal keys replace each other. */
export interface Notice {
	readonly id: number;
	readonly key: string;
	readonly tone: Tone;
	readonly values: Readonly<Record<string, string>>;
	/** Milliseconds since the epoch; infinite: until somebody has read it. */
	readonly until: number;
}

const NOTICE_MS = 6_000;
const NOTICES_SHOWN = 3;

export function notice(
	state: DesktopState,
	key: string,
	tone: Tone,
	now: number,
	values: Readonly<Record<string, string>> = {},
	{ stays = false }: { readonly stays?: boolean } = {},
): DesktopState {
	const entry: Notice = {
		id: state.next_notice,
		key,
		tone,
		values,
		until: stays ? Number.POSITIVE_INFINITY : now + NOTICE_MS,
	};
	const others = state.notices.filter((other) => other.key !== key);
	return {
		...state,
		next_notice: state.next_notice + 1,
		notices: [...others, entry].slice(-NOTICES_SHOWN),
	};
}
