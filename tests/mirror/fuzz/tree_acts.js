/** Changes of the tree: what each act does to a world. */
(() => {
	const { TAGS } = fuzzing;
	const SHELL = /^(article|select|optgroup|style|script|textarea|html|body|option|head)$/;

	/** Whether something may stand beside the node. */
	function hasPlace(world, node) {
		const parent = node.parentNode;
		return (
			parent !== null &&
			world.isLoose(node) &&
			parent.nodeType !== 9 &&
			!SHELL.test(parent.localName === "body" ? "" : (parent.localName ?? ""))
		);
	}

	const html = (draw) =>
		[
			`<i class="c${draw(9)}">h<b>${draw(99)}</b></i>tail`,
			`<p title="c${draw(9)}">x<p>y<input value="v${draw(9)}">`,
			`<template><b>no</b></template><u>${draw(99)}</u><!-- c -->`,
			`<select><option>1<option selected>2</select>`,
			`<table><tr><td>${draw(9)}<td>b</table>`,
			`text ${draw(99)}`,
			"",
		][draw(7)];

	const treeActs = {
		insert: (world) => world.put(world.tree(), world.place()),
		move: (world) => world.put(world.any(), world.place()),
		remove(world) {
			const node = world.any();
			if (world.isLoose(node)) node.remove();
		},
		text(world) {
			const node = world.any();
			if (node.nodeType === 3) node.data = world.draw(4) ? `u${world.draw(1e6)}` : "";
		},
		wrap(world) {
			const node = world.any();
			if (!hasPlace(world, node)) return;
			const outer = world.keep(world.make(TAGS[world.draw(TAGS.length)]));
			const inner = world.draw(2) ? outer.appendChild(world.keep(world.make("div"))) : outer;
			node.parentNode.insertBefore(outer, node);
			inner.append(node);
		},
		unwrap(world) {
			const node = world.any();
			if (node.nodeType !== 1 || node.shadowRoot || SHELL.test(node.localName)) return;
			if (hasPlace(world, node)) node.replaceWith(...node.childNodes);
		},
		reverse(world) {
			const node = world.any();
			if (world.holds(node)) node.replaceChildren(...[...node.children].reverse());
		},
		sort(world) {
			const node = world.any();
			if (!world.holds(node)) return;
			const text = (one) => one.textContent + (one.className ?? "");
			const sorted = [...node.childNodes].sort((a, b) => (text(a) < text(b) ? -1 : 1));
			for (const one of sorted) if (one !== world.root) node.appendChild(one);
		},
		replace(world) {
			const node = world.any();
			const by = world.any();
			if (!hasPlace(world, node) || !world.isLoose(by) || by.contains(node)) return;
			try {
				node.replaceWith(by, world.node());
			} catch {
				/* By way of a shadow root or frame it holds itself. */
			}
		},
		html(world) {
			const node = world.any();
			const { draw } = world;
			if (!world.holds(node) || node.localName === "iframe" || !world.isLoose(node)) return;
			/* Within SVG the same text makes elements that nobody draws. */
			if ([node, node.parentNode].some((one) => one?.namespaceURI?.endsWith("svg"))) return;
			const kind = draw(4);
			if (kind === 0) node.innerHTML = html(draw);
			else if (kind === 1 && hasPlace(world, node)) node.outerHTML = html(draw);
			else if (kind < 3) node.insertAdjacentHTML(draw(2) ? "afterbegin" : "beforeend", html(draw));
			else if (hasPlace(world, node)) node.insertAdjacentHTML(draw(2) ? "beforebegin" : "afterend", html(draw));
			world.harvest(node);
		},
		fragment(world) {
			const into = world.place();
			const part = world.page.createDocumentFragment();
			part.append(world.tree(), world.node());
			const old = world.any();
			if (world.isLoose(old) && into && !old.contains(into)) part.append(old);
			world.put(part, into);
		},
		split(world) {
			const node = world.any();
			if (node.nodeType === 3 && node.data.length > 1)
				world.keep(node.splitText(1 + world.draw(node.data.length - 1)));
			else if (node.nodeType === 1 && world.draw(2)) node.normalize();
		},
		range(world) {
			const node = world.any();
			if (!world.holds(node) || node.childNodes.length === 0 || !world.isLoose(node)) return;
			const { draw } = world;
			const count = node.childNodes.length;
			const range = node.ownerDocument.createRange();
			const start = draw(count);
			range.setStart(node, start);
			range.setEnd(node, start + 1 + draw(count - start));
			const kind = draw(4);
			if (kind === 0) range.surroundContents(world.keep(world.make("ins")));
			else if (kind === 1) range.deleteContents();
			else if (kind === 2) world.put(range.extractContents(), world.place());
			else range.insertNode(world.tree());
		},
		clone(world) {
			const node = world.any();
			if (!world.isLoose(node) || node.nodeType !== 1) return;
			if (node.getElementsByTagName("*").length > 60) return;
			const copy = node.cloneNode(true);
			world.harvest(world.keep(copy));
			world.put(copy, world.place());
		},
		keepState(world) {
			const node = world.any();
			const into = world.place();
			if (!into?.moveBefore || !world.isLoose(node) || node.contains(into)) return;
			/* Chromium 156 crashes where this goes into a shadow root that was not laid out yet. */
			const root = into.getRootNode();
			if (root.nodeType === 11) root.host?.getBoundingClientRect();
			try {
				into.moveBefore(node, into.childNodes[world.draw(into.childNodes.length + 1)] ?? null);
			} catch {
				/* Only within one document, and only what is attached already. */
			}
		},
		adopt(world) {
			const node = world.any();
			const frame = world.anyFrame();
			const into = frame?.contentDocument?.body;
			if (!into || !world.isLoose(node)) return;
			for (let at = frame; at; at = at.ownerDocument.defaultView?.frameElement)
				if (node.contains(at)) return;
			into.ownerDocument.adoptNode(node);
			if (world.draw(3)) world.put(node, into);
		},
		deep(world) {
			const node = world.any();
			if (!hasPlace(world, node) || world.large >= 3) return;
			world.large++;
			const top = world.keep(world.make("div"));
			let at = top;
			for (let i = 0; i < 100; i++) at = at.appendChild(world.make("div"));
			world.keep(at);
			node.replaceWith(top);
			at.append(node);
		},
		bulk(world) {
			const into = world.place();
			if (!into || world.large >= 3) return;
			world.large++;
			const part = world.page.createDocumentFragment();
			for (let i = 0; i < 500; i++) {
				const one = world.make("i");
				if (i % 5 === 0) one.append(`n${i}`, world.make("s"));
				part.append(one);
				if (i % 50 === 7) world.keep(one);
			}
			world.put(part, into);
		},
		shadow(world) {
			const node = world.any();
			if (!/^(DIV|SPAN|P|SECTION|X-A)$/.test(node.tagName) || node.shadowRoot) return;
			if (node === world.root) return;
			const shadow = node.attachShadow({ mode: "open" });
			shadow.append(world.node(), world.node());
			if (world.draw(2)) shadow.append(world.keep(world.make("slot")));
			world.roots.push(shadow);
		},
		slot(world) {
			const node = world.any();
			if (node.nodeType !== 1) return;
			if (node.localName === "slot") node.name = ["", "a", "b"][world.draw(3)];
			else node.slot = ["", "a", "b"][world.draw(3)];
		},
		ignore(world) {
			const node = world.any();
			if (node.nodeType !== 1 || !world.isLoose(node)) return;
			/* What is left out leaves no room either: scroll positions may differ. */
			world.uneven = true;
			if (world.draw(3)) node.toggleAttribute("data-cobrowse-root");
			/* What holds secrets does not stop being masked. */
			else if (node.getAttribute("data-cobrowse") === "mask") return;
			else if (node.hasAttribute("data-cobrowse")) node.removeAttribute("data-cobrowse");
			else node.setAttribute("data-cobrowse", "ignore");
		},
	};

	/** How often each comes. */
	const treeWeights = {
		insert: 40, move: 50, remove: 30, text: 10, wrap: 10, unwrap: 10, reverse: 5, sort: 5, replace: 8, html: 8,
		fragment: 8, split: 6, range: 8, clone: 5, keepState: 10, adopt: 6, deep: 1, bulk: 1, shadow: 10, slot: 6, ignore: 4,
	};

	Object.assign(fuzzing, { treeActs, treeWeights });
})();
