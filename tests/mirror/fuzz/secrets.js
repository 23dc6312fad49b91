/** A world in which some elements are masked, and secrets come and go inside them only. */
(() => {
	const { Tape, treeActs, treeWeights, stateActs, stateWeights, weighted, World } = fuzzing;
	const weights = { ...treeWeights, ...stateWeights, secret: 80, slice: 60, turn: 30, resync: 2 };
	/** These may carry a secret out of its vault before it was seen there. */
	for (const name of ["html", "range", "clone", "split", "replace", "deep", "bulk"]) delete weights[name];

	class SecretWorld extends World {
		constructor(page) {
			super(page);
			this.vaults = [];
		}

		secret() {
			const { draw } = this;
			if (this.vaults.length > 0 && draw(3)) return this.fill(this.vaults[draw(this.vaults.length)]);
			const vault = this.keep(this.make("article"));
			const early = draw(2) === 0;
			if (early) vault.setAttribute("data-cobrowse", "mask");
			this.put(vault, this.place());
			this.fill(vault);
			vault.setAttribute("data-cobrowse", "mask");
			this.vaults.push(vault);
		}

		fill(vault) {
			const { draw } = this;
			const secret = `S3CRET${draw(1e6)}`;
			const kind = draw(8);
			if (kind === 0) vault.title = secret;
			else if (kind === 1) vault.append(secret);
			else if (kind === 2) vault.innerHTML = `<b title="${secret}">${secret}</b><input value="${secret}">`;
			else if (kind === 3) {
				const input = this.make(draw(2) ? "input" : "textarea");
				vault.append(input);
				input.value = secret;
			} else if (kind === 4) {
				const style = Object.assign(this.make("style"), { textContent: `p::after{content:"${secret}"}` });
				vault.append(new Option(secret, secret), style);
			} else if (kind === 5) {
				for (const node of vault.childNodes)
					if (node.nodeType === 3 && !this.keys.has(node)) node.data = secret;
			} else if (kind === 6 && !vault.shadowRoot)
				vault.attachShadow({ mode: "open" }).innerHTML = `<i>${secret}</i>`;
			else if (kind === 7) vault.shadowRoot?.append(secret);
		}
	}

	async function perform(world, both, drive) {
		const { draw } = world;
		const { name } = world.act;
		if (name === "secret") world.secret();
		else if (name === "slice") for (let i = draw(4); i >= 0; i--) drive.slice();
		else if (name === "turn") await null;
		else if (name === "resync") both.recorder.resync(draw(2) ? both.recorder.id_of(world.any()) : 0);
		else (treeActs[name] ?? stateActs[name])(world);
	}

	/** Secrets on the wire, or anything else that went wrong. */
	lab.secrets = async (first, count) => {
		const failed = [];
		for (let seed = first; seed < first + count; seed++) {
			const tape = new Tape(seed);
			document.body.replaceChildren();
			document.adoptedStyleSheets = [];
			const world = new SecretWorld(document);
			document.body.append(world.root);
			for (const act of tape.acts("build", 100, () => "build")) {
				world.act = act;
				world.build();
			}
			const drive = lab.manual();
			drive.eager = () => seed % 3 === 0;
			const both = lab.pair({ timing: { schedule: drive.schedule } });
			for (const act of tape.acts("run", 300, (rnd) => weighted(rnd, weights))) {
				world.act = act;
				await perform(world, both, drive);
			}
			await null;
			drive.drain();
			drive.look();
			drive.drain();
			await lab.pause(5);
			const text = await lab.sent(both.log.frames);
			const { problems, resyncs } = both.log;
			both.end();
			if (/S3CRET/.test(text) || problems.length + resyncs.length > 0)
				failed.push(`seed ${seed}: ${problems} ${resyncs} ${/.{0,80}S3CRET.{0,20}/s.exec(text)}`);
		}
		return failed;
	};
})();
