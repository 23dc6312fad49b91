/** Dialogs and popovers above the page. */
import { all_in, fire, matches, realm_of } from "./natives";
import type { Reach } from "./reach";

const OPEN =
	"dialog:modal, [popover='']:popover-open, [popover=auto i]:popover-open";

/** What Escape does: closes the dialog or popover on top, if the page lets it. */
export function close_top_layer(document: Document, reach: Reach): void {
	const top = all_in(document, OPEN).at(-1);
	const view = top && realm_of(top);
	if (!top || !view) return;
	reach.check_page(top);
	if (!matches(top, "dialog")) {
		(top as HTMLElement).hidePopover();
		return;
	}
	const cancel = new view.Event("cancel", { cancelable: true });
	if (fire(top, cancel)) (top as HTMLDialogElement).close();
}
