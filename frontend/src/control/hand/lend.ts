type Method = (this: unknown, ...given: unknown[]) => unknown;

/**
 * Puts a method of ours in place of the page's for a while; the result gives it back,
 * unless the page has put something of its own over it by then.
 */
export function lend(
	owner: object,
	name: string,
	make: (native: Method) => Method,
): () => void {
	const before = Object.getOwnPropertyDescriptor(owner, name);
	const native: unknown = before?.value;
	if (!before?.configurable || typeof native !== "function") return () => {};
	const lent = make(native as Method);
	Object.defineProperty(owner, name, { ...before, value: lent });
	return () => {
		if (Object.getOwnPropertyDescriptor(owner, name)?.value === lent)
			Object.defineProperty(owner, name, before);
	};
}
