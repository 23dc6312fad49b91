/** Makes a failing tape small: acts are left out and numbers lowered while it still fails. */
(() => {
	const { Tape, play } = fuzzing;

	/** What kind of failure a report tells of: a smaller tape must fail alike. */
	const sort = (found) =>
		/^problems ,? ?resyncs /.test(found) ? "resync" : /^problems (\w+)/.exec(found)?.[1] ?? found.slice(0, 5);

	class Shrinker {
		constructor(kind, options, budget_ms) {
			this.kind = kind;
			this.options = { ...options, patience: this.kind === "faults" ? 400 : 150 };
			this.end = performance.now() + budget_ms;
			this.tries = 0;
			this.found = "";
		}

		get over() {
			return performance.now() > this.end;
		}

		async fails(tape) {
			if (this.over) return false;
			this.tries++;
			const { found } = await play(new Tape(tape), this.kind, this.options);
			if (sort(found) !== this.sort) return false;
			this.found = found;
			return true;
		}

		/** Leaves out runs of acts, long ones first. */
		async acts(tape, part) {
			let best = tape;
			for (let size = Math.max(1, best[part].length >> 1); size >= 1 && !this.over; size >>= 1)
				for (let at = best[part].length; at > 0; at -= size) {
					const from = Math.max(0, at - size);
					const rest = [...best[part].slice(0, from), ...best[part].slice(at)];
					if (rest.length === best[part].length) continue;
					const tried = { ...best, [part]: rest };
					if (await this.fails(tried)) best = tried;
				}
			return best;
		}

		/** Lowers each number: to nothing, to the half, by one. */
		async numbers(tape, part, from) {
			let best = tape;
			for (let i = 0; i < best[part].length && !this.over; i++)
				for (let j = from; j < best[part][i].length; j++)
					for (const lower of [() => 0, (n) => n >> 1, (n) => n - 1]) {
						const old = best[part][i][j];
						if (!old) break;
						const act = best[part][i].with(j, lower(old));
						const tried = { ...best, [part]: best[part].with(i, act) };
						if (await this.fails(tried)) best = tried;
					}
			return best;
		}

		async run(tape) {
			const tape_ = new Tape(tape);
			const { found, count } = await play(tape_, this.kind, this.options);
			if (!found) return { tape, found: "", tries: 1 };
			this.found = found;
			this.sort = sort(found);
			let best = { ...tape, run: tape.run.slice(0, count) };
			for (let before = -1; before !== JSON.stringify(best).length && !this.over; ) {
				before = JSON.stringify(best).length;
				const plain = best.fates.map(() => [0, 0, 0]);
				if (await this.fails({ ...best, fates: plain })) best = { ...best, fates: plain };
				best = await this.acts(best, "run");
				best = await this.acts(best, "build");
				best = await this.numbers(best, "run", 2);
				best = await this.numbers(best, "build", 2);
				best = await this.numbers(best, "fates", 0);
			}
			/* Once more: `found` is what the smallest one says. */
			await this.fails(best);
			return { tape: best, found: this.found, tries: this.tries };
		}
	}

	/** The smallest tape that fails like this one, and what it shows; `found` "" where it does not fail again. */
	lab.shrink = (tape, kind, options = {}, budget_ms = 60_000) =>
		new Shrinker(kind, options, budget_ms).run(tape);
})();
