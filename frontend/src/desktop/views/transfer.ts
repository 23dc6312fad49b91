import type { Actions } from "../actions";
import { h, icon, keyed_list, set_text, show } from "../dom";
import type { DesktopState } from "../state";
import { say } from "../strings";
import { find_thread } from "../threads";

interface Target {
	readonly value: string;
	readonly name: string;
	readonly note: string;
}

/** The dialog that hands an interaction to another agent or back to a queue. */
export function mount_transfer(actions: Actions): {
	open: () => void;
	paint: (state: DesktopState) => void;
} {
	let id = "";
	let opened_for = "";
	const submit = h(
		"button",
		{ class: "btn btn--primary", "data-testid": "transfer-submit" },
		say("transfer.submit"),
	);
	const cancel = h(
		"button",
		{ class: "btn", type: "button" },
		say("transfer.cancel"),
	);
	const close = h(
		"button",
		{
			class: "btn btn--quiet btn--icon btn--sm",
			type: "button",
			"aria-label": say("dialog.close"),
		},
		icon("close"),
	);
	const warning = h(
		"p",
		{ class: "alert alert--warn small" },
		say("transfer.ends_cobrowse"),
	);
	const agents = group("transfer.agents", "transfer.no_agents");
	const queues = group("transfer.queues", "transfer.no_queues");
	const form = h(
		"form",
		{ method: "dialog", "data-testid": "transfer-form" },
		h(
			"div",
			{ class: "dialog__head" },
			h("h2", { class: "h3", id: "transfer-title" }, say("transfer.title")),
			close,
		),
		h(
			"div",
			{ class: "dialog__body stack" },
			agents.element,
			queues.element,
			warning,
		),
		h("div", { class: "dialog__foot" }, cancel, submit),
	);
	const dialog = h(
		"dialog",
		{ class: "dialog", "aria-labelledby": "transfer-title" },
		form,
	);
	document.body.append(dialog);
	const chosen = (): string =>
		form.querySelector<HTMLInputElement>("input:checked")?.value ?? "";
	const shut = (): void => dialog.close();
	cancel.addEventListener("click", shut);
	close.addEventListener("click", shut);
	form.addEventListener("change", () => {
		submit.disabled = chosen() === "";
	});
	form.addEventListener("submit", () => {
		const [kind, target] = chosen().split(":");
		if (kind === "agent" || kind === "queue")
			actions.transfer(opened_for, { [kind]: Number(target) });
	});

	return {
		open: () => {
			opened_for = id;
			submit.disabled = chosen() === "";
			dialog.showModal();
		},
		paint: (state) => {
			id = state.selected ?? "";
			agents.update(
				state.targets.agents
					.filter((agent) => agent.id !== state.me?.id)
					.map((agent) => ({
						value: `agent:${agent.id}`,
						name: agent.name,
						note: say(`presence.${agent.state}`),
					})),
			);
			const media = find_thread(state, id)?.interaction.media;
			queues.update(
				state.targets.queues
					.filter((queue) => queue.media === media)
					.map((queue) => ({
						value: `queue:${queue.id}`,
						name: queue.name,
						note: "",
					})),
			);
			const thread = find_thread(state, dialog.open ? opened_for : id);
			show(warning, Boolean(thread?.session));
			submit.disabled = chosen() === "";
			if (!dialog.open) return;
			if (!thread || thread.closed_at !== null) shut();
		},
	};
}

function group(
	title: "transfer.agents" | "transfer.queues",
	none: "transfer.no_agents" | "transfer.no_queues",
) {
	const list = h("div", { class: "transfer__list" });
	const nobody = h("p", { class: "small muted" }, say(none));
	const update = keyed_list<Target, HTMLElement>(
		list,
		(target) => target.value,
		(target) => {
			const name = h("span", { class: "grow" });
			const note = h("span", { class: "small muted" });
			return {
				element: h(
					"label",
					{ class: "check transfer__target" },
					h("input", {
						type: "radio",
						name: "target",
						value: target.value,
						"data-testid": "transfer-target",
					}),
					name,
					note,
				),
				update: (current) => {
					set_text(name, current.name);
					set_text(note, current.note);
				},
			};
		},
	);
	return {
		element: h(
			"fieldset",
			{},
			h("legend", { class: "field__label" }, say(title)),
			list,
			nobody,
		),
		update: (targets: readonly Target[]) => {
			update(targets);
			show(nobody, targets.length === 0);
		},
	};
}
