"""Hours (UTC) and calendar days (of a time zone), as half-open spans of time. Pure."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def hour_of(at: datetime) -> datetime:
    """The first moment of the hour (UTC) that `at` is in."""
    return at.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def hours_over(start: datetime, end: datetime) -> Iterator[datetime]:
    """Every hour that a span touches; one for a span of no length."""
    hour = hour_of(start)
    while True:
        yield hour
        hour += HOUR
        if hour >= end:
            return


def day_start(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of the day there, in UTC.

    Where the clock jumps over midnight the day begins when the jump is over.
    """
    local = datetime.combine(day, time.min, zone)
    return local.astimezone(UTC)


def day_span(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """23, 24 or 25 hours: from the day's first moment to the next day's."""
    return day_start(day, zone), day_start(day + DAY, zone)


def days_of_hours(hours: Iterable[datetime], zone: ZoneInfo) -> set[date]:
    """The days that these hours touch: two where midnight is not on the hour."""
    last = timedelta(minutes=59)
    days = set()
    for hour in hours:
        days |= {hour.astimezone(zone).date(), (hour + last).astimezone(zone).date()}
    return days


def runs_of_days(days: Iterable[date], longest: int) -> Iterator[tuple[date, date]]:
    """First and last day of each run without gaps, cut at `longest` days."""
    first = last = None
    for day in sorted(days):
        if last is not None and first is not None:
            if day - last == DAY and (day - first).days < longest:
                last = day
                continue
            yield first, last
        first = last = day
    if first is not None and last is not None:
        yield first, last
