/** Reset, text, buttons, fields: what all parts share. Layers count from the top of the page. */
export const base = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.title, .subtitle { font-weight: 650; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
.title:focus { outline: none; }
.launcher, .panel, .bar, .question, .toasts, .badge {
	font: 400 15px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
	color: var(--text); text-align: start; -webkit-font-smoothing: antialiased;
}
.stage { position: fixed; inset: 0; z-index: 2147483640; pointer-events: none; }
.stage:empty { display: none; }
button, input, textarea { font: inherit; color: inherit; margin: 0; }
button { cursor: pointer; touch-action: manipulation; }
button:disabled { cursor: default; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.icon { width: 20px; height: 20px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75;
	stroke-linecap: round; stroke-linejoin: round; }
.icon-more { stroke-width: 3; }
.muted { color: var(--muted); }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.button { min-height: 40px; padding: 8px 16px; border: 1px solid var(--border-strong); border-radius: 10px;
	background: transparent; font-weight: 600; display: inline-flex; align-items: center; justify-content: center;
	gap: 8px; transition: background 120ms; }
.button:hover:not(:disabled) { background: var(--surface-2); }
.button:disabled { opacity: 0.55; }
.button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.button.primary:hover:not(:disabled) { background: var(--accent-hover); }
.button.write { background: var(--write-mode); border-color: var(--write-mode); color: var(--on-mode); }
.button.write:hover { background: var(--write-hover); }
.button.danger { border-color: var(--danger); color: var(--danger-text); }
.button.danger:hover { background: var(--danger-soft); }
.wide { width: 100%; }
.link { border: 0; padding: 0; background: none; color: var(--danger-text); text-decoration: underline; font-weight: 600; }
.icon-button { width: 36px; height: 36px; flex: none; padding: 0; border: 0; border-radius: 10px; background: transparent;
	display: inline-grid; place-items: center; color: var(--muted); transition: background 120ms, color 120ms; }
.icon-button:hover { background: var(--surface-2); color: var(--text); }
label { font-size: 13px; font-weight: 600; }
input, textarea { width: 100%; padding: 9px 12px; border: 1px solid var(--border-strong); border-radius: 10px;
	background: var(--surface); }
textarea { resize: none; }
input:focus-visible, textarea:focus-visible { outline-offset: 0; border-color: var(--focus); }
::placeholder { color: var(--muted); opacity: 1; }
.banner { padding: 8px 16px; font-size: 13px; }
.banner.warn { background: var(--warn-soft); color: var(--warn-text); }
.banner.danger { background: var(--danger-soft); color: var(--danger-text); }
@media (prefers-reduced-motion: reduce) {
	*, *::before, *::after { animation-duration: 0.01ms !important; transition-duration: 0.01ms !important; }
}
`;
