/**
 * The site's page in the admin: says while one types how well the widget's text
 * can be read on the accent colour. The server computes the same on save.
 */
import { contrast, parse_colour } from "../widget/colour";

/** As in `cobrowse/colours.py`. */
const TEXTS = ["#0a1012", "#ffffff"] as const;
const LEAST = 4.5;

/** Of the better of dark and light text, 1 to 21; null for what is no colour. */
export function text_contrast(colour: string): number | null {
	const background = parse_colour(colour);
	if (!background) return null;
	const found = TEXTS.map((text) => parse_colour(text)).map((text) =>
		text ? contrast(background, text) : 0,
	);
	return Math.max(...found);
}

function follow(input: HTMLInputElement): void {
	const scope = input.closest(".inline-related") ?? document;
	const output = scope.querySelector<HTMLElement>(
		`[data-contrast="${input.dataset.colour}"]`,
	);
	if (!output) return;
	output.setAttribute("role", "status");
	const paint = () => {
		const found = text_contrast(input.value);
		const enough = found === null || found >= LEAST;
		// Rounded down: 4.49 must not read as enough.
		const shown =
			found === null ? "–" : (Math.floor(found * 10) / 10).toFixed(1);
		output.textContent = found === null ? shown : `${shown} : 1`;
		output.dataset.enough = String(enough);
		output.style.setProperty(
			"--swatch",
			found === null ? "transparent" : input.value,
		);
	};
	input.addEventListener("input", paint);
	paint();
}

for (const input of document.querySelectorAll<HTMLInputElement>(
	"input[data-colour]",
))
	follow(input);
