/**
 * Follows the part of the page that an on-screen keyboard leaves, so that a window
 * which covers a phone's screen keeps its input above the keyboard.
 */
export function follow_viewport(widget: HTMLElement): void {
	const viewport = window.visualViewport;
	if (!viewport) return;
	const follow = () => {
		// A page that is pinched larger is being read, not written on.
		const plain = viewport.scale < 1.05;
		const hidden = plain ? window.innerHeight - viewport.height : 0;
		const set = (name: string, pixels: number) =>
			widget.style.setProperty(name, pixels > 1 ? `${pixels}px` : null);
		set("--keyboard", Math.max(0, hidden - viewport.offsetTop));
		set("--pushed", hidden > 1 ? viewport.offsetTop : 0);
	};
	viewport.addEventListener("resize", follow);
	viewport.addEventListener("scroll", follow);
	follow();
}
