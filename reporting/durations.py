"""How long a session spent waiting, shared, in each mode and on each page.

Pure functions over a session's event rows, so that every figure can be traced.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol


class EventRow(Protocol):
    """What is read of one event (`sessions_app.models.SessionEvent`)."""

    at: datetime
    name: str
    mode: str
    detail: dict[str, object]


@dataclass(frozen=True, slots=True)
class PageVisit:
    """One page of the customer's while an agent was in, in the order of visits."""

    url: str
    title: str
    opened_at: datetime
    stayed: timedelta


@dataclass(frozen=True, slots=True)
class Durations:
    """Pointer and Write time add up to the co-browse time."""

    waited: timedelta | None
    pointer: timedelta
    write: timedelta
    write_grants: int

    @property
    def shared(self) -> timedelta:
        return self.pointer + self.write


def measure(
    events: Sequence[EventRow],
    *,
    created_at: datetime,
    activated_at: datetime | None,
    ended_at: datetime,
) -> Durations:
    """Durations of one session up to `ended_at` (now, for a live one)."""
    grants = sum(event.name == "write.granted" for event in events)
    if activated_at is None:
        return Durations(None, timedelta(), timedelta(), grants)
    spent = {"pointer": timedelta(), "write": timedelta()}
    mode, since = "pointer", activated_at
    for event in events:
        if event.at > activated_at and event.mode != mode:
            until = min(event.at, ended_at)
            spent[mode] += until - since
            mode, since = event.mode, until
    spent[mode] += max(timedelta(), ended_at - since)
    return Durations(
        activated_at - created_at, spent["pointer"], spent["write"], grants
    )


def pages(events: Iterable[EventRow], *, ended_at: datetime) -> list[PageVisit]:
    """The pages visited; a page that only changed its title is one visit."""
    opened = [event for event in events if event.name == "page.opened"]
    visits: list[PageVisit] = []
    for event, following in zip(opened, [*opened[1:], None], strict=False):
        left_at = following.at if following is not None else ended_at
        visit = PageVisit(
            url=str(event.detail.get("url", "")),
            title=str(event.detail.get("title", "")),
            opened_at=event.at,
            stayed=max(timedelta(), left_at - event.at),
        )
        if visits and visits[-1].url == visit.url:
            first = visits.pop()
            visit = PageVisit(
                visit.url, visit.title, first.opened_at, first.stayed + visit.stayed
            )
        visits.append(visit)
    return visits
