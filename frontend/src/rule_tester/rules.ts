import { by_id, h, set_text, show } from "../desktop/dom";
import type { Counts } from "../rule_test/contract";
import { type Answer, say } from "./wire";

/** The rules that count on this page, with what they match now. */
export function show_rules(answer: Answer | null, counts: Counts | null): void {
	const listed = answer?.listed ?? [];
	const found = new Map(counts?.rules ?? []);
	const failed = new Set(counts?.failed ?? []);
	show(by_id("no-rules"), answer !== null && listed.length === 0);
	show(by_id("rules-table"), listed.length > 0);
	by_id("rules").replaceChildren(
		...listed.map((rule) => {
			const count = found.get(rule.id);
			const remark = failed.has(rule.id)
				? say("rule_failed")
				: count === 0
					? say("rule_idle")
					: "";
			const name = rule.selector;
			return h(
				"tr",
				{ "data-rule": rule.id, "data-doubtful": remark !== "" },
				h(
					"td",
					{},
					rule.page
						? h("a", { href: rule.page, target: "_blank" }, h("code", {}, name))
						: h("code", {}, name),
					h(
						"div",
						{ class: "muted" },
						rule.page ? rule.url_pattern || "*" : say("draft"),
					),
					remark ? h("div", { class: "tester__warning" }, `⚠ ${remark}`) : null,
				),
				h("td", {}, rule.effect),
				h(
					"td",
					{ class: "tester__number" },
					count === undefined ? "–" : String(count),
				),
			);
		}),
	);
	const notes = [
		answer ? "" : say("rules_soon"),
		answer?.policy.mask_all ? say("masks_all") : "",
		answer && answer.elsewhere > 0
			? say("elsewhere", { count: answer.elsewhere })
			: "",
		counts ? say("hidden", { count: counts.hidden }) : "",
	];
	set_text(by_id("rules-note"), notes.filter(Boolean).join(" "));
}
