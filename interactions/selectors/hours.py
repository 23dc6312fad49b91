"""When a queue is open: a week of times in a zone, special days, changes of the clock.

Times are wall-clock times of the zone. One that the clock skips (spring) counts as much
later as the clock was put forward; of one that comes twice (autumn) opening means the
first and closing the second. No time goes beyond midnight.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from interactions.models import OpeningHours, Queue

# How far ahead the next opening is looked for.
LOOK_AHEAD_DAYS = 370
_DAY = timedelta(days=1)
_MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class OpenTime:
    """From, including, until, excluding."""

    starts_at: datetime
    ends_at: datetime


def is_open(queue: Queue, at: datetime) -> bool:
    """Whether the queue is open at this moment; without hours it always is."""
    if queue.hours is None:
        return True
    return any(t.starts_at <= at < t.ends_at for t in _around(queue.hours, at))


def opens_at(queue: Queue, at: datetime) -> datetime | None:
    """When a queue that is closed opens next; None while it is open, or never will."""
    if queue.hours is None or is_open(queue, at):
        return None
    calendar = _Calendar(queue.hours)
    first_day = calendar.day_of(at) - _DAY
    for number in range(LOOK_AHEAD_DAYS):
        for time_ in calendar.times_of(first_day + number * _DAY):
            if time_.starts_at > at:
                return time_.starts_at
    return None


def _around(hours: OpeningHours, at: datetime) -> Iterator[OpenTime]:
    """The times of the day and its neighbours: a day may end late when clocks move."""
    calendar = _Calendar(hours)
    today = calendar.day_of(at)
    for day in (today - _DAY, today, today + _DAY):
        yield from calendar.times_of(day)


class _Calendar:
    """Opening hours, read once; a special day replaces its weekday altogether."""

    def __init__(self, hours: OpeningHours) -> None:
        self._zone = ZoneInfo(hours.time_zone)
        self._special = {day.day: day for day in hours.special_days.all()}
        self._weekly: dict[int, list[tuple[time, time]]] = {}
        for weekly in hours.times.all():
            pairs = self._weekly.setdefault(weekly.weekday, [])
            pairs.append((weekly.opens, weekly.closes))

    def day_of(self, at: datetime) -> date:
        return at.astimezone(self._zone).date()

    def times_of(self, day: date) -> list[OpenTime]:
        """In the order in which they start."""
        special = self._special.get(day)
        if special is None:
            pairs = self._weekly.get(day.weekday(), [])
        elif special.opens is None or special.closes is None:
            pairs = []
        else:
            pairs = [(special.opens, special.closes)]
        times = [
            OpenTime(self._starts(day, opens), self._ends(day, closes))
            for opens, closes in pairs
        ]
        return sorted(times, key=lambda each: each.starts_at)

    def _starts(self, day: date, opens: time) -> datetime:
        return datetime.combine(day, opens, self._zone).astimezone(UTC)

    def _ends(self, day: date, closes: time) -> datetime:
        if closes == _MIDNIGHT:
            day += _DAY
        first = datetime.combine(day, closes, self._zone)
        if closes == _MIDNIGHT:
            return first.astimezone(UTC)
        return max(first.astimezone(UTC), first.replace(fold=1).astimezone(UTC))
