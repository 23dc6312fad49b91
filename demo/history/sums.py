"""Sums of the invented year: as a rebuild makes them, but in two halves at once."""

import datetime as dt
from collections.abc import Callable

from django.db import transaction

from demo.history.loading import trust_keys
from demo.history.workers import Note, may_share_work, work_on
from reporting.aggregation.buckets import DAY, HOUR
from reporting.services.aggregates import DAYS_AT_ONCE, build
from reporting.services.rebuild import rebuild_sums

Days = tuple[dt.date, dt.date]


def make_sums(first: dt.date, last: dt.date, *, tell: Callable[[int], None]) -> None:
    """Of all that happened between two days (UTC, inclusive), with the facts of that
    time written and nobody else writing; `tell` hears how many days are done.

    The halves meet at a midnight, and elsewhere in the world that is in the middle of
    a day: both make that one, so it is made once more in the end.
    """
    if not may_share_work() or (last - first).days < 2 * DAYS_AT_ONCE:
        rebuild_sums(first=first, last=last, tell=lambda _, days: tell(days))
        return
    middle = first + (last - first) // 2
    halves = ((first, middle), (middle + DAY, last))
    work_on(halves, _build, lambda days, _: tell(days))
    rebuild_sums(first=middle, last=middle + DAY)


def _build(days: Days, note: Note) -> None:
    first, last = days
    while first <= last:
        count = min((last - first).days + 1, DAYS_AT_ONCE)
        start = dt.datetime(first.year, first.month, first.day, tzinfo=dt.UTC)
        with transaction.atomic():
            trust_keys()
            build(start + n * HOUR for n in range(24 * count))
        note(count, 0)
        first += count * DAY
