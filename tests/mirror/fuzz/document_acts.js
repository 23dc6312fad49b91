/** Changes of whole documents: frames that load, documents that are written anew. */
(() => {
	const small = (draw) =>
		`${draw(2) ? "<!doctype html>" : ""}<title>t${draw(9)}</title><style>.c${draw(9)}{top:${draw(9)}px}</style>` +
		`<body class="c${draw(9)}"><p id="p">in ${draw(99)}</p><div><b>deep</b></div>${draw(12) ? "" : "<iframe></iframe>"}`;

	function write(world, page) {
		const { draw } = world;
		page.open();
		page.write(small(draw));
		if (draw(2)) page.write("<ul><li>later");
		if (draw(4) > 0) page.close();
		/* Nothing is written where another page is on its way. */
		if (page.documentElement) world.harvest(page.documentElement);
	}

	const frameActs = {
		frame(world) {
			if (world.frames >= fuzzing.MOST_FRAMES) return;
			const frame = world.keep(world.make("iframe"));
			if (world.draw(3) === 0) frame.srcdoc = small(world.draw);
			const into = world.place();
			if (frame.srcdoc && into?.isConnected) world.loads(frame, () => world.put(frame, into));
			else world.put(frame, into);
		},
		srcdoc(world) {
			const frame = world.anyFrame();
			if (!frame) return;
			const text = world.draw(4) ? small(world.draw) : null;
			if (text) world.loads(frame, () => Object.assign(frame, { srcdoc: text }));
			else if (frame.srcdoc) world.loads(frame, () => frame.removeAttribute("srcdoc"));
		},
		navigate(world) {
			const frame = world.anyFrame();
			if (!frame?.contentWindow || !world.served) return;
			const address = `${world.served}?${world.draw(9)}`;
			world.loads(frame, () => frame.contentWindow.location.replace(address));
		},
		writeFrame(world) {
			const inner = world.anyFrame()?.contentDocument;
			if (inner?.defaultView && inner.readyState !== "loading") write(world, inner);
		},
		frameAgain(world) {
			const frame = world.anyFrame();
			const parent = frame?.parentNode;
			if (!parent || parent.nodeType === 9) return;
			const next = frame.nextSibling;
			frame.remove();
			const again = () => parent.insertBefore(frame, next?.parentNode === parent ? next : null);
			if (frame.srcdoc) world.loads(frame, again);
			else again();
		},
		frameRoot(world) {
			const inner = world.anyFrame()?.contentDocument;
			if (inner) replaceRoot(world, inner);
		},
	};

	/** Another root element, or the same again. */
	function replaceRoot(world, page) {
		const old = page.documentElement;
		const kind = world.draw(4);
		if (!old) {
			page.append(page.createElement("html"));
			page.documentElement.append(page.createElement("body"));
			return;
		}
		if (kind === 0) {
			old.remove();
			page.append(old);
		} else if (kind === 1) {
			const made = page.createElement("html");
			made.className = `c${world.draw(9)}`;
			page.replaceChild(made, old);
			made.append(...old.childNodes);
		} else if (kind === 2) {
			const made = page.createElement("html");
			page.replaceChild(made, old);
			made.append(old);
		} else if (page.body && page === world.page) {
			const body = page.createElement("body");
			body.append(...page.body.childNodes);
			page.body = body;
		} else page.replaceChild(page.createElement("html"), old).remove();
		if (page === world.page) world.again();
		else if (page.documentElement) world.keep(page.documentElement);
	}

	/** These leave nothing of what is around the world in its page. */
	const pageActs = {
		writePage: (world) => {
			write(world, world.page);
			world.again();
		},
		pageRoot: (world) => replaceRoot(world, world.page),
		removeRoot(world) {
			world.page.documentElement?.remove();
		},
	};

	const frameWeights = { frame: 5, srcdoc: 4, navigate: 3, writeFrame: 5, frameAgain: 3, frameRoot: 4 };
	const pageWeights = { writePage: 5, pageRoot: 8, removeRoot: 2 };

	/** Puts the world's root back into its page, wherever that is possible now. */
	fuzzing.World.prototype.again = function again() {
		const { page, root } = this;
		if (!page.documentElement) page.append(page.createElement("html"));
		const into = page.body ?? page.documentElement;
		if (!root.contains(into)) into.append(root);
	};

	Object.assign(fuzzing, { frameActs, frameWeights, pageActs, pageWeights });
})();
