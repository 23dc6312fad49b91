/* Streams that no recorder sends, one shape after the other, into a view that is live. */
(() => {
	const { Op, Reader, Writer, decodeFrame, encodeFrame } = MirrorTest;
	const EPOCH = 7;
	const random = (n) => Math.floor(Math.random() * n);
	const bytes = (...all) => Uint8Array.from(all);

	/** Units by what is wrong with them; `at` knows ids of the page's nodes. */
	const UNITS = {
		"an unknown op": (w) => w.op(99, 1, 2),
		"a film of a text": (w, at) => w.op(Op.MEDIA, at("text"), 1, 100, 0, 0),
		"another version": (w) => w.op(Op.BEGIN, 250),
		"a child of nobody": (w) => { w.op(Op.AT, 9999, 0); w.op(Op.TX, 800, 1, 1, 65); },
		"a child in no place": (w) => w.op(Op.TX, 801, 1, 1, 65),
		"a place before a stranger": (w, at) => w.op(Op.AT, at("body"), at("title")),
		"a child of a text": (w, at) => { w.op(Op.AT, at("text"), 0); w.op(Op.TX, 802, 1, 1, 65); },
		"a node twice": (w, at) => { w.op(Op.AT, at("body"), 0); w.op(Op.TX, at("p"), 1, 1, 65); },
		"a node in itself": (w, at) => w.op(Op.MV, at("body"), at("p"), 0),
		"a document that moves": (w, at) => w.op(Op.MV, at("document"), at("p"), 0),
		"a stranger that moves": (w, at) => w.op(Op.MV, 9999, at("p"), 0),
		"an attribute of a text": (w, at) => w.op(Op.ATTR, at("text"), 1, 1, 97, 1, 1, 97),
		"an attribute of a stranger": (w) => w.op(Op.ATTR, 9999, 1, 1, 97, 1, 1, 97),
		"the text of an element": (w, at) => w.op(Op.TEXT, at("p"), 1, 1, 65),
		"the value of a paragraph": (w, at) => w.op(Op.VALUE, at("p"), 1, 1, 65),
		"the tick of a paragraph": (w, at) => w.op(Op.CHECKED, at("p"), 1),
		"the choice of a paragraph": (w, at) => w.op(Op.SELECTED, at("p"), 1, 0),
		"a scrolled stranger": (w) => w.op(Op.SCROLL, 9999, 2, 2),
		"a rule of no sheet": (w) => w.op(Op.SHEETADD, 9999, 1, 65),
		"a sheet of a paragraph": (w, at) => w.op(Op.SHEET, 50, at("p"), 0, 0),
		"sheets of a stranger": (w) => w.op(Op.ADOPT, 9999, 0),
		"a slot that is none": (w, at) => w.op(Op.SLOT, at("p"), 1, at("text")),
		"states beyond all": (w, at) => w.op(Op.STATE, at("p"), 1 << 30),
		"a motion of a text": (w, at) => w.op(Op.ANIMATION_STATE, at("text"), 77, 1),
		"a frame in a paragraph": (w, at) => w.op(Op.DOC, 900, at("p"), 1),
		"a root of a text": (w, at) => w.op(Op.SHADOW, 901, at("text"), 0),
		"a word that no table has": (w) => w.op(Op.TITLE, 4000),
		"a picture that no table has": (w, at) => w.op(Op.ATTR, at("p"), 1, 1, 97, 3, 4000),
		"a digest of nothing": (w) => w.op(Op.ASSET_KEPT, 4000, 0),
		"a list without end": (w, at) => w.op(Op.ADOPT, at("document"), 2_000_000),
		"words that are no words": (w) => w.op(Op.TITLE, 1, 2, 255, 254),
		"a number that never ends": (w) => { w.op(Op.RM); for (let i = 0; i < 9; i++) w.op(255); },
		"a painted picture beyond all": (w, at) => w.op(Op.PAINTED, at("p"), 9, 9, 9_000_000),
	};
	/** Commits that do not fit what was before. */
	const COMMITS = {
		"a unit that was left out": ({ flush, created }) => [flush + 7, 1, created, 0],
		"nodes that never came": ({ flush, created }) => [flush + 1, 1, created + 5, 0],
		"another sum": ({ flush, created }) => [flush + 1, 1, created, 12345],
	};
	/** Frames that are none. */
	const FRAMES = {
		"no bytes": () => bytes(),
		"one byte": () => bytes(1),
		"a header alone": () => bytes(1, 0, 0, 0, 0, 7, 0, 0, 0, 9),
		"another kind": (seq) => { const f = encodeFrame({ flags: 0, epoch: EPOCH, seq, body: bytes(1) }); f[0] = 9; return f; },
		"a wrong sum": (seq) => { const f = encodeFrame({ flags: 0, epoch: EPOCH, seq, body: bytes(1) }); f[f.length - 1] ^= 1; return f; },
		"unknown flags": (seq) => encodeFrame({ flags: 64, epoch: EPOCH, seq, body: bytes(1) }),
		"an epoch of nobody": (seq) => encodeFrame({ flags: 0, epoch: 99, seq, body: bytes(1) }),
		"a frame that was left out": (seq) => encodeFrame({ flags: 0, epoch: EPOCH, seq: seq + 3, body: bytes(1) }),
		"nothing deflated": (seq) => encodeFrame({ flags: 1, epoch: EPOCH, seq, body: bytes(7, 7, 7, 7) }),
		"a unit of nothing": (seq) => encodeFrame({ flags: 0, epoch: EPOCH, seq, body: bytes() }),
		"noise": (seq) => encodeFrame({ flags: 0, epoch: EPOCH, seq, body: bytes(...Array.from({ length: 300 }, () => random(256))) }),
		"bytes beyond all": () => new Uint8Array(1 << 20),
	};

	window.heals = async () => {
		document.body.innerHTML = "<p>Hello</p><input value=1>";
		let last = 0;
		let commit = { flush: 0, created: 0 };
		const reader = new Reader();
		const both = lab.pair({
			through(frame, to) {
				const { body, seq } = decodeFrame(frame);
				last = seq;
				commit = reader.read(body).findLast(({ op }) => op === Op.COMMIT) ?? commit;
				to(frame);
			},
		});
		const node = {
			document,
			title: document.querySelector("title"),
			body: document.body,
			p: document.querySelector("p"),
			text: document.querySelector("p").firstChild,
		};
		const at = (name) => both.recorder.id_of(node[name]);
		const unit = (write, ends) => {
			const w = new Writer();
			write(w);
			w.op(Op.COMMIT, ...ends);
			return encodeFrame({ flags: 0, epoch: EPOCH, seq: last + 1, body: w.take() });
		};
		const next = () => [commit.flush + 1, 1, commit.created, 0];
		const shapes = [
			...Object.entries(UNITS).map(([name, write]) => [name, () => unit((w) => write(w, at), next())]),
			...Object.entries(COMMITS).map(([name, ends]) => [name, () => unit(() => {}, ends(commit))]),
			...Object.entries(FRAMES).map(([name, make]) => [name, () => make(last + 1)]),
		];
		const found = {};
		for (const [name, make] of shapes) {
			await lab.difference(both);
			both.log.resyncs.length = 0;
			const forged = make();
			let thrown = "";
			try { both.player.receive(forged); } catch (error) { thrown = String(error); }
			for (let i = 0; i < 100 && both.log.resyncs.length === 0; i++) await lab.pause(10);
			document.querySelector("input").title = name;
			const difference = await lab.difference(both);
			found[name] = { reason: both.log.resyncs[0] ?? "", thrown, difference };
		}
		both.end();
		return found;
	};
})();
