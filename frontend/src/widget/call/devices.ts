/** Which microphone, which loudspeaker. */
import { type Device, type Devices, no_devices } from "../../calls/devices";
import type { LineView } from "../../calls/view";
import { h, set_text, show } from "../ui/dom";
import { Field } from "../ui/field";
import { icon } from "../ui/icons";
import type { Context, Part } from "../ui/part";

export function create_devices(context: Context): Part {
	const { calls, say } = context;
	const select = (testid: string) =>
		h("select", { testid, attrs: { id: testid } });
	const microphone = new Field(
		select("call-device"),
		say("talk_microphone_choice"),
	);
	const speaker = new Field(select("call-speaker"), say("talk_speaker_choice"));
	const refused = h(
		"div",
		{ class: "error", attrs: { role: "alert" } },
		say("talk_device_refused"),
	);
	const fields = h(
		"div",
		{ class: "call-devices", attrs: { id: "call-devices" } },
		microphone.node,
		speaker.node,
		refused,
	);
	const toggle = h(
		"button",
		{
			class: "button quiet",
			testid: "call-settings",
			attrs: { "aria-expanded": "false", "aria-controls": "call-devices" },
			press: () => unfold(fields.hidden !== false),
		},
		icon("settings"),
		say("talk_devices"),
	);
	let found: Devices = no_devices;
	let line: LineView | null = null;
	fields.hidden = true;
	microphone.input.addEventListener("change", () =>
		calls.use_microphone(microphone.input.value),
	);
	speaker.input.addEventListener("change", () =>
		calls.use_speaker(speaker.input.value),
	);

	function unfold(open: boolean): void {
		show(fields, open);
		toggle.setAttribute("aria-expanded", String(open));
		if (!open) return;
		void calls.devices().then(
			(devices) => {
				found = devices;
				paint();
			},
			() => undefined,
		);
	}

	function paint(): void {
		fill(microphone.input, found.microphones, line?.microphone ?? "");
		fill(speaker.input, found.speakers, line?.speaker ?? "");
		show(speaker.node, found.speakers.length > 0);
		show(refused, line?.device_refused ?? false);
	}

	function fill(
		into: HTMLSelectElement,
		devices: readonly Device[],
		used: string,
	): void {
		const names = devices.map(
			({ label }, index) =>
				label || say("talk_device_unnamed", { number: index + 1 }),
		);
		const same =
			into.options.length === devices.length &&
			devices.every(({ id }, index) => into.options[index]?.value === id);
		if (!same)
			into.replaceChildren(
				...devices.map(({ id }) => h("option", { attrs: { value: id } })),
			);
		names.forEach((name, index) => {
			const option = into.options[index];
			if (option) set_text(option, name);
		});
		const focused = into.getRootNode() as Partial<ShadowRoot>;
		if (used && focused.activeElement !== into) into.value = used;
	}

	return {
		node: h("div", { class: "call-settings" }, toggle, fields),
		update({ talk }) {
			const before = line;
			line = talk.line;
			if (fields.hidden) return;
			if (
				before?.microphone !== line.microphone ||
				before?.device_refused !== line.device_refused
			)
				paint();
		},
	};
}
