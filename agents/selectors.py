"""All reads of agents."""

from datetime import datetime, timedelta
from typing import cast

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent, NotReadyReason
from agents.protocol import AgentState, PresenceName
from cobrowse.errors import DomainError


def seen_after() -> datetime:
    """A desktop whose last sign of life is older does not count as being there."""
    return timezone.now() - timedelta(seconds=settings.COBROWSE_AGENT_SEEN_SECONDS)


def ready_agents() -> QuerySet[Agent]:
    """Agents who may be offered work: ready, active, with a living desktop."""
    return Agent.objects.filter(
        state=Presence.READY, last_seen_at__gte=seen_after(), user__is_active=True
    )


def signed_in_agents() -> QuerySet[Agent]:
    """Agents in any state but logged out, by name."""
    return Agent.objects.exclude(state=Presence.LOGGED_OUT).order_by(
        "display_name", "pk"
    )


def lost_agents() -> QuerySet[Agent]:
    """Agents whose desktop has been silent for so long that they count as gone."""
    gone = timezone.now() - timedelta(seconds=settings.COBROWSE_AGENT_GONE_SECONDS)
    return signed_in_agents().exclude(last_seen_at__gte=gone)


def agent_for_user(user: AbstractBaseUser | AnonymousUser) -> Agent | None:
    """The agent profile of a user who may sign in, if there is one."""
    if not user.is_authenticated or not user.is_active:
        return None
    return Agent.objects.filter(user_id=user.pk).first()


def agent_by_username(username: str) -> Agent | None:
    """The agent a telephone switch means."""
    return Agent.objects.filter(user__username=username, user__is_active=True).first()


def agent_state(agent: Agent) -> AgentState:
    """The agent as the agent's own desktop shows it."""
    return AgentState(
        id=agent.pk,
        name=agent.display_name,
        state=cast(PresenceName, agent.state),
        state_reason=agent.state_reason,
        state_since_at=agent.state_since_at,
        state_until_at=agent.state_until_at,
        capacity=agent.chat_capacity,
    )


def not_ready_reasons() -> list[str]:
    """What agents may say for being not ready, in order; empty: what they like."""
    return list(
        NotReadyReason.objects.filter(active=True).values_list("name", flat=True)
    )


def superseded() -> DomainError:
    return DomainError("superseded", 409, "Your desktop is open in another tab.")


def must_own_desktop(*, agent_id: int, tab: str) -> None:
    """DomainError(superseded) for every tab but the one that has the desktop now."""
    if not Agent.objects.filter(pk=agent_id, desktop_tab=tab).exists():
        raise superseded()
