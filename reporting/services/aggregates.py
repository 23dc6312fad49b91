"""Make the sums of dirty hours, and of the days they are in, anew."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from cobrowse.bulk import insert_rows
from reporting.aggregation.buckets import HOUR, days_of_hours, runs_of_days
from reporting.aggregation.build import SumRow, day_sums, hour_sums
from reporting.aggregation.measures import DIMENSIONS, MEASURES
from reporting.models import ActivityDay, ActivityHour, DirtyHour
from reporting.services.frozen import (
    Frozen,
    first_whole_day,
    frozen_days,
    frozen_hours,
    frozen_sites,
)
from reporting.services.lock import hold_lock
from reporting.services.sync import BATCH
from reporting.zones import reporting_zones

# Dirty hours that one transaction takes, and days that are summed at once.
HOURS_AT_ONCE = 24
DAYS_AT_ONCE = 7
CHUNK = 2_000


def build_dirty_hours() -> int:
    """Sum one batch of dirty hours anew; how many marks are done.

    The marks are read first and removed last, in one transaction: a mark that comes
    meanwhile stays, and if the process dies, all of them do.
    """
    if not DirtyHour.objects.exists():
        return 0
    with transaction.atomic():
        if not hold_lock():
            return 0
        hours = list(
            DirtyHour.objects.order_by("hour_at")
            .values_list("hour_at", flat=True)
            .distinct()[:HOURS_AT_ONCE]
        )
        marks = list(
            DirtyHour.objects.filter(hour_at__in=hours).values_list("pk", flat=True)
        )
        build(hours)
        for start in range(0, len(marks), BATCH):
            DirtyHour.objects.filter(pk__in=marks[start : start + BATCH]).delete()
    return len(marks)


def build(hours: Iterable[datetime]) -> None:
    """Replace the sums of these hours and of the days that they touch, in all zones.

    Those whose facts are gone stay as they are.
    """
    wanted, frozen = sorted(set(hours)), frozen_sites()
    for first, last in runs_of_days({hour.date() for hour in wanted}, DAYS_AT_ONCE):
        run = [hour for hour in wanted if first <= hour.date() <= last]
        build_hours(run[0], run[-1] + HOUR, frozen)
    for zone in reporting_zones():
        days = days_of_hours(wanted, zone)
        for first, last in runs_of_days(days, DAYS_AT_ONCE):
            build_days(first, last, zone, frozen)


def build_hours(start: datetime, end: datetime, frozen: Frozen) -> None:
    saved = ActivityHour.objects.filter(hour_at__gte=start, hour_at__lt=end)
    wanted = _unfrozen(hour_sums(start, end), frozen)
    _replace(saved.exclude(frozen_hours(frozen)), "hour_at", wanted)


def build_days(first: date, last: date, zone: ZoneInfo, frozen: Frozen) -> None:
    whole = {site: first_whole_day(at, zone) for site, at in frozen.items()}
    saved = ActivityDay.objects.filter(zone=zone.key, day__gte=first, day__lte=last)
    wanted = _unfrozen(day_sums(first, last, zone), whole)
    _replace(saved.exclude(frozen_days(frozen, zone)), "day", wanted, zone=zone.key)


def _unfrozen(rows: list[SumRow], since: Mapping[int, Any]) -> list[SumRow]:
    """Without what is before its site's first bucket that may still change."""
    return [row for row in rows if row[1] not in since or row[0] >= since[row[1]]]


def _replace(
    saved: QuerySet[Any], bucket: str, wanted: list[SumRow], **constant: object
) -> None:
    """`saved` becomes `wanted`. What is the same already stays as it is: most of a day
    does, when one thing more has happened in it."""
    names = (bucket, *DIMENSIONS, *MEASURES)
    new, gone = set(wanted), []
    for pk, *values in saved.values_list("pk", *names).iterator(CHUNK):
        row = tuple(values)
        if row in new:
            new.remove(row)
        else:
            gone.append(pk)
    for start in range(0, len(gone), BATCH):
        saved.model.objects.filter(pk__in=gone[start : start + BATCH]).delete()
    rows = ((*constant.values(), *row) for row in wanted if row in new)
    insert_rows(saved.model, (*constant, *names), rows)
