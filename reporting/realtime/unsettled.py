"""What has happened but is not in the sums yet: facts that are due, made in memory.

So no figure falls for the moment between a chat's leaving the queue and its fact, and
real-time figures do not wait for the worker that writes facts. Nothing here writes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Model

from agents.lifecycle import Presence
from agents.models import Agent
from reporting.facts.durations import milliseconds
from reporting.facts.interactions import interaction_facts
from reporting.facts.sessions import session_facts
from reporting.facts.states import state_facts
from reporting.models import (
    FactDue,
    HandlingFact,
    OfferFact,
    QueueStayFact,
    SessionFact,
    StateFact,
)

# More subjects than that are behind by something else than a moment: the sums of what
# is over come when they come.
MOST_DUE = 200

Span = tuple[datetime, datetime]
Key = tuple[int | None, int | None, int | None, str]
Sums = dict[Key, dict[str, int]]

_STATE_MEASURE = {
    Presence.READY.value: "ready_ms",
    Presence.NOT_READY.value: "not_ready_ms",
}


@dataclass(slots=True)
class Unsettled:
    """To be added to the sums of today; sessions have ended and an agent was in."""

    sums: Sums = field(default_factory=dict)
    sessions: list[SessionFact] = field(default_factory=list)


def unsettled(span: Span) -> Unsettled:
    """Of the subjects that are due: what their facts will be, less what they were."""
    found = Unsettled()
    due: dict[str, set[str]] = {}
    rows = FactDue.objects.order_by("pk").values_list("subject", "key")
    for subject, key in rows[:MOST_DUE]:
        due.setdefault(subject, set()).add(key)
    if keys := due.get(FactDue.Subject.INTERACTION):
        _interactions([UUID(key) for key in keys], span, found)
    if keys := due.get(FactDue.Subject.SESSION):
        _sessions([UUID(key) for key in keys], span, found)
    if keys := due.get(FactDue.Subject.AGENT):
        _states([int(key) for key in keys], span, found)
    return found


def _interactions(ids: list[UUID], span: Span, found: Unsettled) -> None:
    facts = interaction_facts(ids)
    of = {"interaction_id__in": facts.found}
    _add(found.sums, (*facts.handlings, *facts.stays, *facts.offers), span, +1)
    _add(found.sums, HandlingFact.objects.filter(**of), span, -1)
    _add(found.sums, QueueStayFact.objects.filter(**of), span, -1)
    _add(found.sums, OfferFact.objects.filter(**of), span, -1)


def _sessions(ids: list[UUID], span: Span, found: Unsettled) -> None:
    facts = session_facts(ids)
    saved = SessionFact.objects.filter(pk__in=[fact.pk for fact in facts])
    _add(found.sums, facts, span, +1)
    _add(found.sums, saved.defer("pages"), span, -1)
    found.sessions += [
        fact
        for fact in facts
        if fact.activated_at and fact.agent_id and _is_in(fact.created_at, span)
    ]


def _states(ids: list[int], span: Span, found: Unsettled) -> None:
    for agent in Agent.objects.filter(pk__in=ids):
        newest = StateFact.objects.filter(agent=agent).order_by("-event_id").first()
        for fact in state_facts(agent, since_fact=newest):
            _add_state(found.sums, fact, span, +1)
        if newest is not None:
            _add_state(found.sums, newest, span, -1)


def _add(sums: Sums, facts: Iterable[Model], span: Span, sign: int) -> None:
    for fact in facts:
        for at, key, values in _counted(fact):
            if not _is_in(at, span):
                continue
            into = sums.setdefault(key, {})
            for name, value in values.items():
                into[name] = into.get(name, 0) + sign * int(value)


def _counted(fact: Model) -> Iterator[tuple[datetime, Key, dict[str, int]]]:
    """When, for whom and what a fact counts: `reporting.aggregation.measures` in
    Python, for the measures that are shown here (a test holds them together)."""
    match fact:
        case HandlingFact():
            handling = {
                "handled": fact.is_first,
                "handle_ms": fact.talk_ms + fact.hold_ms + fact.wrap_up_ms,
                "transferred": fact.outcome == HandlingFact.Outcome.TRANSFERRED,
            }
            yield fact.started_at, _key(fact), handling
        case QueueStayFact():
            accepted = fact.outcome == QueueStayFact.Outcome.ACCEPTED
            stay = {
                "entered": 1,
                "queue_accepted": accepted,
                "queue_in_time": accepted and fact.in_time,
                "queue_abandoned": fact.outcome == QueueStayFact.Outcome.ABANDONED,
                "queue_wait_ms": fact.wait_ms if accepted else 0,
            }
            yield fact.entered_at, _key(fact), stay
        case OfferFact():
            yield fact.made_at, _key(fact), {"offered": 1, fact.outcome: 1}
        case SessionFact():
            joined = {"sessions": int(fact.activated_at is not None)}
            yield fact.created_at, _key(fact), joined


def _key(fact: HandlingFact | QueueStayFact | OfferFact | SessionFact) -> Key:
    return fact.site_id, fact.queue_id, fact.agent_id, fact.media


def _is_in(at: datetime, span: Span) -> bool:
    return span[0] <= at < span[1]


def _add_state(sums: Sums, fact: StateFact, span: Span, sign: int) -> None:
    """A stretch of a state, as much of it as is within the span."""
    if fact.state == Presence.LOGGED_OUT:
        return
    spent = milliseconds(min(fact.ended_at, span[1]) - max(fact.started_at, span[0]))
    into = sums.setdefault((None, None, fact.agent_id, ""), {})
    for name in ("login_ms", _STATE_MEASURE.get(fact.state)):
        if name:
            into[name] = into.get(name, 0) + sign * spent
