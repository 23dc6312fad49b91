import { type Device, type Devices, no_devices } from "../../calls/devices";
import type { LineView } from "../../calls/view";
import { h, icon, set_attributes, set_text, show } from "../dom";
import { say } from "../strings";
import type { DeskCall } from "./desk_call";

/** Which microphone, which loudspeaker: folded away until somebody asks. */
export function mount_devices(call: DeskCall) {
	const microphone = select("call-device");
	const speaker = select("call-speaker");
	const speaker_field = field("call-speaker", say("talk.speaker"), speaker);
	const element = h(
		"div",
		{ class: "talk-call__devices", id: "call-devices", hidden: true },
		field("call-device", say("talk.microphone.choice"), microphone),
		speaker_field,
	);
	const toggle = h(
		"button",
		{
			class: "btn btn--sm btn--quiet btn--icon",
			type: "button",
			"aria-controls": "call-devices",
			"aria-label": say("talk.devices"),
			title: say("talk.devices"),
			"data-testid": "call-settings",
		},
		icon("settings"),
	);
	let found: Devices = no_devices;
	let line: LineView | null = null;
	toggle.addEventListener("click", () => unfold(element.hidden !== false));
	microphone.addEventListener("change", () =>
		call.use_microphone(microphone.value),
	);
	speaker.addEventListener("change", () => call.use_speaker(speaker.value));

	function unfold(open: boolean): void {
		show(element, open);
		set_attributes(toggle, { "aria-expanded": String(open) });
		if (!open) return;
		void call.devices().then((devices) => {
			found = devices;
			fill_both();
		});
	}

	function fill_both(): void {
		fill(microphone, found.microphones, line?.microphone ?? "");
		fill(speaker, found.speakers, line?.speaker ?? "");
		show(speaker_field, found.speakers.length > 0);
	}

	unfold(false);
	return {
		element,
		toggle,
		close: () => unfold(false),
		paint(now: LineView): void {
			const changed = line?.microphone !== now.microphone;
			line = now;
			if (!element.hidden && changed) fill_both();
		},
	};
}

const select = (name: string) =>
	h("select", { class: "select", id: name, "data-testid": name });

const field = (id: string, label: string, input: HTMLElement) =>
	h(
		"div",
		{ class: "field" },
		h("label", { class: "field__label", for: id }, label),
		input,
	);

function fill(
	into: HTMLSelectElement,
	devices: readonly Device[],
	used: string,
): void {
	const same =
		into.options.length === devices.length &&
		devices.every(({ id }, index) => into.options[index]?.value === id);
	if (!same)
		into.replaceChildren(
			...devices.map(({ id }) => h("option", { value: id })),
		);
	devices.forEach(({ label }, index) => {
		const option = into.options[index];
		const name = label || say("talk.device", { number: index + 1 });
		if (option) set_text(option, name);
	});
	if (used && document.activeElement !== into) into.value = used;
}
