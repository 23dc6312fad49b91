/** Streams that no recorder of ours would send. */
(() => {
	const { Writer, Op, encodeFrame } = MirrorTest;
	/** A form's fields may have the names of what is asked for here. */
	const taken = (owner, name) => {
		const { get } = Object.getOwnPropertyDescriptor(owner.prototype, name);
		return (node) => get.call(node);
	};
	const attributesOf = taken(Element, "attributes");
	const kidsOf = taken(Node, "childNodes");
	const nameOf = taken(Node, "nodeName");
	const localNameOf = taken(Element, "localName");
	const typeOf = taken(Node, "nodeType");
	const spaceOf = taken(Element, "namespaceURI");

	/** Frames of one forged unit; `fill` writes ops between BEGIN and COMMIT and returns how many nodes it made. */
	function forge(fill, { epoch = 9, seq = 1 } = {}) {
		const writer = new Writer();
		writer.op(Op.BEGIN, MirrorTest.GRAMMAR_VERSION);
		const created = fill(writer);
		writer.op(Op.COMMIT, 1, 0, created, 0);
		return encodeFrame({ flags: 2, epoch, seq, body: writer.take() });
	}

	/** A page turned into ops as it is: every tag, every attribute, nothing filtered. */
	function unfiltered(root, as_assets, spelled = localNameOf, epoch = 9) {
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
				const values = [...attributesOf(node)].map(({ name, value }) => {
					if (!as_assets || !/^(src|href|poster|background|data|srcset|xlink:href)$/.test(name)) return [name, value];
					writer.uint(Op.ASSET);
					writer.text(value);
					return [name, { asset: assets++ }];
				});
				writer.at(parent, 0);
				const own = open(Op.EL);
				const space = /svg$/.test(spaceOf(node)) ? 1 : /MathML$/.test(spaceOf(node)) ? 2 : 0;
				writer.uint(space);
				writer.string(spelled(node));
				writer.uint(values.length);
				for (const [name, value] of values) {
					writer.string(name);
					writer.value(value);
				}
				if (localNameOf(node) === "style") {
					writer.op(Op.SHEET, ++sheets, own, 0, 0);
					writer.op(Op.SHEETADD, sheets);
					writer.text(node.textContent);
				} else for (const child of kidsOf(localNameOf(node) === "template" ? node.content : node)) any(child, own);
			};
			const any = (node, parent) => {
				if (typeOf(node) === 1) element(node, parent);
				else if (typeOf(node) === 3) {
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
		}, { epoch });
	}

	const parse = (html) => new DOMParser().parseFromString(html, "text/html");

	function player_of(log) {
		return MirrorTest.createPlayer({
			host: lab.host,
			on_resync: (reason) => log.push(reason),
		});
	}

	/** What a recorder sends of a page that nothing runs in, and of what is done to it then. */
	async function record(page, act, on_problem) {
		const frames = [];
		const recorder = MirrorTest.createRecorder({
			document: page,
			epoch: 9,
			rules: [],
			send: (frame) => frames.push(frame),
			on_problem,
		});
		const more = async (count) => {
			for (let i = 0; i < 100 && frames.length < count; i++) await lab.pause(5);
		};
		recorder.start();
		await more(1);
		act();
		await lab.pause(25);
		recorder.stop();
		return frames;
	}

	const { removeAttributeNode: removeNode, setAttributeNode: setNode } = Element.prototype;
	const later = new WeakMap();
	/** The page with all its elements, and none of their attributes yet. */
	function bare(html) {
		const page = parse(html);
		const all = [...page.querySelectorAll("*")].map((node) => [node, [...attributesOf(node)]]);
		for (const [node, own] of all) for (const one of own) removeNode.call(node, one);
		later.set(page, all);
		return page;
	}

	const RECORDED = [
		["snapshot", parse, () => {}],
		["mutation", () => parse("<p>Before"), (page, html) => {
			const come = page.importNode(parse(html).documentElement, true);
			page.body.append(...come.querySelector("head").childNodes, ...come.querySelector("body")?.childNodes ?? []);
		}],
		["attribute", bare, (page) => {
			for (const [node, own] of later.get(page)) for (const one of own) setNode.call(node, one);
		}],
	];

	/** Plays the fragment in every way; operates all that came of it; tells what is left of scripts and frames. */
	lab.attack = async (html) => {
		const found = [];
		document.documentElement.append(lab.host);
		const frames = {
			"upper case": unfiltered(parse(html).documentElement, false, nameOf),
			"lower case": unfiltered(parse(html).documentElement, false),
			assets: unfiltered(parse(html).documentElement, true),
		};
		const ways = Object.entries(frames).map(([way, one]) => [way, [one]]);
		for (const [way, prepare, act] of RECORDED) {
			const page = prepare(html);
			ways.push([way, await record(page, () => act(page, html), (code) => found.push(`${way}: ${code}`))]);
			if (ways.at(-1)[1].length === 0) found.push(`${way}: nothing recorded`);
		}
		for (const [way, given] of ways) {
			const log = [];
			const player = player_of(log);
			for (const frame of given) player.receive(frame);
			await lab.pause(5);
			const page = player.frame.contentDocument;
			if (log.length > 0 && way !== "upper case") found.push(`${way}: refused (${log})`);
			const all = [...page.querySelectorAll("*")];
			for (const node of all) {
				if (/^(script|object|embed|base|meta|link|applet|frame|portal)$/i.test(localNameOf(node))) found.push(`${way}: <${localNameOf(node)}>`);
				for (const { name, value } of attributesOf(node)) {
					if (/^on|^srcdoc$|^action$|^formaction$|^ping$/i.test(name)) found.push(`${way}: ${name}`);
					if (/javascript:|data:text|evil\.test/i.test(value)) found.push(`${way}: ${name}=${value}`);
				}
				node.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true }));
				for (const act of ["click", "focus", "submit"])
					if (typeof node[act] === "function") node[act]();
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
	lab.unfiltered = (root, as_assets, epoch) => unfiltered(root, as_assets, localNameOf, epoch);
	lab.player_of = player_of;
})();
