"""What services do with presence: history, idle time, lost desktops."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import override_settings
from django.utils import timezone

from agents import hooks
from agents.lifecycle import Presence
from agents.models import Agent, AgentStateEvent
from agents.selectors import agent_by_username, agent_for_user, ready_agents
from agents.services import (
    log_out_agent,
    log_out_lost_agents,
    mark_seen,
    open_desktop,
    recheck_user,
    set_presence,
)
from cobrowse.actors import SYSTEM, Actor, Role, staff_actor
from cobrowse.errors import DomainError
from tests.people import make_agent, make_ready

pytestmark = pytest.mark.django_db


def last_seen(agent: Agent, *, seconds_ago: int) -> None:
    then = timezone.now() - timedelta(seconds=seconds_ago)
    Agent.objects.filter(pk=agent.pk).update(last_seen_at=then)


def test_a_change_is_written_down_once() -> None:
    alice = make_agent("alice")
    for _ in range(2):
        set_presence(
            agent=alice,
            actor=alice.as_actor(),
            state=Presence.NOT_READY,
            reason="lunch",
        )
    (event,) = AgentStateEvent.objects.filter(agent=alice)
    assert (event.old_state, event.state, event.reason) == (
        "logged_out",
        "not_ready",
        "lunch",
    )
    assert (event.actor_role, event.actor_id) == ("agent", str(alice.pk))


def test_another_reason_is_another_event_but_the_same_stretch_of_time() -> None:
    alice = make_agent("alice")
    first = set_presence(
        agent=alice, actor=alice.as_actor(), state=Presence.NOT_READY, reason="lunch"
    )
    second = set_presence(
        agent=alice, actor=alice.as_actor(), state=Presence.NOT_READY, reason="coach"
    )
    assert second.state_reason == "coach"
    assert second.state_since_at == first.state_since_at
    assert AgentStateEvent.objects.filter(agent=alice).count() == 2


def test_bob_cannot_change_alice() -> None:
    alice, bob = make_agent("alice"), make_agent("bob")
    with pytest.raises(DomainError) as caught:
        set_presence(agent=alice, actor=bob.as_actor(), state=Presence.READY)
    assert caught.value.code == "not_found"
    assert not AgentStateEvent.objects.exists()


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.ADAPTER, Role.STAFF, Role.SYSTEM])
def test_nobody_else_makes_an_agent_ready(role: Role) -> None:
    alice = make_agent("alice")
    with pytest.raises(DomainError) as caught:
        set_presence(agent=alice, actor=Actor(role, "1"), state=Presence.READY)
    assert caught.value.code == "not_allowed"


def test_ready_counts_only_while_the_desktop_beats() -> None:
    alice = make_agent("alice", ready=True)
    assert list(ready_agents()) == [alice]
    last_seen(alice, seconds_ago=46)
    assert list(ready_agents()) == []
    mark_seen(agent=alice)
    assert list(ready_agents()) == [alice]


def test_a_closed_account_is_not_ready() -> None:
    alice = make_agent("alice", ready=True)
    User.objects.filter(pk=alice.user_id).update(is_active=False)
    assert list(ready_agents()) == []
    assert agent_by_username("alice") is None


def test_idle_time_starts_with_ready_and_stops_with_not_ready() -> None:
    alice = make_agent("alice", ready=True)
    alice.refresh_from_db()
    assert alice.idle_since_at is not None
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.NOT_READY)
    alice.refresh_from_db()
    assert alice.idle_since_at is None


def test_opening_the_desktop_signs_in_but_keeps_a_ready_agent_ready() -> None:
    alice = make_agent("alice")
    assert open_desktop(agent=alice).state == Presence.NOT_READY
    make_ready(alice)
    assert open_desktop(agent=alice).state == Presence.READY


def test_a_lost_desktop_logs_its_agent_out_once() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    last_seen(alice, seconds_ago=181)
    assert log_out_lost_agents() == 1
    assert log_out_lost_agents() == 0
    alice.refresh_from_db()
    bob.refresh_from_db()
    assert (alice.state, alice.state_reason) == ("logged_out", "desktop lost")
    assert bob.state == Presence.READY


def test_an_agent_never_seen_counts_as_lost() -> None:
    alice = make_agent("alice", ready=True)
    Agent.objects.filter(pk=alice.pk).update(last_seen_at=None)
    assert log_out_lost_agents() == 1


def test_hooks_run_in_the_transaction_of_the_change() -> None:
    alice = make_agent("alice")
    seen: list[tuple[str, str, Role]] = []

    def hook(agent: Agent, old: Presence, actor: Actor) -> None:
        seen.append((agent.state, old, actor.role))
        raise RuntimeError("the change must not survive this")

    hooks.on_presence_changed.append(hook)
    try:
        with pytest.raises(RuntimeError):
            make_ready(alice)
    finally:
        hooks.on_presence_changed.remove(hook)
    assert seen == [("ready", "logged_out", Role.AGENT)]
    alice.refresh_from_db()
    assert alice.state == Presence.LOGGED_OUT
    assert not AgentStateEvent.objects.exists()


def test_the_system_logs_out_and_staff_may_too() -> None:
    alice = make_agent("alice", ready=True)
    log_out_agent(agent=alice, actor=SYSTEM, reason="desktop lost")
    make_ready(alice)
    boss = User.objects.create_user("boss", is_staff=True)
    log_out_agent(agent=alice, actor=staff_actor(boss), reason="administration")
    event = AgentStateEvent.objects.filter(agent=alice).first()
    assert event is not None
    assert (event.actor_role, event.actor_id) == ("staff", str(boss.pk))


def test_a_barred_user_leaves_presence_and_has_no_profile() -> None:
    alice = make_agent("alice", ready=True)
    alice.user.is_active = False
    alice.user.save()
    recheck_user(user=alice.user, actor=SYSTEM)
    alice.refresh_from_db()
    assert alice.state == Presence.LOGGED_OUT
    assert agent_for_user(alice.user) is None


def test_a_user_without_a_profile_is_left_alone() -> None:
    recheck_user(user=User.objects.create_user("ana"), actor=SYSTEM)
    assert not AgentStateEvent.objects.exists()


@override_settings(COBROWSE_AGENT_SEEN_SECONDS=600)
def test_how_long_a_desktop_may_be_silent_is_a_setting() -> None:
    alice = make_agent("alice", ready=True)
    last_seen(alice, seconds_ago=500)
    assert list(ready_agents()) == [alice]


def test_a_new_password_logs_the_agent_out_and_a_changed_name_does_not() -> None:
    alice = make_agent("alice", ready=True)
    boss = User.objects.create_user("boss")
    recheck_user(user=alice.user, actor=staff_actor(boss))
    alice.refresh_from_db()
    assert alice.state == Presence.READY
    recheck_user(user=alice.user, actor=staff_actor(boss), new_password=True)
    alice.refresh_from_db()
    assert (alice.state, alice.state_reason) == ("logged_out", "new password")
