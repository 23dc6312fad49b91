/** Where the system chooses the colours: edges and states that colour alone would have told. */
export const forced = `
@media (forced-colors: active) {
	.launcher, .panel, .bar, .bubble, .toast, .badge, .send, .count, .avatar, .choice-icon, .emoji-picker, .menu, .banner, .waiting, .button {
		border: 1px solid CanvasText; }
	.bubble.big { border: 0; }
	.draw-tools [aria-pressed="true"] { outline: 2px solid Highlight; outline-offset: -2px; }
	.frame { border-color: Highlight; }
	.dot, .typing span, [data-reach="open"] .choice-hint::before { forced-color-adjust: none; background: CanvasText; }
	.switch { border: 1px solid CanvasText; }
	.switch::after { forced-color-adjust: none; background: CanvasText; }
	[aria-checked="true"] > .switch { forced-color-adjust: none; background: Highlight; }
}
`;
