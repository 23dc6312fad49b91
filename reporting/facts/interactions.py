"""Facts about interactions, their handlings, waits and offers, many at a time."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from cobrowse.bulk import new_row
from interactions.call_story import CallKind, Told, chapters_of
from interactions.lifecycle import Kind, OfferState, State
from interactions.models import (
    CallReport,
    Interaction,
    InteractionEvent,
    Offer,
    Queue,
)
from reporting.facts.course import (
    Course,
    EventLine,
    Handling,
    course_of_events,
    course_of_story,
)
from reporting.facts.durations import milliseconds
from reporting.models import (
    HandlingFact,
    InteractionFact,
    OfferFact,
    QueueStayFact,
)
from sessions_app.models import CobrowseSession

_DENIAL = {"IsCoBrowseDenied": "Yes"}


@dataclass(slots=True)
class InteractionFacts:
    """Unsaved; groups are filled in by whoever saves them."""

    interactions: list[InteractionFact] = field(default_factory=list)
    handlings: list[HandlingFact] = field(default_factory=list)
    stays: list[QueueStayFact] = field(default_factory=list)
    offers: list[OfferFact] = field(default_factory=list)
    # Which of those asked for exist at all.
    found: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Share:
    """A session that an agent joined."""

    agent_id: int | None
    activated_at: datetime
    ended_at: datetime | None


@dataclass(slots=True)
class Sources:
    """The rows of many interactions, each by its interaction."""

    events: dict[UUID, list[EventLine]]
    reports: dict[UUID, list[Told]]
    offers: dict[UUID, list[Offer]]
    shares: dict[UUID, list[Share]]


def interaction_facts(ids: Sequence[UUID]) -> InteractionFacts:
    """What is over of these interactions; those that are gone are left out."""
    rows = list(Interaction.objects.filter(pk__in=ids))
    return facts_of(rows, _sources([row.pk for row in rows]), service_levels())


def facts_of(
    rows: Iterable[Interaction], sources: Sources, levels: Mapping[int, int]
) -> InteractionFacts:
    """Facts of these rows and what is told of them; reads nothing itself.

    `levels`: the service level of each queue, in seconds.
    """
    facts = InteractionFacts()
    for row in rows:
        facts.found.append(row.pk)
        course = _course(row, sources)
        shares = sources.shares[row.pk]
        denials = {e.agent_id for e in sources.events[row.pk] if e.denies}
        _add_handlings(facts, row, course.handlings, shares, denials)
        _add_stays(facts, row, course, levels)
        _add_offers(facts, row, sources.offers[row.pk])
        if row.state == State.ENDED and row.ended_at is not None:
            facts.interactions.append(_interaction(row, row.ended_at, course, shares))
    return facts


def event_lines(ids: Sequence[UUID]) -> dict[UUID, list[EventLine]]:
    """The events of each, in the order in which they were written."""
    lines: dict[UUID, list[EventLine]] = defaultdict(list)
    rows = (
        InteractionEvent.objects.filter(interaction__in=ids)
        .order_by("pk")
        .values_list(
            "interaction_id", "name", "at", "state", "agent_id", "queue_id", "detail"
        )
    )
    for interaction_id, name, at, state, agent_id, queue_id, detail in rows:
        lines[interaction_id].append(
            event_line(name, at, state, agent_id, queue_id, detail)
        )
    return lines


def event_line(
    name: str,
    at: datetime,
    state: str,
    agent_id: int | None,
    queue_id: int | None,
    detail: Mapping[str, object],
) -> EventLine:
    """One event row, as far as facts go by it."""
    return EventLine(
        name=name,
        at=at,
        state=state,
        agent_id=agent_id,
        queue_id=queue_id,
        reason=str(detail.get("reason", "")) if name == "interaction.ended" else "",
        denies=name == "data.attached" and detail == _DENIAL,
    )


def _sources(ids: Sequence[UUID]) -> Sources:
    reports: dict[UUID, list[Told]] = defaultdict(list)
    for interaction_id, event, at, agent_id in CallReport.objects.filter(
        interaction__in=ids
    ).values_list("interaction_id", "event", "at", "agent_id"):
        reports[interaction_id].append(Told(CallKind(event), at, agent_id))
    offers: dict[UUID, list[Offer]] = defaultdict(list)
    closed = Offer.objects.filter(interaction__in=ids).exclude(state=OfferState.PENDING)
    for offer in closed.order_by("pk"):
        offers[offer.interaction_id].append(offer)
    shares: dict[UUID, list[Share]] = defaultdict(list)
    for interaction_id, agent_id, activated_at, ended_at in (
        CobrowseSession.objects.filter(interaction__in=ids, activated_at__isnull=False)
        .order_by("activated_at")
        .values_list("interaction_id", "agent_id", "activated_at", "ended_at")
    ):
        assert interaction_id is not None
        assert activated_at is not None
        shares[interaction_id].append(Share(agent_id, activated_at, ended_at))
    return Sources(event_lines(ids), reports, offers, shares)


def service_levels() -> dict[int, int]:
    return dict(Queue.objects.values_list("pk", "service_level_seconds"))


def _course(row: Interaction, sources: Sources) -> Course:
    events = sources.events[row.pk]
    if row.kind is not Kind.EXTERNAL:
        return course_of_events(events)
    reports = sources.reports[row.pk]
    if not reports:  # older than the table of reports
        return course_of_events(events)
    return course_of_story(chapters_of(reports), ended_at=row.ended_at, events=events)


def _interaction(
    row: Interaction, ended_at: datetime, course: Course, shares: list[Share]
) -> InteractionFact:
    answered_at = row.answered_at
    return new_row(
        InteractionFact,
        interaction_id=row.pk,
        site_id=row.site_id,
        queue_id=row.queue_id,
        agent_id=row.agent_id,
        media=row.media,
        source=row.source,
        created_at=row.created_at,
        answered_at=answered_at,
        ended_at=ended_at,
        end_reason=row.end_reason,
        messaging=row.asynchronous,
        wait_ms=milliseconds(answered_at - row.created_at) if answered_at else None,
        duration_ms=milliseconds(ended_at - row.created_at),
        transfers=sum(
            h.outcome is HandlingFact.Outcome.TRANSFERRED for h in course.handlings
        ),
        sessions=len(shares),
        cobrowse_ms=sum(
            milliseconds(s.ended_at - s.activated_at) for s in shares if s.ended_at
        ),
        denied=row.attached_data.get("IsCoBrowseDenied") == "Yes",
    )


def _add_handlings(
    facts: InteractionFacts,
    row: Interaction,
    handlings: Iterable[Handling],
    shares: list[Share],
    denials: set[int | None],
) -> None:
    sharing = {share.agent_id for share in shares}
    seen: set[int] = set()
    for number, handling in enumerate(handlings, start=1):
        agent_id = handling.agent_id
        is_first = agent_id not in seen
        seen.add(agent_id)
        held = sum(milliseconds(end - start) for start, end in handling.held)
        whole = milliseconds(handling.ended_at - handling.started_at)
        wrap_up = handling.wrap_up
        facts.handlings.append(
            new_row(
                HandlingFact,
                interaction_id=row.pk,
                number=number,
                site_id=row.site_id,
                queue_id=handling.queue_id,
                agent_id=agent_id,
                media=row.media,
                source=row.source,
                started_at=handling.started_at,
                ended_at=handling.ended_at,
                outcome=handling.outcome,
                talk_ms=max(0, whole - held),
                hold_ms=held,
                wrap_up_ms=milliseconds(wrap_up[1] - wrap_up[0]) if wrap_up else 0,
                is_first=is_first,
                with_cobrowse=agent_id in sharing,
                denied=is_first and agent_id in denials,
            )
        )


def _add_stays(
    facts: InteractionFacts, row: Interaction, course: Course, levels: Mapping[int, int]
) -> None:
    for number, stay in enumerate(course.stays, start=1):
        waited = milliseconds(stay.left_at - stay.entered_at)
        level = levels.get(stay.queue_id or 0, 0)
        facts.stays.append(
            new_row(
                QueueStayFact,
                interaction_id=row.pk,
                number=number,
                site_id=row.site_id,
                queue_id=stay.queue_id,
                agent_id=stay.agent_id,
                media=row.media,
                source=row.source,
                entered_at=stay.entered_at,
                left_at=stay.left_at,
                outcome=stay.outcome,
                wait_ms=waited,
                in_time=waited <= level * 1000,
            )
        )


def _add_offers(
    facts: InteractionFacts, row: Interaction, offers: Iterable[Offer]
) -> None:
    for offer in offers:
        assert offer.closed_at is not None
        facts.offers.append(
            new_row(
                OfferFact,
                offer_id=offer.pk,
                interaction_id=row.pk,
                site_id=row.site_id,
                queue_id=row.queue_id,
                agent_id=offer.agent_id,
                media=row.media,
                source=row.source,
                made_at=offer.made_at,
                closed_at=offer.closed_at,
                outcome=offer.state,
            )
        )
