/** A screen on a wall: it stays awake, and opens itself anew now and then. */
const RENEWED_AFTER_MS = 6 * 3_600_000;

/** To be called after each answer: only a page that would come is opened anew. */
export function keep_alive(): () => void {
	const opened_at = Date.now();
	void stay_awake();
	document.addEventListener("visibilitychange", () => {
		if (!document.hidden) void stay_awake();
	});
	return () => {
		if (Date.now() - opened_at > RENEWED_AFTER_MS) location.reload();
	};
}

async function stay_awake(): Promise<void> {
	try {
		await navigator.wakeLock?.request("screen");
	} catch {
		// The browser decides: on battery, or without a secure address, it does not.
	}
}
