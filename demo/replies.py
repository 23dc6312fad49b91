"""The demo's quick replies: what the shop's agents say all day."""

from interactions.models import QuickReply, Site

REPLIES = (
    ("hello", "en", "Hello {customer}, this is {agent}. How can I help you?"),
    (
        "hallo",
        "de",
        "Guten Tag {customer}, hier ist {agent}. Was kann ich für Sie tun?",
    ),
    ("moment", "en", "One moment please, I am looking that up for you."),
    ("moment", "de", "Einen Moment bitte, ich sehe das für Sie nach."),
    (
        "cobrowse",
        "en",
        "Shall we look at the page together? Open the menu with the three dots and "
        "choose Start Co-browse. I see only this page, and you can stop at any time.",
    ),
    (
        "cobrowse",
        "de",
        "Wollen wir die Seite gemeinsam ansehen? Öffnen Sie das Menü mit den drei "
        "Punkten und wählen Sie Co-Browse starten. Ich sehe nur diese Seite, und Sie "
        "können jederzeit aufhören.",
    ),
    (
        "returns",
        "en",
        "You can send anything back within 60 days, unused and in its box. "
        "The label is free: https://fjordandfield.example/returns",
    ),
    (
        "delivery",
        "en",
        "Parcels leave us on the day of the order and arrive within two to four days.",
    ),
    ("bye", "en", "Thank you for writing, {customer}. Have a good day!"),
    ("bye", "de", "Danke für Ihre Nachricht, {customer}. Einen schönen Tag noch!"),
)


def seed_replies(site: Site) -> None:
    """Everybody's, once: a reply that somebody changed or removed stays as it is."""
    if QuickReply.objects.filter(site=site, agent__isnull=True).exists():
        return
    QuickReply.objects.bulk_create(
        QuickReply(
            site=site, shortcut=shortcut, language=language, text=text, position=place
        )
        for place, (shortcut, language, text) in enumerate(REPLIES, start=1)
    )
