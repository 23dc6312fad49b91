import { by_id, h, icon, set_attributes, set_text, show } from "../dom";
import { browser_memory } from "../memory";
import { say } from "../strings";
import { NOTIFY, SOUND } from "./attention";
import { close_when_left, walk_by_arrows } from "./menu";
import { play } from "./tones";

/** How somebody wants to be told: sounds, notifications. Both are off at first. */
export function mount_settings(): void {
	const sound = toggle(
		"sound",
		say("settings.sound"),
		say("settings.sound.text"),
	);
	sound.input.checked = browser_memory.flag(SOUND);
	sound.input.addEventListener("change", () => {
		browser_memory.set_flag(SOUND, sound.input.checked);
		if (sound.input.checked) play("message");
	});
	const notify = toggle(
		"notify",
		say("settings.notify"),
		say("settings.notify.text"),
	);
	const problem = h("p", { class: "small settings__problem", role: "status" });
	const paint = (): void => {
		const state = permission();
		notify.input.disabled = state === "missing";
		notify.input.checked = state === "granted" && browser_memory.flag(NOTIFY);
		const blocked = state === "denied" || state === "missing";
		set_text(
			problem,
			state === "denied"
				? say("settings.notify.blocked")
				: state === "missing"
					? say("settings.notify.missing")
					: "",
		);
		show(problem, blocked);
	};
	notify.input.addEventListener("change", async () => {
		const wanted = notify.input.checked;
		browser_memory.set_flag(NOTIFY, wanted);
		if (wanted && permission() === "default")
			await Notification.requestPermission();
		paint();
	});
	const summary = h(
		"summary",
		{
			class: "btn btn--quiet btn--icon btn--sm",
			"aria-label": say("settings.open"),
			title: say("settings.open"),
			"data-testid": "settings",
		},
		icon("bell"),
	);
	const box = h(
		"details",
		{ class: "settings" },
		summary,
		h(
			"div",
			{ class: "menu settings__menu" },
			sound.element,
			notify.element,
			problem,
		),
	);
	box.addEventListener("toggle", paint);
	set_attributes(box, { id: "settings" });
	close_when_left(box);
	walk_by_arrows(box);
	paint();
	by_id("tools").append(box);
}

function permission(): NotificationPermission | "missing" {
	return "Notification" in window && window.isSecureContext
		? Notification.permission
		: "missing";
}

function toggle(testid: string, label: string, hint: string) {
	const input = h("input", { type: "checkbox", "data-testid": testid });
	const element = h(
		"label",
		{ class: "switch settings__line" },
		input,
		h(
			"span",
			{},
			h("span", { class: "settings__name" }, label),
			h("span", { class: "small muted settings__hint" }, hint),
		),
	);
	return { input, element };
}
