/** Panel, channel selector, forms. */
export const panel = `
.panel { position: fixed; right: calc(var(--near-x) + var(--safe-right)); bottom: calc(var(--near-y) + var(--safe-bottom) + 68px);
	z-index: 2147483644; width: 376px; height: 600px; max-width: calc(100vw - 2 * var(--near-x));
	max-height: calc(100vh - var(--near-y) - 88px); max-height: calc(100dvh - var(--near-y) - 88px); border-radius: var(--radius); overflow: hidden;
	background: var(--surface); border: 1px solid var(--border); box-shadow: var(--shadow);
	display: flex; flex-direction: column; animation: rise 180ms cubic-bezier(0.2, 0, 0, 1); }
[data-position^="top"] .panel { bottom: auto; top: calc(var(--near-y) + var(--safe-top) + 68px); }
.panel[data-view]:not([data-view="chat"]) { height: auto; }
.panel[data-view="chat"]:not(:has(.chat)) { height: auto; }
.view { display: flex; flex-direction: column; min-height: 0; flex: 1; }
.body { padding: 16px 20px 20px; display: flex; flex-direction: column; gap: 12px; overflow: auto; overscroll-behavior: contain; }
.body > .button { margin-top: 4px; flex: none; }
.view-header { display: flex; align-items: center; gap: 8px; padding: 10px; min-height: 57px; flex: none;
	border-bottom: 1px solid var(--border); }
.view-header .title { font-size: 16px; }
.minimise { position: absolute; top: 10px; inset-inline-end: 10px; display: none; }
.hero { padding: 26px 24px 46px; background: var(--accent); color: var(--on-accent); flex: none; }
.hero .title { font-size: 24px; }
.hero .title + div { margin-top: 6px; }
.scroll { overflow: auto; overscroll-behavior: contain; margin-top: -26px; }
.choices { display: flex; flex-direction: column; gap: 10px; }
.channels .choices { padding: 2px 16px 0; }
.choice { width: 100%; min-height: 64px; padding: 10px 14px; border: 1px solid var(--border); border-radius: calc(var(--radius) * 0.78);
	background: var(--surface); display: flex; align-items: center; gap: 14px; text-align: start;
	transition: border-color 120ms, background 120ms; box-shadow: 0 1px 2px rgb(16 36 40 / 6%); }
.choice:hover:not(:disabled) { border-color: var(--accent-text); background: var(--accent-soft); }
.choice:disabled { color: var(--muted); background: var(--surface-2); }
.choice:disabled .choice-icon { background: var(--surface-3); color: var(--muted); }
.choice:disabled > .icon { visibility: hidden; }
.choice > .icon { color: var(--muted); }
.choice-icon { width: 40px; height: 40px; flex: none; border-radius: calc(var(--radius) * 0.67); display: grid; place-items: center;
	background: var(--accent-soft); color: var(--accent-text); }
.choice-text { flex: 1; min-width: 0; display: flex; flex-direction: column; }
.choice-title { font-weight: 650; }
.choice-hint { font-size: 13px; color: var(--muted); }
[data-reach="open"] .choice-hint::before { content: ""; display: inline-block; width: 8px; height: 8px; border-radius: 50%;
	background: var(--ok); margin-inline-end: 6px; }
.footnote { display: flex; align-items: center; justify-content: center; gap: 8px; padding: 16px; font-size: 13px;
	color: var(--muted); }
.footnote .icon { width: 16px; height: 16px; }
.phone-number { font-size: 24px; font-weight: 650; color: var(--accent-text); text-decoration: none; direction: ltr; unicode-bidi: isolate;
	text-align: start; align-self: flex-start; font-variant-numeric: tabular-nums; padding: 4px 0 8px; }
.phone-number:hover { text-decoration: underline; }
.done { display: flex; flex-direction: column; align-items: center; gap: 8px; text-align: center; padding: 20px 8px; }
.done-icon { width: 52px; height: 52px; border-radius: 50%; display: grid; place-items: center; background: var(--ok-soft); color: var(--ok); }
.done-icon .icon { width: 28px; height: 28px; stroke-width: 2.25; }
.done .subtitle { font-size: 18px; }
.done .subtitle:focus { outline: none; }
@media (max-width: 479px), (max-height: 479px) {
	.panel, [data-position] .panel { inset: auto 0 var(--keyboard, 0px) 0; width: 100%; max-width: none; border-radius: var(--radius) var(--radius) 0 0; border-width: 1px 0 0;
		max-height: calc(100vh - 24px - var(--keyboard, 0px)); max-height: calc(100dvh - 24px - var(--keyboard, 0px)); padding-bottom: var(--safe-bottom); }
	.panel[data-view="chat"]:has(.chat), [data-position] .panel[data-view="chat"]:has(.chat) { top: var(--pushed, 0px); border-radius: 0; border: 0; padding-top: var(--safe-top);
		height: calc(100vh - var(--keyboard, 0px)); height: calc(100dvh - var(--keyboard, 0px)); max-height: none; }
	.panel ~ .launcher { display: none; }
	.minimise { display: inline-grid; }
	.view-header { padding-inline-end: 52px; }
	.channels ~ .minimise { color: var(--on-accent); }
	.channels ~ .minimise:hover { background: rgb(0 0 0 / 20%); }
	input, textarea, select { font-size: 16px; }
}
@media (max-width: 479px) {
	.panel:has(~ .bar:not([data-moved])) { max-height: calc(100vh - 76px); max-height: calc(100dvh - 76px); }
	.panel[data-view="chat"]:has(.chat):has(~ .bar:not([data-moved])) { top: 76px; height: auto; bottom: var(--keyboard, 0px); }
}
@media (max-height: 479px) {
	.panel[data-view] { max-height: 100vh; max-height: 100dvh; border-radius: 0; }
	.hero { padding: 12px 56px 34px 20px; }
	.hero .title { font-size: 18px; }
	.hero .title + div { display: none; }
	.view-header { min-height: 44px; padding-block: 4px; }
	.minimise { top: 4px; }
	.chat { overflow: auto; }
	.chat .conversation { min-height: 100px; }
	.waiting { padding-block: 6px; }
	.waiting-hint { display: none; }
}
`;
