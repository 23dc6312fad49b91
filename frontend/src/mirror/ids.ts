const BITS = 6;
const MASK = (1 << BITS) - 1;

interface Block<T> {
	items: (T | undefined)[];
	used: number;
}

/**
 * A map from ids to what has them. Ids are given out in order and asked for in
 * runs, so blocks of neighbours cost a fraction of a Map of single ids.
 */
export class IdMap<T> {
	#blocks = new Map<number, Block<T>>();
	#at = -1;
	#block: Block<T> | undefined;
	size = 0;

	get(id: number): T | undefined {
		return this.#find(id)?.items[id & MASK];
	}

	set(id: number, item: T): void {
		let block = this.#find(id);
		if (!block) {
			block = { items: [], used: 0 };
			this.#blocks.set(id >>> BITS, block);
			this.#block = block;
		}
		if (block.items[id & MASK] === undefined) {
			block.used++;
			this.size++;
		}
		block.items[id & MASK] = item;
	}

	delete(id: number): void {
		const block = this.#find(id);
		if (block?.items[id & MASK] === undefined) return;
		block.items[id & MASK] = undefined;
		this.size--;
		if (--block.used > 0) return;
		this.#blocks.delete(this.#at);
		this.#block = undefined;
	}

	clear(): void {
		this.#blocks.clear();
		this.#block = undefined;
		this.#at = -1;
		this.size = 0;
	}

	#find(id: number): Block<T> | undefined {
		const at = id >>> BITS;
		if (at !== this.#at) {
			this.#at = at;
			this.#block = this.#blocks.get(at);
		}
		return this.#block;
	}
}
