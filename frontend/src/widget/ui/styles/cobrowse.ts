/** Frame, badge, bar, questions, toasts. */
export const cobrowse = `
.frame { position: fixed; inset: 0; z-index: 2147483641; pointer-events: none; --mode: var(--pointer-mode);
	border: 3px solid var(--mode); }
.frame[data-mode="write"] { --mode: var(--write-mode); border-width: 4px; }
.frame[data-mode="paused"] { --mode: var(--paused-mode); border-style: dashed; }
.badge { position: absolute; top: -1px; left: 50%; transform: translateX(-50%); max-width: calc(100vw - 40px); padding: 3px 14px 5px;
	border-radius: 0 0 12px 12px; background: var(--mode); color: var(--on-mode); font-size: 13px; font-weight: 650;
	display: flex; align-items: center; gap: 7px; white-space: nowrap; }
.badge span { display: grid; overflow: hidden; text-overflow: ellipsis; }
.badge .icon { width: 16px; height: 16px; }
.bar { position: fixed; left: 50%; bottom: calc(20px + var(--safe-bottom)); transform: translateX(-50%); z-index: 2147483645;
	width: max-content; max-width: min(820px, calc(100vw - 40px)); padding: 10px; padding-inline-start: 6px; border-radius: var(--radius); background: var(--surface);
	border: 1px solid var(--border); box-shadow: var(--shadow); display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px;
	animation: bar-in 180ms cubic-bezier(0.2, 0, 0, 1); }
.bar[data-moved] { left: calc(8px + var(--x) * (100% - 16px)); top: calc(8px + var(--y) * (100% - 16px)); bottom: auto;
	transform: translate(calc(var(--x) * -100%), calc(var(--y) * -100%)); animation: none; }
@keyframes bar-in { from { opacity: 0; transform: translate(-50%, 10px); } }
.bar-move { cursor: grab; touch-action: none; width: 30px; margin-inline-end: -4px; }
.bar-move:active { cursor: grabbing; }
.bar-move .icon { width: 18px; height: 18px; }
.dot { width: 10px; height: 10px; flex: none; border-radius: 50%; background: var(--muted); }
.bar[data-state="viewing"] .dot { background: var(--pointer-mode); }
.bar[data-state="editing"] .dot { background: var(--write-mode); }
.bar[data-state^="waiting"] .dot, .bar[data-state="starting"] .dot, .bar[data-state="reconnecting"] .dot,
.bar[data-state="agent_away"] .dot { background: var(--warn-text); animation: pulse 1.4s infinite; }
.bar[data-state="paused"] .dot { background: none; border: 2px solid var(--paused-mode); }
@keyframes pulse { 50% { opacity: 0.25; } }
.bar-head { min-width: 0; flex: 1 1 auto; display: flex; align-items: center; gap: 12px; }
.bar-words { min-width: 0; flex: 1; }
.bar-state { font-weight: 650; overflow-wrap: anywhere; }
.bar-detail { font-size: 13px; color: var(--muted); }
.digits { display: block; font: 650 26px/1.25 ui-monospace, "SF Mono", Menlo, Consolas, monospace; letter-spacing: 0.03em;
	font-variant-numeric: tabular-nums; user-select: all; direction: ltr; unicode-bidi: isolate; }
[dir="rtl"] .digits { text-align: right; }
.bar-buttons { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 8px; min-width: 0; margin-inline-start: auto; }
/* As wide as the bar, which is as wide as its first line. */
.draw-row { width: 0; min-width: 100%; border-top: 1px solid var(--border); padding-top: 8px; }
.draw-tools { display: flex; flex-wrap: wrap; align-items: center; justify-content: flex-end; gap: 4px; }
.draw-tools .icon-button[aria-pressed="true"] { background: var(--accent-soft); color: var(--accent-text); box-shadow: inset 0 0 0 2px currentColor; }
.draw-tools .icon-button:disabled { opacity: 0.4; }
.draw-tools .button { margin-inline-start: 8px; }
.question { width: min(440px, calc(100vw - 32px)); max-height: calc(100vh - 32px); max-height: calc(100dvh - 32px); padding: 24px; border: 1px solid var(--border);
	border-radius: calc(var(--radius) * 1.1); background: var(--surface); box-shadow: var(--shadow); overflow: auto; overflow-wrap: break-word; }
.question::backdrop { background: rgb(10 20 23 / 50%); }
.question .title { font-size: 20px; margin-bottom: 14px; }
.question .subtitle { font-size: 13px; color: var(--muted); margin: 14px 0 8px; letter-spacing: 0; }
.question .wording { white-space: pre-line; overflow-wrap: anywhere; }
.paragraph + .paragraph { margin-top: 12px; }
.facts { display: flex; flex-direction: column; gap: 8px; }
.fact { display: flex; gap: 10px; }
.facts .icon { margin-top: 1px; color: var(--pointer-mode); }
.facts.never .icon { color: var(--ok); }
.question .muted { margin-top: 16px; font-size: 14px; }
.answers { display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 10px; margin-top: 22px; }
.toasts { position: fixed; left: 50%; top: 40px; transform: translateX(-50%); z-index: 2147483646; display: flex; flex-direction: column;
	align-items: center; gap: 8px; pointer-events: none; width: max-content; max-width: calc(100vw - 40px); }
.toast { padding: 9px 16px; border-radius: 12px; background: var(--text); color: var(--surface); box-shadow: var(--shadow-small);
	font-size: 14px; font-weight: 600; animation: rise 180ms; }
@media (max-width: 899px) {
	.bar { bottom: calc(88px + var(--safe-bottom)); }
	.panel ~ .bar:not([data-moved]) { top: 20px; bottom: auto; }
}
/* An open window keeps its input: the bar stands beside it. */
@media (min-width: 900px) {
	.bar:not([data-moved]) { max-width: min(820px, calc(100vw - 320px)); }
	.panel ~ .bar:not([data-moved]) { left: calc(50% - 200px); max-width: min(820px, calc(100vw - 456px)); }
	[data-position$="left"] .panel ~ .bar:not([data-moved]) { left: calc(50% + 200px); }
}
@media (max-width: 479px) {
	.bar, .bar[data-moved] { left: 0; right: 0; top: 0; bottom: auto; width: auto; max-width: none; transform: none; border-radius: 0 0 16px 16px; border-width: 0 0 1px;
		padding: 8px; padding-inline-start: 4px; padding-top: calc(8px + var(--safe-top)); gap: 8px; animation: none; }
	.bar[data-low] { top: auto; bottom: 0; border-radius: 16px 16px 0 0; border-width: 1px 0 0; padding-top: 8px; padding-bottom: calc(8px + var(--safe-bottom)); }
	.bar-head { gap: 8px; }
	.bar .words { display: none; }
	.bar[data-state="editing"] .bar-detail { display: none; }
	.bar .button { min-height: 36px; padding: 6px 12px; font-size: 14px; }
	.bar-buttons { flex: 1 1 auto; }
	.bar[data-state="editing"] .bar-buttons { width: 100%; }
	.bar-buttons .button { flex: 1 1 auto; }
	.bar-buttons .button[aria-label] { flex: 1 0 44px; padding: 6px; }
	.draw-tools { justify-content: space-between; gap: 6px 0; }
	.draw-tools .button { margin-inline-start: auto; }
	.badge { top: auto; bottom: -1px; border-radius: 12px 12px 0 0; }
	.widget:has(.bar[data-low]) .badge { top: -1px; bottom: auto; border-radius: 0 0 12px 12px; }
	.toasts { top: 84px; }
	.answers { flex-direction: column-reverse; }
	.answers .button { width: 100%; }
}
.bar .button[aria-pressed="true"] { background: var(--accent-soft); border-color: currentColor; }
`;
