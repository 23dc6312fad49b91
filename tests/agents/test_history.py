"""The agent's own states: stretches without gaps, days cut at midnight, the page."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from agents.history import Stretch, days_of, stretches_of, totals_of
from agents.history_lines import day_line
from agents.lifecycle import Presence
from agents.models import Agent, AgentStateEvent
from tests.people import make_agent

pytestmark = pytest.mark.django_db

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)


def change(agent: Agent, hour: float, state: Presence, reason: str = "") -> None:
    last = AgentStateEvent.objects.filter(agent=agent).first()
    AgentStateEvent.objects.create(
        agent=agent,
        at=MONDAY + timedelta(hours=hour),
        old_state=last.state if last else Presence.LOGGED_OUT,
        state=state,
        reason=reason,
        actor_role="agent",
    )


def until(agent: Agent, hour: float) -> list[tuple[str, str, float, bool]]:
    """State, reason, hours and whether it lasts, from Monday's midnight on."""
    return [
        (s.state.value, s.reason, s.duration / timedelta(hours=1), s.lasts)
        for s in stretches_of(agent, since=MONDAY, until=MONDAY + timedelta(hours=hour))
    ]


def test_a_day_of_work_has_no_gaps() -> None:
    alice = make_agent("alice")
    change(alice, 8, Presence.NOT_READY)
    change(alice, 8.5, Presence.READY)
    change(alice, 12, Presence.NOT_READY, "Lunch")
    assert until(alice, 13) == [
        ("logged_out", "", 8, False),
        ("not_ready", "", 0.5, False),
        ("ready", "", 3.5, False),
        ("not_ready", "Lunch", 1, True),
    ]


def test_what_began_the_day_before_is_known() -> None:
    alice = make_agent("alice")
    change(alice, -2, Presence.NOT_READY, "Training")
    change(alice, 1, Presence.READY)
    assert until(alice, 2) == [
        ("not_ready", "Training", 1, False),
        ("ready", "", 1, True),
    ]


def test_somebody_without_any_change_was_logged_out_all_the_time() -> None:
    assert until(make_agent("alice"), 5) == [("logged_out", "", 5, True)]


def test_changes_of_bob_are_not_alices() -> None:
    alice, bob = make_agent("alice"), make_agent("bob")
    change(bob, 1, Presence.READY)
    assert until(alice, 2) == [("logged_out", "", 2, True)]


def test_a_night_shift_is_cut_at_midnight() -> None:
    stretch = Stretch(
        Presence.READY, "", MONDAY + timedelta(hours=22), MONDAY + timedelta(hours=50)
    )
    days = days_of([stretch])
    assert [
        (day.starts_at.day, day.signed_in / timedelta(hours=1)) for day in days
    ] == [
        (4, 2),
        (3, 24),
        (2, 2),
    ]


def test_totals_are_per_state_and_reason_and_leave_out_being_away() -> None:
    alice = make_agent("alice")
    for hour, state, reason in (
        (0, Presence.READY, ""),
        (1, Presence.NOT_READY, "Break"),
        (2, Presence.READY, ""),
        (5, Presence.NOT_READY, "Lunch"),
        (6, Presence.LOGGED_OUT, ""),
    ):
        change(alice, hour, state, reason)
    stretches = stretches_of(alice, since=MONDAY, until=MONDAY + timedelta(hours=9))
    found = [
        (t.state.value, t.reason, t.duration / timedelta(hours=1), t.times)
        for t in totals_of(stretches)
    ]
    assert found == [
        ("ready", "", 4, 2),
        ("not_ready", "Break", 1, 1),
        ("not_ready", "Lunch", 1, 1),
    ]


def test_bars_say_minutes_of_the_day_and_short_stretches_stay_visible() -> None:
    hour, second = timedelta(hours=1), timedelta(seconds=1)
    (day,) = days_of(
        [
            Stretch(Presence.LOGGED_OUT, "", MONDAY, MONDAY + 6 * hour),
            Stretch(Presence.READY, "", MONDAY + 6 * hour, MONDAY + 9 * hour),
            Stretch(
                Presence.NOT_READY, "", MONDAY + 24 * hour - second, MONDAY + 24 * hour
            ),
        ]
    )
    assert [(b.x, b.width) for b in day_line(day).blocks] == [(360, 180), (1438, 2)]


def page(agent_name: str, **query: str) -> tuple[int, str]:
    client = Client()
    client.force_login(Agent.objects.get(user__username=agent_name).user)
    response = client.get(reverse("state-history"), query)
    return response.status_code, response.content.decode()


def test_the_page_shows_my_states_and_nobody_elses() -> None:
    alice, bob = make_agent("alice"), make_agent("bob")
    AgentStateEvent.objects.create(
        agent=alice,
        old_state="logged_out",
        state="not_ready",
        reason="Lunch <b>",
        actor_role="agent",
    )
    AgentStateEvent.objects.create(
        agent=bob,
        old_state="logged_out",
        state="not_ready",
        reason="Secret",
        actor_role="agent",
    )
    status, text = page("alice")
    assert status == 200
    assert "Lunch &lt;b&gt;" in text
    assert "Secret" not in text


@pytest.mark.parametrize(
    ("days", "bars"), [("1", 1), ("7", 7), ("999999", 1), ("x", 1)]
)
def test_only_today_and_the_week_can_be_asked_for(days: str, bars: int) -> None:
    make_agent("alice")
    status, text = page("alice", days=days)
    assert (status, text.count("<svg")) == (200, bars)


def test_it_is_for_signed_in_agents() -> None:
    assert Client().get(reverse("state-history")).status_code == 302
    boss = make_agent("boss")
    user = boss.user
    boss.delete()
    client = Client()
    client.force_login(user)
    assert client.get(reverse("state-history")).status_code == 403
