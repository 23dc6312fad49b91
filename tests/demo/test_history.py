"""The made-up month: plausible, within every rule of the tables, and written once."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from django.db import connection

from agents.models import Agent, AgentStateEvent
from demo.history.rows import SESSIONS, write_history
from demo.history.shifts import shift_of
from demo.history.stage import Helper, Shop
from demo.seed import open_shop
from interactions.lifecycle import Media, State
from interactions.models import Interaction, InteractionEvent, Offer, Site
from reporting.models import ActivityDay, FactDue, InteractionFact, SessionFact
from reporting.services.rebuild import rebuild_facts
from reporting.services.settle import settle_reports
from sessions_app.models import CobrowseSession, SessionEvent
from tests.demo.facts import facts_in_words

NOW = datetime(2026, 11, 22, 15, 20, tzinfo=UTC)


@pytest.fixture
def month(db: None) -> None:
    """A month up to NOW, whenever it is now."""
    write_history(site=open_shop(), agents=_agents(), now=NOW)


def _agents() -> list[Agent]:
    return list(Agent.objects.order_by("pk"))


def test_all_of_it_is_over_and_written_once(month: None) -> None:
    assert CobrowseSession.objects.count() == SESSIONS
    count = Interaction.objects.count()
    assert count > 300
    assert not Interaction.objects.exclude(state=State.ENDED).exists()
    assert not CobrowseSession.objects.exclude(state="ended").exists()
    assert InteractionEvent.objects.filter(name="interaction.ended").count() == count
    assert not Offer.objects.filter(state="pending").exists()
    connection.check_constraints()
    again = write_history(site=Site.objects.get(), agents=_agents(), now=NOW)
    assert again == 0
    assert Interaction.objects.count() == count


def test_nothing_of_it_is_in_the_future_and_some_of_it_is_of_today(month: None) -> None:
    for rows, moment in (
        (Interaction.objects, "ended_at"),
        (CobrowseSession.objects, "ended_at"),
        (InteractionEvent.objects, "at"),
        (SessionEvent.objects, "at"),
        (AgentStateEvent.objects, "at"),
    ):
        assert not rows.filter(**{f"{moment}__gt": NOW}).exists()
    today = {"created_at__gte": NOW - timedelta(hours=5)}
    assert Interaction.objects.filter(**today).exists()
    assert CobrowseSession.objects.filter(**today).exists()


def test_it_has_everything_that_reports_tell_apart(month: None) -> None:
    told = set(InteractionEvent.objects.values_list("name", flat=True))
    assert told >= {
        "chat.parked",
        "chat.resumed",
        "call.held",
        "call.transferred",
        "interaction.transferred",
        "offer.missed",
        "offer.rejected",
        "wrap_up.done",
        "wrap_up.timed_out",
    }
    shared = set(SessionEvent.objects.values_list("name", flat=True))
    assert shared >= {
        "sharing.paused",
        "write.declined",
        "write.expired",
        "write.granted",
        "write.revoked",
    }
    denial = {"IsCoBrowseDenied": "Yes"}
    assert InteractionEvent.objects.filter(name="data.attached", detail=denial).exists()
    assert Interaction.objects.filter(end_reason="abandoned").exists()
    states = set(AgentStateEvent.objects.values_list("state", "reason"))
    assert states >= {("after_call_work", ""), ("not_ready", "Lunch")}
    nights = [
        fact
        for fact in SessionFact.objects.all()
        if fact.created_at.date() != fact.ended_at.date()
    ]
    assert nights


def test_nobody_shares_twice_or_is_in_two_states_at_once(month: None) -> None:
    of_agent = defaultdict(list)
    for session in CobrowseSession.objects.filter(agent__isnull=False):
        of_agent[session.agent_id].append((session.created_at, session.ended_at))
    for spans in of_agent.values():
        for (_, ends_at), (starts_at, _) in pairwise(sorted(spans)):
            assert ends_at is not None
            assert ends_at <= starts_at
    for agent in _agents():
        events = list(agent.state_events.order_by("pk"))
        assert events[0].old_state == events[-1].state == "logged_out"
        for before, after in pairwise(events):
            assert before.at < after.at
            assert (before.state, before.reason) != (after.state, after.reason)
            assert before.state == after.old_state


def test_facts_are_what_a_rebuild_makes_and_sums_are_there(month: None) -> None:
    assert SessionFact.objects.count() == SESSIONS
    assert InteractionFact.objects.count() == Interaction.objects.count()
    assert not FactDue.objects.exists()
    before = facts_in_words()
    rebuild_facts()
    assert facts_in_words() == before
    days = ActivityDay.objects.filter(zone="UTC")
    assert sum(days.values_list("sessions_started", flat=True)) == SESSIONS
    assert sum(days.values_list("login_ms", flat=True)) > 0


def test_there_is_nothing_left_to_settle(month: None) -> None:
    assert settle_reports() == 0


def test_attached_data_count_the_sessions(month: None) -> None:
    for call in Interaction.objects.prefetch_related("cobrowse_sessions"):
        joined = call.cobrowse_sessions.all()
        known = call.attached_data
        assert known.get("CoBrowseSessionsQuantity", 0) == len(joined)


def test_a_chat_has_its_question_and_answer(month: None) -> None:
    for chat in Interaction.objects.filter(media=Media.CHAT, answered_at__isnull=False):
        assert [line.author_role for line in chat.messages.all()] == [
            "customer",
            "agent",
        ]


def test_an_agents_breaks_never_overlap() -> None:
    zone = ZoneInfo("America/New_York")
    shop = Shop(1, "https://x.example", zone, (), None, None)
    shifts = 0
    for number in range(12):
        helper = Helper(
            number, 1, shop, (), opens=8, closes=12 + number / 2, nights=0.2
        )
        for offset in range(200):
            day = NOW.date() - timedelta(days=offset)
            shift = shift_of(number, helper, day)
            if shift is None:
                continue
            shifts += 1
            edges = [edge for window in shift.windows for edge in window]
            assert edges == sorted(edges)
            assert shift == shift_of(number, helper, day)
    assert shifts > 1_000
