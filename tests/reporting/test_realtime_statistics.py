"""Filters and figures of a snapshot: nothing but values in and out."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from reporting.realtime.catalogue import TEMPLATES, template_named
from reporting.realtime.catalogue.queues import QUEUE_KPI
from reporting.realtime.filters import Filters, narrow
from reporting.realtime.levels import Level, level_of
from reporting.realtime.snapshot import (
    AgentNow,
    Figures,
    Limit,
    LiveInteraction,
    QueueNow,
    SessionNow,
    SiteNow,
    Snapshot,
)
from reporting.realtime.statistics import Result, result_of

NOW = datetime(2026, 5, 12, 9, 0, tzinfo=UTC)
SHOP, BANK = 1, 2
CHATS, CALLS, LOANS = 11, 12, 21
ALICE, BOB, CHARLIE = 101, 102, 103
SALES, CARE = 201, 202


def agent(agent_id: int, name: str, group_id: int, state: str = "ready") -> AgentNow:
    return AgentNow(agent_id, name, group_id, state, "", NOW - timedelta(minutes=1))


def in_hand(
    site: int, queue: int | None, who: int, media: str, *, cobrowse: bool = False
) -> LiveInteraction:
    return LiveInteraction(site, queue, who, media, "web", cobrowse=cobrowse)


def waiting(site: int, queue: int, seconds: float) -> LiveInteraction:
    since = NOW - timedelta(seconds=seconds)
    return LiveInteraction(site, queue, None, "chat", "web", waiting_since=since)


# Alice of sales serves the shop's chats and has two, one of them shared; bob of care
# has a shared call there and a chat of the bank's; charlie is away.
SNAPSHOT = Snapshot(
    at=NOW,
    day_start=NOW.replace(hour=0),
    sites={SHOP: SiteNow("shop", "Shop"), BANK: SiteNow("bank", "Bank")},
    queues=(
        QueueNow(CHATS, "Chats", SHOP, "chat", True, frozenset({ALICE})),
        QueueNow(CALLS, "Calls", SHOP, "voice", True, frozenset({BOB})),
        QueueNow(LOANS, "Loans", BANK, "chat", True, frozenset({BOB})),
    ),
    agents=(
        agent(ALICE, "Alice", SALES),
        agent(BOB, "Bob", CARE),
        agent(CHARLIE, "Charlie", CARE, "logged_out"),
    ),
    interactions=(
        in_hand(SHOP, CHATS, ALICE, "chat", cobrowse=True),
        in_hand(SHOP, CHATS, ALICE, "chat"),
        in_hand(SHOP, CALLS, BOB, "voice", cobrowse=True),
        in_hand(BANK, LOANS, BOB, "chat"),
        waiting(SHOP, CHATS, 40),
        waiting(BANK, LOANS, 15),
        waiting(BANK, LOANS, 36_000),
    ),
    figures=(
        Figures(SHOP, CHATS, ALICE, "chat", {"entered": 4, "queue_accepted": 4}),
        Figures(SHOP, CHATS, None, "chat", {"entered": 1, "queue_abandoned": 1}),
        Figures(SHOP, CHATS, ALICE, "chat", {"handled": 2, "sessions": 1}),
        Figures(BANK, LOANS, BOB, "chat", {"handled": 5, "entered": 5}),
    ),
    sessions=(
        SessionNow("one", ALICE, SHOP, CHATS, "chat", NOW, True),
        SessionNow("two", BOB, SHOP, CALLS, "voice", NOW, True),
        SessionNow("old", BOB, BANK, LOANS, "chat", NOW - timedelta(hours=1), False),
    ),
)


def figures(key: str, filters: Filters | None = None) -> Result:
    template = template_named(key)
    assert template is not None
    return result_of(template, narrow(SNAPSHOT, filters or Filters()))


def names(result: Result) -> list[str]:
    return [row.name for row in result.rows]


def test_every_statistic_of_the_catalogue_has_a_value_in_every_row() -> None:
    for template in TEMPLATES:
        result = result_of(template, SNAPSHOT)
        keys = [statistic.key for statistic in template.statistics]
        every = [row.values for row in result.rows] or [result.values]
        for values in every:
            assert sorted(values) == sorted(keys), template.key
        assert set(result.values) <= set(keys)


def test_where_there_is_nothing_every_ratio_is_zero() -> None:
    empty = Snapshot(at=NOW, day_start=NOW)
    for template in TEMPLATES:
        values = result_of(template, empty).values
        assert set(values.values()) <= {0}, template.key
    quiet = replace(SNAPSHOT, figures=(), interactions=())
    for row in result_of(QUEUE_KPI, quiet).rows:
        assert set(row.values.values()) == {0}


@pytest.mark.parametrize(
    ("filters", "agents", "chats", "calls"),
    [
        (Filters(), (2, 1, 1, 1), (3, 1), (1, 1)),
        (Filters(site_id=SHOP), (1, 1, 1, 1), (2, 1), (1, 1)),
        (Filters(site_id=BANK), (1, 0, 0, 0), (1, 0), (0, 0)),
        (Filters(queue_id=LOANS), (1, 0, 0, 0), (1, 0), (0, 0)),
        (Filters(group_id=CARE), (1, 0, 1, 1), (1, 0), (1, 1)),
        (Filters(group_id=SALES), (1, 1, 0, 0), (2, 1), (0, 0)),
        (Filters(media="voice"), (0, 0, 1, 1), (0, 0), (1, 1)),
        (Filters(site_id=SHOP, group_id=CARE), (0, 0, 1, 1), (0, 0), (1, 1)),
    ],
)
def test_filters_let_through_what_they_say(
    filters: Filters,
    agents: tuple[int, ...],
    chats: tuple[int, int],
    calls: tuple[int, int],
) -> None:
    assert tuple(figures("cobrowse-agents", filters).values.values()) == agents
    now = figures("chat-interactions", filters).values
    assert (now["chat"], now["cobrowse_in_chat"]) == chats
    now = figures("voice-interactions", filters).values
    assert (now["inbound_voice"], now["cobrowse_in_inbound_voice"]) == calls


def test_a_groups_queues_are_those_that_one_of_it_serves_with_all_their_figures() -> (
    None
):
    result = figures("queue-kpi", Filters(group_id=SALES))
    assert names(result) == ["Chats"]
    values = result.rows[0].values
    assert (values["entered"], values["waiting_now"], values["abandoned"]) == (6, 1, 1)
    assert values["longest_wait_ms"] == 40_000
    assert values["abandoned_percent"] == pytest.approx(100 / 6)


def test_what_waits_since_yesterday_waits_now_but_entered_then() -> None:
    loans = figures("queue-kpi", Filters(queue_id=LOANS)).rows[0].values
    assert (loans["waiting_now"], loans["entered"]) == (2, 6)
    assert loans["longest_wait_ms"] == 36_000_000


def test_a_place_shows_the_agents_who_serve_it_or_have_done_something_there() -> None:
    assert names(figures("agent-activity", Filters(site_id=SHOP))) == ["Alice", "Bob"]
    assert names(figures("agent-activity", Filters(queue_id=CHATS))) == ["Alice"]
    assert names(figures("agent-activity", Filters(group_id=CARE))) == ["Bob"]
    bank = figures("agent-activity", Filters(site_id=BANK)).rows[0]
    assert (bank.values["handling_now"], bank.values["handled"]) == (1, 5)


def test_the_session_that_runs_is_shown_before_any_that_is_over() -> None:
    rows = {row.name: row.values for row in figures("cobrowse-sessions").rows}
    assert (rows["Bob"]["session_state"], rows["Bob"]["session_id"]) == ("alive", "two")
    assert rows["Alice"]["session_quantity"] == 2
    bank = figures("cobrowse-sessions", Filters(site_id=BANK)).rows[0].values
    assert (bank["session_state"], bank["session_id"]) == ("finished", "old")


@pytest.mark.parametrize(
    ("below", "number", "level"),
    [
        (False, 4.9, Level.OK),
        (False, 5, Level.WARNING),
        (False, 9.9, Level.WARNING),
        (False, 10, Level.ALARM),
        (True, 10.1, Level.OK),
        (True, 10, Level.WARNING),
        (True, 5, Level.ALARM),
        (False, None, Level.OK),
    ],
)
def test_a_threshold_is_passed_by_what_reaches_it(
    below: bool, number: float | None, level: Level
) -> None:
    warning, alarm = (10, 5) if below else (5, 10)
    assert level_of(Limit(below, warning, alarm), number) is level
    assert level_of(None, number) is Level.OK
