/** Helpers in the page under test: one recorder, one player, and a comparison of both trees. */
(() => {
	const { createRecorder, createPlayer } = window.MirrorTest;

	const host = document.createElement("div");
	host.setAttribute("data-cobrowse-root", "");
	host.style.cssText = "position:fixed;left:0;top:0;opacity:0.01";

	/** Slices happen when the test says so. */
	function manual() {
		const drive = { due: false, work: () => false, eager: () => false };
		drive.schedule = (work) => {
			drive.work = work;
			return {
				kick(at_once) {
					drive.due = true;
					if (at_once && drive.eager()) drive.slice();
				},
				stop() {
					drive.work = () => false;
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
	function pair({ rules = [], timing = {}, through = (frame, to) => to(frame), ...more } = {}) {
		document.documentElement.append(host);
		const log = { resyncs: [], problems: [], frames: [], progress: [], titles: [], views: [] };
		let recorder;
		const player = createPlayer({
			host,
			ask_again_ms: 100,
			on_resync(reason, node) {
				log.resyncs.push(reason);
				recorder?.resync(node);
			},
			on_progress: (state) => log.progress.push(state),
			on_title: (title) => log.titles.push(title),
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
			on_problem: (code, rule) => log.problems.push(rule === undefined ? code : `${code} ${rule}`),
			...more,
		});
		recorder.start();
		return {
			recorder,
			player,
			log,
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
	const shown = (node) =>
		node.nodeType === 3 ||
		(node.nodeType === 1 &&
			!node.hasAttribute("data-cobrowse-root") &&
			node.getAttribute("data-cobrowse") !== "ignore");
	const kids = (node, live) =>
		[...node.childNodes].filter(shown).map((one) => tree(one, live)).join("");

	function state(node) {
		if (node.localName === "input")
			return `=${node.type === "checkbox" || node.type === "radio" ? node.checked : node.value}`;
		if (node.localName === "textarea") return `=${node.value}`;
		if (node.localName === "select")
			return `=${[...node.options].filter(shown).map((one) => (one.selected ? 1 : 0)).join("")}`;
		return "";
	}
	/** The marks of the replica stand for pseudo-classes. */
	const asWritten = (css) =>
		css
			.replaceAll("[data-cobrowse-link]", ":link")
			.replace(/@supports ([^{]*)\{/g, (_, asked) => `@media ${CSS.supports(asked) ? "" : "not "}all {`)
			.replaceAll("::highlight(cobrowse)", "::selection")
			.replace(/\[data-cobrowse-state~="([\w-]+)"\]/g, ":$1")
			.replace(/\[data-cobrowse-custom~="([\w-]+)"\]/g, ":state($1)")
			.replaceAll(":is(:defined, :defined)", ":defined")
			.replace(/:is\((:indeterminate), :indeterminate\):where\([^)]*\), :indeterminate\)/g, "$1");
	/** An import as the groups that it stands for. */
	const flat = (rule) => {
		if (!("styleSheet" in rule)) return rule.cssText;
		let text = rule.styleSheet ? [...rule.styleSheet.cssRules].map(flat).join("") : "";
		if (typeof rule.layerName === "string") text = `@layer ${rule.layerName} {${text}}`;
		else if (!text) return "";
		text = `@media ${rule.media.mediaText || "all"} {${text}}`;
		return rule.supportsText ? `@supports (${rule.supportsText}) {${text}}` : text;
	};
	const plain = (rule) => {
		const copy = new CSSStyleSheet();
		copy.replaceSync(flat(rule));
		return [...copy.cssRules].map((one) => one.cssText).join("");
	};
	const rules = (sheet) => {
		/* Two engines write the same rule in two ways. */
		if (window.lab.without_rules) return "";
		try {
			const text = [...sheet.cssRules]
				.map((rule) => ("styleSheet" in rule ? plain(rule) : rule.cssText))
				.join("")
				.replaceAll("x-skip { }", "");
			return `${sheet.media.mediaText}|${asWritten(text)}`;
		} catch {
			return "";
		}
	};

	/** A tree as text: the same for a page and its replica. */
	function tree(node, live) {
		if (node.nodeType === 3) return JSON.stringify(node.data);
		let tag = live && silent.test(node.localName) && node.namespaceURI.endsWith("xhtml") ? "x-skip" : node.localName;
		if (tag === "link") tag = "style";
		let text = `<${tag}`;
		if (tag !== "x-skip" && !tag !== "style")
			for (const name of ["class", "id", "title", "style", "role"]) {
				const value = node.getAttribute(name);
				if (value !== null) text += ` ${name}=${JSON.stringify(value)}`;
			}
		text += `${state(node)}>`;
		if (tag === "style") text = `<style>${node.sheet ? rules(node.sheet) : "|"}`;
		/* A page under test says where its closed roots are. */
		const root = node.shadowRoot ?? (live ? window.closedRoots?.get(node) : null);
		if (root) text += `#(${adopted(root, live)}${kids(root, live)})`;
		if (tag === "iframe" && node.contentDocument?.documentElement)
			text += `[${page(node.contentDocument, live)}]`;
		if (!leaf.test(tag)) text += kids(node, live);
		return `${text}</${tag}>\n`;
	}
	const adopted = (root, live) => {
		const sheets = [...root.adoptedStyleSheets].slice(live ? 0 : 1);
		return sheets.length > 0 ? `{${sheets.map(rules).join("|")}}` : "";
	};
	const page = (root, live) =>
		adopted(root, live) + (root.documentElement ? tree(root.documentElement, live) : "");

	const pause = (ms) => new Promise((done) => setTimeout(done, ms));

	/** Waits until both trees are equal; the first difference, or "". */
	async function difference(both, patience = 1500) {
		let live = "";
		let replica = "";
		for (const start = performance.now(); performance.now() - start < patience; ) {
			live = page(document, true);
			replica = both.page() ? page(both.page(), false) : "";
			if (live === replica) return "";
			await pause(4);
			both.pump?.();
		}
		let at = 0;
		while (live[at] === replica[at]) at++;
		const part = (text) => text.slice(Math.max(0, at - 160), at + 160);
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

	window.lab = { manual, pair, difference, page, pause, sent, host };
})();
