/** What pages of two engines have in common, and random changes of one of them. */
(() => {
	/** How an element looks by what the page says of it, in words that every engine has. */
	const LOOKS = [
		"display",
		"position",
		"visibility",
		"opacity",
		"color",
		"background-color",
		"border-top-style",
		"border-top-width",
		"padding-left",
		"margin-top",
		"font-weight",
		"text-align",
		"text-transform",
		"z-index",
		"order",
		"pointer-events",
	];

	function* elements(root) {
		for (const node of root.children ?? []) {
			if (node.hasAttribute("data-cobrowse-root")) continue;
			yield node;
			if (node.shadowRoot) yield* elements(node.shadowRoot);
			if (node.localName === "iframe" && node.contentDocument) yield* elements(node.contentDocument);
			yield* elements(node);
		}
	}

	/** A line for each element whose class begins with `k-`: those have all of the above from the page. */
	lab.looks = (root) =>
		[...elements(root)]
			.filter((node) => /^k-/.test(node.getAttribute("class") ?? ""))
			.map((node) => {
				const style = node.ownerDocument.defaultView.getComputedStyle(node);
				const words = LOOKS.map((name) => `${name}:${style.getPropertyValue(name)}`);
				return `${node.localName}.${node.getAttribute("class")} ${words.join("; ")}`;
			})
			.join("\n");

	function random(seed) {
		let state = (seed * 2654435761 + 12345) >>> 0;
		return (n) => {
			state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
			return (state >>> 8) % n;
		};
	}

	const FILLS = [
		(n) => `<p class=c${n % 5}>text ${n} <b title=t>bold</b></p>`,
		(n) => `<label>field <input value="${n}"></label><textarea>${n}</textarea>`,
		(n) => `<select><option>a<option ${n % 2 ? "selected" : ""}>b</select><input type=checkbox ${n % 3 ? "checked" : ""}>`,
		(n) => `<table><tr><td>${n}<td>x<tbody><tr><th>${n}</table>`,
		(n) => `<svg viewBox="0 0 9 9"><g class=c${n % 5}><circle r="${n % 4}"/><text>${n}</text></g></svg>`,
		(n) => `<details ${n % 2 ? "open" : ""}><summary>s</summary>${n}</details><ul><li>${n}<li>y</ul>`,
		(n) => `<style>.c${n % 5} { top: ${n % 90}px }</style><x-${n % 3}>own</x-${n % 3}>`,
	];

	/** Changes the page at random for a while: one batch a task. */
	lab.change = async (seed, batches) => {
		const draw = random(seed);
		const any = () => {
			const all = [...elements(document.body)];
			return all[draw(all.length)] ?? document.body;
		};
		const acts = [
			() => any().closest("div, section, main, body")?.insertAdjacentHTML("beforeend", FILLS[draw(FILLS.length)](draw(1000))),
			() => any().setAttribute(["class", "title", "style"][draw(3)], ["c1", "c2", "left: 1px"][draw(3)]),
			() => any().remove(),
			() => {
				const [node, into] = [any(), document.body.querySelector("section") ?? document.body];
				if (!node.contains(into)) into.insertBefore(node, into.childNodes[draw(into.childNodes.length + 1)] ?? null);
			},
			() => {
				const node = any();
				if (node.firstChild?.nodeType === 3) node.firstChild.data = `changed ${draw(1000)}`;
			},
			() => {
				const node = any();
				if (node.localName === "input" && node.type === "checkbox") node.checked = draw(2) === 1;
				else if (/^(input|textarea)$/.test(node.localName)) node.value = `typed ${draw(100)}`;
				else if (node.localName === "select") node.selectedIndex = draw(2);
			},
			() => {
				const host = document.body.appendChild(document.createElement("div"));
				const shadow = host.attachShadow({ mode: "open" });
				shadow.innerHTML = FILLS[draw(FILLS.length)](draw(1000));
				const sheet = new CSSStyleSheet();
				sheet.replaceSync(`p { margin: ${draw(9)}px }`);
				shadow.adoptedStyleSheets = [sheet];
			},
		];
		for (let batch = 0; batch < batches; batch++) {
			for (let i = draw(8); i >= 0; i--) acts[draw(9) % acts.length]();
			await lab.pause(draw(3) ? 0 : 20);
		}
	};
})();
