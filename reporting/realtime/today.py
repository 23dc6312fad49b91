"""Figures of today: the sums that the historical reports read, and what those will
show in a moment."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import F, Sum, Window
from django.db.models.functions import RowNumber

from reporting.aggregation.build import day_rows
from reporting.models import ActivityDay, DirtyHour, SessionFact
from reporting.realtime.snapshot import Figures, SessionNow
from reporting.realtime.unsettled import Sums, unsettled

MEASURES = (
    "entered",
    "queue_accepted",
    "queue_in_time",
    "queue_abandoned",
    "queue_wait_ms",
    "offered",
    "accepted",
    "rejected",
    "missed",
    "handled",
    "handle_ms",
    "transferred",
    "sessions",
    "login_ms",
    "ready_ms",
    "not_ready_ms",
)
_KEY = ("site_id", "queue_id", "agent_id", "media")


def today(
    day: date, zone: ZoneInfo, span: tuple[datetime, datetime]
) -> tuple[list[Figures], list[SessionNow]]:
    """Sums by site, queue, agent and medium; each agent's last sessions that are over.

    `span` is the day's. Costs what happened today, whatever the history.
    """
    late = unsettled(span)
    sums = _settled(day, zone, span)
    for key, values in late.sums.items():
        into = sums.setdefault(key, {})
        for name, more in values.items():
            into[name] = into.get(name, 0) + more
    figures = [
        Figures(*key, {name: count for name in MEASURES if (count := values.get(name))})
        for key, values in sums.items()
    ]
    return figures, _sessions((*_last_sessions(span), *late.sessions))


def _settled(day: date, zone: ZoneInfo, span: tuple[datetime, datetime]) -> Sums:
    """From the sums of the day; from its facts while those are being summed."""
    if DirtyHour.objects.filter(hour_at__gte=span[0], hour_at__lt=span[1]).exists():
        return _added(day_rows(day, day, zone))
    rows: Any = (
        ActivityDay.objects.filter(zone=zone.key, day=day)
        .order_by()
        .values_list(*_KEY)
        .annotate(**{f"sum_{name}": Sum(name) for name in MEASURES})
    )
    return {
        (site, queue, agent, media): dict(zip(MEASURES, values, strict=True))
        for site, queue, agent, media, *values in rows
    }


def _added(rows: Iterable[ActivityDay]) -> Sums:
    sums: Sums = {}
    for row in rows:
        into = sums.setdefault((row.site_id, row.queue_id, row.agent_id, row.media), {})
        for name in MEASURES:
            into[name] = into.get(name, 0) + int(getattr(row, name))
    return sums


def _last_sessions(span: tuple[datetime, datetime]) -> Iterable[SessionFact]:
    """The last of each combination of dimensions, so that every filter finds one."""
    newest = Window(
        RowNumber(),
        partition_by=[F(name) for name in _KEY],
        order_by=[F("created_at").desc(), F("session_id").desc()],
    )
    return (
        SessionFact.objects.filter(
            created_at__gte=span[0],
            created_at__lt=span[1],
            activated_at__isnull=False,
            agent__isnull=False,
        )
        .order_by()
        .only("created_at", *_KEY)
        .annotate(place=newest)
        .filter(place=1)
    )


def _sessions(facts: Iterable[SessionFact]) -> list[SessionNow]:
    return [
        SessionNow(
            history_id=str(fact.pk),
            agent_id=fact.agent_id,
            site_id=fact.site_id,
            queue_id=fact.queue_id,
            media=fact.media,
            started_at=fact.created_at,
            alive=False,
        )
        for fact in facts
        if fact.agent_id is not None
    ]
