import { h } from "./dom";

const SHOWN_MS = 5_000;
const AT_ONCE = 3;

/** Passing notices; read out by screen readers, gone by themselves. */
export class Toasts {
	readonly node = h("div", {
		class: "toasts",
		testid: "toasts",
		attrs: { role: "status", "aria-live": "polite" },
	});

	show(text: string): void {
		for (const old of [...this.node.children])
			if (old.textContent === text) old.remove();
		while (this.node.childElementCount >= AT_ONCE)
			this.node.firstElementChild?.remove();
		const toast = h("div", { class: "toast", testid: "toast" }, text);
		this.node.append(toast);
		window.setTimeout(() => toast.remove(), SHOWN_MS);
	}
}
