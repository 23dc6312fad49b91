import { base } from "./base";
import { call } from "./call";
import { chat } from "./chat";
import { cobrowse } from "./cobrowse";
import { forced } from "./forced";
import { panel } from "./panel";
import { tokens } from "./tokens";

/** The whole style of the widget, for one constructed sheet: no style element, no attribute. */
export const sheet_text =
	tokens + base + panel + call + chat + cobrowse + forced;
