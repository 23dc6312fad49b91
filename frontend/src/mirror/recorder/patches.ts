type After = (self: object, given: unknown[], result: unknown) => void;

/** Patched natives: each wrapper calls the native first, tells us after, never throws of itself. */
export class Patches {
	#undo: (() => void)[] = [];

	/** Takes them all back, the last one first. */
	restore(): void {
		for (const undo of this.#undo.reverse()) undo();
		this.#undo = [];
	}

	method(owner: object, name: string, after: After): void {
		const before = Object.getOwnPropertyDescriptor(owner, name);
		const native: unknown = before?.value;
		if (!before?.configurable || typeof native !== "function") return;
		const wrapper = {
			[name](this: object, ...given: unknown[]): unknown {
				const result: unknown = Reflect.apply(native, this, given);
				if (result instanceof Promise)
					void result.then(
						() => quietly(() => after(this, given, undefined)),
						noop,
					);
				else quietly(() => after(this, given, result));
				return result;
			},
		}[name];
		this.#define(owner, name, before, { ...before, value: wrapper });
	}

	/** Wraps what sets the property, what gets it, or both. */
	accessor(
		owner: object,
		name: string,
		after: { get?: (self: object) => void; set?: (self: object) => void },
	): void {
		const before = Object.getOwnPropertyDescriptor(owner, name);
		if (!before?.configurable || !before.get) return;
		const { get, set } = before;
		const ours = { ...before };
		const { get: got, set: changed } = after;
		if (got)
			ours.get = function (this: object): unknown {
				const value: unknown = get.call(this);
				quietly(() => got(this));
				return value;
			};
		if (changed && set)
			ours.set = function (this: object, value: unknown): void {
				set.call(this, value);
				quietly(() => changed(this));
			};
		this.#define(owner, name, before, ours);
	}

	#define(
		owner: object,
		name: string,
		before: PropertyDescriptor,
		ours: PropertyDescriptor,
	): void {
		Object.defineProperty(owner, name, ours);
		this.#undo.push(() => {
			const now = Object.getOwnPropertyDescriptor(owner, name);
			/* Somebody wrapped it after us: their wrapper stays, ours falls silent. */
			const isOurs =
				now?.value === ours.value &&
				now?.get === ours.get &&
				now?.set === ours.set;
			if (isOurs) Object.defineProperty(owner, name, before);
		});
	}
}

function noop(): void {}

function quietly(act: () => void): void {
	try {
		act();
	} catch {
		/* The page must not notice us. */
	}
}
