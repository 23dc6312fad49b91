const stringify = JSON.stringify;

/**
 * Plain data as JSON. Some pages give arrays or objects a `toJSON` of their own, which
 * the browser's function would ask; only strings and numbers are left to it here.
 */
export function to_json(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(entry).join(",")}]`;
	if (typeof value !== "object" || value === null) return entry(value);
	const parts = Object.entries(value)
		.filter(([, part]) => part !== undefined)
		.map(([name, part]) => `${stringify(name)}:${entry(part)}`);
	return `{${parts.join(",")}}`;
}

/** What cannot be said in JSON is null, as in an array. */
const entry = (value: unknown): string =>
	typeof value === "object" && value !== null
		? to_json(value)
		: (stringify(value) ?? "null");
