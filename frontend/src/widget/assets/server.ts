/** Brings bytes to our server, those that it lacks. */

import { to_json } from "../../transport/json";
import { get_json, type Shelf, set_json } from "../storage";
import { ask } from "./reading";

/** How long to wait for more digests to ask about, in milliseconds. */
const GATHER_MS = 100;
const MOST_ASKED = 200;
const MOST_UPLOADS = 4;
/** A request that failed is made again after these pauses, in milliseconds. */
const PAUSES_MS = [2_000, 8_000];
/** When the server does not say how long to wait, in seconds. */
const WAIT_S = 60;
/** What the server was found to have is believed for so long. */
const BELIEVED_MS = 30 * 60_000;
const MOST_KEPT = 500;

interface Kept {
	at: number;
	digests: readonly string[];
}

interface Item {
	digest: string;
	type: string;
	bytes: Uint8Array<ArrayBuffer>;
	done(kept: boolean): void;
}

export interface AssetServerOptions {
	/** Where our server is, with a trailing slash. */
	base_url: string;
	token: string;
	/** Remembers over page loads what the server has. */
	shelf: Shelf;
	/** Aborted: nothing is sent any more, and nothing is answered. */
	stop: AbortController;
}

export class AssetServer {
	readonly #options: AssetServerOptions;
	readonly #kept: Set<string>;
	readonly #on_way = new Map<string, Promise<boolean>>();
	#gathered: Item[] = [];
	#uploads: Item[] = [];
	#sending = 0;
	/** Nothing is sent before, by the clock of `performance`. */
	#open_at = 0;

	constructor(options: AssetServerOptions) {
		this.#options = options;
		const kept = get_json(options.shelf, "assets", is_kept);
		const fresh = kept && Math.abs(Date.now() - kept.at) < BELIEVED_MS;
		this.#kept = new Set(fresh ? kept.digests : []);
	}

	/** Whether the server has them in the end; never answered once it is told to stop. */
	keep(
		digest: string,
		type: string,
		bytes: Uint8Array<ArrayBuffer>,
	): Promise<boolean> {
		if (this.#kept.has(digest)) return Promise.resolve(true);
		const before = this.#on_way.get(digest);
		if (before) return before;
		const kept = new Promise<boolean>((done) => {
			if (this.#gathered.length === 0)
				window.setTimeout(() => void this.#ask(), GATHER_MS);
			this.#gathered.push({ digest, type, bytes, done });
		});
		this.#on_way.set(digest, kept);
		void kept.then(() => this.#on_way.delete(digest));
		return kept;
	}

	async #ask(): Promise<void> {
		const items = this.#gathered.splice(0, MOST_ASKED);
		if (this.#gathered.length > 0) void this.#ask();
		const digests = items.map(({ digest }) => digest);
		const body = to_json({ digests });
		const answer = await this.#request("POST", "missing", {}, () => body);
		if (this.#is_over) return;
		const missing = answer?.ok ? await missing_of(answer) : null;
		for (const item of items) {
			if (!missing) item.done(false);
			else if (missing.has(item.digest)) this.#uploads.push(item);
			else this.#has(item);
		}
		this.#send();
	}

	#send(): void {
		while (this.#sending < MOST_UPLOADS) {
			const item = this.#uploads.shift();
			if (!item) return;
			this.#sending++;
			void this.#upload(item).finally(() => {
				this.#sending--;
				this.#send();
			});
		}
	}

	async #upload(item: Item): Promise<void> {
		const type = { "content-type": item.type };
		const answer = await this.#request(
			"PUT",
			item.digest,
			type,
			() => item.bytes,
		);
		if (this.#is_over) return;
		if (answer?.ok) this.#has(item);
		else item.done(false);
	}

	#has({ digest, done }: Item): void {
		this.#kept.add(digest);
		const digests = [...this.#kept].slice(-MOST_KEPT);
		set_json(this.#options.shelf, "assets", { at: Date.now(), digests });
		done(true);
	}

	get #is_over(): boolean {
		return this.#options.stop.signal.aborted;
	}

	/** The answer; null: there is none, or it is over. */
	async #request(
		method: string,
		path: string,
		headers: Record<string, string>,
		body: () => BodyInit,
	): Promise<Response | null> {
		const { base_url, stop, token } = this.#options;
		const address = new URL(`widget/assets/${path}`, base_url).href;
		for (let failures = 0; !this.#is_over; ) {
			const rest = this.#open_at - performance.now();
			if (rest > 0) {
				await pause(rest);
				continue;
			}
			const answer = await ask(address, {
				method,
				credentials: "omit",
				cache: "no-store",
				headers: {
					"content-type": "application/json",
					...headers,
					authorization: `Bearer ${token}`,
				},
				body: body(),
				signal: stop.signal,
			}).catch(() => null);
			const status = answer?.status ?? 0;
			if (answer && status === 429)
				this.#open_at = performance.now() + wait_of(answer) * 1000;
			else if (status === 401 || status === 403 || status === 409) stop.abort();
			else if (answer && status < 500) return answer;
			else {
				const wait = PAUSES_MS[failures++];
				if (wait === undefined) return answer;
				await pause(wait);
			}
		}
		return null;
	}
}

const pause = (milliseconds: number): Promise<void> =>
	new Promise((done) => window.setTimeout(done, milliseconds));

function wait_of(answer: Response): number {
	const told = Number(answer.headers.get("retry-after"));
	return told > 0 ? Math.min(told, 3600) : WAIT_S;
}

async function missing_of(answer: Response): Promise<Set<string> | null> {
	try {
		const { missing } = (await answer.json()) as { missing?: unknown };
		return Array.isArray(missing) ? new Set(missing.map(String)) : null;
	} catch {
		return null;
	}
}

const is_kept = (value: unknown): value is Kept =>
	typeof value === "object" &&
	value !== null &&
	"at" in value &&
	typeof value.at === "number" &&
	"digests" in value &&
	Array.isArray(value.digests) &&
	value.digests.every((one) => typeof one === "string");
