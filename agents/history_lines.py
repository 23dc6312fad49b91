"""A day's states as a bar: minutes on an axis of 24 hours, for an SVG drawing."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from agents.history import Day, Stretch
from agents.lifecycle import Presence

MINUTES = 1440
# Short ones stay visible.
THINNEST = 2


@dataclass(frozen=True, slots=True)
class Block:
    """From `x`, so wide, in minutes of the day."""

    x: int
    width: int
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class DayLine:
    starts_at: datetime
    signed_in: timedelta
    blocks: list[Block]


def day_line(day: Day) -> DayLine:
    blocks = []
    for stretch in day.stretches:
        if stretch.state == Presence.LOGGED_OUT:
            continue
        x = _minute(stretch.starts_at, day)
        width = max(_minute(stretch.ends_at, day) - x, THINNEST)
        blocks.append(Block(min(x, MINUTES - THINNEST), width, stretch))
    return DayLine(day.starts_at, day.signed_in, blocks)


def _minute(at: datetime, day: Day) -> int:
    return round((at - day.starts_at) / timedelta(minutes=1))


def hour_marks() -> list[tuple[int, int]]:
    """(minute, hour) of the marks under the bars."""
    return [(hour * 60, hour) for hour in range(0, 25, 3)]
