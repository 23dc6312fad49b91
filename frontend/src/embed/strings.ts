/** The few words that the embedded desktop has for itself; the rest are the desktop's. */
const en = {
	title: "Co-browse",
	nobody: "Nothing to join yet",
	nobody_text:
		"As soon as you are in a call or chat here, you can type the customer's session id.",
	ask: "The customer's page shows nine digits, or your chat brings them.",
	which: "Interaction",
	sign_in: "Sign in",
	signed_out: "You are signed out",
	signed_out_text:
		"Sign in once in a window of its own; this place then goes on.",
	signed_in: "You are signed in",
	signed_in_text: "You can close this window.",
	no_profile: "This user is no agent",
	no_profile_text: "Ask your administrator for an agent profile.",
	blocked:
		"Your browser keeps this place from seeing that you are signed in. Allow its cookies, then try again.",
	ended: "The session has ended",
	again: "Join another",
} as const;

export type EmbedString = keyof typeof en;

const de: Record<EmbedString, string> = {
	title: "Co-Browsing",
	nobody: "Noch nichts zum Beitreten",
	nobody_text:
		"Sobald Sie hier in einem Gespräch oder Chat sind, können Sie die Sitzungsnummer des Kunden eingeben.",
	ask: "Die Seite des Kunden zeigt neun Ziffern, oder Ihr Chat bringt sie mit.",
	which: "Interaktion",
	sign_in: "Anmelden",
	signed_out: "Sie sind abgemeldet",
	signed_out_text:
		"Melden Sie sich einmal in einem eigenen Fenster an; danach geht es hier weiter.",
	signed_in: "Sie sind angemeldet",
	signed_in_text: "Sie können dieses Fenster schließen.",
	no_profile: "Dieses Konto gehört zu keinem Agenten",
	no_profile_text: "Bitten Sie Ihre Administration um ein Agentenprofil.",
	blocked:
		"Ihr Browser lässt diese Stelle nicht sehen, dass Sie angemeldet sind. Erlauben Sie ihre Cookies und versuchen Sie es noch einmal.",
	ended: "Die Sitzung ist beendet",
	again: "Einer anderen beitreten",
};

export function tell(key: EmbedString): string {
	const german = document.documentElement.lang.startsWith("de");
	return (german ? de : en)[key];
}
