/** What drawings look like: the colours behind their names, and the rules of the layer. */
import type { Colour } from "./model";

/**
 * Each is told from white, from black and so from any ground by 3:1 at least, and
 * carries white text (4.5:1); a white edge helps on grounds of its own lightness.
 */
export const INKS: Readonly<Record<Colour, string>> = {
	orange: "#c2410c",
	pink: "#c8327f",
	blue: "#2563eb",
	green: "#15803d",
	violet: "#8b45d6",
};

/** How long a drawing that does not stay is there, fading included. */
export const FADE_MS = 8_000;

const inks = Object.entries(INKS)
	.map(
		([name, ink]) =>
			`.cobrowse-ground [data-colour="${name}"] { --ink: ${ink}; }`,
	)
	.join("\n");

export const LOOK = `
${inks}
.cobrowse-drawings { width: 100%; height: 100%; overflow: visible; }
.cobrowse-drawings > * { fill: none; stroke: var(--ink); stroke-width: 4; stroke-linecap: round;
  stroke-linejoin: round; filter: drop-shadow(0 0 1px #fff); }
.cobrowse-drawings > [data-shape="box"] { stroke-width: 3; }
.cobrowse-drawings > [data-shape="highlight"] { fill: var(--ink); fill-opacity: .2; stroke-width: 2; }
.cobrowse-fades { animation: cobrowse-fade ${FADE_MS}ms linear forwards; }
@keyframes cobrowse-fade { 0%, 80% { opacity: 1; } 100% { opacity: 0; } }
@media (prefers-reduced-motion: reduce) { .cobrowse-fades { animation: none; } }
.cobrowse-note { box-sizing: border-box; max-width: 240px; padding: 6px 10px; border-radius: 4px 10px 10px 10px;
  background: #fff3c4; color: #3b2f07; border: 2px solid var(--ink); font-weight: 500;
  box-shadow: 0 2px 8px rgb(0 0 0 / .2); white-space: pre-wrap; overflow-wrap: anywhere; }
.cobrowse-note b { display: block; font-size: 11px; color: #5f5122; }
.cobrowse-note-input { position: absolute; left: 0; top: 0; pointer-events: auto; width: 220px; height: 64px; resize: none;
  font: inherit; font-weight: 500; }
.cobrowse-surface { position: absolute; inset: 0; pointer-events: auto; touch-action: none; cursor: crosshair; outline: none;
  font: 600 12px/1.3 var(--font-sans, system-ui, sans-serif); }
.cobrowse-surface:focus-visible { box-shadow: inset 0 0 0 3px #2563eb, inset 0 0 0 5px #fff; }
.cobrowse-crosshair { width: 32px; height: 32px; margin: -16px 0 0 -16px; overflow: visible; }
.cobrowse-crosshair path { fill: none; stroke: var(--ink); stroke-width: 2.5; }
.cobrowse-crosshair .edge { stroke: #fff; stroke-width: 6; stroke-linecap: round; }
.cobrowse-crosshair circle { fill: none; }
.cobrowse-crosshair[data-down] circle { fill: var(--ink); stroke: #fff; stroke-width: 2; }
`;
