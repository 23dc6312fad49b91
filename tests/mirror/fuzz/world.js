/** A page that changes at random: its nodes, and where they may be put. */
(() => {
	const TAGS = ["div", "div", "span", "p", "b", "ul", "x-a", "section", "em"];
	const WORDS = ["", "c1", "c2", "button", "x y"];
	const FULL = /^(textarea|select|option|optgroup|style|script|template|input|slot)$/;
	/** A frame loads anew with every move of what it is in: many would take all the time. */
	const MOST_FRAMES = 5;
	const SVG = "http://www.w3.org/2000/svg";

	class World {
		/** `served`: an address of this origin that answers with a small page, or "". */
		constructor(page, served = "") {
			this.page = page;
			this.view = page.defaultView;
			this.served = served;
			this.act = null;
			this.all = new Map();
			this.keys = new WeakMap();
			this.roots = [page];
			this.loading = new Set();
			this.large = 0;
			this.frames = 0;
			this.scrolled = false;
			this.uneven = false;
			this.root = page.createElement("main");
			this.keep(this.root);
		}

		get draw() {
			return this.act.draw;
		}

		/** A node that was made once and fits: attached or not, in whatever document; else null. */
		find(fits) {
			return this.act.pick(this.all, (rnd) => {
				const keys = [...this.all.keys()];
				for (let tries = 0; tries < 30; tries++) {
					const among = rnd(3) === 0 ? Math.min(8, keys.length) : keys.length;
					const key = keys[keys.length - 1 - rnd(among)];
					if (fits(this.all.get(key))) return key;
				}
				return 0;
			});
		}

		any() {
			return this.find(() => true) ?? this.root;
		}

		/** An element that fits the pattern, or null. */
		anyElement(pattern) {
			return this.find((node) => node.nodeType === 1 && pattern.test(node.localName));
		}

		anyFrame() {
			return this.find((node) => node.localName === "iframe" && node.isConnected);
		}

		keep(node) {
			if (this.keys.has(node)) return node;
			if (node.localName === "iframe") this.frames++;
			const key = this.act?.key() ?? 1;
			this.all.set(key, node);
			this.keys.set(node, key);
			return node;
		}

		/** Some of what the browser made of text. */
		harvest(top, most = 6) {
			const walker = top.ownerDocument.createTreeWalker(top, 5);
			for (let i = 0; i < most && walker.nextNode(); i++) this.keep(walker.currentNode);
		}

		make(tag) {
			return this.page.createElement(tag);
		}

		element() {
			const { draw } = this;
			const kind = draw(44);
			let node;
			if (kind === 1) node = this.field();
			else if (kind === 2) {
				node = this.make("textarea");
				node.textContent = `area ${draw(99)}`;
			} else if (kind === 3) {
				node = this.make("select");
				node.multiple = draw(3) === 0;
				for (let i = draw(5); i > 0; i--) this.option(node);
			} else if (kind === 4) {
				node = this.make("style");
				node.textContent = `.c${draw(9)}{top:${draw(50)}px}`;
			} else if (kind === 5) node = this.page.createElementNS(SVG, draw(2) ? "svg" : "g");
			else if (kind === 6 && draw(3) === 0 && this.frames < MOST_FRAMES) node = this.make("iframe");
			else if (kind === 7) {
				node = this.make(draw(2) ? "script" : "template");
				if (node.localName === "script") node.type = "text/plain";
			} else if (kind === 8) node = this.box();
			else if (kind === 9)
				node = this.make(["details", "dialog", "form", "a", "img", "slot", "table", "canvas"][draw(8)]);
			else node = this.make(TAGS[draw(TAGS.length)]);
			if (draw(2)) node.setAttribute("class", `c${draw(9)}`);
			return this.keep(node);
		}

		field() {
			const { draw } = this;
			const node = this.make("input");
			node.type = ["text", "checkbox", "radio", "date"][draw(4)];
			if (node.type === "radio") node.name = `group${draw(2)}`;
			if (draw(3) === 0) node.setAttribute("value", `first ${draw(9)}`);
			return node;
		}

		/** An element with something to scroll. */
		box() {
			const node = this.make("div");
			node.style.cssText = "overflow:auto;width:90px;height:40px";
			const inner = node.appendChild(this.make("div"));
			inner.style.cssText = "width:300px;height:500px";
			return node;
		}

		option(select) {
			const option = this.make("option");
			option.textContent = `option ${this.draw(99)}`;
			select.insertBefore(option, select.options[this.draw(select.options.length + 1)] ?? null);
			this.keep(option);
		}

		node() {
			const kind = this.draw(10);
			if (kind < 6) return this.element();
			if (kind < 9) return this.keep(this.page.createTextNode(`t${this.draw(1e6)}`));
			return this.keep(this.page.createComment("c"));
		}

		/** A node, sometimes with children of its own. */
		tree() {
			const made = this.node();
			if (made.nodeType === 1 && /^(div|span|p|ul|section|details|dialog|form|a)$/.test(made.localName))
				made.append(this.node(), this.node());
			return made;
		}

		holds(node) {
			return node.nodeType === 1 && !FULL.test(node.localName);
		}

		/** Where things may be put: an element, its shadow root, or the body of its frame. */
		place() {
			/* Mostly in the page, or it would empty itself. */
			const loose = this.draw(12) === 11;
			const node = this.find((one) => this.holds(one) && (loose || one.isConnected)) ?? this.root;
			if (!this.holds(node)) return null;
			if (node.localName === "iframe") return node.contentDocument?.body ?? null;
			return node.shadowRoot && this.draw(2) ? node.shadowRoot : node;
		}

		put(node, into) {
			if (!into || node === this.root || node.contains(into)) return;
			try {
				into.insertBefore(node, into.childNodes[this.draw(into.childNodes.length + 1)] ?? null);
			} catch {
				/* The node holds the place, by way of a shadow root or frame. */
			}
		}

		/** Not the outermost, nor what is above it. */
		isLoose(node) {
			return node !== this.root && !node.contains(this.root);
		}

		build() {
			this.put(this.tree(), this.place());
		}

		word() {
			return WORDS[this.draw(WORDS.length)];
		}

		/** A frame begins to load something; checks wait for it. */
		loads(frame, change) {
			const done = new Promise((resolve) => {
				frame.addEventListener("load", resolve, { once: true });
				setTimeout(resolve, 150);
			});
			this.loading.add(done);
			done.then(() => this.loading.delete(done));
			change();
		}

		loaded() {
			return Promise.all(this.loading);
		}
	}

	Object.assign(fuzzing, { World, TAGS, MOST_FRAMES });
})();
