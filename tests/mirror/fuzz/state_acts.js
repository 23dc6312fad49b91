/** Changes of what is not the tree: attributes, styles, fields, scroll, the top layer. */
(() => {
	const PLAIN = [
		"class", "id", "title", "role", "dir", "hidden", "lang", "label", "width", "height", "align", "colspan", "rows", "size",
		"placeholder", "required", "min", "max", "color", "tabindex", "translate", "spellcheck", "for", "part", "open",
		"aria-busy", "aria-expanded", "aria-label", "data-mine", "name", "onclick", "viewBox", "d", "fill", "value", "disabled",
	];
	const STYLES = ["top: 1px;", "left: 2px; color: red;", "margin: 0px 3px;", "", "display: inline-block;"];

	const rule = (draw, property) => `.c${draw(9)} { ${property}: ${draw(50)}px; }`;

	function changeRules(world, sheet) {
		const { draw } = world;
		const count = sheet.cssRules.length;
		const kind = draw(8);
		if (kind < 2 && count > 0) sheet.deleteRule(draw(count));
		else if (kind === 2) sheet.disabled = !sheet.disabled;
		else if (kind === 4 && sheet.cssRules[0]?.style)
			sheet.cssRules[0].style.setProperty("left", `${draw(50)}px`);
		else if (kind === 5) {
			const at = sheet.insertRule("@media screen { .c1 { top: 9px; } }", draw(count + 1));
			sheet.cssRules[at].insertRule(rule(draw, "bottom"));
		} else sheet.insertRule(rule(draw, "left"), draw(count + 1));
	}

	function adoptedLists(world) {
		const { draw } = world;
		const root = world.roots[draw(world.roots.length)];
		const known = root.adoptedStyleSheets;
		const kind = draw(6);
		if (kind === 0 && known.length > 0) return changeRules(world, known[draw(known.length)]);
		if (kind === 1 && known.length > 0) return known[0].replaceSync(rule(draw, "bottom"));
		const view = (root.nodeType === 9 ? root : root.ownerDocument).defaultView;
		if (!view) return;
		const made = new view.CSSStyleSheet();
		made.replaceSync(rule(draw, "bottom"));
		try {
			if (kind === 2) known.push(made);
			else if (kind === 3) known.splice(draw(known.length + 1), draw(2), made);
			else root.adoptedStyleSheets = draw(3) ? [...known, made].slice(-3) : [made];
		} catch {
			/* A browser with fixed lists; a root that has moved to the document of a frame. */
		}
	}

	const stateActs = {
		attribute(world) {
			const node = world.any();
			if (node.nodeType !== 1 || node === world.root) return;
			const { draw } = world;
			const name = PLAIN[draw(PLAIN.length)];
			if (name === "open" && node.localName === "dialog") return;
			if (draw(3) === 0) node.removeAttribute(name);
			else if (name === "width" || name === "height" || name === "size")
				node.setAttribute(name, String(1 + draw(30)));
			else node.setAttribute(name, world.word());
		},
		style(world) {
			const node = world.any();
			if (node.nodeType !== 1 || !node.style) return;
			if (world.draw(2)) node.setAttribute("style", STYLES[world.draw(STYLES.length)]);
			else node.style.setProperty("margin-left", `${world.draw(9)}px`);
		},
		sheet(world) {
			const node = world.anyElement(/^style$/);
			if (!node) return;
			const kind = world.draw(4);
			if (node.sheet && kind < 2) changeRules(world, node.sheet);
			else if (kind === 2) node.append(`.c${world.draw(9)}{right:${world.draw(50)}px}`);
			else if (world.draw(4) === 0) node.media = ["", "print", "screen"][world.draw(3)];
			else node.textContent = rule(world.draw, "right");
		},
		adopted: adoptedLists,
		field(world) {
			const node = world.anyElement(/^(input|textarea|select)$/);
			const { draw } = world;
			if (!node) return;
			if (node.localName === "select") {
				const kind = draw(6);
				if (kind < 2) node.selectedIndex = draw(node.options.length + 1) - 1;
				else if (kind === 2) world.option(node);
				else if (kind === 3) node.options[0]?.remove();
				else if (kind === 4) node.multiple = !node.multiple;
				else if (node.options.length > 0) {
					const option = node.options[draw(node.options.length)];
					option.selected = !option.selected;
				}
			} else if (node.localName === "textarea") {
				if (draw(3)) node.value = `typed ${draw(99)}`;
				else node.textContent = `default ${draw(99)}`;
			} else if (draw(8) === 0) node.type = ["text", "checkbox", "date", "radio"][draw(4)];
			else if (draw(8) === 0) node.defaultValue = `default ${draw(9)}`;
			else if (/checkbox|radio/.test(node.type)) {
				if (draw(4) === 0) node.indeterminate = !node.indeterminate;
				else if (draw(4) === 0) node.toggleAttribute("checked");
				else node.checked = draw(2) === 1;
			} else if (node.type === "date") node.value = `2024-01-1${draw(9)}`;
			else node.value = draw(5) ? `typed ${draw(99)}` : "";
		},
		reset: (world) => world.anyElement(/^form$/)?.reset(),
		scroll(world) {
			world.scrolled = true;
			const kind = world.draw(4);
			let box = world.anyElement(/^div$/);
			if (kind === 0) box = world.page.scrollingElement;
			else if (kind === 1) box = world.anyFrame()?.contentDocument?.scrollingElement;
			if (!box) return;
			box.scrollTop = world.draw(300);
			if (world.draw(2)) box.scrollLeft = world.draw(100);
		},
		topLayer(world) {
			const node = world.anyElement(/^(dialog|details|div|p)$/);
			if (!node || node === world.root) return;
			try {
				if (node.localName === "details") node.open = !node.open;
				else if (node.localName === "dialog") {
					if (node.open) node.close();
					else if (world.draw(2)) node.showModal();
					else node.show();
				} else if (!node.popover) node.popover = "manual";
				else node.togglePopover();
			} catch {
				/* Only what is in the page can be opened. */
			}
		},
	};

	const stateWeights = { attribute: 20, style: 6, sheet: 12, adopted: 8, field: 24, reset: 2, scroll: 8, topLayer: 5 };

	Object.assign(fuzzing, { stateActs, stateWeights });
})();
