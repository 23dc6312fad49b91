/** A small set of emoji for talking with customers, with words to find them by. */

/** Sign, then its names: English | German. The first English word is its name. */
const SIGNS = `
🙂 smile slight happy | lächeln freundlich
😀 grin happy | grinsen fröhlich
😃 joy happy open | freude fröhlich
😄 laugh happy eyes | lachen froh
😊 blush pleased warm | erröten zufrieden
😉 wink | zwinkern
😅 phew sweat relief | puh schwitzen
😂 tears laugh | tränen lachen
🤗 hug | umarmung
🤔 think wonder | denken überlegen
😇 angel innocent | engel
😍 love eyes heart | liebe verliebt
😎 cool sunglasses | cool sonnenbrille
😌 relieved calm | erleichtert ruhig
😐 neutral | neutral
😕 confused unsure | verwirrt unsicher
🙁 sad frown | traurig
😢 cry tear | weinen träne
😮 surprised oh | überrascht oh
😳 embarrassed flushed | verlegen
😴 sleep tired | schlafen müde
🤝 handshake deal | handschlag abgemacht
👍 thumbs up yes good ok | daumen hoch ja gut
👎 thumbs down no bad | daumen runter nein
👌 perfect ok | perfekt
👏 clap applause bravo | klatschen applaus
🙌 hooray hands | hurra hände
🙏 please thanks folded | bitte danke
👋 wave hello goodbye | winken hallo tschüss
💪 strong muscle | stark muskel
✌️ victory peace | sieg frieden
🤞 luck fingers crossed | glück daumen drücken
👀 eyes look | augen schauen
👇 below down point | unten zeigen
👉 right point here | rechts zeigen hier
❤️ heart love red | herz liebe
💚 green heart | grünes herz
💡 idea light bulb | idee glühbirne
🎉 party celebrate congratulations | feier glückwunsch
🎂 birthday cake | geburtstag kuchen
🎁 gift present | geschenk
⭐ star favourite | stern
✨ sparkles new shiny | glitzer neu
🔥 fire hot | feuer heiß
☀️ sun sunny | sonne
🌧️ rain cloud | regen wolke
🌍 world earth globe | welt erde
🍀 clover luck | klee glück
☕ coffee break | kaffee pause
🍕 pizza food | pizza essen
✅ check done yes | haken erledigt ja
❌ cross no wrong | kreuz nein falsch
❗ exclamation important | ausrufezeichen wichtig
❓ question | frage fragezeichen
⚠️ warning attention | warnung achtung
ℹ️ info information | info auskunft
⏰ alarm clock time | wecker uhr zeit
⏳ hourglass wait | sanduhr warten
📅 calendar date | kalender datum
📞 phone call receiver | telefon anruf
📱 mobile smartphone | handy
💻 laptop computer | laptop rechner
🖱️ mouse click | maus klick
⌨️ keyboard | tastatur
🖨️ printer | drucker
📧 email mail | e-mail post
📎 attachment paperclip | anhang büroklammer
📄 document page | dokument seite
🧾 receipt invoice bill | beleg rechnung
📝 note write form | notiz schreiben formular
🔍 search magnifier | suche lupe
🔗 link chain | link kette
🔒 lock secure | schloss sicher
🔑 key password | schlüssel passwort
🛒 cart shopping basket | einkaufswagen warenkorb
🛍️ shopping bags | einkaufstaschen
💳 card credit payment | kreditkarte zahlung
💶 euro money | euro geld
💰 money bag | geld
🏷️ label price tag | etikett preis
📦 parcel package delivery | paket lieferung
🚚 truck delivery | lieferwagen lieferung
✈️ plane flight travel | flugzeug reise
🚗 car | auto
🚆 train | zug bahn
🏠 home house | haus zuhause
🏢 office building | büro gebäude
🛠️ tools repair fix | werkzeug reparatur
⚙️ settings gear | einstellungen zahnrad
🔄 refresh reload again | neu laden wieder
🔔 bell notification | glocke benachrichtigung
🚀 rocket fast launch | rakete schnell
🏁 finish flag | ziel flagge
🎯 target goal | ziel treffer
👤 person user | person benutzer
👥 people team | leute team
🧑‍💻 agent developer support | support berater
🐞 bug error | fehler käfer
`;

export interface Emoji {
	readonly sign: string;
	readonly name: string;
	readonly words: string;
}

function parsed(line: string, language: string): Emoji {
	const space = line.indexOf(" ");
	const words = line.slice(space + 1);
	const [english = "", german = ""] = words
		.split("|")
		.map((part) => part.trim());
	return {
		sign: line.slice(0, space),
		name: language.startsWith("de") ? german : english,
		words: folded(words),
	};
}

/** Without case and accents: people search with what their keyboard has. */
const folded = (text: string): string =>
	text
		.normalize("NFD")
		.replace(/\p{Mn}/gu, "")
		.toLowerCase();

export const all_emoji = (language: string): readonly Emoji[] =>
	SIGNS.trim()
		.split("\n")
		.map((line) => parsed(line, language));

/** The ones of which every sought word begins a word. */
export function found_emoji(
	all: readonly Emoji[],
	sought: string,
): readonly Emoji[] {
	const words = folded(sought).split(/\s+/).filter(Boolean);
	return all.filter((emoji) =>
		words.every((word) => ` ${emoji.words}`.includes(` ${word}`)),
	);
}

/** Where an arrow leads in a grid of `count` in rows of `columns`; it stops at the edges. */
export function moved(
	at: number,
	key: string,
	columns: number,
	count: number,
): number | null {
	const to: Readonly<Record<string, number>> = {
		ArrowLeft: at - 1,
		ArrowRight: at + 1,
		ArrowUp: at - columns,
		ArrowDown: at + columns,
		Home: at - (at % columns),
		End: Math.min(count - 1, at - (at % columns) + columns - 1),
	};
	const next = to[key];
	if (next === undefined || count === 0) return null;
	return next < 0 || next >= count ? at : next;
}
