/** Streams that no recorder of ours would send. */
(() => {
	const { Writer, Op, encodeFrame } = MirrorTest;

	/** Frames of one forged unit; `fill` writes ops between BEGIN and COMMIT and returns how many nodes it made. */
	function forge(fill, { epoch = 9, seq = 1 } = {}) {
		const writer = new Writer();
		writer.op(Op.BEGIN, MirrorTest.GRAMMAR_VERSION);
		const created = fill(writer);
		writer.op(Op.COMMIT, 1, 0, created, 0);
		return encodeFrame({ flags: 2, epoch, seq, body: writer.take() });
	}

	/** A page turned into ops as it is: every tag, every attribute, nothing filtered. */
	function unfiltered(root, as_assets) {
		return forge((writer) => {
			let id = 0;
			let assets = 0;
			let sheets = 0;
			const open = (code) => {
				writer.uint(code);
				writer.newId(++id);
				return id;
			};
			const element = (node, parent) => {
				const values = [...node.attributes].map(({ name, value }) => {
					if (!as_assets || !/^(src|href|poster|background|data|srcset|xlink:href)$/.test(name)) return [name, value];
					writer.uint(Op.ASSET);
					writer.text(value);
					return [name, { asset: assets++ }];
				});
				writer.at(parent, 0);
				const own = open(Op.EL);
				const space = /svg$/.test(node.namespaceURI) ? 1 : /MathML$/.test(node.namespaceURI) ? 2 : 0;
				writer.uint(space);
				writer.string(node.nodeName);
				writer.uint(values.length);
				for (const [name, value] of values) {
					writer.string(name);
					writer.value(value);
				}
				if (node.localName === "style") {
					writer.op(Op.SHEET, ++sheets, own, 0, 0);
					writer.op(Op.SHEETADD, sheets);
					writer.text(node.textContent);
				} else for (const child of (node.localName === "template" ? node.content : node).childNodes) any(child, own);
			};
			const any = (node, parent) => {
				if (node.nodeType === 1) element(node, parent);
				else if (node.nodeType === 3) {
					writer.at(parent, 0);
					open(Op.TX);
					writer.value(node.data);
				}
			};
			const page = open(Op.DOC);
			writer.uint(0);
			writer.uint(1);
			any(root, page);
			return id;
		});
	}

	/** The same with names as a forger would spell them. */
	function lower(frame_of, root) {
		for (const node of root.querySelectorAll("*"))
			Object.defineProperty(node, "nodeName", { value: node.localName });
		Object.defineProperty(root, "nodeName", { value: root.localName });
		return frame_of(root);
	}

	const parse = (html) => new DOMParser().parseFromString(html, "text/html");

	function player_of(log) {
		return MirrorTest.createPlayer({
			host: lab.host,
			on_resync: (reason) => log.push(reason),
		});
	}

	/** Plays the fragment in every way; operates all that came of it; tells what is left of scripts and frames. */
	lab.attack = async (html) => {
		const found = [];
		document.documentElement.append(lab.host);
		const frames = {
			"upper case": unfiltered(parse(html).documentElement, false),
			"lower case": lower((root) => unfiltered(root, false), parse(html).documentElement),
			assets: lower((root) => unfiltered(root, true), parse(html).documentElement),
		};
		const recorded = [];
		const recorder = MirrorTest.createRecorder({
			document: parse(html),
			epoch: 9,
			rules: [],
			send: (frame) => recorded.push(frame),
			on_problem: (code) => found.push(`recorder: ${code}`),
		});
		recorder.start();
		for (let i = 0; i < 100 && recorded.length === 0; i++) await lab.pause(5);
		recorder.stop();
		if (recorded.length === 0) found.push("recorder: nothing recorded");
		for (const [way, given] of [...Object.entries(frames).map(([way, one]) => [way, [one]]), ["recorder", recorded]]) {
			const log = [];
			const player = player_of(log);
			for (const frame of given) player.receive(frame);
			await lab.pause(5);
			const page = player.frame.contentDocument;
			if (log.length > 0 && way !== "upper case") found.push(`${way}: refused (${log})`);
			const all = [...page.querySelectorAll("*")];
			for (const node of all) {
				if (/^(script|object|embed|base|meta|link|applet|frame|portal)$/i.test(node.localName)) found.push(`${way}: <${node.localName}>`);
				for (const { name, value } of node.attributes) {
					if (/^on|^srcdoc$|^action$|^formaction$|^ping$/i.test(name)) found.push(`${way}: ${name}`);
					if (/javascript:|data:text|evil\.test/i.test(value)) found.push(`${way}: ${name}=${value}`);
				}
				node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
				node.click?.();
				node.focus?.();
				node.submit?.();
			}
			for (const frame of page.querySelectorAll("iframe")) {
				if (frame.getAttribute("sandbox") !== "allow-same-origin") found.push(`${way}: sandbox`);
				if (frame.src || frame.hasAttribute("srcdoc")) found.push(`${way}: frame`);
			}
			await lab.pause(15);
			if (player.frame.contentDocument !== page) found.push(`${way}: the frame went elsewhere`);
			if (player.frame.getAttribute("sandbox") !== "allow-same-origin") found.push(`${way}: own sandbox`);
			player.destroy();
		}
		lab.host.remove();
		return [...new Set(found)];
	};

	lab.forge = forge;
	lab.player_of = player_of;
})();
