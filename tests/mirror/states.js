/** States of every element as text: of a page by asking, of its replica by its marks. */
(() => {
	const WORDS =
		"hover active focus focus-visible focus-within target defined valid invalid user-valid user-invalid autofill fullscreen".split(" ");
	const silent = /^(script|noscript|template|meta|base|title|object|embed|link|style)$/;
	const name = (element) =>
		element.id ||
		[...(element.parentNode?.children ?? [])]
			.filter((one) => !one.hasAttribute("data-cobrowse-root"))
			.indexOf(element);

	function asked(element) {
		const words = WORDS.filter(
			(word) =>
				(word !== "defined" || element.localName.includes("-")) && element.matches(`:${word}`),
		);
		if (element.matches("input[type=radio]:indeterminate")) words.push("indeterminate");
		for (const state of lab.customStates ?? [])
			if (element.matches(`:state(${state})`)) words.push(`:${state}`);
		return words;
	}
	function marked(element) {
		const list = (mark) => (element.getAttribute(mark) ?? "").split(" ").filter(Boolean);
		return [
			...list("data-cobrowse-state"),
			...list("data-cobrowse-custom").map((one) => `:${one}`),
		];
	}

	function walk(parent, path, live, lines) {
		for (const element of parent.children) {
			if (silent.test(element.localName) || element.localName === "x-skip") continue;
			if (element.hasAttribute("data-cobrowse-root")) continue;
			const here = `${path}/${element.localName}#${name(element)}`;
			const words = (live ? asked(element) : marked(element)).sort().join(" ");
			if (words) lines.push(`${here}: ${words}`);
			if (element.shadowRoot) walk(element.shadowRoot, `${here}#`, live, lines);
			if (element.contentDocument) walk(element.contentDocument, here, live, lines);
			walk(element, here, live, lines);
		}
		return lines;
	}

	lab.states = (page, live) => walk(page, "", live, []).join("\n");
})();
