/** What a press at a place would use. */
import { matches } from "./hand/natives";
import { closest, is_element } from "./hand/tree";

const USABLE =
	"a[href], area[href], button, input, select, textarea, summary, label, option, [contenteditable], [tabindex], [role=button], [role=link], [role=tab], [role=menuitem], [role=option], [role=checkbox], [role=switch], [role=radio], [role=slider], [role=textbox], [role=combobox]";

/** The control that the node is or is in, through shadow roots; null for none. */
export function usable_at(node: Node | null | undefined): Element | null {
	const element = is_element(node) ? node : (node?.parentElement ?? null);
	return element && closest(element, (one) => matches(one, USABLE));
}
