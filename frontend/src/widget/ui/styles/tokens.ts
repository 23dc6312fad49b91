/**
 * Values of the product's visual language (static/css/tokens.css), inside the
 * shadow root and in pixels: a site's root font size must not change them.
 * What a site may set (`--cobrowse-*`) is listed in docs/embedding.md.
 */
const LIGHT = `
	--surface: #ffffff; --surface-2: #eef1f3; --surface-3: #e2e7ea;
	--text: #14201f; --muted: #4c5b5f; --border: #dbe2e5; --border-strong: #76868b;
	--accent: var(--cobrowse-accent, var(--site-accent, #0b6775)); --accent-hover: #095562; --accent-soft: #dff0f2;
	--accent-text: #0a5f6c; --on-accent: #ffffff;
	--warn-soft: #fdf0d9; --warn-text: #7d4700; --ok: #1f7a44; --ok-soft: #e0f2e6;
	--danger: #b3261e; --danger-soft: #fce8e6; --danger-text: #99201a;
	--pointer-mode: #2457b2; --write-mode: #b4530a; --write-hover: #8a3f06; --paused-mode: #5b686c; --on-mode: #ffffff;
	--focus: #1463d6; --scrim: rgb(15 25 28 / 45%);
	--shadow: 0 4px 8px rgb(16 36 40 / 8%), 0 18px 48px rgb(16 36 40 / 22%);
	--shadow-small: 0 2px 4px rgb(16 36 40 / 10%), 0 6px 16px rgb(16 36 40 / 14%);
	--scheme: light;`;

const DARK = `
	--surface: #171d20; --surface-2: #232c30; --surface-3: #2f3a3f;
	--text: #e8eeef; --muted: #a9b8bc; --border: #2c373b; --border-strong: #75878d;
	--accent: var(--cobrowse-accent, var(--site-accent, #57c2d0)); --accent-hover: #7ad3de; --accent-soft: #12343a;
	--accent-text: #7ad3de; --on-accent: #06252a;
	--warn-soft: #38280d; --warn-text: #f4c678; --ok: #5ccb88; --ok-soft: #14301f;
	--danger: #f28b82; --danger-soft: #3d1a18; --danger-text: #f6aba5;
	--pointer-mode: #8ab4f8; --write-mode: #f5a35c; --write-hover: #f8bd8a; --paused-mode: #a9b8bc; --on-mode: #14120c;
	--focus: #9cc4ff; --scrim: rgb(0 0 0 / 60%);
	--shadow: 0 4px 8px rgb(0 0 0 / 45%), 0 18px 48px rgb(0 0 0 / 55%);
	--shadow-small: 0 2px 4px rgb(0 0 0 / 40%), 0 6px 16px rgb(0 0 0 / 45%);
	--scheme: dark;`;

/** On an inner element: rules of the page reach the host, not what is inside it. */
export const tokens = `
:host { all: initial !important; display: contents !important; }
.widget { display: contents; ${LIGHT}
	--radius: var(--cobrowse-radius, var(--site-radius, 18px)); --radius-button: calc(var(--radius) * 0.56);
	--font: var(--cobrowse-font, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif, "Apple Color Emoji", "Segoe UI Emoji", "Noto Color Emoji");
	--near-x: var(--cobrowse-offset-x, 20px); --near-y: var(--cobrowse-offset-y, 20px);
	--safe-top: env(safe-area-inset-top, 0px); --safe-bottom: env(safe-area-inset-bottom, 0px);
	--safe-left: env(safe-area-inset-left, 0px); --safe-right: env(safe-area-inset-right, 0px); }
@media (prefers-color-scheme: dark) { .widget { ${DARK} } }
:host([data-theme="light"]) .widget { ${LIGHT} }
:host([data-theme="dark"]) .widget { ${DARK} }
.widget > * { color-scheme: var(--scheme); }
.probe { color: var(--accent); display: none; }
`;
