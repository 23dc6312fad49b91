"""One snapshot for everybody, in a handful of queries, right over midnight."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from agents.lifecycle import Presence
from agents.models import Agent
from agents.services import set_presence
from reporting.models import ActivityDay, FactDue
from reporting.realtime import ticks
from reporting.realtime.catalogue.agents import AGENT_ACTIVITY
from reporting.realtime.reading import read_snapshot
from reporting.realtime.snapshot import Snapshot
from reporting.realtime.statistics import result_of
from reporting.services.settle import settle_reports
from tests.people import make_active_chat, make_agent, make_waiting_chat
from tests.reporting.clock import stop_the_clock
from tests.sessions_app.places import Place, make_chat_session, make_place

VIEWERS = 20
# An interval that does not end during a test.
AGES = 1_000_000_000
# Whatever is live and however long the history is.
MOST_QUERIES = 15
# While facts are due, those are read too.
MOST_QUERIES_WITH_DUE = 40


@pytest.fixture
def place(db: None) -> Place:
    return make_place()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def queries_of_a_snapshot() -> int:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        read_snapshot()
    return len(queries)


def test_a_snapshot_is_a_handful_of_queries(place: Place) -> None:
    make_chat_session(place)
    make_waiting_chat(place.site)
    assert FactDue.objects.exists()
    assert queries_of_a_snapshot() <= MOST_QUERIES_WITH_DUE
    settle_reports()
    few = queries_of_a_snapshot()
    assert few <= MOST_QUERIES
    for _ in range(5):
        make_waiting_chat(place.site)
    for name in ("dora", "emil"):
        make_agent(name, ready=True)
    settle_reports()
    assert queries_of_a_snapshot() == few


def test_no_query_of_a_snapshot_reads_all_of_a_table_that_grows(place: Place) -> None:
    make_chat_session(place)
    make_waiting_chat(place.site)
    settle_reports()
    with CaptureQueriesContext(connection) as queries:
        read_snapshot()
    for query in queries:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + query["sql"])
            plan = [row[-1] for row in cursor.fetchall()]
        scanned = [step.split()[1] for step in plan if step.startswith("SCAN")]
        growing = {
            "interactions_interaction",
            "interactions_interactionevent",
            "interactions_offer",
            "sessions_app_cobrowsesession",
            "reporting_sessionfact",
            "reporting_activityday",
        }
        assert growing.isdisjoint(scanned), (scanned, query["sql"])


@pytest.mark.django_db(transaction=True)
def test_twenty_viewers_at_once_are_shown_one_snapshot(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.COBROWSE_REALTIME_SECONDS = AGES
    made = []
    together = threading.Barrier(VIEWERS)

    def counted() -> Snapshot:
        made.append(threading.get_ident())
        return read_snapshot()

    monkeypatch.setattr(ticks, "read_snapshot", counted)

    def look(_: int) -> datetime:
        together.wait()
        try:
            return ticks.current_snapshot().at
        finally:
            connection.close()

    with ThreadPoolExecutor(VIEWERS) as viewers:
        seen = set(viewers.map(look, range(VIEWERS)))
    assert len(made) == 1
    assert len(seen) == 1


@pytest.mark.django_db
def test_whoever_waits_for_a_process_that_died_is_shown_the_last_snapshot(
    monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.COBROWSE_REALTIME_SECONDS = AGES
    monkeypatch.setattr(ticks, "PATIENCE_SECONDS", 0.01)
    last = ticks.current_snapshot()
    settings.COBROWSE_REALTIME_SECONDS = AGES * 2
    monkeypatch.setattr(cache, "add", lambda *args: False)
    assert ticks.current_snapshot() == last


@pytest.mark.django_db
def test_a_snapshot_that_cannot_be_made_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken() -> Snapshot:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(ticks, "read_snapshot", broken)
        with pytest.raises(RuntimeError):
            ticks.current_snapshot()
    assert ticks.current_snapshot().at <= timezone.now()


def activity(agent: Agent) -> dict[str, object]:
    rows = result_of(AGENT_ACTIVITY, read_snapshot()).rows
    return next(dict(row.values) for row in rows if row.row_id == agent.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("settled", [False, True])
def test_what_lasts_over_midnight_counts_from_midnight_on(
    monkeypatch: pytest.MonkeyPatch, settings: Settings, settled: bool
) -> None:
    settings.COBROWSE_REPORT_ZONES = ["Europe/Oslo"]
    # Two hours before midnight there.
    clock = stop_the_clock(monkeypatch, datetime(2026, 5, 12, 20, 0, tzinfo=UTC))
    alice = make_agent("alice", ready=True)
    clock.advance(3 * 3600)
    if settled:
        settle_reports()
    now = activity(alice)
    assert now["state_ms"] == 3 * 3_600_000
    assert now["login_ms"] == now["ready_ms"] == 3_600_000
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.NOT_READY)
    clock.advance(600)
    if settled:
        settle_reports()
    now = activity(alice)
    assert now["ready_ms"] == 3_600_000
    assert now["not_ready_ms"] == 600_000
    assert now["login_ms"] == 4_200_000


@pytest.mark.django_db
def test_figures_of_today_are_those_of_the_historical_reports(place: Place) -> None:
    make_active_chat(place.site, place.alice)
    settle_reports()
    ActivityDay.objects.filter(offered__gt=0).update(offered=41)
    assert activity(place.alice)["offered"] == 41
    yesterday = timezone.now() - timedelta(days=1)
    ActivityDay.objects.update(day=yesterday.date())
    assert activity(place.alice)["offered"] == 0
