/** The windows and their style: loaded when the first of them opens. */
import { call } from "./styles/call";
import { chat } from "./styles/chat";
import { panel } from "./styles/panel";

export { create_panel, focus_first } from "./panel";

export const windows_sheet = panel + call + chat;
