/** A page with frames of another origin, whose pages record themselves, and its replica. */
(() => {
	/** Recorder and player of this page; frames talk to it through ports. */
	lab.join = ({ rules = [], ...more } = {}) => {
		const both = lab.pair({
			rules,
			timing: { hold_ms: 0 },
			frames: {
				met: (frame) => both.met.push(frame.id),
				lost: (frame) => {
					both.lost.push(frame.id);
					both.ports.get(frame.id)?.postMessage("resync");
				},
			},
			...more,
		});
		Object.assign(both, { met: [], lost: [], ports: new Map(), refused: 0, done: 0 });
		both.offer = (id) => {
			const { port1, port2 } = new MessageChannel();
			both.ports.set(id, port1);
			port1.onmessage = ({ data }) => both.pass(id, data);
			document.getElementById(id).contentWindow.postMessage("join", "http://other.test", [port2]);
		};
		both.pass = (id, bytes) => {
			const taken = both.recorder.pass_frame(
				document.getElementById(id), bytes, () => both.done++);
			if (!taken) both.refused++;
			return taken;
		};
		both.replica = (id) => both.page().getElementById(id);
		both.shown = (id) => both.replica(id)?.contentDocument?.body?.textContent.trim() ?? "";
		both.is_box = (id) => {
			/* What is masked has no id. */
			const frame = both.replica(id) ?? both.page().querySelector("iframe");
			const look = frame.ownerDocument.defaultView.getComputedStyle(frame);
			return look.backgroundImage.includes("data:image/svg") &&
				!frame.contentDocument?.body?.childNodes.length;
		};
		return both;
	};

	/** In the frame: records from when a port comes. */
	lab.record_for_parent = (rules = []) => {
		lab.said = [];
		addEventListener("message", ({ ports: [port] }) => {
			if (!port) return;
			lab.recorder?.stop();
			lab.recorder = MirrorTest.createRecorder({
				document,
				epoch: 1 + Math.floor(Math.random() * 1e9),
				rules,
				timing: { full_gap_ms: 0, hold_ms: 0 },
				send(frame) {
					lab.said.push(frame.slice());
					port.postMessage(frame);
				},
			});
			port.onmessage = () => lab.recorder.resync();
			lab.recorder.start();
		});
	};

	/** A frame with a true sum around any body. */
	lab.forge = (body, flags = 2, seq = 1) =>
		MirrorTest.encodeFrame({ flags, epoch: 99, seq, body });
	/** A snapshot that holds these bytes after BEGIN. */
	lab.unit = (write, created = 1, sum = 0) => {
		const writer = new MirrorTest.Writer();
		writer.op(MirrorTest.Op.BEGIN, MirrorTest.GRAMMAR_VERSION);
		write(writer, MirrorTest.Op);
		writer.op(MirrorTest.Op.COMMIT, 1, 0, created, sum);
		return writer.take();
	};
})();
