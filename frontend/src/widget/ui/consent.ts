import type { State } from "../state";
import type { StringName } from "../strings";
import { Question } from "./dialog";
import { by_person, h, heading } from "./dom";
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
	const question = new Question(
		say("consent_title"),
		[
			h(
				"div",
				{ attrs: { id: "consent-text" } },
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
			),
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
		is_shown: (state) => state.consent !== null,
		update(state: State) {
			question.open = state.consent !== null;
		},
	};
}
