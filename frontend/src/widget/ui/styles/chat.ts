/** Conversation, composer, menu. */
export const chat = `
.chat-header { padding-inline: 10px; }
.chat-header .who { flex: 1; min-width: 0; }
.chat-header .title, .status { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
[dir="ltr"] .chat-header .title { text-align: left; }
[dir="rtl"] .chat-header .title { text-align: right; }
.status { font-size: 13px; color: var(--muted); }
.chat-header > .icon-button[hidden]:first-child + .avatar[hidden] + .who { padding-inline-start: 8px; }
.avatar { width: 36px; height: 36px; flex: none; border-radius: 50%; background: var(--accent-soft);
	color: var(--accent-text); font-weight: 650; display: grid; place-items: center; margin-inline-start: 4px; }
.menu-holder { position: relative; }
.menu { position: absolute; top: 40px; inset-inline-end: 0; z-index: 2; width: max-content; min-width: 230px; max-width: min(310px, calc(100vw - 48px)); padding: 6px;
	border-radius: calc(var(--radius) * 0.67); background: var(--surface); border: 1px solid var(--border); box-shadow: var(--shadow-small); }
.menu-item { width: 100%; min-height: 42px; padding: 8px 12px; border: 0; border-radius: calc(var(--radius) * 0.45); background: transparent;
	display: flex; align-items: center; gap: 12px; font-weight: 600; text-align: start; }
.menu-item:hover:not(:disabled) { background: var(--surface-2); }
.menu-item:disabled { color: var(--muted); }
.menu-item:focus-visible { outline-offset: -2px; }
.menu-words { flex: 1; }
.menu-hint { display: block; font-size: 12px; font-weight: 400; }
.switch { width: 34px; height: 20px; flex: none; border-radius: 10px; border: 1px solid var(--border-strong); background: var(--surface-3); padding: 2px; display: flex; }
.switch::after { content: ""; width: 14px; height: 14px; border-radius: 50%; background: var(--border-strong); transition: margin 120ms; }
[aria-checked="true"] > .switch { background: var(--accent); border-color: var(--accent); }
[aria-checked="true"] > .switch::after { background: var(--on-accent); margin-inline-start: auto; }
.waiting { display: flex; gap: 10px; padding: 10px 16px; background: var(--accent-soft); font-size: 14px; flex: none; }
.waiting > .icon { color: var(--accent-text); margin-top: 1px; }
.waiting > div { display: flex; flex-direction: column; min-width: 0; }
.waiting [data-testid="queue-position"] { font-weight: 650; }
.waiting-hint { color: var(--muted); font-size: 13px; }
.conversation { flex: 1; min-height: 0; display: flex; flex-direction: column; }
/* Reversed, so that the browser keeps the end in view by itself. */
.messages { flex: 1; overflow: auto; overscroll-behavior: contain; display: flex; flex-direction: column-reverse; }
.lines { padding: 16px; display: flex; flex-direction: column; gap: 10px; }
.messages:focus-visible { outline-offset: -3px; }
.message { display: flex; flex-direction: column; max-width: 84%; }
.from-customer { align-self: flex-end; align-items: flex-end; }
.from-agent { align-self: flex-start; align-items: flex-start; }
.from-system { align-self: center; max-width: 100%; text-align: center; }
.bubble { padding: 9px 13px; border-radius: calc(var(--radius) * 0.89); white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: plaintext; }
.from-customer .bubble { background: var(--accent); color: var(--on-accent); border-end-end-radius: 5px; }
.from-agent .bubble { background: var(--surface-2); border-end-start-radius: 5px; }
.bubble a { color: inherit; text-decoration: underline; text-underline-offset: 2px; }
.from-customer .bubble a:focus-visible { outline-color: currentColor; }
.bubble.big { font-size: 34px; line-height: 1.2; background: none; padding: 0 4px; }
.message[data-state="waiting"] .bubble, .message[data-state="sending"] .bubble { opacity: 0.8; }
.notice { font-size: 13px; color: var(--muted); }
.from-system .under { display: none; }
.under { display: flex; align-items: center; gap: 8px; margin-top: 3px; padding: 0 4px; font-size: 12px; }
.under:has(.meta:empty):has(.mark:empty) { display: none; }
.meta:empty, .mark:empty { display: none; }
.meta, .mark { color: var(--muted); }
.mark { display: inline-flex; align-items: center; }
.mark .icon { width: 14px; height: 14px; stroke-width: 2.5; margin-inline-end: 4px; }
.mark .icon + .icon { margin-inline-start: -13px; }
.mark[data-state="read"] { color: var(--accent-text); }
.message[data-state="failed"] .mark { color: var(--danger-text); font-weight: 600; }
.day { display: flex; align-items: center; gap: 10px; font-size: 12px; color: var(--muted); margin: 4px 0; }
.day::before, .day::after { content: ""; flex: 1; height: 1px; background: var(--border); }
.day span { display: inline-block; }
.day span::first-letter { text-transform: uppercase; }
.typing { align-self: flex-start; padding: 13px 14px; border-radius: calc(var(--radius) * 0.89); border-end-start-radius: 5px;
	background: var(--surface-2); display: flex; gap: 5px; }
.typing span { width: 7px; height: 7px; border-radius: 50%; background: var(--muted); animation: dot 1.2s infinite; }
.typing span:nth-child(2) { animation-delay: 0.15s; }
.typing span:nth-child(3) { animation-delay: 0.3s; }
@keyframes dot { 0%, 60%, 100% { opacity: 0.3; transform: none; } 30% { opacity: 1; transform: translateY(-3px); } }
.typing-words { min-height: 20px; padding: 0 20px 4px; font-size: 12px; color: var(--muted); }
.typing-words:empty { min-height: 4px; }
.composer { position: relative; display: flex; align-items: flex-end; gap: 8px; padding: 10px 12px 12px; border-top: 1px solid var(--border); flex: none; }
.input-holder { position: relative; flex: 1; min-width: 0; display: flex; }
.composer textarea { min-height: 42px; max-height: 120px; border-radius: min(21px, calc(var(--radius) * 1.17)); padding: 9px 44px 9px 16px; }
/* Its own direction follows what is written; the button beside it does not move. */
[dir="rtl"] .composer textarea { padding: 9px 16px 9px 44px; }
[dir="rtl"] textarea:placeholder-shown { direction: rtl; }
.input-holder .icon-button { position: absolute; bottom: 3px; inset-inline-end: 4px; border-radius: 50%; }
.send { width: 42px; height: 42px; flex: none; padding: 0; border: 0; border-radius: min(50%, calc(var(--radius) * 1.17)); background: var(--accent);
	color: var(--on-accent); display: grid; place-items: center; transition: background 120ms; }
.send:hover { background: var(--accent-hover); }
.emoji-picker { position: absolute; bottom: calc(100% - 4px); inset-inline: 12px; z-index: 1; padding: 8px; display: grid; grid-template-columns: repeat(8, 1fr); gap: 2px;
	max-height: 190px; overflow: auto; border-radius: calc(var(--radius) * 0.67); background: var(--surface); border: 1px solid var(--border); box-shadow: var(--shadow-small); }
.emoji { font-family: "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji", sans-serif; height: 36px; min-width: 24px; padding: 0; border: 0; border-radius: 8px; background: none; font-size: 21px; line-height: 1; }
.emoji:hover { background: var(--surface-2); }
.emoji:focus-visible { outline-offset: -2px; }
.ended { padding: 12px 16px 16px; border-top: 1px solid var(--border); display: flex; flex-direction: column; gap: 10px;
	text-align: center; flex: none; }
`;
