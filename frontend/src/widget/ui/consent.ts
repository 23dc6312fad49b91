import type { State } from "../state";
import type { StringName } from "../strings";
import { Question } from "./dialog";
import { by_person, h, show } from "./dom";
import { type IconName, icon } from "./icons";
import type { Context, Part } from "./part";

/** Before anything is shared: what is, what never is, and the customer's own yes. */
export function create_consent({ commands, say }: Context): Part {
	const items = (name: IconName, kind: string, names: readonly StringName[]) =>
		h(
			"ul",
			{ class: `facts ${kind}` },
			...names.map((text) => h("li", {}, icon(name), h("span", {}, say(text)))),
		);
	const question = new Question(
		say("consent_title"),
		[
			h(
				"div",
				{ attrs: { id: "consent-text" } },
				h("h3", {}, say("consent_shared")),
				items("eye", "shared", [
					"consent_shared_page",
					"consent_shared_pointer",
					"consent_shared_inputs",
				]),
				h("h3", {}, say("consent_never")),
				items("shield", "never", [
					"consent_never_secrets",
					"consent_never_marked",
					"consent_never_other",
				]),
				h("p", { class: "muted" }, say("consent_control")),
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
		update(state: State) {
			question.open = state.consent !== null;
			show(question.node, state.consent !== null);
		},
	};
}
