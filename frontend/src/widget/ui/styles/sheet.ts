import { base } from "./base";
import { cobrowse } from "./cobrowse";
import { launcher } from "./launcher";
import { tokens } from "./tokens";

/**
 * What every page needs, for a constructed sheet: no style element, no attribute. The
 * windows bring theirs with them (`windows.ts`); `forced` comes after all others.
 */
export const sheet_text = tokens + base + launcher + cobrowse;
