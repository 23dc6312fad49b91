"""Report pages: for those who may read, in words, with filters that refuse nonsense."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html.parser import HTMLParser
from itertools import chain
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agents.models import AgentGroup
from reporting.catalogue import REPORTS, Report
from reporting.models import SessionFact
from reporting.selectors.page import pack_cursor
from tests.reporting.clock import stop_the_clock
from tests.reporting.reports_at_hand import RANGE, START, Work, make_work

pytestmark = pytest.mark.django_db

DETAIL = "/reports/cobrowse-detail/"
SUMMARY = "/reports/cobrowse-summary/"
# Query string of the days of all work, and of Alice's and Bob's rows in one.
BY_AGENT = RANGE | {"columns": "agent,sessions"}
reports = pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.key)


@pytest.fixture
def work() -> Work:
    return make_work()


@pytest.fixture
def ana(work: Work) -> Client:
    return signed_in("ana")


@pytest.fixture
def alice(work: Work) -> Client:
    return signed_in("alice")


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def lines(client: Client, address: str, query: dict[str, str]) -> list[list[str]]:
    """The texts of the table, row by row."""
    answer = client.get(address, query)
    assert answer.status_code == 200
    table = answer.context["table"]
    return [[cell.text for cell in line.cells] for line in table.lines]


class Links(HTMLParser):
    """Addresses of a page's links, by their `rel` too, and all ids."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.rels: dict[str, str] = {}
        self.ids: set[str] = set()
        self.described: set[str] = set()
        self.feed(body.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.ids.add(given.get("id", ""))
        self.described.add(given.get("aria-describedby", ""))
        if tag == "a":
            self.hrefs.append(given["href"])
            self.rels[given.get("rel", "")] = given["href"]


# Who may read what


def test_a_stranger_is_asked_to_sign_in(client: Client) -> None:
    for address in ("/reports/", DETAIL, "/reports/queue-summary/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/login/")


def test_who_is_no_agent_and_has_no_permission_is_refused(work: Work) -> None:
    User.objects.create_user("charlie")
    charlie = signed_in("charlie")
    for address in ("/reports/", DETAIL, SUMMARY):
        assert charlie.get(address).status_code == 403


def test_analysts_and_supervisors_read_everything() -> None:
    call_command("seed_demo", verbosity=0)
    for name in ("ana", "sam"):
        client = signed_in(name)
        assert client.get("/reports/").status_code == 200
        for report in REPORTS:
            assert client.get(f"/reports/{report.key}/").status_code == 200
    assert Group.objects.filter(user__username="sam", name="Supervisors").exists()


@reports
def test_an_agent_sees_own_rows_only_whatever_the_address_says(
    alice: Client, work: Work, report: Report
) -> None:
    group = AgentGroup.objects.create(name="Night shift")
    SessionFact.objects.filter(agent=work.bob).update(group=group)
    for more in (
        {},
        {"agent": str(work.bob.pk)},
        {"agent": str(work.bob.pk), "group": str(group.pk)},
        {"group": str(group.pk), "columns": ",".join(c.key for c in report.columns)},
        {"sort": report.columns[-2].key},
    ):
        answer = alice.get(f"/reports/{report.key}/", RANGE | more)
        if not report.for_agents:
            assert answer.status_code == 404
            continue
        assert answer.status_code == 200
        assert b"Bob" not in answer.content
        assert answer.context["table"].lines


def test_no_cursor_of_somebody_elses_opens_other_rows(
    ana: Client, alice: Client
) -> None:
    query = RANGE | {"page_size": "3", "agent": ""}
    next_page = Links(ana.get(DETAIL, query).content).rels["next"]
    after = parse_qs(urlsplit(next_page).query)["after"][0]
    shown = lines(alice, DETAIL, query | {"after": after, "columns": "agent"})
    assert {cells[0] for cells in shown} == {"Alice"}


# What there is


def test_the_overview_has_the_folders_and_their_reports(ana: Client) -> None:
    body = ana.get("/reports/").content.decode()
    for report in REPORTS:
        assert f'href="/reports/{report.key}/"' in body
        assert str(report.title) in body
        assert str(report.folder) in body


def test_agents_find_the_reports_that_are_about_them(alice: Client) -> None:
    body = alice.get("/reports/").content.decode()
    for report in REPORTS:
        assert (f'href="/reports/{report.key}/"' in body) is report.for_agents
    assert 'href="/reports/"' in alice.get("/agent/transcripts/").content.decode()
    assert 'href="/reports/"' in alice.get("/agent/").content.decode()


def test_a_report_that_there_is_not_is_not_found(ana: Client) -> None:
    assert ana.get("/reports/cobrowse-gossip/").status_code == 404


# Filters


@pytest.mark.parametrize(
    "query",
    [
        {"start": "2026-02-01", "end": "2026-01-01"},
        {"start": "2020-01-01", "end": "2026-01-01"},
        {"start": "yesterday"},
        {"end": "31.02.2026"},
        {"preset": "next_year"},
        {"medium": "fax"},
        {"agent": "999999"},
        {"agent": "99999999999999999999999999"},
        {"site": "' OR 1=1"},
        {"queue": "\0"},
        {"zone": "Mars/Olympus"},
    ],
)
def test_a_filter_that_makes_no_sense_is_explained_beside_it(
    ana: Client, query: dict[str, str]
) -> None:
    answer = ana.get(DETAIL, query)
    assert answer.status_code == 400
    assert answer.content.count(b"field__error") == 1
    assert b"report-table" not in answer.content


@pytest.mark.parametrize(
    "query",
    [
        {"sort": "shoe_size"},
        {"sort": "pages"},
        {"columns": "day,shoe_size"},
        {"page": "0"},
        {"page_size": "5000"},
        {"after": "x"},
        {"after": pack_cursor("yesterday", "1")},
        {"after": pack_cursor(10**30, "1"), "sort": "write_ms"},
        {"after": pack_cursor("2026-03-28T21:00:00+00:00", "no id")},
        {"after": "a" * 300, "before": "b" * 300},
    ],
)
def test_nonsense_that_has_no_field_is_explained_above(
    ana: Client, query: dict[str, str]
) -> None:
    answer = ana.get(DETAIL, RANGE | query)
    assert answer.status_code == 400
    assert b'role="alert"' in answer.content


def test_a_made_up_key_in_a_cursor_is_no_failure(ana: Client) -> None:
    cursor = pack_cursor("2026-03-28T21:00:00+00:00", 10**30)
    answer = ana.get("/reports/agent-state-details/", RANGE | {"before": cursor})
    assert answer.status_code in {200, 400}


def test_filters_narrow_the_rows(ana: Client, work: Work) -> None:
    agents = lines(ana, DETAIL, RANGE | {"agent": str(work.bob.pk), "columns": "agent"})
    assert agents == [["Bob"]] * 12
    assert lines(ana, DETAIL, RANGE | {"medium": "chat", "columns": "day"})
    empty = ana.get(DETAIL, RANGE | {"medium": "voice"})
    assert empty.status_code == 200
    assert b"Nothing in this range" in empty.content


def test_what_was_chosen_is_said_in_words_for_paper(ana: Client, work: Work) -> None:
    query = RANGE | {"agent": str(work.alice.pk), "interval": "week"}
    words = dict(ana.get(SUMMARY, query).context["words"])
    assert words == {
        "Range": "28 March 2026 to 29 March 2026",
        "Time zone": "Europe/Oslo",
        "Rows": "by week",
        "Agent": "Alice",
    }


def test_the_filter_shows_what_counts_when_nothing_was_said(ana: Client) -> None:
    body = ana.get(SUMMARY).content.decode()
    assert '<option value="last_30_days" selected>' in body
    assert '<option value="day" selected>' in body


# The table


def test_values_are_worded_in_the_chosen_zone(ana: Client) -> None:
    query = {"columns": "day,start,wait_ms,cobrowse_ms", "sort": "start"}
    first = lines(ana, DETAIL, RANGE | query)[0]
    assert first == ["2026-03-28", "22:07:00", "0:00:30", "0:03:20"]
    utc = lines(ana, DETAIL, RANGE | query | {"zone": "UTC"})[0]
    assert utc[:2] == ["2026-03-28", "21:07:00"]
    body = ana.get(DETAIL, RANGE).content.decode()
    assert "Times and days in Europe/Oslo" in body
    assert "24 rows in all" in body


def test_a_click_on_a_heading_sorts_and_keeps_the_filters(
    ana: Client, work: Work
) -> None:
    query = RANGE | {"agent": str(work.bob.pk), "sort": "-sessions", "page_size": "5"}
    answer = ana.get(SUMMARY, query)
    headings = {each.column.key: each for each in answer.context["table"].headings}
    assert headings["sessions"].sorted == "descending"
    assert [each.sorted for each in headings.values()].count("") == len(headings) - 1
    assert b'aria-sort="descending"' in answer.content
    way = parse_qs(headings["sessions"].sort_query)
    assert way["sort"] == ["sessions"]
    assert way["agent"] == [str(work.bob.pk)]
    assert way["zone"] == ["Europe/Oslo"]
    assert parse_qs(headings["handled"].sort_query)["sort"] == ["-handled"]
    assert parse_qs(headings["agent"].sort_query)["sort"] == ["agent"]


def test_what_cannot_be_sorted_by_is_no_link(ana: Client) -> None:
    answer = ana.get(DETAIL, RANGE | {"columns": "start,session_id,pages"})
    headings = {each.column.key: each for each in answer.context["table"].headings}
    assert headings["start"].sort_query
    assert not headings["session_id"].sort_query
    assert not headings["pages"].sort_query


@reports
def test_every_heading_is_explained(ana: Client, report: Report) -> None:
    answer = ana.get(f"/reports/{report.key}/", RANGE)
    page = Links(answer.content)
    wanted = {f"about-{key}" for key in report.shown}
    assert wanted <= page.described
    assert wanted <= page.ids
    formulae = [c.formula for c in report.columns if c.shown and c.formula]
    assert formulae
    assert all(formula in answer.content.decode() for formula in formulae)


def test_a_hidden_dimension_is_added_up(ana: Client) -> None:
    assert lines(ana, SUMMARY, BY_AGENT) == [["Alice", "12"], ["Bob", "12"]]
    assert lines(ana, SUMMARY, RANGE | {"columns": "sessions"}) == [["24"]]
    assert lines(ana, SUMMARY, RANGE | {"columns": "period,sessions"}) == [
        ["2026-03-29", "22"],
        ["2026-03-28", "2"],
    ]


def test_the_totals_are_those_of_all_pages(ana: Client) -> None:
    answer = ana.get(SUMMARY, BY_AGENT | {"page_size": "1", "page": "2"})
    assert [cell.text for cell in answer.context["table"].totals] == ["Total", "24"]


def walk(
    client: Client, address: str, query: dict[str, str], way: str
) -> Iterator[Any]:
    answer = client.get(address, query)
    while True:
        assert answer.status_code == 200
        yield [[c.text for c in line.cells] for line in answer.context["table"].lines]
        rels = Links(answer.content).rels
        if way not in rels:
            return
        answer = client.get(address + rels[way])


@pytest.mark.parametrize(
    ("address", "query"),
    [
        (DETAIL, {"columns": "session_id", "sort": "write_grants"}),
        (SUMMARY, {"interval": "hour", "columns": "period,agent,sessions"}),
    ],
)
def test_pages_lead_to_each_row_once(
    ana: Client, address: str, query: dict[str, str]
) -> None:
    whole = lines(ana, address, RANGE | query)
    assert len(whole) == 24
    pages = list(walk(ana, address, RANGE | query | {"page_size": "7"}, "next"))
    assert [len(page) for page in pages] == [7, 7, 7, 3]
    assert list(chain.from_iterable(pages)) == whole


def test_there_is_a_way_back_from_a_later_page(ana: Client) -> None:
    query = RANGE | {"page_size": "10", "columns": "session_id"}
    first, second = list(walk(ana, DETAIL, query, "next"))[:2]
    next_page = Links(ana.get(DETAIL, query).content).rels["next"]
    later = ana.get(DETAIL + next_page)
    assert lines(ana, DETAIL + next_page, {}) == second
    assert lines(ana, DETAIL + Links(later.content).rels["prev"], {}) == first


def test_a_page_beyond_the_last_leads_back(ana: Client) -> None:
    answer = ana.get(SUMMARY, RANGE | {"page": "900"})
    assert answer.status_code == 200
    assert b"No more rows" in answer.content


def test_titles_and_sources_of_strangers_are_only_text(ana: Client) -> None:
    SessionFact.objects.update(
        source="<b>bold",
        pages=[
            {
                "url": "javascript:alert(1)",
                "title": "<script>alert(1)</script>",
                "opened_at": START.isoformat(),
                "stayed_ms": 1,
            }
        ],
    )
    body = ana.get(DETAIL, RANGE | {"columns": "start,pages,source"}).content
    assert b"&lt;script&gt;alert" in body
    assert b"<script>alert" not in body
    assert b"<b>bold" not in body
    assert b'href="javascript' not in body


# Ways on


def test_a_summary_row_leads_to_just_its_sessions(ana: Client, work: Work) -> None:
    answer = ana.get(SUMMARY, RANGE | {"columns": "period,agent,sessions"})
    for line in answer.context["table"].lines:
        detail = ana.get(line.href)
        found = detail.context["table"].lines
        assert len(found) == int(line.cells[2].text)
        days = {(each.cells[0].text, each.cells[3].text) for each in found}
        assert days == {(line.cells[0].text, line.cells[1].text)}


def test_the_filters_of_a_summary_go_with_its_rows(ana: Client, work: Work) -> None:
    query = RANGE | {"site": str(work.site.pk), "medium": "chat", "interval": "total"}
    line = ana.get(SUMMARY, query).context["table"].lines[0]
    assert parse_qs(urlsplit(line.href).query) == {
        "start": ["2026-03-28"],
        "end": ["2026-03-29"],
        "zone": ["Europe/Oslo"],
        "agent": [str(work.alice.pk)],
        "site": [str(work.site.pk)],
        "medium": ["chat"],
    }


def test_a_row_of_nobody_leads_nowhere_rather_than_to_everybody(ana: Client) -> None:
    SessionFact.objects.filter(pk__in=SessionFact.objects.all()[:1]).update(agent=None)
    call_command("rebuild_reports", verbosity=0)
    rows = ana.get(SUMMARY, RANGE).context["table"].lines
    without = [row for row in rows if row.cells[1].text == "—"]
    assert without
    assert [row.href for row in without] == [""]


def test_a_detail_row_leads_to_its_session(ana: Client) -> None:
    line = ana.get(DETAIL, RANGE).context["table"].lines[0]
    assert re.match(r"/reports/sessions/[0-9a-f-]{36}/\?zone=Europe%2FOslo", line.href)
    assert ana.get(line.href).status_code == 200


# The chart


def test_the_chart_has_a_value_for_every_period(ana: Client) -> None:
    query = RANGE | {"start": "2026-03-26", "end": "2026-03-31"}
    chart = ana.get(SUMMARY, query).context["chart"]
    assert chart["shape"] == "bar"
    assert chart["labels"] == [f"2026-03-{day}" for day in range(26, 32)]
    assert chart["series"][0]["label"] == "Sessions"
    assert chart["series"][0]["values"] == [0, 0, 2, 22, 0, 0]


def test_a_chart_by_the_hour_follows_the_clock(ana: Client) -> None:
    chart = ana.get(SUMMARY, RANGE | {"interval": "hour"}).context["chart"]
    assert chart["shape"] == "line"
    # The second of the days has 23 hours.
    assert len(chart["labels"]) == 47
    assert sum(chart["series"][0]["values"]) == 24
    assert "2026-03-29 02:00" not in chart["labels"]


def test_weeks_and_months_of_a_chart_begin_where_the_sums_do(ana: Client) -> None:
    query = RANGE | {"start": "2026-02-11", "end": "2026-04-01"}
    for interval, periods in (("week", 8), ("month", 3)):
        chart = ana.get(SUMMARY, query | {"interval": interval}).context["chart"]
        assert len(chart["labels"]) == periods
        assert sum(chart["series"][0]["values"]) == 24


def test_the_future_is_not_drawn(ana: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    stop_the_clock(monkeypatch, datetime(2026, 3, 29, 8, 30, tzinfo=UTC))
    query = RANGE | {"end": "2026-04-30"}
    assert len(ana.get(SUMMARY, query).context["chart"]["labels"]) == 2
    by_hour = ana.get(SUMMARY, query | {"interval": "hour"}).context["chart"]
    assert by_hour["labels"][-1] == "2026-03-29 10:00"


def test_too_many_points_are_no_chart(ana: Client) -> None:
    query = {"start": "2025-12-01", "end": "2026-03-31", "interval": "hour"}
    answer = ana.get(SUMMARY, query)
    assert answer.context["chart"] is None
    assert b"too many periods" in answer.content
    assert b"data-chart" not in ana.get(DETAIL, RANGE).content


# Cost


@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/reports/", 8),
        # The signed-in reader 6, the choices of the filters 4, rows, sums, chart.
        (SUMMARY, 13),
        ("/reports/agent-summary/", 13),
        ("/reports/chat-summary/", 13),
        ("/reports/queue-summary/", 13),
        # Rows and, of sessions, how many there are in all.
        (DETAIL, 12),
        ("/reports/agent-state-details/", 9),
    ],
)
def test_a_page_asks_as_much_however_many_rows_it_has(
    ana: Client, address: str, queries: int
) -> None:
    counts = []
    for size in ("2", "24"):
        with CaptureQueriesContext(connection) as asked:
            assert ana.get(address, RANGE | {"page_size": size}).status_code == 200
        counts.append(len(asked))
    assert counts == [queries, queries]
