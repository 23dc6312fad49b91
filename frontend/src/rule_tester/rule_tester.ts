/** The rule tester's page: the agent's view of a page, and what in it still looks sensitive. */
import { by_id, set_text, show } from "../desktop/dom";
import type { PlayerProgress } from "../mirror";
import type { Counts, FromPage, TestPolicy } from "../rule_test/contract";
import { ReplicaHolder } from "../viewer/replica";
import { DraftForm } from "./draft";
import { findings_list } from "./findings";
import { type Line, TestedWindow } from "./link";
import { show_rules } from "./rules";
import { type Finding, scan } from "./scan";
import { TesterStage } from "./stage";
import { suggest, suggest_pattern } from "./suggest";
import {
	type Answer,
	fetch_policy,
	may_test,
	say,
	setup,
	type TestedSite,
} from "./wire";

/** Least time between two looks through the page. */
const SCAN_MS = 700;
const OVER: readonly (Line | "idle")[] = [
	"idle",
	"blocked",
	"closed",
	"stopped",
];
const SEEN: readonly (Line | "idle")[] = ["live"];

class RuleTester {
	readonly #site = by_id("site") as HTMLSelectElement;
	readonly #address = by_id("address") as HTMLInputElement;
	readonly #stage = new TesterStage(() => this.#replica);
	readonly #replica: ReplicaHolder;
	readonly #window: TestedWindow;
	readonly #draft = new DraftForm(
		() => void this.#renew(),
		() => this.#chosen,
	);
	readonly #show_findings = findings_list({
		on_show: ({ element }) => this.#stage.point_out(element),
		on_mask: (finding) => this.#mask(finding),
		id_of: (element) => this.#replica.id_of(element),
	});
	#line: Line | "idle" = "idle";
	#progress: PlayerProgress = "waiting";
	#url = "";
	#title = "";
	#policy: TestPolicy | null = null;
	#answer: Answer | null = null;
	#counts: Counts | null = null;
	#scan_timer = 0;
	/** Questions to the server: the last one's answer counts. */
	#asked = 0;

	constructor() {
		this.#replica = new ReplicaHolder(by_id("replica"), {
			on_progress: (progress) => {
				this.#progress = progress;
				this.#soon();
				this.#paint();
			},
			on_view: (size) => this.#stage.set_size(size),
			on_zoom: () => undefined,
			on_icon: () => undefined,
			on_pictures: () => undefined,
			on_change: () => undefined,
			on_title: (title) => {
				this.#title = title;
				this.#soon();
			},
			on_resync: (_, node) =>
				this.#window.send({ say: "resync", node: node ?? 0 }),
		});
		this.#window = new TestedWindow({
			words: { bar: say("bar"), stop: say("bar_stop") },
			on_line: (line) => this.#moved(line),
			on_message: (message) => this.#hear(message),
			may_test: (origin) => !!this.#chosen && may_test(this.#chosen, origin),
			is_site: (key) => key === this.#chosen?.key,
			policy_for: (url) => this.#policy_for(url),
		});
		by_id("open").addEventListener("submit", (event) => {
			event.preventDefault();
			this.#open();
		});
		by_id("stop").addEventListener("click", () => {
			this.#window.stop();
			this.#moved("stopped");
		});
		this.#site.addEventListener("change", () => this.#suggest_address());
		if (!this.#address.value) this.#suggest_address();
		this.#paint();
	}

	get #chosen(): TestedSite | undefined {
		return setup.sites.find(({ id }) => String(id) === this.#site.value);
	}

	#suggest_address(): void {
		const origin = this.#chosen?.origins[0];
		if (origin) this.#address.value = `${origin}/`;
	}

	#open(): void {
		const problem = this.#address_problem();
		set_text(by_id("address-problem"), problem);
		this.#address.toggleAttribute("aria-invalid", problem !== "");
		if (problem) {
			this.#address.focus();
			return;
		}
		this.#forget();
		this.#window.open(this.#address.value.trim());
	}

	#address_problem(): string {
		const text = this.#address.value.trim();
		if (!URL.canParse(text) || !/^https?:\/\//i.test(text))
			return say("bad_address");
		const site = this.#chosen;
		const { origin } = new URL(text);
		return site && may_test(site, origin)
			? ""
			: say("foreign_hint", { origin });
	}

	async #policy_for(url: string): Promise<TestPolicy | null> {
		this.#forget();
		return this.#ask(url);
	}

	/** The rules of this address become those of the page, unless another is asked for. */
	async #ask(url: string): Promise<TestPolicy | null> {
		const site = this.#chosen;
		const asked = ++this.#asked;
		const answer = site && (await fetch_policy(site, url, this.#draft.draft));
		if (!answer) return null;
		if (asked !== this.#asked) return answer.policy;
		this.#url = url;
		this.#answer = answer;
		this.#policy = answer.policy;
		this.#draft.paint(answer);
		this.#paint();
		return answer.policy;
	}

	/** The page moved, or the draft is another. */
	async #renew(url = this.#url): Promise<void> {
		if (this.#line !== "live" || !url) return;
		const before = JSON.stringify(this.#policy);
		let policy: TestPolicy | null = null;
		let line: Line = "foreign";
		const asking = this.#ask(url);
		const asked = this.#asked;
		try {
			policy = await asking;
		} catch {
			line = "away";
		}
		if (asked !== this.#asked || this.#line !== "live") return;
		if (!policy) {
			this.#window.stop();
			this.#moved(line);
		} else if (JSON.stringify(policy) !== before) {
			this.#counts = null;
			this.#window.send({ say: "policy", policy });
		}
	}

	#hear(message: FromPage): void {
		switch (message.say) {
			case "frame":
				this.#replica.receive(message.bytes);
				this.#soon();
				break;
			case "page":
				void this.#renew(message.url);
				break;
			case "counts":
				this.#counts = message;
				this.#paint();
		}
	}

	#moved(line: Line): void {
		this.#line = line;
		if (line !== "live") this.#counts = null;
		if (line === "foreign" || line === "other_site") {
			this.#window.stop();
			this.#forget();
		}
		this.#paint();
	}

	/** Nothing of the page before is left on this one. */
	#forget(): void {
		this.#replica.clear();
		this.#stage.point_out(null);
		this.#answer = this.#counts = null;
		this.#title = this.#url = "";
		this.#progress = "waiting";
		this.#show_findings(null);
	}

	#soon(): void {
		this.#scan_timer ||= window.setTimeout(() => {
			this.#scan_timer = 0;
			const page = this.#replica.frame.contentDocument;
			if (page && this.#progress === "live")
				this.#show_findings(scan(page, this.#title));
		}, SCAN_MS);
	}

	#mask({ element }: Finding): void {
		if (!element) return;
		this.#stage.point_out(element);
		const { selector, stable } = suggest(element);
		const url_pattern = suggest_pattern(this.#url);
		const hint = stable ? "" : say("unstable");
		this.#draft.fill({ selector, url_pattern, effect: "mask" }, hint);
	}

	#paint(): void {
		const line = this.#line;
		document.body.dataset.line = line;
		show(by_id("stop"), !OVER.includes(line));
		set_text(by_id("page-url"), this.#url);
		show_rules(this.#answer, this.#counts);
		if (SEEN.includes(line) && this.#progress === "live")
			this.#stage.curtain("", "", false);
		else if (line === "live" && this.#progress === "paused")
			this.#stage.curtain(say("line_paused"), say("line_paused_hint"), false);
		else {
			const name = line === "live" ? "loading" : line;
			const busy = ["waiting", "left", "loading"].includes(name);
			this.#stage.curtain(say(`line_${name}`), say(`line_${name}_hint`), busy);
		}
	}
}

new RuleTester();
