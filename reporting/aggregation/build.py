"""Sums of the facts of a span, as plain rows: bucket, dimensions, measures.

There are many and they are wide: rows of a model would take several times as long.
Nothing here writes.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateField, DateTimeField, F, QuerySet, Sum
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncDate, TruncHour

from agents.lifecycle import Presence
from reporting.aggregation.buckets import DAY, HOUR, day_span
from reporting.aggregation.measures import DIMENSIONS, FEEDS, MEASURES
from reporting.facts.durations import milliseconds
from reporting.models import ActivityDay, StateFact
from reporting.models.facts import LONG_STRETCH_MS

# The first moment or day of the bucket, DIMENSIONS, MEASURES.
SumRow = tuple[Any, ...]
_Key = tuple[Any, ...]
_Sums = dict[_Key, dict[str, int]]

_UTC = ZoneInfo("UTC")
_STATE_MEASURE = {
    Presence.READY.value: "ready_ms",
    Presence.NOT_READY.value: "not_ready_ms",
    Presence.AFTER_CALL_WORK.value: "after_call_ms",
}


def hour_sums(start: datetime, end: datetime) -> list[SumRow]:
    """The hours from `start` until before `end`, both on the hour."""
    sums = _fact_sums(start, end, zone=None)
    _add_states(sums, start, end, _hour_cuts(start, end), zone=None)
    return _rows(sums)


def day_sums(first: date, last: date, zone: ZoneInfo) -> list[SumRow]:
    """The days from `first` to `last` of the zone."""
    start, end = day_span(first, zone)[0], day_span(last, zone)[1]
    sums = _fact_sums(start, end, zone=zone)
    _add_states(sums, start, end, _day_cuts(first, last, zone), zone=zone)
    return _rows(sums)


def day_rows(first: date, last: date, zone: ZoneInfo) -> list[ActivityDay]:
    """The same as unsaved rows: for a few."""
    names = ("day", *DIMENSIONS, *MEASURES)
    return [
        ActivityDay(zone=zone.key, **dict(zip(names, row, strict=True)))
        for row in day_sums(first, last, zone)
    ]


def _rows(sums: _Sums) -> list[SumRow]:
    zero = dict.fromkeys(MEASURES, 0)
    return [(*key, *(zero | values).values()) for key, values in sums.items()]


def _fact_sums(start: datetime, end: datetime, *, zone: ZoneInfo | None) -> _Sums:
    sums: _Sums = {}
    for feed in FEEDS:
        span = {f"{feed.moment}__gte": start, f"{feed.moment}__lt": end}
        rows = (
            feed.model._default_manager.filter(**span)
            .order_by()
            .annotate(bucket=_bucket(feed.moment, zone))
            .values_list("bucket", *DIMENSIONS)
            # Names of measures may be those of columns: prefixed.
            .annotate(**{f"sum_{name}": sum_ for name, sum_ in feed.sums.items()})
        )
        width = 1 + len(DIMENSIONS)
        for row in rows:
            values = sums.setdefault(row[:width], {})
            for name, value in zip(feed.sums, row[width:], strict=True):
                values[name] = value or 0
    return sums


def _bucket(moment: str, zone: ZoneInfo | None) -> Combinable:
    """The hour (UTC) or the zone's day that a moment is in."""
    if zone is None:
        return TruncHour(moment, output_field=DateTimeField(), tzinfo=_UTC)
    return TruncDate(moment, output_field=DateField(), tzinfo=zone)


def _hour_cuts(start: datetime, end: datetime) -> list[tuple[Any, datetime, datetime]]:
    cuts = []
    hour = start
    while hour < end:
        cuts.append((hour, hour, hour + HOUR))
        hour += HOUR
    return cuts


def _day_cuts(
    first: date, last: date, zone: ZoneInfo
) -> list[tuple[Any, datetime, datetime]]:
    days = [date.fromordinal(n) for n in range(first.toordinal(), last.toordinal() + 1)]
    return [(day, *day_span(day, zone)) for day in days]


def _add_states(
    sums: _Sums,
    start: datetime,
    end: datetime,
    cuts: list[tuple[Any, datetime, datetime]],
    *,
    zone: ZoneInfo | None,
) -> None:
    """Stretches within one bucket are added up where they are; the others are cut where
    a bucket ends."""
    rows = (
        StateFact.objects.exclude(state=Presence.LOGGED_OUT)
        .order_by()
        .annotate(first=_bucket("started_at", zone))
        .alias(last=_bucket("ended_at", zone))
    )
    within = (
        rows.filter(started_at__gte=start, started_at__lt=end, first=F("last"))
        .values_list("first", "agent_id", "group_id", "state")
        .annotate(spent=Sum("duration_ms"))
    )
    for bucket, agent_id, group_id, state, spent in within:
        _add_state(sums, (bucket, agent_id, group_id), state, spent)
    openings = [opens for _, opens, _ in cuts]
    for agent_id, group_id, state, began, ended in _crossing(rows, start, end):
        place = max(0, bisect_right(openings, began) - 1)
        for bucket, opens, closes in _touched(cuts, place, began, ended):
            spent = milliseconds(min(ended, closes) - max(began, opens))
            _add_state(sums, (bucket, agent_id, group_id), state, spent)


def _add_state(
    sums: _Sums, whose: tuple[Any, int, int | None], state: str, spent: int
) -> None:
    bucket, agent_id, group_id = whose
    values = sums.setdefault((bucket, None, None, agent_id, group_id, "", ""), {})
    for name in ("login_ms", _STATE_MEASURE[state]):
        values[name] = values.get(name, 0) + spent


def _crossing(
    rows: QuerySet[Any], start: datetime, end: datetime
) -> Iterable[tuple[int, int | None, str, datetime, datetime]]:
    """Stretches with a part in the span that are in more than one bucket.

    Those that began long before are few and have an index of their own: no other could
    find what began before and ended after.
    """
    columns = ("agent_id", "group_id", "state", "started_at", "ended_at")
    touching = rows.filter(started_at__lt=end, ended_at__gt=start)
    lately = touching.filter(started_at__gte=start - DAY).exclude(first=F("last"))
    yield from lately.values_list(*columns)
    long_ago = touching.filter(
        started_at__lt=start - DAY, duration_ms__gte=LONG_STRETCH_MS
    )
    yield from long_ago.values_list(*columns)


def _touched(
    cuts: list[tuple[Any, datetime, datetime]],
    first: int,
    began: datetime,
    ended: datetime,
) -> Iterable[tuple[Any, datetime, datetime]]:
    """Those of the cuts, from number `first` on, that the stretch is in."""
    for place in range(first, len(cuts)):
        cut = cuts[place]
        if cut[1] >= ended:
            return
        if cut[2] > began:
            yield cut
