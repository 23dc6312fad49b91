/** What the call's window may ask for. */
import type { Devices } from "../../calls/devices";
import type { CallWish } from "./talk";

export interface CallControl {
	/** Tries the microphone first: better a clear word now than after the wait. */
	start(wish: CallWish): void;
	/** Hangs up, or takes the start back. */
	end(): void;
	mute(muted: boolean): void;
	/** After trouble: from the beginning. */
	retry(): void;
	/** A press that lets the browser play what it held back. */
	listen(): void;
	/** The call goes on in this tab. */
	take_over(): void;
	use_microphone(id: string): void;
	use_speaker(id: string): void;
	devices(): Promise<Devices>;
	/** 0 to 1 each. */
	levels(): { readonly own: number; readonly other: number };
	/** Makes room for another call. */
	forget(): void;
}
