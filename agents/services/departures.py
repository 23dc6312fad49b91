"""Agents who leave, are lost, or are sent away: presence and sockets go with them."""

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from agents.access import end_sign_ins
from agents.lifecycle import Presence
from agents.models import Agent
from agents.selectors import lost_agents, signed_in_agents
from agents.services.presence import set_presence
from cobrowse.actors import SYSTEM, Actor
from cobrowse.announce import agent_group, tell


def log_out_agent(*, agent: Agent, actor: Actor, reason: str = "") -> Agent:
    """Log out of presence and have every desktop of the agent prove itself again."""
    with transaction.atomic():
        fresh = set_presence(
            agent=agent, actor=actor, state=Presence.LOGGED_OUT, reason=reason
        )
        tell(agent_group(agent.pk), "revalidate")
    return fresh


def send_agent_away(*, agent: Agent, actor: Actor, reason: str) -> Agent:
    """Log the agent out everywhere: every sign-in ends, so every socket closes."""
    with transaction.atomic():
        end_sign_ins(user=agent.user)
        return log_out_agent(agent=agent, actor=actor, reason=reason)


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


def recheck_user(
    *, user: AbstractBaseUser, actor: Actor, new_password: bool = False
) -> None:
    """A user's rights changed: sockets prove themselves again, the barred log out.

    A new password, given by somebody else, has ended every sign-in: that is logging
    out, so that customers are not left with somebody who cannot answer.
    """
    agent = Agent.objects.filter(user_id=user.pk).first()
    if agent is None:
        return
    reason = "" if user.is_active else "account closed"
    if new_password:
        reason = "new password"
    if reason and signed_in_agents().filter(pk=agent.pk).exists():
        log_out_agent(agent=agent, actor=actor, reason=reason)
    else:
        tell(agent_group(agent.pk), "revalidate")
