"""Sums of the facts of a span, as plain rows: bucket, dimensions, measures.

There are many and they are wide: rows of a model would take several times as long.
Nothing here writes.
"""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateField, DateTimeField
from django.db.models.functions import TruncDate, TruncHour

from agents.lifecycle import Presence
from reporting.aggregation.buckets import HOUR, day_span
from reporting.aggregation.measures import DIMENSIONS, FEEDS, MEASURES
from reporting.facts.durations import milliseconds
from reporting.models import ActivityDay, StateFact

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
    _add_states(sums, start, end, _hour_cuts(start, end))
    return _rows(sums)


def day_sums(first: date, last: date, zone: ZoneInfo) -> list[SumRow]:
    """The days from `first` to `last` of the zone."""
    start, end = day_span(first, zone)[0], day_span(last, zone)[1]
    sums = _fact_sums(start, end, zone=zone)
    _add_states(sums, start, end, _day_cuts(first, last, zone))
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
        bucket = (
            TruncHour(feed.moment, output_field=DateTimeField(), tzinfo=_UTC)
            if zone is None
            else TruncDate(feed.moment, output_field=DateField(), tzinfo=zone)
        )
        span = {f"{feed.moment}__gte": start, f"{feed.moment}__lt": end}
        rows = (
            feed.model._default_manager.filter(**span)
            .order_by()
            .annotate(bucket=bucket)
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
) -> None:
    """Each stretch of a state, cut where a bucket ends."""
    stretches = (
        StateFact.objects.filter(started_at__lt=end, ended_at__gt=start)
        .exclude(state=Presence.LOGGED_OUT)
        .values_list("agent_id", "group_id", "state", "started_at", "ended_at")
    )
    openings = [opens for _, opens, _ in cuts]
    for agent_id, group_id, state, began, ended in stretches:
        first = max(0, bisect_right(openings, began) - 1)
        for bucket, opens, closes in _touched(cuts, first, began, ended):
            spent = milliseconds(min(ended, closes) - max(began, opens))
            key = (bucket, None, None, agent_id, group_id, "", "")
            values = sums.setdefault(key, {})
            for name in ("login_ms", _STATE_MEASURE[state]):
                values[name] = values.get(name, 0) + spent


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
