/** What sharing a page needs from the browser (spec WG-6). Pure feature tests, no user agents. */
export function is_supported(page: Window = window): boolean {
	const has = (name: string) => name in page;
	return (
		[
			"WebSocket",
			"MutationObserver",
			"ShadowRoot",
			"TextEncoder",
			"WeakRef",
		].every(has) &&
		typeof page.crypto?.getRandomValues === "function" &&
		"adoptedStyleSheets" in page.document &&
		"replaceSync" in CSSStyleSheet.prototype &&
		"showModal" in HTMLDialogElement.prototype
	);
}

/** Inside a frame: the outer page would see what is shared, and shares by itself. */
export const is_framed = (page: Window = window): boolean => page.top !== page;

/** What a call made in the browser needs: a microphone may be asked for only on safe pages. */
export const can_call = (page: Window = window): boolean =>
	page.isSecureContext &&
	"RTCPeerConnection" in page &&
	typeof page.navigator.mediaDevices?.getUserMedia === "function";
