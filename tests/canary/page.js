/** Puts the cases into a page of the site, each in a box of its own, and lets things happen to them. */
(() => {
	const uses = [];
	let inner;
	const pause = (ms) => new Promise((done) => setTimeout(done, ms));

	/** Where a case lives: the page, an open shadow root, a frame of the same origin. */
	const places = {
		shadow() {
			const host = document.body.appendChild(document.createElement("div"));
			return host.attachShadow({ mode: "open" });
		},
		frame() {
			inner ??= document.body.appendChild(document.createElement("iframe"));
			return inner.contentDocument.body;
		},
	};

	/** The document as the case sees it: its own box is all there is. */
	function scope(root) {
		const page = root.ownerDocument;
		return new Proxy(page, {
			get(_, name) {
				if (name === "getElementById") return (id) => root.querySelector(`#${id}`);
				if (name === "body") return root;
				const value = page[name];
				return typeof value === "function" ? value.bind(page) : value;
			},
			set(_, name, value) {
				page[name] = value;
				return true;
			},
		});
	}

	/** What the page does; what cannot be done in this place leaves a note. */
	function run(use, code) {
		if (!code) return;
		try {
			new Function("document", code)(scope(use.root));
		} catch (error) {
			use.error = String(error);
		}
	}

	/** Takes the secret out of attributes or text; the result puts it back. Forms may be clobbered. */
	function without(part, secret, root) {
		const { getAttribute, getAttributeNames, removeAttribute, setAttribute } = Element.prototype;
		const undo = [];
		const walker = document.createTreeWalker(root);
		while (walker.nextNode()) {
			const node = walker.currentNode;
			if (part === "text" && node.nodeType === 3 && node.data.includes(secret)) {
				const { data } = node;
				node.data = "x";
				undo.push(() => {
					node.data = data;
				});
			}
			if (part !== "attribute" || !(node instanceof Element)) continue;
			for (const name of getAttributeNames.call(node)) {
				const value = getAttribute.call(node, name);
				if (!value.includes(secret)) continue;
				removeAttribute.call(node, name);
				undo.push(() => setAttribute.call(node, name, value));
			}
		}
		return undo;
	}

	function fill(use) {
		const home = places[use.place]?.() ?? document.body;
		const root = home.ownerDocument.createElement("div");
		root.innerHTML = use.html;
		use.root = root;
		use.undo = [];
		if (use.place === "attribute" || use.place === "text")
			use.undo = without(use.place, use.canary, root);
		home.append(root);
		uses.push(use);
	}

	function find(root, selector) {
		const found = root.querySelector(selector);
		if (found) return found;
		for (const { shadowRoot } of root.querySelectorAll("*")) {
			const inner = shadowRoot && find(shadowRoot, selector);
			if (inner) return inner;
		}
		return null;
	}

	/** Types like a customer; notes fields that did not take it. */
	function type(use) {
		for (const [selector, text] of use.type ?? []) {
			const field = find(use.root, selector);
			if (!field || !text) continue;
			field.focus();
			field.ownerDocument.execCommand("insertText", false, text);
			if (!(field.value ?? field.textContent).includes(text)) use.unusable = true;
			field.blur();
		}
	}

	async function act(some) {
		for (const use of some) {
			for (const put of use.undo) put();
			run(use, use.act);
			type(use);
			if (some.indexOf(use) % 20 === 19) await pause(20);
		}
		await pause(800);
	}

	window.canary = {
		/** Before the mirror starts; scripts run once the widget watches for password fields. */
		start(some) {
			for (const use of some) fill(use);
			const timer = setInterval(() => {
				if (!window.Cobrowse) return;
				clearInterval(timer);
				for (const use of some) run(use, use.before);
			}, 1);
		},
		/** While it runs. */
		act: () => act(uses),
		async later(some) {
			for (const use of some) {
				fill(use);
				run(use, use.before);
			}
			await pause(60);
			await act(some);
		},
		/** Proves that the mirror still follows. */
		mark(text) {
			const mark = document.createElement("hr");
			mark.id = text;
			document.body.append(mark);
		},
		report: () => ({
			used: uses.length,
			unusable: uses.filter((use) => use.unusable).map((use) => `${use.id} ${use.place}`),
			errors: uses.filter((use) => use.error).map((use) => `${use.id} ${use.place}: ${use.error}`),
		}),
	};
	document.currentScript.remove();
})();
