"""The picture of a session's course: where on the line of its time things are, in per
cent of the whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from reporting.pages.story import Told
from reporting.presentation import clock
from reporting.selectors.sessions import Account

# Numbers of pages that would stand closer than this are left out.
ROOM = 3.0
# These stand above the line; pages stand below.
MARKED = frozenset({"request", "grant", "refusal", "back", "end"})
MODES = {
    "waiting": _("Waiting for an agent"),
    "pointer": _("Pointer Mode"),
    "write": _("Write Mode"),
    "paused": _("Paused"),
}


@dataclass(frozen=True, slots=True)
class Span:
    mode: str
    x: str
    width: str
    hint: str


@dataclass(frozen=True, slots=True)
class Mark:
    """`label` is a page's number where there is room for it."""

    tone: str
    x: str
    hint: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    spans: list[Span]
    marks: list[Mark]
    pages: list[Mark]
    # Elapsed time at each quarter.
    scale: list[tuple[str, str]]


class _Line:
    """From the start of a session to its end, as per cent."""

    def __init__(self, start: datetime, end: datetime) -> None:
        self.start = start
        self.length = max(end - start, timedelta(milliseconds=1))

    def at(self, moment: datetime) -> float:
        return min(100.0, max(0.0, 100 * ((moment - self.start) / self.length)))


def picture_of(account: Account, story: Iterable[Told]) -> Picture:
    """Spans of modes, marks of what was asked and answered, ticks of pages."""
    fact = account.fact
    line = _Line(fact.created_at, account.until)
    quarter = line.length / 4
    return Picture(
        spans=list(_spans(account, line)),
        marks=[
            Mark(each.tone, _percent(line.at(each.at)), _hint(line, each.at, each.text))
            for each in story
            if each.tone in MARKED
        ],
        pages=list(_pages(line, fact.pages)),
        scale=[
            (f"{25 * n}%", clock(n * quarter / timedelta(milliseconds=1)))
            for n in range(5)
        ],
    )


def _spans(account: Account, line: _Line) -> Iterator[Span]:
    joined_at = account.fact.activated_at or account.until
    stretches = [("waiting", account.fact.created_at, joined_at)]
    stretches += [(each.mode, each.starts_at, each.ends_at) for each in account.spans]
    for mode, starts_at, ends_at in stretches:
        x, end = line.at(starts_at), line.at(ends_at)
        lasted = clock((ends_at - starts_at) / timedelta(milliseconds=1))
        hint = f"{MODES[mode]}: {lasted}"
        yield Span(mode, _percent(x), _percent(end - x), hint)


def _pages(line: _Line, visits: Iterable[dict[str, Any]]) -> Iterator[Mark]:
    last = -ROOM
    for number, visit in enumerate(visits, start=1):
        opened_at = datetime.fromisoformat(visit["opened_at"])
        x = line.at(opened_at)
        has_room = x - last >= ROOM
        last = x if has_room else last
        hint = _hint(line, opened_at, visit["title"] or visit["url"])
        yield Mark("page", _percent(x), hint, str(number) if has_room else "")


def _hint(line: _Line, at: datetime, text: str) -> str:
    return f"{clock((at - line.start) / timedelta(milliseconds=1))} {text}"


def _percent(value: float) -> str:
    return f"{value:.2f}%"
