import type { en_call } from "./en_call";

/** German: calls made in the browser. */
export const de_call: Record<keyof typeof en_call, string> = {
	"talk.title": "Anruf",
	"talk.you": "Sie",
	"talk.customer": "Kunde",
	"talk.connecting": "Verbinden…",
	"talk.microphone": "Mikrofon erlauben",
	"talk.waiting": "Warten auf das Mikrofon des Kunden…",
	"talk.connected": "Im Gespräch",
	"talk.reconnecting": "Neu verbinden…",
	"talk.held": "Gehalten",
	"talk.trouble": "Kein Ton",
	"talk.ended": "Beendet",
	"talk.mute": "Stumm",
	"talk.unmute": "Stumm aus",
	"talk.hold": "Halten",
	"talk.retrieve": "Zurückholen",
	"talk.retry": "Noch einmal",
	"talk.listen": "Ton einschalten",
	"talk.devices": "Mikrofon und Lautsprecher",
	"talk.microphone.choice": "Mikrofon",
	"talk.speaker": "Lautsprecher",
	"talk.device": "Gerät {number}",
	"talk.device_refused": "Dieses Gerät lässt sich im Moment nicht benutzen.",
	"talk.you_are_muted": "Sie sind stumm: der Kunde hört Sie nicht.",
	"talk.other_muted": "Der Kunde hat das Mikrofon stumm geschaltet.",
	"talk.quality.unknown": "Wird gemessen…",
	"talk.quality.good.figures": "Gut · {ms} ms · {loss} % verloren",
	"talk.quality.fair.figures": "Mäßig · {ms} ms · {loss} % verloren",
	"talk.quality.poor.figures": "Schlecht · {ms} ms · {loss} % verloren",
	"talk.quality.poor":
		"Die Verbindung ist schlecht: Sie verstehen einander vielleicht nicht gut.",
	"talk.own.refused":
		"Ihr Browser erlaubt das Mikrofon hier nicht. Erlauben Sie es in der Adresszeile, und versuchen Sie es noch einmal.",
	"talk.own.missing":
		"Kein Mikrofon gefunden. Schließen Sie eines an, und versuchen Sie es noch einmal.",
	"talk.own.busy":
		"Ihr Mikrofon lässt sich nicht benutzen: vielleicht belegt es ein anderes Programm.",
	"talk.own.connection":
		"Es kam keine Verbindung zustande. Vielleicht steht eine Firewall im Weg.",
	"talk.own.insecure": "Anrufe sind nur über https möglich.",
	"talk.own.unsupported": "Dieser Browser kann nicht telefonieren.",
	"talk.other.refused": "Der Browser des Kunden erlaubt das Mikrofon nicht.",
	"talk.other.missing": "Der Kunde hat kein Mikrofon.",
	"talk.other.busy": "Das Mikrofon des Kunden lässt sich nicht benutzen.",
	"talk.other.connection": "Beim Kunden kam keine Verbindung zustande.",
	"talk.join":
		"Der Kunde kann die Seite aus dem Anruffenster teilen; sie öffnet sich hier von selbst. Von einem anderen Gerät: die neun Ziffern.",
	"offer.answer": "Annehmen",
	"offer.decline": "Ablehnen",
	"ended.connection_lost": "Die Verbindung des Kunden war zu lange weg.",
};
