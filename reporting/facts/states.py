"""Facts about agents' states: stretches that are over."""

from itertools import pairwise

from agents.models import Agent, AgentStateEvent
from cobrowse.bulk import new_row
from reporting.facts.durations import milliseconds
from reporting.models import StateFact


def state_facts(agent: Agent, *, since_fact: StateFact | None) -> list[StateFact]:
    """Unsaved: every stretch that began with `since_fact` or later and is over.

    The present state lasts and is no fact yet.
    """
    events = agent.state_events.order_by("pk")
    if since_fact is not None:
        events = events.filter(pk__gte=since_fact.pk)
    rows = list(events)
    return [state_fact(event, following) for event, following in pairwise(rows)]


def state_fact(event: AgentStateEvent, following: AgentStateEvent) -> StateFact:
    """The stretch that one change begins and the agent's next one ends."""
    return new_row(
        StateFact,
        event_id=event.pk,
        agent_id=event.agent_id,
        state=event.state,
        reason=event.reason,
        started_at=event.at,
        ended_at=max(following.at, event.at),
        duration_ms=milliseconds(following.at - event.at),
    )
