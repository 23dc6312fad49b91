"""What keeps reports quick with millions of rows: the right index for every read, pages
that cost the same wherever they are, and no more writing than something changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agents.models import Agent
from interactions.models import Queue, Site
from reporting import selectors
from reporting.aggregation.build import hour_sums
from reporting.aggregation.measures import DIMENSIONS, MEASURES
from reporting.catalogue import REPORTS, Report, report_named
from reporting.models import ActivityDay, ActivityHour, FactDue, SessionFact, StateFact
from reporting.selectors import details
from reporting.services.settle import settle_reports
from reporting.wanted import Interval, Wanted

pytestmark = pytest.mark.django_db

UNTIL = date(2026, 4, 20)
DETAILS = ("cobrowse-detail", "agent-state-details")


@pytest.fixture
def year() -> None:
    call_command(
        "seed_history", "--sessions=120", "--days=60", f"--until={UNTIL}", verbosity=0
    )


def asked(key: str, **changes: object) -> Wanted:
    report = report_named(key)
    assert report is not None
    wanted = Wanted(
        report=report,
        first=UNTIL - timedelta(days=364),
        last=UNTIL,
        zone=ZoneInfo("UTC"),
        columns=report.shown,
        sort=report.default_sort,
    )
    return replace(wanted, **changes)  # type: ignore[arg-type]


def plan_of(wanted: Wanted) -> str:
    """How the database would read the first page."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        details._read(wanted, 51, backwards=False)
    sql = queries.captured_queries[-1]["sql"]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}".replace("%", "%%"))
        return "\n".join(row[3] for row in cursor.fetchall())


@pytest.mark.parametrize("key", DETAILS)
@pytest.mark.parametrize("narrowed", ["", "agent", "group", "site", "queue"])
def test_details_are_read_in_the_order_of_an_index(
    year: None, key: str, narrowed: str
) -> None:
    report = report_named(key)
    assert report is not None
    if narrowed in report.without:
        return
    agent = Agent.objects.first()
    site = Site.objects.first()
    queue = Queue.objects.first()
    assert agent is not None
    assert agent.group_id is not None
    assert site is not None
    assert queue is not None
    keys = {
        "agent": agent.pk,
        "group": agent.group_id,
        "site": site.pk,
        "queue": queue.pk,
    }
    filters = {f"{narrowed}_id": keys[narrowed]} if narrowed else {}
    for sort in ("-start", "start"):
        plan = plan_of(asked(key, sort=sort, **filters))
        assert "TEMP B-TREE" not in plan, plan
        assert "USING INDEX" in plan


@pytest.mark.parametrize("key", DETAILS)
def test_pages_are_read_one_after_another_without_gap_or_repetition(
    year: None, key: str
) -> None:
    whole = [row.ids["key"] for row in selectors.rows_of(asked(key))]
    paged, after = [], ""
    while True:
        page = selectors.run(asked(key, page_size=17, after=after))
        paged += [row.ids["key"] for row in page.rows]
        after = page.after
        if not after:
            break
    assert paged == whole
    assert len(whole) == len(set(whole)) > 100


@pytest.mark.parametrize("report", REPORTS, ids=[report.key for report in REPORTS])
def test_a_page_takes_few_queries_however_much_there_is(
    year: None, report: Report
) -> None:
    for wanted in (asked(report.key), asked(report.key, first=UNTIL)):
        with CaptureQueriesContext(connection) as queries:
            selectors.run(wanted)
        # At most a week, seven weeks, the whole; and the totals.
        assert len(queries) <= 4


def test_all_rows_are_read_a_few_at_a_time(
    year: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(details, "CHUNK", 25)
    wanted = asked("cobrowse-detail")
    with CaptureQueriesContext(connection) as queries:
        rows = selectors.rows_of(wanted)
        for _ in range(30):
            next(rows)
    assert len(queries) == 2
    assert SessionFact.objects.count() == 120
    assert len(list(selectors.rows_of(wanted))) == 120


@pytest.mark.parametrize("interval", list(Interval))
@pytest.mark.parametrize("sort", ["-period", "period"])
def test_a_page_by_period_is_that_of_all_rows(
    year: None, interval: Interval, sort: str
) -> None:
    wanted = asked("agent-summary", interval=interval, sort=sort, page_size=9)
    assert_paged_as_read(wanted)


def test_a_page_without_periods_sums_the_whole_range(year: None) -> None:
    """Although it is sorted by period as long as nobody chooses otherwise."""
    wanted = asked("agent-summary", columns=("agent", "handled"), page_size=3)
    assert_paged_as_read(wanted)


def assert_paged_as_read(wanted: Wanted) -> None:
    whole = [row.values for row in selectors.rows_of(wanted)]
    paged: list[dict[str, object]] = []
    number: int | None = 1
    while number is not None and number < 8:
        page = selectors.run(replace(wanted, page=number))
        paged += [row.values for row in page.rows]
        number = page.next_page
    assert paged == whole[: len(paged)]
    assert len(paged) == min(len(whole), 7 * wanted.page_size)


@pytest.mark.parametrize("sort", ["-cobrowse_ms", "agent", "-interaction_ms"])
def test_details_in_another_order_are_paged_without_gap_or_repetition(
    year: None, sort: str
) -> None:
    wanted = asked("cobrowse-detail", sort=sort, page_size=50)
    whole = [row.ids["key"] for row in selectors.rows_of(wanted)]
    paged, after = [], ""
    for _ in range(3):
        page = selectors.run(replace(wanted, after=after))
        paged += [row.ids["key"] for row in page.rows]
        after = page.after
    assert not after
    assert paged == whole


def test_one_more_session_writes_only_the_sums_that_it_changes(year: None) -> None:
    before = {
        model: set(model._default_manager.values_list("pk", flat=True))
        for model in (ActivityHour, ActivityDay)
    }
    fact = SessionFact.objects.filter(activated_at__isnull=False).first()
    assert fact is not None
    SessionFact.objects.filter(pk=fact.pk).update(cobrowse_ms=fact.cobrowse_ms + 5)
    FactDue.objects.create(subject="session", key=str(fact.pk))
    settle_reports()
    zones = ActivityDay.objects.values("zone").distinct().count()
    for model, most in ((ActivityHour, 1), (ActivityDay, zones)):
        after = set(model._default_manager.values_list("pk", flat=True))
        assert len(before[model] - after) <= most
        assert len(after - before[model]) <= most


def test_settling_again_writes_nothing(year: None) -> None:
    fact = SessionFact.objects.first()
    assert fact is not None
    FactDue.objects.create(subject="session", key=str(fact.pk))
    with CaptureQueriesContext(connection) as queries:
        settle_reports()
    written = [q["sql"] for q in queries if "reporting_activity" in q["sql"]]
    assert not [sql for sql in written if sql.startswith(("INSERT", "DELETE"))]


def test_a_stretch_of_states_is_in_every_hour_that_it_touches() -> None:
    agent = Agent.objects.create(
        user=User.objects.create(username="night"), display_name="Night"
    )
    start = datetime(2026, 4, 1, 22, 59, 30, tzinfo=UTC)
    StateFact.objects.create(
        event_id=1,
        agent=agent,
        state="ready",
        started_at=start,
        ended_at=start + timedelta(hours=2),
        duration_ms=7_200_000,
    )
    rows = hour_sums(datetime(2026, 4, 1, tzinfo=UTC), datetime(2026, 4, 3, tzinfo=UTC))
    login_ms = 1 + len(DIMENSIONS) + MEASURES.index("login_ms")
    assert sorted((row[0].hour, row[login_ms]) for row in rows) == [
        (0, 3_570_000),
        (22, 30_000),
        (23, 3_600_000),
    ]
