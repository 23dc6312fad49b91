"""All writes about agents: presence, heartbeat, work taken and given back."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.utils import timezone

from agents import hooks
from agents.lifecycle import Presence, Refusal, decide
from agents.models import Agent, AgentStateEvent
from agents.protocol import PresenceUpdated
from agents.selectors import agent_state, lost_agents, signed_in_agents
from cobrowse.actors import SYSTEM, Actor, Role
from cobrowse.announce import agent_group, announce, tell
from cobrowse.errors import DomainError, not_found


def set_presence(
    *, agent: Agent, actor: Actor, state: Presence, reason: str = ""
) -> Agent:
    """Put the agent into a state; the same state and reason again changes nothing."""
    if actor.role is Role.AGENT and not actor.is_(Role.AGENT, agent.pk):
        raise not_found()
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
        if old is state and fresh.state_reason == reason:
            return fresh
        now = timezone.now()
        changes: dict[str, object] = {"state": state, "state_reason": reason}
        if old is not state:
            changes["state_since_at"] = now
            changes["idle_since_at"] = now if state is Presence.READY else None
        if not Agent.objects.filter(pk=fresh.pk, state=old).update(**changes):
            raise DomainError("conflict", 409)
        fresh.refresh_from_db()
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


def open_desktop(*, agent: Agent) -> Agent:
    """A desktop of the agent said hello: whoever was logged out is not ready now."""
    with transaction.atomic():
        mark_seen(agent=agent)
        fresh = Agent.objects.get(pk=agent.pk)
        if fresh.state == Presence.LOGGED_OUT:
            fresh = set_presence(
                agent=fresh, actor=agent.as_actor(), state=Presence.NOT_READY
            )
    return fresh


def mark_seen(*, agent: Agent) -> None:
    """The desktop's heartbeat: ready counts only while it beats."""
    Agent.objects.filter(pk=agent.pk).update(last_seen_at=timezone.now())


def note_work(*, agent: Agent, working: bool) -> None:
    """The agent has work now, or none is left: routing goes by the longest idle."""
    Agent.objects.filter(pk=agent.pk, state=Presence.READY).update(
        idle_since_at=None if working else timezone.now()
    )


def log_out_agent(*, agent: Agent, actor: Actor, reason: str = "") -> Agent:
    """Log out of presence and have every desktop of the agent prove itself again."""
    with transaction.atomic():
        fresh = set_presence(
            agent=agent, actor=actor, state=Presence.LOGGED_OUT, reason=reason
        )
        tell(agent_group(agent.pk), "revalidate")
    return fresh


def log_out_lost_agents() -> int:
    """Agents whose desktop has been silent for long are logged out; how many."""
    count = 0
    for agent in lost_agents():
        with transaction.atomic():
            # A heartbeat may have come since the list was read.
            still_lost = lost_agents().select_for_update(of=("self",), no_key=True)
            if still_lost.filter(pk=agent.pk).exists():
                log_out_agent(agent=agent, actor=SYSTEM, reason="desktop lost")
                count += 1
    return count


def recheck_user(*, user: AbstractBaseUser, actor: Actor) -> None:
    """A user's rights changed: sockets prove themselves again, the barred log out."""
    agent = Agent.objects.filter(user_id=user.pk).first()
    if agent is None:
        return
    if not user.is_active and signed_in_agents().filter(pk=agent.pk).exists():
        log_out_agent(agent=agent, actor=actor, reason="account closed")
    else:
        tell(agent_group(agent.pk), "revalidate")
