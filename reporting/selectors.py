"""All reads of the reports."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils import timezone

from interactions.models import Interaction
from reporting.durations import Durations, PageVisit, measure, pages
from sessions_app.lifecycle import LIVE_STATES, State
from sessions_app.models import CobrowseSession, SessionEvent


@dataclass(frozen=True, slots=True)
class DetailFilter:
    """Which sessions the detail report lists; dates are inclusive, in local time."""

    start: date
    end: date
    media: str = ""
    agent_id: int | None = None
    site_id: int | None = None


@dataclass(frozen=True, slots=True)
class DetailRow:
    session: CobrowseSession
    durations: Durations
    pages: list[PageVisit]


@dataclass(frozen=True, slots=True)
class LiveCounts:
    """What is going on now."""

    waiting: int
    active: int
    write: int
    chats: int
    calls: int


def live_counts() -> LiveCounts:
    live = CobrowseSession.objects.filter(state__in=LIVE_STATES)
    interactions = Interaction.objects.filter(ended_at__isnull=True)
    return LiveCounts(
        waiting=live.filter(state=State.PENDING).count(),
        active=live.filter(state=State.ACTIVE).count(),
        write=live.filter(mode="write").count(),
        chats=interactions.filter(media="chat").count(),
        calls=interactions.filter(media="voice").count(),
    )


def _start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def ended_sessions(*, wanted: DetailFilter) -> QuerySet[CobrowseSession]:
    """Ended sessions of the range, newest first, with what the rows show."""
    found = CobrowseSession.objects.filter(
        state=State.ENDED,
        created_at__gte=_start_of(wanted.start),
        created_at__lt=_start_of(wanted.end + timedelta(days=1)),
    )
    if wanted.media:
        found = found.filter(media=wanted.media)
    if wanted.agent_id is not None:
        found = found.filter(agent_id=wanted.agent_id)
    if wanted.site_id is not None:
        found = found.filter(site_id=wanted.site_id)
    return (
        found.select_related("agent", "agent__group", "site", "interaction")
        .prefetch_related(Prefetch("events", SessionEvent.objects.order_by("at", "pk")))
        .order_by("-created_at", "-pk")
    )


def detail_row(session: CobrowseSession) -> DetailRow:
    """One session with its figures; a live one is measured up to now."""
    events = list(session.events.all())
    ended_at = session.ended_at or timezone.now()
    return DetailRow(
        session,
        measure(
            events,
            created_at=session.created_at,
            activated_at=session.activated_at,
            ended_at=ended_at,
        ),
        pages(events, ended_at=ended_at),
    )


def session_with_events(history_id: UUID) -> CobrowseSession | None:
    return (
        CobrowseSession.objects.select_related(
            "agent", "agent__group", "site", "interaction"
        )
        .prefetch_related(Prefetch("events", SessionEvent.objects.order_by("at", "pk")))
        .filter(pk=history_id)
        .first()
    )
