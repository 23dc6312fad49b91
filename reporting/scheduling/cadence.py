"""When a schedule comes round again. Pure: no clock, no database."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from zoneinfo import ZoneInfo

from reporting.models import Schedule

MONDAY = 0


def next_time(
    cadence: Schedule.Cadence, at: time, zone: ZoneInfo, after: datetime
) -> datetime:
    """The first moment (UTC) later than `after` at which it is due.

    `at` is on the zone's clock. A time that the clock skips in spring counts as if the
    clock had not been put forward yet (02:30 is 03:30); of one that comes twice in
    autumn the first is meant.
    """
    for day in _days(cadence, after.astimezone(zone).date()):
        moment = datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
        if moment > after:
            return moment
    raise AssertionError("days do not end")


def _days(cadence: Schedule.Cadence, first: date) -> Iterator[date]:
    """The days of this cadence, from `first` on."""
    for number in count():
        day = first + timedelta(days=number)
        if cadence == Schedule.Cadence.WEEKLY and day.weekday() != MONDAY:
            continue
        if cadence == Schedule.Cadence.MONTHLY and day.day != 1:
            continue
        yield day
