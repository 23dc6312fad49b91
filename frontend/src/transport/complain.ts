/**
 * Says on the console what went wrong with us, for whoever looks for it there. Never
 * throws: the host page may have put something of its own in the console's place.
 */
export function complain(error: unknown, what = ""): void {
	try {
		console.error(what ? `cobrowse: ${what}:` : "cobrowse:", error);
	} catch {
		// Nobody listens.
	}
}
