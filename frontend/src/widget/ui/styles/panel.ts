/** Launcher, panel, channel selector. */
export const panel = `
.launcher { position: fixed; right: 20px; bottom: 20px; z-index: 2147483643; min-width: 56px; height: 56px;
	padding: 0 16px; border: 0; border-radius: 28px; background: var(--accent); color: var(--on-accent);
	box-shadow: var(--shadow-small); display: flex; align-items: center; justify-content: center; gap: 8px;
	font-weight: 650; transition: transform 120ms, background 120ms; }
.launcher:hover { background: var(--accent-hover); transform: translateY(-1px); }
.launcher .icon { width: 24px; height: 24px; }
.launcher-icon { display: grid; }
.count { position: absolute; top: -4px; right: -2px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px;
	background: var(--danger); color: var(--surface); font-size: 12px; line-height: 22px; text-align: center; }
.panel { position: fixed; right: 20px; bottom: 88px; z-index: 2147483644; width: 376px; height: 600px;
	max-height: calc(100vh - 108px); max-height: calc(100dvh - 108px); border-radius: 18px; overflow: hidden;
	background: var(--surface); border: 1px solid var(--border); box-shadow: var(--shadow);
	display: flex; flex-direction: column; animation: rise 180ms cubic-bezier(0.2, 0, 0, 1); }
.panel[data-view="channels"], .panel[data-view="call"], .panel[data-view="ask"] { height: auto; }
.panel[data-view="chat"]:not(:has(.chat)) { height: auto; }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
.view { display: flex; flex-direction: column; min-height: 0; flex: 1; }
.body { padding: 16px 20px 20px; display: flex; flex-direction: column; gap: 10px; overflow: auto; }
.body .button { margin-top: 6px; }
.view-header { display: flex; align-items: center; gap: 8px; padding: 10px 52px 10px 10px; min-height: 57px;
	border-bottom: 1px solid var(--border); }
.view-header .title { font-size: 16px; }
.minimise { position: absolute; top: 10px; right: 10px; display: none; }
.hero { padding: 26px 24px 46px; background: var(--accent); color: var(--on-accent);
	background-image: linear-gradient(135deg, transparent 30%, rgb(0 0 0 / 22%)); }
.hero .title { font-size: 24px; }
.hero .title + div { margin-top: 6px; opacity: 0.92; }
.choices { display: flex; flex-direction: column; gap: 10px; }
.channels .choices { margin: -26px 16px 0; }
.choice { width: 100%; min-height: 64px; padding: 10px 14px; border: 1px solid var(--border); border-radius: 14px;
	background: var(--surface); display: flex; align-items: center; gap: 14px; text-align: start;
	transition: border-color 120ms, background 120ms; box-shadow: 0 1px 2px rgb(16 36 40 / 6%); }
.choice:hover:not(:disabled) { border-color: var(--accent); background: var(--accent-soft); }
.choice:disabled { color: var(--muted); }
.choice > .icon { color: var(--muted); }
.choice-icon { width: 40px; height: 40px; flex: none; border-radius: 12px; display: grid; place-items: center;
	background: var(--accent-soft); color: var(--accent-text); }
.choice-text { flex: 1; display: flex; flex-direction: column; }
.choice-title { font-weight: 650; }
.choice-hint { font-size: 13px; color: var(--muted); }
.footnote { display: flex; align-items: center; justify-content: center; gap: 8px; padding: 16px; font-size: 13px;
	color: var(--muted); }
.footnote .icon { width: 16px; height: 16px; }
.phone-number { font-size: 24px; font-weight: 650; color: var(--accent-text); text-decoration: none;
	font-variant-numeric: tabular-nums; padding: 4px 0 8px; }
.phone-number:hover { text-decoration: underline; }
@media (max-width: 479px) {
	.launcher { right: 16px; bottom: 16px; }
	.panel { inset: auto 0 0 0; width: 100%; max-height: calc(100vh - 24px); max-height: calc(100dvh - 24px);
		border-radius: 18px 18px 0 0; border-width: 1px 0 0; }
	.panel[data-view="chat"]:has(.chat) { height: calc(100vh - 24px); height: calc(100dvh - 24px); }
	.panel ~ .launcher { display: none; }
	.panel:has(~ .bar) { max-height: calc(100vh - 76px); max-height: calc(100dvh - 76px); }
	.minimise { display: inline-grid; }
	.channels ~ .minimise { color: var(--on-accent); }
	.panel:not([data-view="channels"]) .minimise { color: var(--muted); }
	input, textarea { font-size: 16px; }
}
@media (min-width: 480px) { .view-header { padding-right: 10px; } }
`;
