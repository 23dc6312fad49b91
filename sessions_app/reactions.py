"""What sessions do when an interaction or an agent changes."""

from agents.lifecycle import Presence
from agents.models import Agent
from cobrowse.actors import SYSTEM, Actor, Role
from cobrowse.announce import session_group, tell
from cobrowse.errors import DomainError
from interactions.hooks import Ending
from interactions.models import Interaction
from sessions_app import services
from sessions_app.lifecycle import NOT_FOUND, EndReason
from sessions_app.selectors import live_session_of_interaction, live_sessions_of_agent

_REASONS: dict[Ending, EndReason] = {
    "ended": EndReason.INTERACTION_ENDED,
    "transferred": EndReason.INTERACTION_TRANSFERRED,
    "parked": EndReason.INTERACTION_ENDED,
}


def end_with_interaction(interaction: Interaction, how: Ending, actor: Actor) -> None:
    """The co-browse ends with its interaction, in the same transaction (PI-6)."""
    session = live_session_of_interaction(interaction)
    if session is None:
        return
    try:
        services.end_session(session=session, actor=SYSTEM, reason=_REASONS[how])
    except DomainError as error:
        # A time-out that nobody had noticed was faster.
        if error.code != NOT_FOUND:
            raise


def recheck_viewers(agent: Agent, before: Presence, actor: Actor) -> None:
    """An agent who logs out has every viewer prove its sign-in again, at once."""
    if agent.state == Presence.LOGGED_OUT:
        for session in live_sessions_of_agent(agent):
            tell(session_group(session.pk, Role.AGENT.value), "revalidate")
