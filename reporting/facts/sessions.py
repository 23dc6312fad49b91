"""Facts about ended co-browse sessions, many at a time."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from cobrowse.bulk import new_row
from reporting.facts.course import EventLine
from reporting.facts.durations import EventRow, PageVisit, measure, milliseconds, pages
from reporting.facts.interactions import event_lines
from reporting.models import SessionFact
from sessions_app.lifecycle import State
from sessions_app.models import CobrowseSession, SessionEvent


def session_facts(ids: Sequence[UUID]) -> list[SessionFact]:
    """Unsaved, without groups; those that live or are gone are left out."""
    rows = list(
        CobrowseSession.objects.filter(pk__in=ids, state=State.ENDED).select_related(
            "interaction"
        )
    )
    events: dict[UUID, list[SessionEvent]] = defaultdict(list)
    for event in SessionEvent.objects.filter(session__in=rows).order_by("at", "pk"):
        events[event.session_id].append(event)
    courses = event_lines([row.interaction_id for row in rows if row.interaction_id])
    return [
        session_fact(
            row,
            events[row.pk],
            courses.get(row.interaction_id, []) if row.interaction_id else [],
        )
        for row in rows
    ]


def session_fact(
    row: CobrowseSession, events: Sequence[EventRow], course: Iterable[EventLine]
) -> SessionFact:
    """Of an ended session, its events in order and those of its interaction."""
    assert row.ended_at is not None
    times = measure(
        events,
        created_at=row.created_at,
        activated_at=row.activated_at,
        ended_at=row.ended_at,
    )
    visits = pages(events, ended_at=row.ended_at)
    names = [event.name for event in events]
    return new_row(
        SessionFact,
        session_id=row.pk,
        interaction_id=row.interaction_id,
        site_id=row.site_id,
        queue_id=_queue_at(course, row.activated_at or row.created_at),
        agent_id=row.agent_id,
        media=row.media,
        source=row.interaction.source if row.interaction else "",
        created_at=row.created_at,
        activated_at=row.activated_at,
        ended_at=row.ended_at,
        end_reason=row.end_reason,
        wait_ms=None if times.waited is None else milliseconds(times.waited),
        cobrowse_ms=milliseconds(times.shared),
        pointer_ms=milliseconds(times.shared) - milliseconds(times.write),
        write_ms=milliseconds(times.write),
        paused_ms=milliseconds(times.paused),
        write_requests=names.count("write.requested"),
        write_grants=times.write_grants,
        write_declines=_refusals(events),
        pages_visited=len(visits),
        pages=[_visit(visit) for visit in visits],
    )


def _refusals(events: Sequence[EventRow]) -> int:
    """Requests that were declined; to revoke while the question is open is a no too."""
    before = ["pointer", *(event.mode for event in events)]
    return sum(
        event.name == "write.declined"
        or (event.name == "write.revoked" and mode == "pointer")
        for event, mode in zip(events, before, strict=False)
    )


def _queue_at(course: Iterable[EventLine], at: datetime) -> int | None:
    """The queue by which the interaction had come when the session began."""
    queues = [
        line.queue_id for line in course if line.queue_id is not None and line.at <= at
    ]
    return queues[-1] if queues else None


def _visit(visit: PageVisit) -> dict[str, object]:
    return {
        "url": visit.url,
        "title": visit.title,
        "opened_at": visit.opened_at.isoformat(),
        "stayed_ms": milliseconds(visit.stayed),
    }
