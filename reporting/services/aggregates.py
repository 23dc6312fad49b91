"""Make the sums of dirty hours, and of the days they are in, anew."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.db import transaction

from reporting.aggregation.buckets import HOUR, days_of_hours, runs_of_days
from reporting.aggregation.build import day_rows, hour_rows
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

# Rows of dirty hours that one transaction takes, and days that are summed at once.
DIRTY_BATCH = 2_000
DAYS_AT_ONCE = 7


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
        marks = list(
            DirtyHour.objects.order_by("hour_at", "pk").values_list("pk", "hour_at")[
                :DIRTY_BATCH
            ]
        )
        build(hour for _, hour in marks)
        for start in range(0, len(marks), BATCH):
            pks = [pk for pk, _ in marks[start : start + BATCH]]
            DirtyHour.objects.filter(pk__in=pks).delete()
    return len(marks)


def build(hours: Iterable[datetime]) -> None:
    """Replace the sums of these hours and of the days that they touch, in all zones.

    Those whose facts are gone stay as they are.
    """
    wanted, frozen = sorted(set(hours)), frozen_sites()
    for _, of_day in groupby(wanted, key=lambda hour: hour.date()):
        run = list(of_day)
        build_hours(run[0], run[-1] + HOUR, frozen)
    for zone in reporting_zones():
        days = days_of_hours(wanted, zone)
        for first, last in runs_of_days(days, DAYS_AT_ONCE):
            build_days(first, last, zone, frozen)


def build_hours(start: datetime, end: datetime, frozen: Frozen) -> None:
    saved = ActivityHour.objects.filter(hour_at__gte=start, hour_at__lt=end)
    saved.exclude(frozen_hours(frozen)).delete()
    new = [
        row
        for row in hour_rows(start, end)
        if row.site_id not in frozen or row.hour_at >= frozen[row.site_id]
    ]
    ActivityHour.objects.bulk_create(new, BATCH)


def build_days(first: date, last: date, zone: ZoneInfo, frozen: Frozen) -> None:
    whole = {site: first_whole_day(at, zone) for site, at in frozen.items()}
    saved = ActivityDay.objects.filter(zone=zone.key, day__gte=first, day__lte=last)
    saved.exclude(frozen_days(frozen, zone)).delete()
    new = [
        row
        for row in day_rows(first, last, zone)
        if row.site_id not in whole or row.day >= whole[row.site_id]
    ]
    ActivityDay.objects.bulk_create(new, BATCH)
