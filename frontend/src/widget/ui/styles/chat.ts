/** Conversation, composer, menu. */
export const chat = `
.chat-header .who { flex: 1; min-width: 0; }
.chat-header .title, .status { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.status { font-size: 13px; color: var(--muted); }
.chat-header > .icon-button:first-child + .avatar[hidden] + .who { padding-left: 6px; }
.avatar { width: 36px; height: 36px; flex: none; border-radius: 50%; background: var(--accent-soft);
	color: var(--accent-text); font-weight: 650; display: grid; place-items: center; margin-left: 4px; }
.menu-holder { position: relative; }
.menu { position: absolute; top: 40px; right: 0; z-index: 1; min-width: 230px; padding: 6px; border-radius: 12px;
	background: var(--surface); border: 1px solid var(--border); box-shadow: var(--shadow-small); }
.menu-item { width: 100%; padding: 10px 12px; border: 0; border-radius: 8px; background: transparent;
	display: flex; align-items: center; gap: 12px; font-weight: 600; text-align: start; }
.menu-item:hover:not(:disabled) { background: var(--surface-2); }
.menu-item:disabled { color: var(--muted); }
.menu-hint { display: block; font-size: 12px; font-weight: 400; }
.conversation { flex: 1; min-height: 0; display: flex; flex-direction: column; }
/* Reversed, so that the browser keeps the end in view by itself. */
.messages { flex: 1; overflow: auto; overscroll-behavior: contain; display: flex; flex-direction: column-reverse; }
.lines { padding: 16px; display: flex; flex-direction: column; gap: 10px; }
.messages:focus-visible { outline-offset: -3px; }
.message { display: flex; flex-direction: column; max-width: 84%; }
.from-customer { align-self: flex-end; align-items: flex-end; }
.from-agent { align-self: flex-start; align-items: flex-start; }
.from-system { align-self: center; max-width: 100%; text-align: center; }
.bubble { padding: 9px 13px; border-radius: 16px; white-space: pre-wrap; overflow-wrap: anywhere; }
.from-customer .bubble { background: var(--accent); color: var(--on-accent); border-bottom-right-radius: 5px; }
.from-agent .bubble { background: var(--surface-2); border-bottom-left-radius: 5px; }
.message[data-state="waiting"] .bubble, .message[data-state="sent"] .bubble { opacity: 0.75; }
.notice { font-size: 13px; color: var(--muted); }
.from-system .under { display: none; }
.under { display: flex; gap: 8px; margin-top: 3px; padding: 0 4px; font-size: 12px; }
.under:has(.meta:empty) { display: none; }
.meta { color: var(--muted); }
.message[data-state="failed"] .meta { color: var(--danger-text); }
.typing { align-self: flex-start; padding: 13px 14px; border-radius: 16px; border-bottom-left-radius: 5px;
	background: var(--surface-2); display: flex; gap: 5px; }
.typing span { width: 7px; height: 7px; border-radius: 50%; background: var(--muted); animation: dot 1.2s infinite; }
.typing span:nth-child(2) { animation-delay: 0.15s; }
.typing span:nth-child(3) { animation-delay: 0.3s; }
@keyframes dot { 0%, 60%, 100% { opacity: 0.3; transform: none; } 30% { opacity: 1; transform: translateY(-3px); } }
.typing-words { min-height: 20px; padding: 0 20px 4px; font-size: 12px; color: var(--muted); }
.typing-words:empty { min-height: 4px; }
.composer { display: flex; align-items: flex-end; gap: 8px; padding: 10px 12px 12px; border-top: 1px solid var(--border); }
.composer textarea { min-height: 42px; max-height: 120px; border-radius: 21px; padding: 9px 16px; }
.send { width: 42px; height: 42px; flex: none; padding: 0; border: 0; border-radius: 50%; background: var(--accent);
	color: var(--on-accent); display: grid; place-items: center; transition: background 120ms; }
.send:hover { background: var(--accent-hover); }
.ended { padding: 12px 16px 16px; border-top: 1px solid var(--border); display: flex; flex-direction: column; gap: 10px;
	text-align: center; }
`;
