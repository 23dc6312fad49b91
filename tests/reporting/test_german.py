"""For a German browser, what readers of reports see is German: words, days, figures."""

import re
from collections.abc import Iterator
from datetime import UTC
from html.parser import HTMLParser

import pytest
from django.contrib.auth.models import Permission, User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone, translation

from reporting.catalogue import REPORTS
from reporting.models import SavedView, Schedule, SessionFact, StateFact
from reporting.services.schedules import Plan, add_schedule
from tests.privacy.stage import PHONE, Known, make_known, settled
from tests.reporting.reports_at_hand import RANGE, Work, make_work
from tests.sessions_app.places import make_place

pytestmark = pytest.mark.django_db

MONTHS = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni"),
    *("Juli", "August", "September", "Oktober", "November", "Dezember"),
)

# Words that no German sentence of ours has, but most English ones.
ENGLISH = re.compile(
    r"\b(the|of|and|with|are|you|your|this|not|yet|rows?|pages?|sessions|today"
    r"|customer|agents|queues?|waiting|ready|ended|show|save|cancel|delete)\b",
    re.IGNORECASE,
)
# Of a person, and of a real-time template.
NAMES = re.compile("Trainee of shop|eServices Queue KPI|eServices Agent Activity")
# Attributes that are read out, shown on hover, or put on the page by a script.
SPOKEN = re.compile(r"aria-label|title|placeholder|alt|data-(?!testid|columns).*")


class Words(HTMLParser):
    """What a page says, but for what it says is English."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.language = ""
        self.words: list[str] = []
        self._quiet = ""
        self.feed(page)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        language = dict(attrs).get("lang")
        if tag == "html":
            self.language = language or ""
        elif language == "en" or tag == "script":
            self._quiet = tag
        for name, value in attrs:
            if value and " " in value and SPOKEN.fullmatch(name):
                self.words.append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._quiet:
            self._quiet = ""

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.words.append(data)


@pytest.fixture(autouse=True)
def _fresh(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    built = dict.fromkeys(("realtime", "reports", "exports"), "built.js")
    monkeypatch.setattr("cobrowse.templatetags.build._manifest", lambda *_: built)
    cache.clear()
    # The language of a request stays with its thread.
    with translation.override(translation.get_language()):
        yield
    cache.clear()


def german(*, name: str = "") -> Client:
    """Somebody with a German browser, or `name`, who may read and erase everything."""
    client = Client(headers={"accept-language": "de-DE,de;q=0.9,en;q=0.8"})
    if name:
        user, _ = User.objects.get_or_create(username=name)
        names = ("view_reports", "export_customer", "erase_customer")
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        client.force_login(user)
    return client


def said(client: Client, address: str, query: dict[str, str] | None = None) -> str:
    """The words of a page, which has to be German throughout."""
    answer = client.get(address, query or {})
    assert answer.status_code == 200
    return checked(answer.content.decode())


def checked(page: str) -> str:
    words = Words(page)
    assert words.language == "de"
    left = [match[0] for match in ENGLISH.finditer(NAMES.sub("", words.text))]
    assert left == [], words.text
    return words.text


@pytest.fixture
def work() -> Work:
    work = make_work(sessions=6)
    row = SessionFact.objects.order_by("session_id")[:1].get()
    SessionFact.objects.filter(pk=row.pk).update(pages_visited=12_345)
    return work


@pytest.fixture
def known() -> Known:
    return settled(make_known(make_place()))


EVERY_REPORT = {
    "cobrowse-summary": ("Summenbericht Co-Browse", "Ø Co-Browse-Zeit", "Summe"),
    "cobrowse-detail": ("Einzelbericht Co-Browse", "von Kundenseite beendet", "12.345"),
    "agent-summary": ("Summenbericht Agentenaktivität", "Nicht-bereit-Zeit"),
    "agent-state-details": ("Einzelbericht Agentenstatus", "nicht bereit"),
    "chat-summary": ("Summenbericht Chats", "100,0 %"),
    "queue-summary": ("Summenbericht Warteschlangen", "66,7 %", "Längste Wartezeit"),
}


def test_the_words_below_are_for_every_report() -> None:
    assert set(EVERY_REPORT) == {report.key for report in REPORTS}


@pytest.mark.parametrize("key", EVERY_REPORT)
def test_a_report_is_german(work: Work, key: str) -> None:
    (report,) = (report for report in REPORTS if report.key == key)
    query = RANGE | {"columns": ",".join(column.key for column in report.columns)}
    page = said(german(name="ana"), f"/reports/{key}/", query)
    for words in (*EVERY_REPORT[key], "Zeitspanne", "Was die Spalten bedeuten"):
        assert words in page


def test_reasons_of_the_product_are_german_and_those_of_people_stay(work: Work) -> None:
    lost, *_, named = StateFact.objects.order_by("event_id")
    StateFact.objects.filter(pk=lost.pk).update(reason="desktop lost")
    StateFact.objects.filter(pk=named.pk).update(reason="Yoga class")
    page = said(german(name="ana"), "/reports/agent-state-details/", RANGE)
    assert "Arbeitsplatz verloren" in page
    assert "Yoga class" in page


def test_what_a_report_refuses_it_refuses_in_german(work: Work) -> None:
    query = {"start": "2026-03-29", "end": "2026-03-28"}
    answer = german(name="ana").get("/reports/cobrowse-summary/", query)
    assert answer.status_code == 400
    page = checked(answer.content.decode())
    assert "Der Zeitraum endet, bevor er beginnt." in page


def test_the_overview_views_schedules_and_exports_are_german(work: Work) -> None:
    ana = german(name="ana")
    view = SavedView.objects.create(
        owner=work.ana, report="chat-summary", name="Monat", query="", shared=True
    )
    monthly, xlsx = Schedule.Cadence.MONTHLY, Schedule.Format.XLSX
    add_schedule(view=view, plan=Plan(monthly, 7, "UTC", xlsx, (work.ana,)))
    overview = said(ana, "/reports/")
    assert "Ihre gespeicherten Ansichten" in overview
    assert "Umbenennen" in overview
    schedules = said(ana, f"/reports/views/{view.pk}/schedules/")
    assert "am Ersten des Monats" in schedules
    assert "Nächster Versand" in schedules
    assert "Ansicht umbenennen" in said(ana, f"/reports/views/{view.pk}/edit/")
    assert "„Monat“ löschen?" in said(ana, f"/reports/views/{view.pk}/delete/")
    assert "Noch keine Exporte" in said(ana, "/reports/exports/")


def test_real_time_and_its_wallboard_are_german(known: Known) -> None:
    ana = german(name="ana")
    page = said(ana, "/reports/realtime/")
    for words in ("Echtzeit", "Jetzt in Bearbeitung", "Ø Wartezeit", "0,0 %"):
        assert words in page
    assert "Wandanzeige" in said(ana, "/reports/wallboard/")
    answer = ana.get("/reports/realtime/figures")
    assert "bereit" in answer.content.decode()


def test_the_page_of_a_session_is_german(known: Known) -> None:
    page = said(german(name="ana"), f"/reports/sessions/{known.session.pk}/")
    began = timezone.localtime(known.session.created_at, UTC)
    day = f"{began.day}. {MONTHS[began.month - 1]} {began.year}"
    for words in (f"Sitzung vom {day}", "Besuchte Seiten", "Zeitleiste"):
        assert words in page
    assert "Der Kunde hat die Sitzung begonnen." in page


def test_the_privacy_page_and_its_receipt_are_german(known: Known) -> None:
    ana = german(name="ana")
    assert "Suchen werden gezählt" in said(ana, "/privacy/")
    about = {"by": "contact", "value": PHONE}
    page = checked(ana.post("/privacy/", about).content.decode())
    for words in ("Was gespeichert ist", "Chat-Zeilen", "Löschsperre"):
        assert words in page
    refused = ana.post("/privacy/erase/", about | {"confirm": "nein"})
    assert "Geben Sie zur Bestätigung „löschen“ ein." in checked(
        refused.content.decode()
    )
    receipt = ana.post("/privacy/erase/", about | {"confirm": "Löschen"}, follow=True)
    assert "Löschbeleg" in checked(receipt.content.decode())


def test_signing_in_and_what_is_not_there_are_german() -> None:
    assert "Anmelden" in said(german(), "/login/")
    gone = german().get("/nowhere/")
    assert gone.status_code == 404
    assert "Zur Startseite" in checked(gone.content.decode())
