"""What an agent did with his or her state: stretches of time, days, totals. Reads only.

Days are days of UTC, like everywhere on the pages.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from agents.lifecycle import Presence, reason_in_words
from agents.models import Agent, AgentStateEvent

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stretch:
    """In one state for one reason; `lasts` says that it is the present one."""

    state: Presence
    reason: str
    starts_at: datetime
    ends_at: datetime
    lasts: bool = False

    @property
    def duration(self) -> timedelta:
        return self.ends_at - self.starts_at

    @property
    def why(self) -> str:
        return reason_in_words(self.reason)


@dataclass(frozen=True, slots=True)
class Total:
    state: Presence
    reason: str
    duration: timedelta
    times: int

    @property
    def why(self) -> str:
        return reason_in_words(self.reason)


@dataclass(frozen=True, slots=True)
class Day:
    """One day from midnight to midnight, oldest stretch first."""

    starts_at: datetime
    stretches: list[Stretch]

    @property
    def signed_in(self) -> timedelta:
        parts = (s.duration for s in self.stretches if s.state != Presence.LOGGED_OUT)
        return sum(parts, timedelta())


def midnight(at: datetime) -> datetime:
    return datetime.combine(at.astimezone(UTC).date(), time(0), UTC)


def stretches_of(agent: Agent, *, since: datetime, until: datetime) -> list[Stretch]:
    """From `since` until `until` without gaps, oldest first; `until` may be now."""
    events = list(
        agent.state_events.filter(at__gte=since, at__lt=until).order_by("at", "pk")
    )
    state, reason = _at(agent, since, events)
    stretches, start = [], since
    for event in events:
        if event.at > start:
            stretches.append(Stretch(state, reason, start, event.at))
        state, reason, start = Presence(event.state), event.reason, event.at
    if until > start:
        stretches.append(Stretch(state, reason, start, until, lasts=True))
    return stretches


def _at(
    agent: Agent, at: datetime, later: list[AgentStateEvent]
) -> tuple[Presence, str]:
    """State and reason at this moment; before the first event there was only one."""
    before = agent.state_events.filter(at__lt=at).order_by("-at", "-pk").first()
    if before is not None:
        return Presence(before.state), before.reason
    if later:
        return Presence(later[0].old_state), ""
    return Presence(agent.state), agent.state_reason


def days_of(stretches: Iterable[Stretch]) -> list[Day]:
    """The stretches cut at midnight, newest day first."""
    days: dict[datetime, list[Stretch]] = defaultdict(list)
    for stretch in stretches:
        start = stretch.starts_at
        while start < stretch.ends_at:
            day = midnight(start)
            end = min(stretch.ends_at, day + _DAY)
            days[day].append(Stretch(stretch.state, stretch.reason, start, end))
            start = end
    return [Day(day, days[day]) for day in sorted(days, reverse=True)]


def totals_of(stretches: Iterable[Stretch]) -> list[Total]:
    """Per state and reason, the longest first; being logged out is no work."""
    sums: dict[tuple[Presence, str], list[timedelta]] = defaultdict(list)
    for stretch in stretches:
        if stretch.state != Presence.LOGGED_OUT:
            sums[stretch.state, stretch.reason].append(stretch.duration)
    totals = [
        Total(state, reason, sum(parts, timedelta()), len(parts))
        for (state, reason), parts in sums.items()
    ]
    return sorted(totals, key=lambda total: total.duration, reverse=True)
