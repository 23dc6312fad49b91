import type { State } from "../state";
import type { StringName } from "../strings";
import { Question } from "./dialog";
import { by_person, h, heading, show } from "./dom";
import { type IconName, icon } from "./icons";
import type { Context, TopPart } from "./part";

/** Before anything is shared: what is, what never is, and the customer's own yes. */
export function create_consent({ commands, say }: Context): TopPart {
	const items = (name: IconName, kind: string, names: readonly StringName[]) =>
		h(
			"div",
			{ class: `facts ${kind}`, attrs: { role: "list" } },
			...names.map((text) =>
				h(
					"div",
					{ class: "fact", attrs: { role: "listitem" } },
					icon(name),
					h("span", {}, say(text)),
				),
			),
		);
	const own = h("div", { class: "wording", testid: "consent-wording" });
	const built_in = h(
		"div",
		{},
		heading(3, say("consent_shared")),
		items("eye", "shared", [
			"consent_shared_page",
			"consent_shared_pointer",
			"consent_shared_inputs",
		]),
		heading(3, say("consent_never")),
		items("shield", "never", [
			"consent_never_secrets",
			"consent_never_marked",
			"consent_never_other",
		]),
		h("div", { class: "muted" }, say("consent_control")),
	);
	let shown = "";
	const question = new Question(
		say("consent_title"),
		[
			h("div", { attrs: { id: "consent-text" } }, own, built_in),
			h(
				"div",
				{ class: "answers" },
				h(
					"button",
					{
						class: "button",
						testid: "consent-decline",
						press: by_person(() => commands.consent(false)),
					},
					say("consent_decline"),
				),
				h(
					"button",
					{
						class: "button primary",
						testid: "consent-accept",
						press: by_person(() => commands.consent(true)),
					},
					say("consent_accept"),
				),
			),
		],
		() => commands.consent(false),
		"consent",
	);
	return {
		node: question.node,
		// Nobody is asked before the server has said with which words.
		is_shown: (state) => state.consent !== null && state.site !== null,
		update(state: State) {
			const text = state.wording?.text ?? "";
			show(own, text !== "");
			show(built_in, text === "");
			if (text !== shown) {
				shown = text;
				own.replaceChildren(...paragraphs(text));
			}
			question.open = state.consent !== null && state.site !== null;
		},
	};
}

/** The site's own words: plain text, an empty line parts paragraphs. */
const paragraphs = (text: string): HTMLElement[] =>
	text
		.split(/\n\s*\n/)
		.filter((part) => part.trim() !== "")
		.map((part) => h("div", { class: "paragraph" }, part.trim()));
