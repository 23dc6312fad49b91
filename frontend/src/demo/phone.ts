/** The simulated phone's page: reloads itself when the platform changes the call. */

const POLL_MILLISECONDS = 2_000;

const phone = document.querySelector<HTMLElement>("[data-call-state]");
const token = document.querySelector<HTMLInputElement>(
	"input[name=csrfmiddlewaretoken]",
);
const script = document.querySelector<HTMLScriptElement>(
	"script[data-state-url]",
);

function state_of(answer: unknown): string | null {
	if (typeof answer !== "object" || answer === null) return null;
	return "state" in answer && typeof answer.state === "string"
		? answer.state
		: null;
}

async function look(url: string, csrf: string): Promise<string | null> {
	try {
		const response = await fetch(url, {
			method: "POST",
			headers: { "X-CSRFToken": csrf },
		});
		return response.ok ? state_of(await response.json()) : null;
	} catch {
		return null;
	}
}

async function watch(): Promise<void> {
	const url = script?.dataset.stateUrl;
	const shown = phone?.dataset.callState;
	if (!url || !token || !shown) return;
	const now = await look(url, token.value);
	if (now !== null && now !== shown) {
		location.reload();
		return;
	}
	setTimeout(() => void watch(), POLL_MILLISECONDS);
}

void watch();
