"""After-call work: begins by itself, ends in time, and never hides a break."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent, AgentStateEvent
from agents.services import (
    begin_after_call_work,
    end_after_call_work,
    end_due_after_call_work,
    send_agent_away,
    set_presence,
)
from cobrowse.actors import staff_actor
from tests.people import make_agent, sign_in

pytestmark = pytest.mark.django_db


def fresh(agent: Agent) -> Agent:
    return Agent.objects.get(pk=agent.pk)


def test_a_ready_agent_goes_to_it_and_comes_back_in_time() -> None:
    alice = make_agent("alice", ready=True)
    begin_after_call_work(agent=alice, seconds=30)
    now = fresh(alice)
    assert (now.state, now.idle_since_at) == (Presence.AFTER_CALL_WORK, None)
    assert now.state_until_at is not None
    assert end_due_after_call_work() == 0
    Agent.objects.update(state_until_at=timezone.now())
    assert end_due_after_call_work() == 1
    back = fresh(alice)
    assert (back.state, back.state_until_at) == (Presence.READY, None)
    assert back.idle_since_at is not None
    roles = AgentStateEvent.objects.filter(agent=alice).values_list("actor_role")
    assert [role for (role,) in roles[:2]] == ["system", "system"]


@pytest.mark.parametrize("state", [Presence.NOT_READY, Presence.LOGGED_OUT])
def test_nobody_else_is_put_into_it(state: Presence) -> None:
    alice = make_agent("alice")
    if state is Presence.NOT_READY:
        set_presence(agent=alice, actor=alice.as_actor(), state=state)
    begin_after_call_work(agent=alice, seconds=30)
    assert fresh(alice).state == state


def test_no_seconds_are_no_after_call_work() -> None:
    alice = make_agent("alice", ready=True)
    begin_after_call_work(agent=alice, seconds=0)
    assert fresh(alice).state == Presence.READY


def test_of_two_limits_the_later_counts() -> None:
    alice = make_agent("alice", ready=True)
    begin_after_call_work(agent=alice, seconds=600)
    first = fresh(alice).state_until_at
    begin_after_call_work(agent=alice, seconds=5)
    assert fresh(alice).state_until_at == first
    begin_after_call_work(agent=alice, seconds=1200)
    later = fresh(alice).state_until_at
    assert first is not None
    assert later is not None
    assert later > first + timedelta(seconds=500)
    events = AgentStateEvent.objects.filter(agent=alice, state="after_call_work")
    assert events.count() == 1


def test_what_the_agent_chose_has_no_limit_and_is_not_ended_for_it() -> None:
    alice = make_agent("alice", ready=True)
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.AFTER_CALL_WORK)
    begin_after_call_work(agent=alice, seconds=30)
    assert fresh(alice).state_until_at is None
    end_after_call_work(agent=alice)
    assert fresh(alice).state == Presence.AFTER_CALL_WORK


def test_ready_said_by_the_agent_forgets_the_limit() -> None:
    alice = make_agent("alice", ready=True)
    begin_after_call_work(agent=alice, seconds=30)
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.READY)
    assert fresh(alice).state_until_at is None


def test_sending_away_ends_the_sign_ins_of_this_agent_only() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    for name in ("alice", "alice", "bob"):
        sign_in(name)
    send_agent_away(agent=alice, actor=staff_actor(bob.user), reason="administration")
    assert fresh(alice).state == Presence.LOGGED_OUT
    (left,) = Session.objects.all()
    assert left.get_decoded()["_auth_user_id"] == str(bob.user_id)
