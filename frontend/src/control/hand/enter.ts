/** What Enter does where the focus is. */
import type { Mods } from "../keys";
import type { Changes } from "./changes";
import { click_by_key } from "./clicks";
import { fire_before_input, fire_input } from "./events";
import { edit_host_of } from "./focus";
import { document_of, matches, native_edit } from "./natives";
import type { Reach } from "./reach";
import { submit_by_enter } from "./submit";
import { insert_text, is_multiline, is_text_field } from "./text_fields";

const PRESSED_BY_ENTER =
	"button, summary, a[href], area[href], input[type=button i], input[type=submit i], input[type=reset i], input[type=image i], input[type=color i], input[type=file i]";

export function press_enter(
	target: Element,
	mods: Mods,
	reach: Reach,
	changes: Changes,
): void {
	const host = edit_host_of(target);
	if (is_text_field(target) && is_multiline(target)) {
		if (mods.ctrl) return;
		reach.check_edit(target);
		if (!fire_before_input(target, "insertLineBreak", null)) return;
		changes.before_edit(target);
		if (!native_edit(document_of(target), "insertLineBreak"))
			insert_text(target, "\n");
	} else if (host) {
		if (mods.ctrl) return;
		reach.check_edit(host);
		const kind = mods.shift ? "insertLineBreak" : "insertParagraph";
		if (!fire_before_input(host, kind, null)) return;
		if (!native_edit(document_of(host), kind)) fire_input(host, kind, null);
	} else if (matches(target, PRESSED_BY_ENTER)) {
		reach.check_press(target);
		click_by_key(target);
	} else if (matches(target, "input")) {
		if (is_text_field(target)) {
			fire_before_input(target, "insertLineBreak", null);
			changes.report(target);
		}
		submit_by_enter(target, reach);
	}
}
