import type { Words } from "./contract";

const CSS = `
:host { all: initial; }
div { position: fixed; inset: auto auto 12px 12px; z-index: 2147483647; display: flex; flex-wrap: wrap;
  gap: 8px 16px; align-items: center; max-width: calc(100vw - 56px); padding: 8px 8px 8px 16px;
  border-radius: 10px; box-shadow: 0 4px 16px rgb(0 0 0 / .3); background: #17263f; color: #fff; font: 500 14px/1.4 system-ui, sans-serif; }
button { font: inherit; padding: 4px 14px; border: 1px solid #a8c7fa; border-radius: 6px;
  background: none; color: inherit; cursor: pointer; }
button:hover { background: #2c4a7c; }
button:focus-visible { outline: 3px solid #9cc4ff; outline-offset: 2px; }
@media (forced-colors: active) { div { border: 1px solid; } }`;

/** Says on the page that it is being tested. Returns the function that takes it away. */
export function show_bar(words: Words, on_stop: () => void): () => void {
	const host = document.createElement("cobrowse-rule-test");
	host.setAttribute("data-cobrowse-root", "");
	const root = host.attachShadow({ mode: "open" });
	const sheet = new CSSStyleSheet();
	sheet.replaceSync(CSS);
	root.adoptedStyleSheets = [sheet];
	const bar = document.createElement("div");
	bar.setAttribute("role", "status");
	const text = document.createElement("span");
	text.textContent = words.bar;
	const stop = document.createElement("button");
	stop.type = "button";
	stop.dataset.testid = "rule-test-stop";
	stop.textContent = words.stop;
	stop.addEventListener("click", on_stop);
	bar.append(text, stop);
	root.append(bar);
	document.documentElement.append(host);
	return () => host.remove();
}
