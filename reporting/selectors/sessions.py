"""One co-browse session by its history id: live, ended, or known by its fact alone."""

from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from reporting.access import Reader
from reporting.facts.durations import ModeSpan, mode_spans
from reporting.facts.sessions import session_fact, session_facts
from reporting.models import SessionFact
from sessions_app.lifecycle import State
from sessions_app.models import CobrowseSession, SessionEvent


@dataclass(frozen=True, slots=True)
class Account:
    """All that is known of a session. `row`, events and spans are there until they are
    deleted; the fact stays. A live session has a fact up to now, which nobody saves."""

    fact: SessionFact
    row: CobrowseSession | None = None
    events: list[SessionEvent] = field(default_factory=list)
    spans: list[ModeSpan] = field(default_factory=list)

    @property
    def is_live(self) -> bool:
        return self.row is not None and self.row.state != State.ENDED

    @property
    def until(self) -> datetime:
        return self.fact.ended_at


def session_account(*, reader: Reader, history_id: UUID) -> Account | None:
    """None for what is not there and, to an agent, for what others joined."""
    row = (
        CobrowseSession.objects.select_related("agent__group", "site", "interaction")
        .filter(pk=history_id)
        .first()
    )
    events = list(row.events.order_by("at", "pk")) if row is not None else []
    fact = _fact(history_id, row, events)
    if fact is None or reader.agent_id not in (None, fact.agent_id):
        return None
    spans = mode_spans(events, activated_at=fact.activated_at, ended_at=fact.ended_at)
    return Account(fact, row, events, spans)


def _fact(
    history_id: UUID, row: CobrowseSession | None, events: list[SessionEvent]
) -> SessionFact | None:
    saved = (
        SessionFact.objects.select_related("agent", "group", "site", "queue")
        .filter(pk=history_id)
        .first()
    )
    if saved is not None or row is None:
        return saved
    # A live session, or one that has ended just now and whose fact is on its way.
    fact = _live_fact(row, events) if row.ended_at is None else _late_fact(history_id)
    if fact is not None:
        fact.site, fact.agent = row.site, row.agent
        fact.group = row.agent.group if row.agent else None
    return fact


def _late_fact(history_id: UUID) -> SessionFact | None:
    return next(iter(session_facts([history_id])), None)


def _live_fact(row: CobrowseSession, events: list[SessionEvent]) -> SessionFact:
    """What the fact would be if the session ended now."""
    until_now = copy(row)
    until_now.ended_at = timezone.now()
    return session_fact(until_now, events, [])
