"""How much there is to do: so many sessions spread over days and agents. Pure."""

import datetime as dt
import math
from collections.abc import Iterator
from dataclasses import dataclass

from demo.history.shifts import Roster, Shift, random_for
from demo.history.stage import Helper

# What an agent gets done in a full working day.
MOST_CASES = 55
_USUAL_CASES = 26
_FULL_DAY = dt.timedelta(hours=8)
# Working days of an agent in a calendar day, holidays and days off included.
_DAYS_WORKED = 0.66
# How busy the shops are, month by month: spring cleaning, summer, Christmas.
_SEASON = (0.9, 0.88, 0.95, 1.0, 1.03, 1.06, 0.97, 0.93, 0.98, 1.02, 1.16, 1.22)
_WEEKDAY = (1.14, 1.05, 1.0, 0.98, 1.02, 0.9, 0.8)
_GROWTH = 0.25


@dataclass(frozen=True, slots=True)
class Turn:
    """One agent's day and how many sessions are in it."""

    helper: Helper
    day: dt.date
    shift: Shift
    sessions: int


class TooFew(ValueError):
    """More than these agents can do; `needed` would be enough."""

    def __init__(self, needed: int) -> None:
        super().__init__(f"at least {needed} agents are needed")
        self.needed = needed


def usual_agents(sessions: int, days: int, per_session: float = 1.72) -> int:
    """How many agents so many sessions keep busy on most days."""
    turns = days * _DAYS_WORKED
    return max(4, math.ceil(sessions * per_session / turns / _USUAL_CASES))


def turns_of(
    roster: Roster, *, sessions: int, first: dt.date, last: dt.date
) -> list[Turn]:
    """Every agent's days in order; their sessions add up to `sessions` exactly.

    Errors: TooFew, when somebody had more to do than a day holds.
    """
    weighed = list(_weighed(roster, first, last))
    whole = sum(weight for *_, weight in weighed)
    turns: list[Turn] = []
    so_far, given, busiest = 0.0, 0, 0.0
    for helper, day, shift, weight in weighed:
        so_far += weight
        due = (
            sessions
            if so_far >= whole * (1 - 1e-12)
            else _part(sessions, so_far, whole)
        )
        turns.append(Turn(helper, day, shift, due - given))
        room = MOST_CASES * (shift.ends_at - shift.starts_at) / _FULL_DAY
        busiest = max(busiest, (due - given) * helper.per_session / max(room, 2.0))
        given = due
    if turns and given < sessions:
        raise AssertionError("sessions were lost")
    if not turns or busiest > 1:
        count = len(roster.stage.helpers)
        raise TooFew(max(count + 1, math.ceil(count * busiest)))
    return turns


def _part(sessions: int, so_far: float, whole: float) -> int:
    return int(sessions * so_far / whole)


def _weighed(
    roster: Roster, first: dt.date, last: dt.date
) -> Iterator[tuple[Helper, dt.date, Shift, float]]:
    days = (last - first).days + 1
    for number in range(days):
        day = first + dt.timedelta(days=number)
        of_day = _weight_of(roster.stage.seed, day, number / max(1, days - 1))
        for helper in roster.stage.helpers:
            if number < helper.joins:
                continue
            shift = roster.shift(helper, day)
            if shift is not None:
                length = (shift.ends_at - shift.starts_at) / _FULL_DAY
                yield helper, day, shift, of_day * helper.pace * length


def _weight_of(seed: int, day: dt.date, along: float) -> float:
    noise = random_for(seed, day.toordinal()).uniform(0.9, 1.1)
    season = _SEASON[day.month - 1]
    # The month turns slowly.
    following = _SEASON[day.month % 12]
    season += (following - season) * (day.day - 1) / 31
    return season * _WEEKDAY[day.weekday()] * noise * (1 + _GROWTH * (along - 0.5))
