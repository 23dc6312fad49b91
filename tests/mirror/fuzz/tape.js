/**
 * Decisions of a run as data: acts, each a name and the numbers drawn for it, and
 * what becomes of each frame. A tape comes from a seed, or is given to be played again.
 */
(() => {
	function random(seed) {
		let state = (seed * 2654435761 + 12345) >>> 0;
		return (n) => {
			state ^= state << 13;
			state >>>= 0;
			state ^= state >>> 17;
			state ^= state << 5;
			state >>>= 0;
			return state % n;
		};
	}

	/** One of the names, by weight. */
	function weighted(draw, weights) {
		const names = Object.keys(weights);
		let rest = draw(names.reduce((sum, name) => sum + weights[name], 0));
		for (const name of names) {
			rest -= weights[name];
			if (rest < 0) return name;
		}
		return names[0];
	}

	/** One act: its name, a number of its own, and what it draws. */
	class Act {
		constructor(written, old, rnd) {
			[this.name, this.id] = written;
			this.written = written;
			this.old = old;
			this.rnd = rnd;
			this.made = 0;
		}

		/** A number below `n`; what is not on the tape is 0. */
		draw = (n) => this.note(this.old ? (this.old[this.written.length] ?? 0) % n : this.rnd(n));

		/** One of the known things, written as its key, so that it stays the same when other acts go. */
		pick(known, choose) {
			const { old, written } = this;
			const key = old ? (old[written.length] ?? 0) : choose(this.rnd);
			return known.get(this.note(key)) ?? null;
		}

		/** A key for the next thing that this act makes. */
		key() {
			return this.id * 100 + ++this.made;
		}

		note(number) {
			this.written.push(number);
			return number;
		}
	}

	class Tape {
		/** `source`: a seed, or what `data` of another tape said. */
		constructor(source) {
			this.given = typeof source === "object" ? source : null;
			this.seed = this.given ? 0 : source;
			this.data = { build: [], run: [], fates: [] };
			this.rnd = random(this.seed);
			this.last = 0;
			this.luck = random(this.seed + 0x5bd1e995);
		}

		/** Acts of one part: those given, or `count` that `name` chooses. */
		*acts(part, count, name) {
			const given = this.given?.[part];
			for (let i = 0; i < (given?.length ?? count); i++) {
				const act = given ? given[i].slice(0, 2) : [name(this.rnd), ++this.last];
				this.data[part].push(act);
				yield new Act(act, given?.[i], this.rnd);
			}
		}

		/** What becomes of the next frame: numbers that stand for nothing where they are 0. */
		fate(sizes) {
			const old = this.given?.fates[this.data.fates.length];
			const fate = sizes.map((n, i) =>
				this.given ? (old?.[i] ?? 0) % n : this.luck(n),
			);
			this.data.fates.push(fate);
			return fate;
		}

		/** A choice for the whole run, the same whenever the seed is. */
		choose(weights, part = 0.6) {
			const rnd = random(this.seed + 77);
			const chosen = {};
			for (const name of Object.keys(weights))
				if (rnd(1000) < part * 1000) chosen[name] = weights[name];
			return chosen;
		}
	}

	window.fuzzing = { random, weighted, Tape };
})();
