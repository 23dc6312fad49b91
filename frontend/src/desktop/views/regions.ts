import { by_id } from "../dom";

const REGIONS = ["side", "talk", "cobrowse", "context"] as const;

/** The next pane takes the focus, around the desk: on what one would use there. */
export function focus_next_pane(): void {
	const regions = REGIONS.map(by_id).filter((region) =>
		region.checkVisibility(),
	);
	const here = regions.findIndex((region) =>
		region.contains(document.activeElement),
	);
	const next = regions[(here + 1) % regions.length];
	if (next) focus_inside(next);
}

function focus_inside(region: HTMLElement): void {
	const useful = region.querySelectorAll<HTMLElement>(
		'[aria-current="true"], textarea, [data-testid="session-id-input"]',
	);
	const seen = (element: HTMLElement): boolean =>
		element.checkVisibility() && !element.closest("[inert]");
	const any = region.querySelectorAll<HTMLElement>(
		"button:not(:disabled), input:not(:disabled), [tabindex='0']",
	);
	([...useful].find(seen) ?? [...any].find(seen) ?? region).focus();
}
