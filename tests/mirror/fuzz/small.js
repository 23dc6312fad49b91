/**
 * Small scope, completely: every tree of up to `nodes` elements, every sequence of
 * up to `steps` mutations, and at every point between them nothing, a look at the
 * records, or slices of the recorder, from before the first word of the snapshot on.
 * A case is a number; the case is what its digits say.
 */
(() => {
	const { createRecorder, Applier, Reader, decodeFrame } = window.MirrorTest;
	const { random } = fuzzing;

	/** Parents of nodes 1… as a list, for every ordered tree: a node hangs below an earlier one. */
	function shapes(nodes) {
		let found = [[]];
		for (let i = 0; i < nodes; i++)
			found = found.flatMap((one) => {
				/* Only on the right edge: each shape once. */
				const edge = [0];
				for (let at = one.length; at > 0; at = one[at - 1]) edge.push(at);
				return [...new Set(edge)].map((parent) => [...one, parent]);
			});
		return found;
	}

	/** Digits of a number, each below its base; the rest is what is left over. */
	function digits(number, bases) {
		let rest = number;
		return bases.map((base) => {
			const digit = rest % base;
			rest = (rest - digit) / base;
			return digit;
		});
	}

	const GAPS = 4;
	const STARTS = 7;

	class Scope {
		constructor(nodes, steps) {
			this.nodes = nodes;
			this.steps = steps;
			this.shapes = shapes(nodes);
			/* Place one of the nodes or a new one, take one out, wrap one. */
			this.places = nodes + 2;
			this.moves = (nodes + 1) * this.places * 3;
			this.mutations = this.moves + 2 * nodes;
			this.bases = [this.shapes.length, STARTS];
			for (let i = 0; i < steps; i++) this.bases.push(this.mutations, GAPS);
			this.cases = this.bases.reduce((all, base) => all * base, 1);
		}
	}

	const shape = (node) => {
		let text = `<${node.id ?? ""}`;
		for (let child = node.firstChild; child; child = child.nextSibling) text += shape(child);
		return `${text}>`;
	};

	/** One recorder and one replica for many cases. */
	class Bench {
		constructor() {
			this.drive = lab.manual();
			this.reader = new Reader();
			this.problems = [];
			const frame = document.createElement("iframe");
			frame.setAttribute("data-cobrowse-root", "");
			document.documentElement.append(frame);
			this.frame = frame;
			this.applier = new Applier({
				top: () => frame.contentDocument,
				labels: { img: "", canvas: "", video: "", lost: "", frame: "" },
				resolve: () => null,
				view: () => undefined,
				title: () => undefined,
				progress: () => undefined,
				pictures: () => undefined,
				changed: () => undefined,
			});
			this.recorder = createRecorder({
				document,
				epoch: 1,
				rules: [],
				timing: { full_gap_ms: 0, schedule: this.drive.schedule },
				send: (bytes) => this.receive(bytes),
				on_problem: (...problem) => this.problems.push(problem.join(" ")),
			});
			this.recorder.start();
			this.root = document.body.appendChild(document.createElement("main"));
			this.drive.drain();
		}

		receive(bytes) {
			const { body } = decodeFrame(bytes);
			const drifted = this.applier.unit(this.reader.read(body));
			for (const id of drifted ?? []) this.problems.push(`drift below ${id}`);
		}

		end() {
			this.recorder.stop();
			this.frame.remove();
			this.root.remove();
		}

		node(id) {
			const node = document.createElement("div");
			node.id = `n${id}`;
			this.known[id] = node;
			return node;
		}

		mutate(scope, number) {
			const { nodes, places, moves } = scope;
			if (number >= moves) {
				const node = this.known[1 + ((number - moves) % nodes)];
				if (number < moves + nodes) node.remove();
				else if (node.parentNode) {
					const outer = this.node(this.known.length);
					node.parentNode.insertBefore(outer, node);
					outer.append(node);
				}
				return;
			}
			const [which, where, before] = digits(number, [nodes + 1, places, 3]);
			const node = which === nodes ? this.node(this.known.length) : this.known[1 + which];
			/* The last place is the newest node: a wrapper, or what was put in. */
			const parent = where === places - 1 ? this.known.at(-1) : this.known[where];
			if (!parent || node.contains(parent)) return;
			const children = parent.childNodes;
			parent.insertBefore(node, children[[0, children.length >> 1, children.length][before]] ?? null);
		}

		async gap(kind) {
			if (kind === 1) await null;
			else if (kind > 1) for (let i = 1; i < kind; i++) this.drive.slice();
		}

		/** "" or what went wrong. */
		async run(scope, number, whole) {
			const [form, start, ...rest] = digits(number, scope.bases);
			this.problems.length = 0;
			this.drive.eager = () => false;
			const top = document.createElement("div");
			this.known = [top];
			for (const parent of scope.shapes[form]) this.known[parent].append(this.node(this.known.length));
			/* Either all begins anew, or the tree is one that was put in. */
			if (whole) {
				this.root.replaceChildren(top);
				this.recorder.resync(0);
			} else {
				this.root.replaceChildren();
				await null;
				this.drive.drain();
				this.root.append(top);
			}
			for (let i = 0; i < start; i++) this.drive.slice();
			for (let i = 0; i < rest.length; i += 2) {
				this.mutate(scope, rest[i]);
				await this.gap(rest[i + 1]);
			}
			await null;
			this.drive.drain();
			const page = shape(this.root);
			const replica = shape(this.frame.contentDocument.querySelector("main"));
			return page === replica ? this.problems.join("; ") : `${page} became ${replica} ${this.problems}`;
		}
	}

	/**
	 * `count` cases of a scope, from a seed: all of them where there are no more.
	 * Tells how many there are, how many were run, and those that failed.
	 */
	lab.small = async (nodes, steps, count, seed = 1, whole = false) => {
		const scope = new Scope(nodes, steps);
		const rnd = random(seed);
		const all = scope.cases <= count;
		const failed = [];
		const bench = new Bench();
		let done = 0;
		try {
			for (; done < Math.min(count, scope.cases) && failed.length < 5; done++) {
				const number = all ? done : (rnd(1 << 20) * (1 << 20) + rnd(1 << 20)) % scope.cases;
				let found = "";
				try {
					found = await bench.run(scope, number, whole);
				} catch (error) {
					found = `${error.stack}`;
				}
				if (found) failed.push({ nodes, steps, number, whole, found });
			}
		} finally {
			bench.end();
		}
		return { cases: scope.cases, done, failed };
	};
})();
