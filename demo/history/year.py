"""A year at any volume: told day by day, written in pieces, by two processes."""

import datetime as dt
import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from demo.history.days import tell_day
from demo.history.facts import FactTeller
from demo.history.ledger import Ledger
from demo.history.loading import write_ledger
from demo.history.places import made_stage, planned_stage
from demo.history.shifts import Roster
from demo.history.volume import TooFew, Turn, turns_of, usual_agents
from demo.history.workers import Note, may_share_work, work_on
from reporting.facts.interactions import service_levels
from reporting.services.settle import adopt_zones

# Chats and calls that are kept in memory before they are written.
PIECE = 6_000


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be made: so many sessions in the days from `first` to `last`."""

    sessions: int
    first: dt.date
    last: dt.date
    seed: int
    agents: int = 0

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Done:
    """How far it is: sessions and rows so far, and what it took."""

    sessions: int
    rows: int
    seconds: float


Tell = Callable[[Done], None]


def enough_agents(order: Order) -> int:
    """As many as the order names, or as many as its sessions keep busy.

    Errors: TooFew, when those that it names could never do it.
    """
    count = order.agents or usual_agents(order.sessions, order.days)
    while True:
        stage = planned_stage(agents=count, seed=order.seed, days=order.days)
        try:
            _turns(Roster(stage, _end_of(order)), order)
        except TooFew as few:
            if order.agents:
                raise
            count = few.needed
            continue
        return count


def make_year(order: Order, *, agents: int, tell: Tell) -> Done:
    """Places, people, and all that happened, with its facts; the sums are to be made
    afterwards. Nothing of it is there before."""
    adopt_zones()
    stage = made_stage(agents=agents, seed=order.seed, days=order.days)
    roster = Roster(stage, _end_of(order))
    turns = _turns(roster, order)
    teller = FactTeller(stage.groups, service_levels())
    started = time.monotonic()

    def progress(sessions: int, rows: int) -> Done:
        return Done(sessions, rows, time.monotonic() - started)

    def write(part: Sequence[Turn], note: Note) -> None:
        _write(part, roster, teller, note)

    done = work_on(_parts(turns), write, lambda *counts: tell(progress(*counts)))
    return progress(*done)


def _end_of(order: Order) -> dt.datetime:
    """Nothing happens after the last day, wherever it ends first."""
    end = order.last + dt.timedelta(days=1)
    return dt.datetime(end.year, end.month, end.day, tzinfo=dt.UTC)


def _turns(roster: Roster, order: Order) -> list[Turn]:
    return turns_of(roster, sessions=order.sessions, first=order.first, last=order.last)


def _parts(turns: list[Turn]) -> list[list[Turn]]:
    """By agents: what one agent did is told in the order of time."""
    if not may_share_work():
        return [turns]
    halves = [[t for t in turns if t.helper.number % 2 == half] for half in (0, 1)]
    return halves if all(halves) else [turns]


def _write(
    turns: Sequence[Turn],
    roster: Roster,
    teller: FactTeller,
    note: Note,
) -> None:
    """Piece by piece; `note` hears of the sessions and rows of each.

    Nothing refers in a circle: without the collector, which would look at every row
    again and again, it takes two thirds of the time.
    """
    ledger = Ledger()
    gc.disable()
    try:
        for turn in turns:
            tell_day(turn, roster, ledger)
            if len(ledger.stories) >= PIECE:
                note(ledger.sessions, write_ledger(ledger, teller, trusting=True))
                ledger = Ledger()
        note(ledger.sessions, write_ledger(ledger, teller, trusting=True))
    finally:
        gc.enable()
