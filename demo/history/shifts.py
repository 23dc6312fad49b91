"""Who works when: a working day of an agent with its breaks. Pure, by seed."""

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from demo.history.stage import Helper, Stage

_HOUR = 3_600
_HOLIDAYS = {(1, 1), (5, 1), (12, 24), (12, 25), (12, 31)}
_VACATION_DAYS = 12
_WORKS = 0.93
# From half past five until after two: over midnight wherever the clock hangs.
_NIGHT = (17.5, 26.2)

Window = tuple[dt.datetime, dt.datetime]


@dataclass(frozen=True, slots=True)
class Break:
    """Not ready for a reason."""

    reason: str
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """From signing in to signing out; between the breaks the agent is ready."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    breaks: tuple[Break, ...]

    @property
    def windows(self) -> list[Window]:
        edges = [self.starts_at]
        for one in self.breaks:
            edges += [one.starts_at, one.ends_at]
        edges.append(self.ends_at)
        return list(zip(edges[::2], edges[1::2], strict=True))

    def is_ready_at(self, at: dt.datetime) -> bool:
        return any(start <= at < end for start, end in self.windows)

    def until(self, now: dt.datetime) -> "Shift | None":
        """The part that is over by `now`; None if hardly anything is."""
        if self.ends_at <= now:
            return self
        if now - self.starts_at < dt.timedelta(minutes=40):
            return None
        breaks = tuple(one for one in self.breaks if one.ends_at < now)
        return Shift(self.starts_at, now, breaks)


def random_for(seed: int, *numbers: int) -> Random:
    """A generator of its own for each agent and day, whoever asks first."""
    mixed = seed
    for number in numbers:
        mixed = mixed * 1_000_003 + number + 1
    return Random(mixed)


def shift_of(seed: int, helper: Helper, day: dt.date) -> Shift | None:
    """The helper's shift that begins on this day of the shop; None: a day off."""
    random = random_for(seed, helper.number, day.toordinal())
    weekday = day.weekday()
    chance = {5: helper.works_on_saturday, 6: helper.works_on_sunday}.get(
        weekday, _WORKS
    )
    if (day.month, day.day) in _HOLIDAYS:
        chance *= 0.25
    if random.random() >= chance or _is_on_vacation(seed, helper, day):
        return None
    opens, closes = helper.opens, helper.closes
    if random.random() < helper.nights:
        opens, closes = _NIGHT
    midnight = dt.datetime.combine(day, dt.time(), helper.shop.zone)
    starts_at = midnight.astimezone(dt.UTC) + _seconds(
        opens * _HOUR + random.randint(-300, 600)
    )
    length = (closes - opens) * _HOUR + random.randint(-600, 600)
    if weekday == 5:
        length *= 0.75
    return Shift(
        starts_at, starts_at + _seconds(length), _breaks(random, starts_at, length)
    )


def _is_on_vacation(seed: int, helper: Helper, day: dt.date) -> bool:
    """Two weeks somewhere in each half of the year, more likely in summer."""
    half = 0 if day.month <= 6 else 1
    random = random_for(seed, helper.number, day.year, half)
    begins = dt.date(day.year, 1 + half * 6, 1) + dt.timedelta(
        days=int(random.triangular(0, 168, 20 if half else 80))
    )
    return begins <= day < begins + dt.timedelta(days=_VACATION_DAYS)


def _seconds(count: float) -> dt.timedelta:
    return dt.timedelta(seconds=int(count))


def _breaks(random: Random, starts_at: dt.datetime, length: float) -> tuple[Break, ...]:
    """A coffee, the lunch, another coffee; now and then something longer."""
    plan = [(0.22, "Break", 500, 900), (0.5, "Lunch", 1_500, 2_700)]
    reason = random.choices(("Break", "Training", "Meeting"), weights=(80, 8, 12), k=1)[
        0
    ]
    plan.append(
        (0.76, reason, 500, 900) if reason == "Break" else (0.7, reason, 1_800, 3_600)
    )
    breaks, scale = [], min(1.0, length / (8 * _HOUR))
    for at, why, least, most in plan:
        start = starts_at + _seconds(length * (at + random.uniform(-0.03, 0.03)))
        end = start + _seconds(random.randint(least, most) * scale)
        breaks.append(Break(why, start, end))
    return tuple(breaks)


@dataclass(slots=True)
class Roster:
    """Shifts as they are asked for; those of a few days are remembered."""

    stage: Stage
    now: dt.datetime
    # Shifts that are not regular: what happens today, by helper and day.
    extra: dict[tuple[int, dt.date], Shift] = field(default_factory=dict)
    _known: dict[tuple[int, dt.date], Shift | None] = field(default_factory=dict)
    _teams: dict[int, list[Helper]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for helper in self.stage.helpers:
            self._teams.setdefault(helper.shop.site_id, []).append(helper)

    def shift(self, helper: Helper, day: dt.date) -> Shift | None:
        key = (helper.number, day)
        if key not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            regular = shift_of(self.stage.seed, helper, day)
            self._known[key] = self.extra.get(key) or (
                regular.until(self.now) if regular else None
            )
        return self._known[key]

    def ready_at(self, helper: Helper, at: dt.datetime) -> bool:
        """Whether this agent is ready then; night shifts began the day before."""
        day = at.astimezone(helper.shop.zone).date()
        for candidate in (day, day - dt.timedelta(days=1)):
            shift = self.shift(helper, candidate)
            if shift is not None and shift.is_ready_at(at):
                return True
        return False

    def colleague(
        self, random: Random, helper: Helper, at: dt.datetime, tries: int = 3
    ) -> Helper | None:
        """Somebody else of the shop who is ready then, if one of a few is."""
        team = self._teams[helper.shop.site_id]
        for _ in range(tries):
            other = team[int(random.random() * len(team))]
            if other is not helper and self.ready_at(other, at):
                return other
        return None
