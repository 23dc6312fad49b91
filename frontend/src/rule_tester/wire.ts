/** What the server tells the tester page: sites, texts, and the rules that count on a page. */
import { cost_of } from "../admin/selector_cost";
import { fields, type TestPolicy } from "../rule_test/contract";

export interface TestedSite {
	readonly id: number;
	readonly key: string;
	readonly name: string;
	readonly origins: readonly string[];
	/** Demo: pages of this machine are allowed, whatever their port. */
	readonly loopback: boolean;
}

export interface ListedRule {
	readonly id: number;
	readonly url_pattern: string;
	readonly selector: string;
	readonly effect: string;
	/** Its page in the admin; empty: the draft. */
	readonly page: string;
}

export interface Draft {
	readonly url_pattern: string;
	readonly selector: string;
	readonly effect: string;
}

export interface Answer {
	readonly policy: TestPolicy;
	readonly listed: readonly ListedRule[];
	/** Enabled rules of the site that do not count on this page. */
	readonly elsewhere: number;
	/** What is wrong with the draft, and what its author should know. */
	readonly problems: readonly string[];
	readonly doubts: readonly string[];
	/** The draft's pattern fits the page. */
	readonly applies: boolean;
}

interface Setup {
	readonly sites: readonly TestedSite[];
	readonly words: Readonly<Record<string, string>>;
	readonly policy_url: string;
	readonly add_url: string;
	readonly may_add: boolean;
}

const read = <T>(id: string): T =>
	JSON.parse(document.getElementById(id)?.textContent ?? "null") as T;

export const setup: Setup = read("tester-setup");

export function say(
	name: string,
	values: Readonly<Record<string, string | number>> = {},
): string {
	const text = setup.words[name] ?? name;
	return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key] ?? ""));
}

export function may_test(site: TestedSite, origin: string): boolean {
	if (site.origins.includes(origin)) return true;
	const { hostname } = new URL(origin);
	const is_here =
		hostname === "localhost" ||
		hostname.endsWith(".localhost") ||
		/^127\.|^\[::1\]$/.test(hostname);
	return site.loopback && is_here;
}

/**
 * The rules for this address; null: the server does not let it be tested. Rejects where
 * it gives no answer of ours: it is away, or has signed the admin out.
 */
export async function fetch_policy(
	site: TestedSite,
	url: string,
	draft: Draft | null,
): Promise<Answer | null> {
	const query = new URLSearchParams({
		site: String(site.id),
		url,
		...(draft && { draft: "1", ...draft, measured_ms: measured(draft) }),
	});
	const response = await fetch(`${setup.policy_url}?${query}`);
	const answer = fields(await response.json());
	if (response.ok && answer) return answer as unknown as Answer;
	if (answer?.error) return null;
	throw new Error(`rule tester: ${response.status}`);
}

/** What the draft costs in this browser; empty: it cannot read it. */
function measured({ selector }: Draft): string {
	try {
		return selector ? cost_of(selector).toFixed(2) : "";
	} catch {
		return "";
	}
}

/** The form for a new rule, filled in. */
export function add_address(site: TestedSite, draft: Draft): string {
	const query = new URLSearchParams({ site: String(site.id), ...draft });
	return `${setup.add_url}?${query}`;
}
