import { media_type, PICTURE_BYTES, SHEET_BYTES } from "./kinds";
import { bare, loaded_addresses } from "./loaded";
import { can_digest, digest_of, may_read, read, request_for } from "./reading";
import { AssetServer, type AssetServerOptions } from "./server";

export interface BringerOptions extends Omit<AssetServerOptions, "stop"> {
	/** Pictures that style sheets draw in what is hidden; null now and then. */
	hidden_pictures(): Iterable<string | null>;
	/** The server has it under this digest; empty: it cannot be had. */
	on_kept(url: string, digest: string): void;
	/** Text of a style sheet; null: it cannot be had. */
	on_sheet(url: string, text: string | null): void;
}

const MOST_READ = 4;
/** Bytes that wait for the server before no more are read. */
const MOST_HELD = 16 * 1024 * 1024;
/** How long a busy page is left alone, in milliseconds. */
const IDLE_MS = 1_000;
/** How often to look whether the page has loaded more of what its style sheets name. */
const LOOK_MS = 2_000;
const SLICE_MS = 4;

/** What has become of addresses of this page: none is read twice. */
const results = new Map<string, string>();
const texts = new Map<string, string | null>();

/** Reads what the recorder names in this browser, and brings our server what it lacks. */
export class AssetBringer {
	readonly #options: BringerOptions;
	readonly #stop = new AbortController();
	readonly #server: AssetServer;
	/** Whole addresses by the bare one, that wait for an answer. */
	readonly #wanted = new Map<string, Set<string>>();
	/** Those to be read, in order, and those that only a style sheet names. */
	readonly #ready = new Set<string>();
	readonly #unsure = new Set<string>();
	/** Made at once: a page takes such addresses back. */
	readonly #requests = new Map<string, Request>();
	#reading = 0;
	#held = 0;
	#is_due = false;
	#look_timer = 0;

	constructor(options: BringerOptions) {
		this.#options = options;
		this.#server = new AssetServer({ ...options, stop: this.#stop });
	}

	/** `shown`: the page has loaded it. May be told again. */
	want(url: string, shown: boolean): void {
		if (this.#is_over) return;
		const address = bare(url);
		const known = can_digest ? results.get(address) : "";
		if (known !== undefined) {
			this.#options.on_kept(url, known);
			return;
		}
		const before = this.#wanted.get(address);
		if (before) before.add(url);
		else this.#wanted.set(address, new Set([url]));
		if (before && !this.#unsure.has(address)) return;
		if (!shown) this.#unsure.add(address);
		else {
			this.#unsure.delete(address);
			this.#ready.add(address);
			if (url.startsWith("blob:") && may_read(url))
				this.#requests.set(address, request_for(url, this.#stop.signal));
		}
		this.#work();
	}

	/** Style decides how everything looks: it does not wait for a quiet moment. */
	want_sheet(url: string): void {
		if (!this.#is_over) void this.#read_sheet(url);
	}

	stop(): void {
		this.#stop.abort();
		window.clearTimeout(this.#look_timer);
	}

	get #is_over(): boolean {
		return this.#stop.signal.aborted;
	}

	#work(): void {
		if (this.#unsure.size > 0) this.#look_later();
		const has_room = this.#reading < MOST_READ && this.#held < MOST_HELD;
		if (this.#is_due || !has_room || this.#ready.size === 0) return;
		this.#is_due = true;
		when_idle(() => {
			this.#is_due = false;
			const [next] = this.#ready;
			if (next === undefined || this.#is_over) return;
			this.#ready.delete(next);
			this.#reading++;
			void this.#bring(next);
			this.#work();
		});
	}

	/** Style sheets are read with the page, what they name when it is used. */
	#look_later(): void {
		this.#look_timer ||= window.setTimeout(() => {
			this.#look_timer = 0;
			if (!this.#is_over) void this.#look();
		}, LOOK_MS);
	}

	async #look(): Promise<void> {
		const { base_url } = this.#options;
		const is_loaded = loaded_addresses(`${base_url}widget.js`);
		const found = [...this.#unsure].filter(is_loaded);
		const hidden = found.length > 0 ? await this.#hidden() : new Set();
		if (this.#is_over) return;
		for (const address of found) {
			if (!this.#unsure.delete(address)) continue;
			if (hidden.has(address)) this.#answer(address, "");
			else this.#ready.add(address);
		}
		this.#work();
	}

	/** Pictures of what is hidden, looked for in short slices. */
	async #hidden(): Promise<Set<string>> {
		const hidden = new Set<string>();
		let end = performance.now() + SLICE_MS;
		for (const url of this.#options.hidden_pictures()) {
			if (url !== null) hidden.add(bare(url));
			if (performance.now() < end) continue;
			await new Promise<void>((done) => when_idle(done));
			if (this.#is_over) break;
			end = performance.now() + SLICE_MS;
		}
		return hidden;
	}

	#answer(address: string, digest: string): void {
		for (const url of this.#wanted.get(address) ?? [])
			this.#options.on_kept(url, digest);
		this.#wanted.delete(address);
	}

	async #bring(address: string): Promise<void> {
		const found = await this.#read(address).catch(() => null);
		this.#reading--;
		let digest = "";
		if (found && !this.#is_over) {
			const { bytes, type } = found;
			this.#held += bytes.length;
			this.#work();
			digest = found.digest;
			if (!(await this.#server.keep(digest, type, bytes))) digest = "";
			this.#held -= bytes.length;
		}
		if (this.#is_over) return;
		results.set(address, digest);
		this.#answer(address, digest);
		this.#work();
	}

	async #read(address: string) {
		if (!may_read(address)) return null;
		const request =
			this.#requests.get(address) ?? request_for(address, this.#stop.signal);
		this.#requests.delete(address);
		const found = await read(address, request, PICTURE_BYTES);
		const type = found && media_type(found.bytes);
		const digest = type && (await digest_of(found.bytes));
		return digest ? { digest, type, bytes: found.bytes } : null;
	}

	async #read_sheet(url: string): Promise<void> {
		let text = texts.get(url);
		if (text === undefined) {
			const found = may_read(url)
				? await read(url, request_for(url, this.#stop.signal), SHEET_BYTES)
				: null;
			if (this.#is_over) return;
			const is_css = /^text\/css\b/i.test(found?.type ?? "");
			text = found && is_css ? new TextDecoder().decode(found.bytes) : null;
			texts.set(url, text);
		}
		this.#options.on_sheet(url, text);
	}
}

function when_idle(act: () => void): void {
	if (typeof window.requestIdleCallback === "function")
		window.requestIdleCallback(act, { timeout: IDLE_MS });
	else window.setTimeout(act, 50);
}
