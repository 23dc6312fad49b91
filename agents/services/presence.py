"""Presence: the one place where an agent's state changes."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from agents import hooks
from agents.lifecycle import Presence, Refusal, decide
from agents.models import Agent, AgentStateEvent
from agents.protocol import PresenceUpdated
from agents.selectors import agent_state, not_ready_reasons
from cobrowse.actors import Actor, Role
from cobrowse.announce import agent_group, announce
from cobrowse.errors import DomainError, not_found


def set_presence(
    *,
    agent: Agent,
    actor: Actor,
    state: Presence,
    reason: str = "",
    until_at: datetime | None = None,
) -> Agent:
    """Put the agent into a state; the same state and reason again changes nothing.

    `until_at` is when it ends by itself (`end_due_after_call_work`). An agent who says
    the same state again stays in it without a limit. Agents give one of the reasons
    that are set up for being not ready, or none: DomainError(unknown_reason).
    """
    if actor.role is Role.AGENT:
        if not actor.is_(Role.AGENT, agent.pk):
            raise not_found()
        _must_be_known(state, reason)
    with transaction.atomic():
        fresh = Agent.objects.select_for_update(of=("self",), no_key=True).get(
            pk=agent.pk
        )
        old = Presence(fresh.state)
        verdict = decide(old, state, actor.role)
        if verdict.state is None:
            assert verdict.refusal is not None
            status = 403 if verdict.refusal is Refusal.ROLE else 409
            raise DomainError(verdict.refusal.value, status, str(verdict.refusal.label))
        same = old is state and fresh.state_reason == reason
        if same and fresh.state_until_at == until_at:
            return fresh
        now = timezone.now()
        changes: dict[str, object] = {
            "state": state,
            "state_reason": reason,
            "state_until_at": until_at,
        }
        if old is not state:
            changes["state_since_at"] = now
            changes["idle_since_at"] = now if state is Presence.READY else None
        if not Agent.objects.filter(pk=fresh.pk, state=old).update(**changes):
            raise DomainError("conflict", 409)
        fresh.refresh_from_db()
        if not same:
            AgentStateEvent.objects.create(
                agent=fresh,
                at=now,
                old_state=old,
                state=state,
                reason=reason,
                actor_role=actor.role,
                actor_id=actor.id,
            )
            for hook in hooks.on_presence_changed:
                hook(fresh, old, actor)
        announce(agent_group(fresh.pk), PresenceUpdated(agent=agent_state(fresh)))
    return fresh


def _must_be_known(state: Presence, reason: str) -> None:
    if state is not Presence.NOT_READY or not reason:
        return
    reasons = not_ready_reasons()
    if reasons and reason not in reasons:
        raise DomainError("unknown_reason", 400, "There is no such reason.")


def note_work(*, agent: Agent, working: bool) -> None:
    """The agent has work now, or none is left: routing goes by the longest idle."""
    Agent.objects.filter(pk=agent.pk, state=Presence.READY).update(
        idle_since_at=None if working else timezone.now()
    )
