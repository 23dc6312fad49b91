/**
 * Random pages that change while they are recorded. Everything follows from the seed:
 * slices of the recorder happen where the seed says.
 */
(() => {
	const TAGS = ["div", "div", "span", "p", "b", "ul", "x-a", "section", "em"];

	function random(seed) {
		let state = (seed * 2654435761 + 12345) >>> 0;
		return (n) => {
			state ^= state << 13;
			state >>>= 0;
			state ^= state >>> 17;
			state ^= state << 5;
			state >>>= 0;
			return state % n;
		};
	}

	class World {
		constructor(rnd) {
			this.rnd = rnd;
			this.all = [];
			this.roots = [document];
			this.root = document.createElement("main");
			this.all.push(this.root);
		}

		any() {
			return this.all[this.rnd(this.all.length)];
		}

		keep(node) {
			this.all.push(node);
			return node;
		}

		element() {
			const { rnd } = this;
			const kind = rnd(40);
			let node;
			if (kind === 0) {
				node = document.createElement("input");
				node.type = ["text", "checkbox", "radio", "date"][rnd(4)];
				if (node.type === "radio") node.name = `group${rnd(2)}`;
			} else if (kind === 1) {
				node = document.createElement("textarea");
				node.textContent = `area ${rnd(99)}`;
			} else if (kind === 2) {
				node = document.createElement("select");
				node.multiple = rnd(3) === 0;
				for (let i = rnd(5); i > 0; i--) this.option(node);
			} else if (kind === 3) {
				node = document.createElement("style");
				node.textContent = `.c${rnd(9)}{top:${rnd(50)}px}`;
			} else if (kind === 4) {
				node = document.createElementNS("http://www.w3.org/2000/svg", rnd(2) ? "svg" : "g");
			} else if (kind === 5 && rnd(3) === 0) {
				node = document.createElement("iframe");
			} else if (kind === 6) {
				node = document.createElement(rnd(2) ? "script" : "template");
				if (node.localName === "script") node.type = "text/plain";
			} else node = document.createElement(TAGS[rnd(TAGS.length)]);
			if (rnd(2)) node.setAttribute("class", `c${rnd(9)}`);
			return this.keep(node);
		}

		option(select) {
			const option = document.createElement("option");
			option.textContent = `option ${this.rnd(99)}`;
			select.insertBefore(option, select.options[this.rnd(select.options.length + 1)] ?? null);
			this.keep(option);
		}

		node() {
			const kind = this.rnd(10);
			if (kind < 6) return this.element();
			if (kind < 9) return this.keep(document.createTextNode(`t${this.rnd(1e6)}`));
			return this.keep(document.createComment("c"));
		}

		/** Where things may be put: an element, its shadow root, or the body of its frame. */
		place() {
			const node = this.any();
			if (node.nodeType !== 1) return null;
			if (/^(textarea|select|option|style|script|template|input)$/.test(node.localName)) return null;
			if (node.localName === "iframe") return node.contentDocument?.body ?? null;
			return node.shadowRoot && this.rnd(2) ? node.shadowRoot : node;
		}

		put(node, into) {
			if (!into || node.contains(into)) return;
			try {
				into.insertBefore(node, into.childNodes[this.rnd(into.childNodes.length + 1)] ?? null);
			} catch {
				/* The node holds the place, by way of a shadow root or frame. */
			}
		}

		step() {
			const { rnd } = this;
			const node = this.any();
			switch (rnd(22)) {
				case 0:
				case 1:
				case 2:
				case 3:
				case 4:
					return this.put(node === this.root ? this.node() : node, this.place());
				case 5:
				case 6:
				case 7:
					if (node !== this.root) node.remove();
					return;
				case 8:
				case 9:
				case 10:
				case 11: {
					const made = this.node();
					if (made.nodeType === 1 && /^(div|span|p|ul|section)$/.test(made.localName))
						made.append(this.node(), this.node());
					return this.put(made, this.place());
				}
				case 12:
				case 13:
					if (node.nodeType === 1 && node.localName !== "main")
						node.setAttribute(["class", "id", "title", "style", "role"][rnd(5)], ["c1", "c2", "top: 1px;", "button"][rnd(4)]);
					return;
				case 14:
					if (node.nodeType === 1) node.removeAttribute(["class", "id", "title"][rnd(3)]);
					return;
				case 15:
					if (node.nodeType === 3) node.data = rnd(4) ? `u${rnd(1e6)}` : "";
					return;
				case 16:
					return this.wrap(node);
				case 17:
					if (/^(DIV|SPAN|P|SECTION|X-A)$/.test(node.tagName) && !node.shadowRoot) {
						const shadow = node.attachShadow({ mode: "open" });
						shadow.append(this.node(), this.node());
						this.roots.push(shadow);
					}
					return;
				case 18:
					return this.unwrap(node);
				case 19:
					return this.styles(node);
				case 20:
					return this.state(node);
				default:
					if (rnd(3) === 0 && node.nodeType === 1 && node !== this.root)
						node.toggleAttribute("data-cobrowse-root");
					else if (node.nodeType === 1) node.replaceChildren?.(...[...node.children].reverse());
			}
		}

		wrap(node) {
			const parent = node.parentNode;
			if (!parent || node === this.root || parent.nodeType === 9) return;
			if (/^(select|optgroup|style|script|textarea)$/.test(parent.localName)) return;
			const outer = this.keep(document.createElement(TAGS[this.rnd(TAGS.length)]));
			const inner = this.rnd(2) ? outer.appendChild(this.keep(document.createElement("div"))) : outer;
			parent.insertBefore(outer, node);
			inner.append(node);
		}

		unwrap(node) {
			if (node.nodeType !== 1 || node === this.root || !node.parentNode || node.shadowRoot) return;
			if (/^(select|style|script|textarea|html|body|option)$/.test(node.localName)) return;
			if (node.parentNode.nodeType === 9) return;
			node.replaceWith(...node.childNodes);
		}

		styles(node) {
			const { rnd } = this;
			const sheet = node.localName === "style" ? node.sheet : null;
			if (sheet && rnd(2)) {
				if (rnd(3) && sheet.cssRules.length > 0) sheet.deleteRule(rnd(sheet.cssRules.length));
				else sheet.insertRule(`.c${rnd(9)} { left: ${rnd(50)}px; }`, rnd(sheet.cssRules.length + 1));
			} else if (node.localName === "style") node.textContent = `.c${rnd(9)}{right:${rnd(50)}px}`;
			else {
				const root = this.roots[rnd(this.roots.length)];
				const known = [...root.adoptedStyleSheets];
				if (known.length > 0 && rnd(2)) known[0].insertRule(`.c${rnd(9)}{bottom:${rnd(9)}px}`);
				else {
					const made = new CSSStyleSheet();
					made.replaceSync(`.c${rnd(9)}{bottom:${rnd(50)}px}`);
					try {
						root.adoptedStyleSheets = rnd(3) ? [...known, made].slice(-3) : [made];
					} catch {
						/* The root has moved to the document of a frame. */
					}
				}
			}
		}

		state(start) {
			let node = start;
			for (let i = 0; i < 60 && !/^(input|textarea|select)$/.test(node.localName); i++) node = this.any();
			const { rnd } = this;
			if (node.localName === "select") {
				if (rnd(2)) node.selectedIndex = rnd(node.options.length + 1) - 1;
				else if (rnd(2)) this.option(node);
				else node.options[0]?.remove();
			} else if (node.localName === "textarea") node.value = `typed ${rnd(99)}`;
			else if (node.localName !== "input") return;
			else if (rnd(8) === 0) node.type = ["text", "checkbox", "date"][rnd(3)];
			else if (/checkbox|radio/.test(node.type)) node.checked = rnd(2) === 1;
			else if (node.type === "date") node.value = `2024-01-1${rnd(9)}`;
			else node.value = `typed ${rnd(99)}`;
		}
	}

	/** The same page, recorded while it changes; "" when the replica is right. */
	async function fuzz(seed, { resyncs = false, loss = false, size = 260, rounds = 30 } = {}) {
		const rnd = random(seed);
		document.body.replaceChildren();
		document.adoptedStyleSheets = [];
		document.documentElement.scrollTop = 0;
		const world = new World(rnd);
		document.body.append(world.root);
		for (let i = 0; i < size; i++) world.put(world.node(), world.place());
		const drive = lab.manual();
		drive.eager = () => rnd(3) === 0;
		let lossy = loss;
		const through = (frame, to) => {
			const fate = lossy ? rnd(12) : 2;
			if (fate > 0) to(frame);
			if (fate === 1) to(frame);
		};
		const both = lab.pair({ through, timing: { schedule: drive.schedule } });
		let found = "";
		try {
			for (let round = 0; round < rounds; round++) {
				for (let i = rnd(24); i > 0; i--) world.step();
				if (rnd(3) > 0) await null;
				for (let i = rnd(5); i > 0; i--) drive.slice();
				if (resyncs && rnd(6) === 0)
					both.recorder.resync(rnd(2) ? both.recorder.id_of(world.any()) : 0);
				if (rnd(60) === 0) await lab.pause(0);
			}
			await null;
			drive.drain();
			both.pump = () => drive.due && drive.drain();
			lossy = false;
			world.root.setAttribute("class", "last");
			await null;
			drive.drain();
			found = await lab.difference(both, 2500);
			const { problems, resyncs: asked } = both.log;
			if (problems.length > 0 || (asked.length > 0 && !loss))
				found = `problems ${problems}, resyncs ${asked}; ${found}`;
		} catch (error) {
			found = `${error.stack}`;
		} finally {
			both.end();
		}
		return found;
	}

	/** A world in which some elements are masked, and secrets come and go inside them only. */
	class SecretWorld extends World {
		constructor(rnd) {
			super(rnd);
			this.vaults = [];
		}

		step() {
			if (this.rnd(4) === 0) this.secret();
			else super.step();
		}

		unwrap(node) {
			if (node.localName !== "article") super.unwrap(node);
		}

		secret() {
			const { rnd } = this;
			if (this.vaults.length > 0 && rnd(3)) return this.fill(this.vaults[rnd(this.vaults.length)]);
			const vault = this.keep(document.createElement("article"));
			const early = rnd(2) === 0;
			if (early) vault.setAttribute("data-cobrowse", "mask");
			this.put(vault, this.place());
			this.fill(vault);
			vault.setAttribute("data-cobrowse", "mask");
			this.vaults.push(vault);
		}

		fill(vault) {
			const { rnd } = this;
			const secret = `S3CRET${rnd(1e6)}`;
			const kind = rnd(8);
			if (kind === 0) vault.title = secret;
			else if (kind === 1) vault.append(secret);
			else if (kind === 2) vault.innerHTML = `<b title="${secret}">${secret}</b><input value="${secret}">`;
			else if (kind === 3) {
				const input = document.createElement(rnd(2) ? "input" : "textarea");
				vault.append(input);
				input.value = secret;
			} else if (kind === 4) vault.append(new Option(secret, secret), Object.assign(document.createElement("style"), { textContent: `p::after{content:"${secret}"}` }));
			else if (kind === 5) for (const node of vault.childNodes) if (node.nodeType === 3) node.data = secret;
			if (kind === 6 && !vault.shadowRoot) vault.attachShadow({ mode: "open" }).innerHTML = `<i>${secret}</i>`;
			if (kind === 7 && vault.shadowRoot) vault.shadowRoot.append(secret);
		}
	}

	/** Secrets on the wire, or anything else that went wrong. */
	lab.secrets = async (first, count) => {
		const failed = [];
		for (let seed = first; seed < first + count; seed++) {
			const rnd = random(seed);
			document.body.replaceChildren();
			const world = new SecretWorld(rnd);
			document.body.append(world.root);
			for (let i = 0; i < 120; i++) world.put(world.node(), world.place());
			const drive = lab.manual();
			drive.eager = () => rnd(3) === 0;
			const both = lab.pair({ timing: { schedule: drive.schedule } });
			for (let round = 0; round < 25; round++) {
				for (let i = rnd(20); i > 0; i--) world.step();
				if (rnd(3) > 0) await null;
				for (let i = rnd(5); i > 0; i--) drive.slice();
				if (rnd(12) === 0) both.recorder.resync(rnd(2) ? both.recorder.id_of(world.any()) : 0);
			}
			await null;
			drive.drain();
			await lab.pause(5);
			const text = await lab.sent(both.log.frames);
			const { problems, resyncs } = both.log;
			both.end();
			if (/S3CRET/.test(text) || problems.length + resyncs.length > 0) failed.push(`seed ${seed}: ${problems} ${resyncs} ${/.{80}S3CRET.{20}/s.exec(text)}`);
		}
		return failed;
	};

	/** Runs seeds one after the other; the failing ones with what differed. */
	lab.fuzz = async (first, count, options) => {
		const failed = [];
		for (let seed = first; seed < first + count && failed.length < 5; seed++) {
			const found = await fuzz(seed, options);
			if (found) failed.push([seed, found]);
		}
		return failed;
	};
})();
