/** The window of a call made in the browser. */
export const call = `
.panel[data-view="browser_call"] { height: auto; }
.call-view .body { gap: 12px; }
.banner.inset { border-radius: 10px; padding: 10px 14px; }
.call-head { display: flex; flex-direction: column; align-items: center; gap: 4px; text-align: center; padding: 8px 0 4px; }
.call-head .subtitle { font-size: 16px; }
.call-art { width: 72px; height: 72px; border-radius: 50%; display: grid; place-items: center; margin-bottom: 8px;
	background: var(--accent-soft); color: var(--accent-text); }
.call-art .icon { width: 34px; height: 34px; }
[data-phase="connected"] .call-art { background: var(--accent); color: var(--on-accent); }
[data-held] .call-art, [data-phase="reconnecting"] .call-art { background: var(--warn-soft); color: var(--warn-text); }
[data-phase="trouble"] .call-art { background: var(--danger-soft); color: var(--danger-text); }
[data-phase="ended"] .call-art { background: var(--surface-2); color: var(--muted); }
[data-phase="waiting"] .call-art { animation: breathe 1.8s ease-in-out infinite; }
@keyframes breathe { 50% { opacity: 0.55; } }
.call-timer { font-size: 22px; font-weight: 650; font-variant-numeric: tabular-nums; }
.call-hint { padding: 8px 12px; border-radius: 10px; font-size: 14px; text-align: center;
	background: var(--warn-soft); color: var(--warn-text); }
.call-hint[data-tone="danger"] { background: var(--danger-soft); color: var(--danger-text); text-align: start; }
.call-meters { display: grid; gap: 8px; }
.call-meter-row { display: grid; grid-template-columns: minmax(56px, max-content) 1fr; align-items: center; gap: 12px; font-size: 13px; }
.call-meter-name { max-width: 120px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; color: var(--muted); }
.call-meter { height: 6px; border-radius: 3px; background: var(--surface-3); overflow: hidden; }
.call-meter::before { content: ""; display: block; height: 100%; width: calc(var(--level, 0) * 100%); border-radius: 3px;
	background: var(--ok); transition: width 80ms linear; }
.call-actions { display: grid; grid-auto-flow: column; grid-auto-columns: 1fr; gap: 8px; }
.call-actions .button { margin: 0; padding: 8px; font-size: 14px; white-space: nowrap; }
.button[data-on], .button[data-on]:hover:not(:disabled) { background: var(--warn-soft); border-color: var(--warn-text); color: var(--warn-text); }
.button.quiet { border-color: transparent; color: var(--muted); align-self: center; font-weight: 500; }
.button.hang-up { background: var(--danger); border-color: var(--danger); color: var(--surface); }
.button.hang-up:hover:not(:disabled) { background: var(--danger-text); border-color: var(--danger-text); }
.call-settings { display: flex; flex-direction: column; gap: 8px; }
.call-settings .button { margin: 0; }
.call-devices { display: flex; flex-direction: column; gap: 10px; }
.launcher[data-call] .launcher-label { font-variant-numeric: tabular-nums; }
`;
