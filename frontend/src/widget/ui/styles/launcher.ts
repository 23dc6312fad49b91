/** The launcher, and the corner where it and the windows stand. */
export const launcher = `
.launcher { position: fixed; right: calc(var(--near-x) + var(--safe-right)); bottom: calc(var(--near-y) + var(--safe-bottom));
	z-index: 2147483643; min-width: 56px; height: 56px;
	padding: 0 16px; border: 0; border-radius: min(28px, calc(var(--radius) * 1.6)); background: var(--accent); color: var(--on-accent);
	box-shadow: var(--shadow-small); display: flex; align-items: center; justify-content: center; gap: 8px;
	font-weight: 650; transition: transform 120ms, background 120ms; }
.launcher:hover { background: var(--accent-hover); transform: translateY(-1px); }
.launcher .icon { width: 24px; height: 24px; }
.launcher-icon { display: grid; }
.launcher[aria-expanded="true"] .launcher-icon { transition: transform 120ms; }
[data-position^="top"] .launcher[aria-expanded="true"] .launcher-icon { transform: scaleY(-1); }
.count { position: absolute; top: -4px; inset-inline-end: -2px; min-width: 22px; height: 22px; padding: 0 6px; border-radius: 11px;
	background: var(--danger); color: var(--surface); font-size: 12px; line-height: 22px; text-align: center; }
.panel-placeholder { position: fixed; right: calc(var(--near-x) + var(--safe-right)); bottom: calc(var(--near-y) + var(--safe-bottom) + 68px);
	z-index: 2147483644; padding: 9px 16px; border-radius: 12px; background: var(--surface); border: 1px solid var(--border); box-shadow: var(--shadow-small); }
.panel-placeholder:empty { display: none; }
[data-position$="left"] :is(.launcher, .panel, .panel-placeholder) { right: auto; left: calc(var(--near-x) + var(--safe-left)); }
[data-position^="top"] .launcher { bottom: auto; top: calc(var(--near-y) + var(--safe-top)); }
@keyframes rise { from { opacity: 0; transform: translateY(10px); } }
@media (max-width: 479px) {
	.widget { --near-x: var(--cobrowse-offset-x, 16px); --near-y: var(--cobrowse-offset-y, 16px); }
}
`;
