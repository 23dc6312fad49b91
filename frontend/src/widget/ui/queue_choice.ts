import { to_json } from "../../transport/json";
import type { QueueState } from "../wire";
import { h, show } from "./dom";
import { Field } from "./field";

/** Which of several queues; out of sight when there is nothing to choose. */
export class QueueChoice {
	readonly field: Field<HTMLSelectElement>;
	#queues: readonly QueueState[] = [];

	constructor(id: string, label: string, on_change: () => void) {
		const select = h("select", { testid: "queue-choice", attrs: { id } });
		select.addEventListener("change", on_change);
		this.field = new Field(select, label);
	}

	/** Brings the options up to date and keeps what was chosen. */
	update(queues: readonly QueueState[]): void {
		const names = (of: readonly QueueState[]) =>
			to_json(of.map(({ key, name }) => [key, name]));
		const { input, node } = this.field;
		if (names(queues) !== names(this.#queues)) {
			const { value } = input;
			input.replaceChildren(
				...queues.map(({ key, name }) =>
					h("option", { attrs: { value: key } }, name),
				),
			);
			if (queues.some(({ key }) => key === value)) input.value = value;
		}
		this.#queues = queues;
		show(node, queues.length > 1);
	}

	/** The queue that counts now; undefined when the site tells of none. */
	get chosen(): QueueState | undefined {
		const { value } = this.field.input;
		return this.#queues.find(({ key }) => key === value) ?? this.#queues[0];
	}
}
