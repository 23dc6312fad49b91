import {
	by_id,
	h,
	keyed_list,
	set_attributes,
	set_text,
	show,
} from "../desktop/dom";
import { KINDS, shortened } from "./detect/find";
import { type Finding, MOST_FOUND } from "./scan";
import { say } from "./wire";

/** So many of a kind are listed; the count says how many there are. */
const MOST_OF_A_KIND = 50;

export interface FindingsOptions {
	on_show(finding: Finding): void;
	on_mask(finding: Finding): void;
	id_of(element: Element): number;
}

/** The list of what still looks sensitive, by kind. Returns what repaints it; null: nothing was looked through yet. */
export function findings_list(
	options: FindingsOptions,
): (findings: readonly Finding[] | null) => void {
	const groups = KINDS.map((kind) => {
		const count = h("span", { class: "tester__count" });
		const list = h("ul", { class: "tester__items" });
		const more = h("p", { class: "muted" });
		const group = h(
			"section",
			{ "data-kind": kind, hidden: true },
			h("h3", {}, say(`kind_${kind}`), " ", count),
			list,
			more,
		);
		by_id("findings").append(group);
		const repaint = keyed_list<Finding, HTMLElement>(
			list,
			(finding) => key_of(finding, options.id_of),
			(finding) => item(finding, options),
		);
		return { kind, group, count, more, repaint };
	});
	return (findings) => {
		show(by_id("none-found"), findings?.length === 0);
		show(by_id("not-looked"), findings === null);
		const total = findings?.length || "";
		const plus = Number(total) >= MOST_FOUND ? "+" : "";
		set_text(by_id("found-count"), `${total}${plus}`);
		for (const { kind, group, count, more, repaint } of groups) {
			const all = once(
				(findings ?? []).filter((one) => one.kind === kind),
				options.id_of,
			);
			show(group, all.length > 0);
			set_text(count, String(all.length));
			set_text(more, say("more", { count: all.length - MOST_OF_A_KIND }));
			show(more, all.length > MOST_OF_A_KIND);
			repaint(all.slice(0, MOST_OF_A_KIND));
		}
	};
}

const key_of = (
	{ value, where, element }: Finding,
	id_of: (element: Element) => number,
): string => `${element ? id_of(element) : 0} ${where} ${value}`;

function once(
	findings: readonly Finding[],
	id_of: (element: Element) => number,
): Finding[] {
	return [
		...new Map(findings.map((one) => [key_of(one, id_of), one])).values(),
	];
}

function item(
	first: Finding,
	options: FindingsOptions,
): { element: HTMLElement; update(finding: Finding): void } {
	let finding = first;
	const value = h("code", {});
	const place = h("span", { class: "muted truncate" });
	const go = h(
		"button",
		{ type: "button", class: "tester__find", "data-testid": "finding" },
		value,
		place,
	);
	const mask = h(
		"button",
		{ type: "button", class: "btn btn--sm", "data-testid": "mask-this" },
		say("mask_this"),
	);
	go.addEventListener("click", () => options.on_show(finding));
	mask.addEventListener("click", () => options.on_mask(finding));
	const update = (next: Finding) => {
		finding = next;
		const short = shortened(next.kind, next.value);
		set_text(value, short);
		set_text(place, place_of(next));
		set_attributes(mask, { "aria-label": `${say("mask_this")}: ${short}` });
		show(mask, next.element !== null);
		go.disabled = next.element === null;
	};
	return { element: h("li", {}, go, mask), update };
}

function place_of({ element, where }: Finding): string {
	if (!element) return say("in_title");
	const { id, localName: tag, classList } = element;
	const name = id ? `#${id}` : classList[0] ? `.${classList[0]}` : "";
	const part =
		where === "text" ? "" : ` · ${where === "value" ? say("in_value") : where}`;
	return `${tag}${name}${part}`;
}
