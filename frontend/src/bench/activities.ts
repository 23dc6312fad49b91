import { frame, pause } from "./clock";

/** What goes on for a while on a page: typing, scrolling, animation by script. */
type Activity = () => Promise<void>;

const FRAMES = 90;
const TEXT = "the quick brown fox jumps over the lazy dog ";

/** Character by character into ten fields, as an editor would: no setter is called. */
const typing: Activity = async () => {
	const fields = [...document.querySelectorAll("input")].slice(0, 10);
	for (const field of fields) {
		field.focus();
		for (const letter of TEXT) {
			document.execCommand("insertText", false, letter);
			await pause(2);
		}
	}
};

/** The page and two boxes in it, every frame. */
const scrolling: Activity = async () => {
	const boxes = [0, 1].map((left) => {
		const box = document.createElement("div");
		box.style.cssText = `position:fixed;top:0;left:${left * 200}px;width:180px;height:200px;overflow:auto;background:#fff`;
		box.innerHTML = "<p>One line of a box that scrolls.</p>".repeat(200);
		document.body.append(box);
		return box;
	});
	for (let i = 0; i < FRAMES; i++) {
		window.scrollBy(0, 30);
		for (const box of boxes) box.scrollTop += 20;
		await frame();
	}
};

/** A hundred elements get another style in every frame. */
const animation: Activity = async () => {
	const dots = Array.from({ length: 100 }, () => {
		const dot = document.createElement("i");
		dot.className = "moving";
		return dot;
	});
	document.body.append(...dots);
	for (let i = 0; i < FRAMES; i++) {
		dots.forEach((dot, k) => {
			dot.style.transform = `translate(${(i * 3 + k) % 600}px, ${(i + k * 7) % 400}px)`;
			dot.style.opacity = `${0.5 + (i % 10) / 20}`;
		});
		await frame();
	}
};

export const activities: Record<string, Activity> = {
	typing,
	scrolling,
	animation,
};
