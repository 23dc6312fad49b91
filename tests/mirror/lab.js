/** Helpers in the page under test: one recorder, one player, and a comparison of both trees. */
(() => {
	const { createRecorder, createPlayer, ATTRIBUTES, ARIA_ATTRIBUTES, VALUE_TAGS } = window.MirrorTest;

	/* The page under test may hide or change what we look at it by. */
	const page_root = Document.prototype.querySelector.call(document, "*");
	const make = (tag) => Document.prototype.createElement.call(document, tag);
	const frame = make("iframe");
	page_root.append(frame);
	const clean = frame.contentWindow;
	const taken = (owner, name) => {
		const { get, value } =
			Object.getOwnPropertyDescriptor(clean[owner].prototype, name) ?? {};
		return get ? (self) => get.call(self) : (self, ...given) => value.apply(self, given);
	};
	const firstChild = taken("Node", "firstChild");
	const nextSibling = taken("Node", "nextSibling");
	const nodeType = taken("Node", "nodeType");
	const nameOf = taken("Element", "localName");
	const namespaceOf = taken("Element", "namespaceURI");
	const attributeOf = taken("Element", "getAttribute");
	const attributesOf = taken("Element", "attributes");
	const openRoot = taken("Element", "shadowRoot");
	const cssText = taken("CSSRule", "cssText");
	const typeOf = taken("HTMLInputElement", "type");
	const modeOf = taken("Document", "compatMode");
	const rootElement = taken("Document", "documentElement");
	const adoptedBy = {
		9: taken("Document", "adoptedStyleSheets"),
		11: taken("ShadowRoot", "adoptedStyleSheets"),
	};
	frame.remove();

	const host = make("div");
	host.setAttribute("data-cobrowse-root", "");
	host.style.cssText = "position:fixed;left:0;top:0;opacity:0.01";

	/** Slices happen when the test says so. */
	function manual() {
		const drive = { due: false, work: () => false, eager: () => false, look: () => undefined };
		drive.schedule = (work, look) => {
			drive.work = work;
			drive.look = look;
			return {
				kick(at_once) {
					drive.due = true;
					if (at_once && drive.eager()) drive.slice();
				},
				stop() {
					drive.work = () => false;
					drive.look = () => undefined;
				},
			};
		};
		drive.slice = () => {
			drive.due = drive.work(0);
		};
		drive.drain = () => {
			for (let i = 0; i < 20000; i++) {
				drive.slice();
				if (!drive.due) return;
			}
			throw new Error("the recorder never comes to an end");
		};
		return drive;
	}

	/** A recorder of this page wired to a player in it. `through` may drop or repeat frames. */
	function pair({
		rules = [],
		timing = {},
		through = (frame, to) => to(frame),
		ask_again_ms = 100,
		on_change = () => {},
		...more
	} = {}) {
		document.documentElement.append(host);
		const log = { resyncs: [], problems: [], frames: [], progress: [], titles: [], views: [] };
		let recorder;
		const player = createPlayer({
			host,
			ask_again_ms,
			on_resync(reason, node) {
				log.resyncs.push(reason);
				recorder?.resync(node);
			},
			on_progress: (state) => log.progress.push(state),
			on_title: (title) => log.titles.push(title),
			on_change,
			on_view: (...size) => log.views.push(size),
		});
		recorder = createRecorder({
			document,
			epoch: 7,
			rules,
			timing: { full_gap_ms: 0, ...timing },
			send(frame) {
				log.frames.push(frame.slice());
				through(frame, (one) => player.receive(one.slice()));
			},
			on_problem: (code, rule, error) =>
				log.problems.push([code, rule, error?.stack].filter((one) => one !== undefined).join(" ")),
			...more,
		});
		recorder.start();
		return {
			recorder,
			player,
			log,
			live: more.document ?? document,
			page: () => player.frame.contentDocument,
			end() {
				recorder.stop();
				player.destroy();
				host.remove();
			},
		};
	}

	const silent = /^(script|noscript|template|meta|base|title|object|embed)$/;
	const leaf = /^(style|link|textarea|iframe|img|canvas|video|audio|x-skip|datalist)$/;
	/** Promised by the engine, but never set in a replica. */
	const inert = /^(contenteditable|tabindex|inert|type)$/;
	const shown = (node) =>
		nodeType(node) === 3 ||
		(nodeType(node) === 1 &&
			attributeOf(node, "data-cobrowse-root") === null &&
			!/\bignore\b/i.test(attributeOf(node, "data-cobrowse") ?? ""));
	function kids(node, live) {
		let text = "";
		for (let one = firstChild(node); one; one = nextSibling(one))
			if (shown(one)) text += tree(one, live);
		return text;
	}
	const is = (node, state) => {
		try {
			return node.matches(state);
		} catch {
			return false;
		}
	};

	/** A popover without bounds stands for a fullscreen element in the replica. */
	const isFull = (node) =>
		is(node, ":fullscreen") || is(node, '[data-cobrowse-state~="fullscreen"]');

	/** Attributes as a replica must have them. */
	function attributes(node, tag, live) {
		const found = [];
		for (const { name, value } of attributesOf(node)) {
			if (inert.test(name)) continue;
			if (name === "data-cobrowse-link") found.push("link");
			else if (name === "href" || name === "xlink:href") {
				if (/^(a|area)$/.test(tag)) found.push("link");
				else if (value.startsWith("#")) found.push(`href=${value}`);
			}
			else if (tag === "slot" && name === "name") found.push(`name=${value}`);
			else if (name === "popover") found.push(...(isFull(node) ? [] : ["popover"]));
			else if (name === "value" && !VALUE_TAGS.has(tag)) continue;
			/* They are its pixels; its picture has its own. */
			else if (nameOf(node) === "canvas" && /^(width|height)$/.test(name)) continue;
			else if (ARIA_ATTRIBUTES.has(name) ? /^[a-z]{1,12}$/.test(value) : ATTRIBUTES.has(name) || name === "value")
				found.push(`${name}=${JSON.stringify(value.replace(/url\("(#[^"]*)"\)/g, "url($1)"))}`);
			/* Only what a sheet says of them is sent. */
			else if (name.includes("-") && !name.startsWith("data-cobrowse")) continue;
			else if (tag.includes("-")) continue;
			else if (!live && !/^(data-cobrowse-[a-z]+|sandbox|src(set)?|(xlink:)?href)$/.test(name)) found.push(`?${name}`);
		}
		return [...new Set(found)].sort().join(" ");
	}

	function state(node) {
		const tag = nameOf(node);
		if (tag === "input")
			return /checkbox|radio/.test(typeOf(node))
				? `${typeOf(node)} ${node.checked} ${node.indeterminate}`
				: `${typeOf(node)} ${node.value}`;
		if (tag === "textarea") return node.value;
		if (tag === "select")
			return [...node.options].filter(shown).map((one) => (one.selected ? 1 : 0)).join("");
		if (isFull(node)) return "fullscreen";
		return `${is(node, ":modal") ? "modal" : ""}${is(node, ":popover-open") ? "popover" : ""}`;
	}
	/** The marks of the replica stand for pseudo-classes. */
	const asWritten = (css) =>
		css
			.replaceAll("[data-cobrowse-link]", ":link")
			.replace(/@supports ([^{]*)\{/g, (_, asked) => `@media ${CSS.supports(asked) ? "" : "not "}all {`)
			.replaceAll("::highlight(cobrowse)", "::selection")
			.replace(/img:where\(\[data-cobrowse-box="(canvas|video|audio)"\]\)/g, "$1")
			.replace(/img:where\(:not\(\[data-cobrowse-box="canvas"\], [^)]*\)\)/g, "img")
			.replace(/\[data-cobrowse-state~="([\w-]+)"\]/g, ":$1")
			.replace(/\[data-cobrowse-custom~="([\w-]+)"\]/g, ":state($1)")
			.replaceAll(":is(:defined, :defined)", ":defined")
			.replace(/:is\((:indeterminate), :indeterminate\):where\([^)]*\), :indeterminate\)/g, "$1");
	/** An import as the groups that it stands for. */
	const flat = (rule) => {
		if (!("styleSheet" in rule)) return cssText(rule);
		let text = rule.styleSheet ? [...rule.styleSheet.cssRules].map(flat).join("") : "";
		if (typeof rule.layerName === "string") text = `@layer ${rule.layerName} {${text}}`;
		else if (!text) return "";
		text = `@media ${rule.media.mediaText || "all"} {${text}}`;
		return rule.supportsText ? `@supports (${rule.supportsText}) {${text}}` : text;
	};
	const plain = (rule) => {
		const copy = new CSSStyleSheet();
		copy.replaceSync(flat(rule));
		return [...copy.cssRules].map((one) => cssText(one)).join("");
	};
	const rules = (sheet) => {
		/* Two engines write the same rule in two ways. */
		if (window.lab.without_rules) return "";
		const off = sheet.disabled ? "off " : "";
		try {
			const text = [...sheet.cssRules]
				.map((rule) => ("styleSheet" in rule ? plain(rule) : cssText(rule)))
				.join("")
				.replaceAll("x-skip { }", "");
			return `${off}${sheet.media.mediaText}|${asWritten(text)}`;
		} catch {
			return off;
		}
	};

	/** A tree as text: the same for a page and its replica. */
	function tree(node, live) {
		if (nodeType(node) === 3) return JSON.stringify(node.data);
		const html = namespaceOf(node).endsWith("xhtml");
		let tag = live && silent.test(nameOf(node)) && html ? "x-skip" : nameOf(node);
		if (tag === "link") tag = "style";
		if (/^(canvas|video|audio)$/.test(tag)) tag = "img";
		let text = `<${tag}`;
		if (tag === "style") text = `<style>${node.sheet ? rules(node.sheet) : window.lab.without_rules ? "" : "|"}`;
		else if (tag === "x-skip") text += ">";
		else text += ` ${attributes(node, tag, live)}=${state(node)}>`;
		/* A page under test says where its closed roots are. */
		const root = openRoot(node) ?? (live ? window.closedRoots?.get(node) : null);
		if (root) text += `#(${adopted(root, live)}${kids(root, live)})`;
		const inner = tag === "iframe" && node.contentDocument && rootElement(node.contentDocument);
		if (inner && shown(inner)) text += `[${page(node.contentDocument, live)}]`;
		if (!leaf.test(tag)) text += kids(node, live);
		return `${text}</${tag}>\n`;
	}
	const adopted = (root, live) => {
		const sheets = [...(adoptedBy[nodeType(root)](root) ?? [])].slice(live ? 0 : 1);
		return sheets.length > 0 ? `{${sheets.map(rules).join("|")}}` : "";
	};
	const page = (root, live) =>
		modeOf(root) +
		adopted(root, live) +
		(rootElement(root) && shown(rootElement(root)) ? tree(rootElement(root), live) : "");

	/** All boxes of a page in document order; those of equal trees pair up. */
	function* boxes(root, live) {
		if (root.nodeType === 9) {
			yield root.scrollingElement;
			if (root.documentElement && shown(root.documentElement)) yield* below(root.documentElement, live);
		} else for (const node of root.childNodes) if (shown(node)) yield* below(node, live);
	}
	function* below(node, live) {
		if (node.nodeType !== 1) return;
		if (node !== node.ownerDocument.scrollingElement) yield node;
		if (node.shadowRoot) yield* boxes(node.shadowRoot, live);
		if (node.localName === "iframe" && node.contentDocument?.documentElement)
			yield* boxes(node.contentDocument, live);
		const hidden = live && silent.test(node.localName) && node.namespaceURI.endsWith("xhtml");
		if (!hidden && !leaf.test(node.localName)) yield* boxes(node, live);
	}

	/** The first box that is scrolled to different places in the page and its replica, or "". */
	function scrolls(both) {
		const theirs = boxes(both.page(), false);
		for (const one of boxes(both.live, true)) {
			const other = theirs.next().value;
			if (!one || !other) continue;
			const far = Math.abs(one.scrollTop - other.scrollTop) > 1 || Math.abs(one.scrollLeft - other.scrollLeft) > 1;
			const place = (box) => `${box.localName} ${box.className} ${box.scrollLeft},${box.scrollTop} of ${box.scrollHeight}`;
			if (far) return `scrolled: ${place(one)}; replica: ${place(other)}`;
		}
		return "";
	}

	const pause = (ms) => new Promise((done) => setTimeout(done, ms));

	/** Lets the other side work: one drawn frame, or a little time where none is drawn. */
	const turn = () =>
		new Promise((done) => {
			setTimeout(done, 50);
			requestAnimationFrame(() => setTimeout(done, 0));
		});

	/** Waits until both trees are equal; the first difference, or "". */
	async function difference(both, patience = 1500) {
		let live = "";
		let replica = "";
		const start = performance.now();
		/* Turns and time: on a busy machine a turn takes long. */
		for (let turns = 0; turns < 10 || performance.now() - start < patience; turns++) {
			live = page(both.live, true);
			replica = both.page() ? page(both.page(), false) : "";
			if (live === replica) return "";
			await (turns < 5 ? pause(1) : turn());
			both.pump?.();
		}
		let at = 0;
		while (live[at] === replica[at]) at++;
		const part = (text) => text.slice(Math.max(0, at - 70), at + 90);
		return `live: …${part(live)}…\nreplica: …${part(replica)}…`;
	}

	/** All that was sent, inflated, as text. */
	async function sent(frames) {
		const parts = [];
		let bodies = [];
		for (const frame of frames) {
			const { flags, body } = window.MirrorTest.decodeFrame(frame);
			bodies.push(body);
			if (flags & 4) continue;
			const whole = new Uint8Array(await new Blob(bodies).arrayBuffer());
			bodies = [];
			parts.push(flags & 1 ? await window.MirrorTest.inflate(whole) : whole);
		}
		return new TextDecoder().decode(await new Blob(parts).arrayBuffer());
	}

	window.lab = { manual, pair, difference, scrolls, page, pause, sent, host };
})();
