/** Reset, text, buttons, fields: what all parts share. Layers count from the top of the page. */
export const base = `
*, *::before, *::after { box-sizing: border-box; }
[hidden] { display: none !important; }
.title, .subtitle { font-weight: 650; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
.title:focus { outline: none; }
.launcher, .panel, .panel-placeholder, .bar, .question, .toasts, .badge, .visually-hidden {
	font: 400 15px/1.45 var(--font); color: var(--text); text-align: start; -webkit-font-smoothing: antialiased;
	-webkit-text-size-adjust: 100%; text-size-adjust: 100%;
}
.stage { position: fixed; inset: 0; z-index: 2147483640; pointer-events: none; display: block; width: auto; height: auto;
	margin: 0; padding: 0; border: 0; background: none; color: inherit; overflow: visible; }
.stage:empty { display: none; }
button, input, textarea, select { font: inherit; color: inherit; margin: 0; letter-spacing: inherit; }
button { cursor: pointer; touch-action: manipulation; }
button:disabled { cursor: default; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; }
.icon { width: 20px; height: 20px; flex: none; fill: none; stroke: currentColor; stroke-width: 1.75;
	stroke-linecap: round; stroke-linejoin: round; }
.icon-more { stroke-width: 3; }
.icon-smile path:last-child { stroke-width: 2.5; }
[dir="rtl"] .icon-back, [dir="rtl"] .icon-next, [dir="rtl"] .icon-send, [dir="rtl"] .icon-leave { transform: scaleX(-1); }
.muted { color: var(--muted); }
.visually-hidden { position: fixed; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.button { min-height: 40px; padding: 8px 16px; border: 1px solid var(--border-strong); border-radius: var(--radius-button);
	background: transparent; font-weight: 600; display: inline-flex; align-items: center; justify-content: center;
	gap: 8px; transition: background 120ms; }
.button .icon { width: 18px; height: 18px; }
.button:hover:not(:disabled) { background: var(--surface-2); }
.button:disabled { opacity: 0.55; }
.button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.button.primary:hover:not(:disabled) { background: var(--accent-hover); }
.button.write { background: var(--write-mode); border-color: var(--write-mode); color: var(--on-mode); }
.button.write:hover { background: var(--write-hover); }
.button.danger { border-color: var(--danger); color: var(--danger-text); }
.button.danger:hover { background: var(--danger-soft); }
.wide { width: 100%; }
.link { min-height: 24px; border: 0; padding: 0; background: none; color: var(--danger-text); text-decoration: underline; font-weight: 600; }
.icon-button { width: 36px; height: 36px; flex: none; padding: 0; border: 0; border-radius: var(--radius-button); background: transparent;
	display: inline-grid; place-items: center; color: var(--muted); transition: background 120ms, color 120ms; }
.icon-button:hover { background: var(--surface-2); color: var(--text); }
label { font-size: 13px; font-weight: 600; }
.field { display: flex; flex-direction: column; gap: 5px; }
.hint { font-size: 13px; color: var(--muted); }
.error { font-size: 13px; color: var(--danger-text); font-weight: 600; }
input, textarea, select { width: 100%; min-height: 42px; padding: 9px 12px; border: 1px solid var(--border-strong);
	border-radius: var(--radius-button); background: var(--surface); }
textarea { resize: none; display: block; }
input[dir="ltr"] { text-align: start; }
[dir="rtl"] input[dir="ltr"] { text-align: right; }
input:focus-visible, textarea:focus-visible, select:focus-visible { outline-offset: 0; border-color: var(--focus); }
[aria-invalid="true"] { border-color: var(--danger); }
::placeholder { color: var(--muted); opacity: 1; }
.banner { padding: 8px 16px; font-size: 13px; }
.banner.warn { background: var(--warn-soft); color: var(--warn-text); }
.banner.danger { background: var(--danger-soft); color: var(--danger-text); }
.banner.note { padding: 10px 12px; border-radius: var(--radius-button); background: var(--accent-soft); color: var(--text); font-size: 14px; }
@media (prefers-reduced-motion: reduce) {
	*, *::before, *::after { animation-duration: 0.01ms !important; animation-iteration-count: 1 !important; transition-duration: 0.01ms !important; }
}
@media (prefers-contrast: more) { .widget { --border: var(--border-strong); --muted: var(--text); } }
`;
