"""How long a session spent waiting, shared, in each mode and on each page.

Pure functions over a session's event rows, so that every figure can be traced.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

MILLISECOND = timedelta(milliseconds=1)


def milliseconds(span: timedelta) -> int:
    """Whole milliseconds, never negative: clocks of two processes may differ."""
    return max(0, span // MILLISECOND)


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
class ModeSpan:
    """The session was in one mode; `mode` is `pointer`, `write` or `paused`."""

    mode: str
    starts_at: datetime
    ends_at: datetime

    @property
    def duration(self) -> timedelta:
        return self.ends_at - self.starts_at


@dataclass(frozen=True, slots=True)
class Durations:
    """Pointer and Write time add up to the co-browse time; what was paused is part of
    the Pointer time."""

    waited: timedelta | None
    pointer: timedelta
    write: timedelta
    paused: timedelta
    write_grants: int

    @property
    def shared(self) -> timedelta:
        return self.pointer + self.write


def mode_spans(
    events: Iterable[EventRow], *, activated_at: datetime | None, ended_at: datetime
) -> list[ModeSpan]:
    """From the join to the end without gaps; moments outside count as at the edge."""
    if activated_at is None:
        return []
    spans: list[ModeSpan] = []
    mode, since = "pointer", activated_at
    for event in events:
        at = min(max(event.at, activated_at), ended_at)
        new = _mode_after(event, mode)
        if new == mode or at < since:
            continue
        if at > since:
            spans.append(ModeSpan(mode, since, at))
        mode, since = new, at
    if ended_at > since:
        spans.append(ModeSpan(mode, since, ended_at))
    return spans


def _mode_after(event: EventRow, mode: str) -> str:
    if event.name == "sharing.paused":
        return "paused"
    if mode == "paused" and event.name not in {"sharing.resumed", "session.ended"}:
        return mode
    return event.mode


def measure(
    events: Sequence[EventRow],
    *,
    created_at: datetime,
    activated_at: datetime | None,
    ended_at: datetime,
) -> Durations:
    """Durations of one session up to `ended_at` (now, for a live one)."""
    grants = sum(event.name == "write.granted" for event in events)
    zero = timedelta()
    spent = {"pointer": zero, "write": zero, "paused": zero}
    for span in mode_spans(events, activated_at=activated_at, ended_at=ended_at):
        spent[span.mode] += span.duration
    return Durations(
        waited=None if activated_at is None else activated_at - created_at,
        pointer=spent["pointer"] + spent["paused"],
        write=spent["write"],
        paused=spent["paused"],
        write_grants=grants,
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
