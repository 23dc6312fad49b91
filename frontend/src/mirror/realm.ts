/**
 * Finds what the browser made, whatever the page made of it: on the prototypes, in
 * the keeping of zone.js, or in a clean frame.
 */
type Realm = typeof globalThis;
/** zone.js keeps what it wraps, under names that it tells; in its wrappers our work would be the page's. */
interface Zoned {
	Zone?: { __symbol__?(name: string): string };
}
/** Names of the browser's interfaces. */
type Owner = {
	[K in keyof Realm]: Realm[K] extends { prototype: object } ? K : never;
}[keyof Realm] &
	string;
type Instance<O extends Owner> = Realm[O] extends { prototype: infer T }
	? T
	: never;
type Key<T> = keyof T & string;

let cleanRealm: Realm | undefined;
let cleanFrame: Element | undefined;

/** A realm that no script of the page has seen; its functions work on any node. */
function clean(): Realm {
	if (cleanRealm) return cleanRealm;
	cleanRealm = globalThis;
	try {
		const page = Document.prototype;
		const frame = page.createElement.call(
			document,
			"iframe",
		) as HTMLIFrameElement;
		frame.setAttribute("data-cobrowse-root", "");
		frame.hidden = true;
		page.querySelector.call(document, "*")?.append(frame);
		const view = frame.contentWindow as unknown as Realm | null;
		if (view) {
			cleanRealm = view;
			cleanFrame = frame;
		}
	} catch {
		/* The page left us nothing better than its own. */
	}
	return cleanRealm;
}

/** All is taken. (A window without a frame hands out no more classes.) */
export function leaveClean(): void {
	cleanFrame?.remove();
	cleanFrame = undefined;
}

const source = Function.prototype.toString;

function isNative(value: unknown): boolean {
	if (typeof value !== "function") return false;
	return source.call(value).includes("[native code]");
}

function zoned(name: string): string {
	return (globalThis as Zoned).Zone?.__symbol__?.(name) ?? "";
}

/**
 * A constructor whose instances do what the browser says, whatever a page makes of its
 * own: the window's, or that of a clean frame, with members that are not the page's.
 */
export function intact<K extends Owner>(name: K): Realm[K] {
	const own: unknown = (globalThis as Record<string, unknown>)[name];
	if (typeof document === "undefined") return own as Realm[K];
	const made = (isIntact(own) ? own : clean()[name]) as new () => object;
	const kept = class extends made {};
	const { constructor: _, ...members } = Object.getOwnPropertyDescriptors(
		made.prototype,
	);
	Object.defineProperties(kept.prototype, members);
	return kept as unknown as Realm[K];
}

function isIntact(made: unknown): boolean {
	if (typeof made !== "function" || !isNative(made)) return false;
	const members = Object.getOwnPropertyDescriptors(made.prototype as object);
	for (const name of Object.getOwnPropertyNames(members)) {
		const one = members[name];
		const used: unknown = one?.get ?? one?.value;
		if (typeof used === "function" && !isNative(used)) return false;
	}
	return true;
}

/** A member of the window itself; `alive`: it must belong to a window that is there. */
export function ofWindow<K extends Key<Realm>>(
	name: K,
	alive = false,
): Realm[K] {
	const own = globalThis as unknown as Record<string, Realm[K] | undefined>;
	const kept = own[zoned(name)] ?? own[name];
	const usable = alive || isNative(kept) || typeof document === "undefined";
	return usable ? (kept as Realm[K]) : clean()[name];
}

/** A number that the window tells, though a script may have put another one in its place. */
export function windowGetter<K extends Key<Window>>(
	name: K,
): (view: Window) => Window[K] {
	const describeIn = (realm: Realm) =>
		Object.getOwnPropertyDescriptor(realm, name)?.get;
	const own = describeIn(globalThis);
	const get =
		own || typeof document === "undefined" ? own : describeIn(clean());
	return (view) => (get ? get.call(view) : view[name]) as Window[K];
}

function describe(
	realm: Realm,
	owner: Owner,
	name: string,
): PropertyDescriptor | undefined {
	const made: unknown = realm[owner];
	if (typeof made !== "function") return undefined;
	return Object.getOwnPropertyDescriptor(made.prototype, name);
}

/** The property as the browser made it; a browser without it has none. */
function original(owner: Owner, name: string): PropertyDescriptor | undefined {
	const found = describe(globalThis, owner, name);
	const kept = describe(globalThis, owner, zoned(name));
	if (kept?.value) return kept;
	if (isNative(found?.get ?? found?.value)) return found;
	if (typeof document === "undefined") return found;
	return describe(clean(), owner, name) ?? found;
}

export function getter<O extends Owner, K extends Key<Instance<O>>>(
	owner: O,
	name: K,
): (self: Instance<O>) => Instance<O>[K] {
	const get = original(owner, name)?.get;
	return get ? bare<[Instance<O>], Instance<O>[K]>(get) : (self) => self[name];
}

export function method<T, A extends unknown[], R>(
	owner: Owner,
	name: string,
): (self: T, ...given: A) => R {
	return bare<[T, ...A], R>(original(owner, name)?.value);
}

const { bind, call } = Function.prototype;
/** The native with what it works on as its first argument: a closure of ours around it would cost more than it does. */
const bare = <A extends unknown[], R>(native: unknown): ((...given: A) => R) =>
	bind.call(call, native) as (...given: A) => R;
