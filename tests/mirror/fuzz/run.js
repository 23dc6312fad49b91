/** One run: a world that changes as the tape says, recorded and played, and compared. */
(() => {
	const { Tape, World, weighted } = fuzzing;
	const { treeActs, treeWeights, stateActs, stateWeights } = fuzzing;
	const { frameActs, frameWeights, pageActs, pageWeights } = fuzzing;

	const mutations = { ...treeActs, ...stateActs, ...frameActs, ...pageActs };

	/** What happens in a run besides the changes of the page. */
	const kinds = {
		plain: {},
		documents: { inFrame: true },
		resyncs: { resyncs: 12 },
		faults: { faults: true, resyncs: 3, acts: 260 },
		/* A rule that may yet hide what is new keeps it back for a moment. */
		held: { hold_ms: 4, resyncs: 3, rules: [{ id: 1, selector: ".never", effect: "mask" }] },
	};

	/** Deletes, repeats, swaps, cuts and alters frames as the tape says. */
	class Wire {
		constructor(tape) {
			this.tape = tape;
			this.faulty = false;
			this.held = null;
			this.past = null;
		}

		pass(frame, to) {
			const { held } = this;
			this.held = null;
			if (this.faulty) this.fault(frame, to);
			else to(frame);
			if (held) to(held);
			this.past = frame;
		}

		fault(frame, to) {
			const [kind, a, b] = this.tape.fate([24, 1 << 20, 255]);
			if (kind === 1) return;
			if (kind === 2) to(frame);
			if (kind === 3) {
				this.held = frame;
				return;
			}
			if (kind === 4) return to(frame.slice(0, a % frame.length));
			if (kind === 5) {
				const other = frame.slice();
				other[a % frame.length] ^= b + 1;
				return to(other);
			}
			if (kind === 6 && this.past) to(this.past);
			to(frame);
		}
	}

	const frames = (count) =>
		new Promise((done) => {
			const next = () => (count-- > 0 ? requestAnimationFrame(next) : setTimeout(done, 0));
			next();
		});

	/** A page of the world's own, where the run writes it anew; "" is what a page starts with. */
	async function subject(inFrame) {
		if (!inFrame) {
			document.body.replaceChildren();
			document.adoptedStyleSheets = [];
			document.scrollingElement.scrollTop = 0;
			return { page: document, end: () => document.body.replaceChildren() };
		}
		const frame = document.createElement("iframe");
		frame.setAttribute("data-cobrowse-root", "");
		frame.style.cssText = "width:800px;height:500px";
		frame.srcdoc = "<!doctype html><title>Subject</title><body>";
		document.body.replaceChildren(frame);
		await new Promise((done) => frame.addEventListener("load", done, { once: true }));
		return { page: frame.contentDocument, end: () => frame.remove() };
	}

	class Run {
		constructor(tape, kind, options) {
			this.tape = tape;
			this.options = { acts: 320, size: 150, patience: 5000, ...kinds[kind], ...options };
			this.kind = kind;
		}

		/** "" or what went wrong, and after how many acts. */
		async go() {
			const { tape, options } = this;
			const { page, end } = await subject(options.inFrame ?? false);
			this.world = new World(page, options.served);
			page.body.append(this.world.root);
			this.found = "";
			this.count = 0;
			try {
				for (const act of tape.acts("build", options.size, () => "build")) {
					this.world.act = act;
					this.world.build();
				}
				this.connect(page);
				await this.acts();
				if (!this.found) await this.check(true);
			} catch (error) {
				this.found = `${error.stack}`;
			} finally {
				this.both?.end();
				end();
			}
			return { found: this.found, count: this.count };
		}

		connect(page) {
			this.drive = lab.manual();
			this.wire = new Wire(this.tape);
			this.wire.faulty = this.options.faults ?? false;
			this.both = lab.pair({
				document: page,
				through: (frame, to) => this.wire.pass(frame, to),
				rules: this.options.rules ?? [],
				timing: { schedule: this.drive.schedule, hold_ms: this.options.hold_ms ?? 0 },
				ask_again_ms: 60,
			});
			this.both.pump = () => {
				this.drive.look();
				if (this.drive.due) this.drive.drain();
			};
		}

		async acts() {
			const { tape, options } = this;
			const { inFrame, resyncs = 0 } = options;
			const weights = tape.choose({
				...treeWeights,
				...stateWeights,
				...frameWeights,
				...(inFrame ? pageWeights : {}),
			});
			const sum = Object.values(weights).reduce((a, b) => a + b, 10);
			const part = (percent) => Math.ceil((sum * percent) / 100);
			weights.insert ??= 20;
			weights.move ??= 20;
			weights.slice = part([3, 12, 30][tape.seed % 3]);
			weights.turn = part([4, 10, 20][tape.seed % 5 % 3]);
			weights.resync = part(resyncs / 8);
			weights.check = part(options.faults ? 0.7 : 1.2);
			weights.pause = part(0.2);
			for (const act of tape.acts("run", options.acts, (rnd) => weighted(rnd, weights))) {
				this.world.act = act;
				this.count++;
				await this.act(act.name, act.draw);
				if (this.found) return;
			}
		}

		async act(name, draw) {
			const { both, drive, world } = this;
			if (name === "slice") for (let i = draw(4); i >= 0; i--) drive.slice();
			else if (name === "turn") {
				const eager = draw(3) === 0;
				drive.eager = () => eager;
				await null;
			} else if (name === "resync")
				both.recorder.resync(draw(2) ? both.recorder.id_of(world.any()) : 0);
			else if (name === "check") await this.check(false);
			else if (name === "pause") await lab.pause(0);
			else mutations[name](world);
		}

		/** All that happened is told and played; both trees are equal then. */
		async check(last) {
			const { both, drive, options, wire, world } = this;
			await world.loaded();
			await null;
			drive.drain();
			if (options.faults) {
				wire.faulty = false;
				world.root.setAttribute("class", `check${this.count}`);
				await null;
				drive.drain();
			}
			this.found = await lab.difference(both, options.patience);
			if (last && !this.found && world.scrolled && !world.uneven) this.found = await this.scrolls();
			const { problems, resyncs } = both.log;
			if (problems.length > 0 || (resyncs.length > 0 && !options.faults))
				this.found = `problems ${problems}, resyncs ${resyncs}; ${this.found}`;
			wire.faulty = (options.faults ?? false) && !last;
		}

		async scrolls() {
			let found = "";
			for (let tries = 0; tries < 12; tries++) {
				await frames(2);
				this.both.pump();
				found = await lab.difference(this.both, this.options.patience);
				found ||= lab.scrolls(this.both);
				if (!found) return "";
			}
			return found;
		}
	}

	const play = (tape, kind, options) => new Run(tape, kind, options).go();

	/** Runs seeds one after the other; what failed, with its tape. */
	lab.fuzz = async (first, count, kind = "plain", options = {}) => {
		const failed = [];
		for (let seed = first; seed < first + count && failed.length < 5; seed++) {
			const tape = new Tape(seed);
			const { found } = await play(tape, kind, options);
			if (found) failed.push({ seed, kind, found, tape: tape.data });
		}
		return failed;
	};

	/** Plays a tape again. */
	lab.replay = async (tape, kind, options) => (await play(new Tape(tape), kind, options)).found;

	Object.assign(fuzzing, { play, kinds });
})();
