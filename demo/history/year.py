"""A year at any volume: told day by day, written in pieces, by two processes."""

import datetime as dt
import gc
import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection, connections

from demo.history.days import tell_day
from demo.history.facts import FactTeller
from demo.history.ledger import Ledger
from demo.history.loading import write_ledger
from demo.history.places import made_stage, planned_stage
from demo.history.shifts import Roster
from demo.history.volume import TooFew, Turn, turns_of, usual_agents
from reporting.facts.interactions import service_levels
from reporting.services.settle import adopt_zones

# Chats and calls that are kept in memory before they are written.
PIECE = 6_000
_POLL_SECONDS = 0.5


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
    parts = _parts(turns)
    started = time.monotonic()
    if len(parts) == 1:
        return _alone(turns, roster, teller, started, tell)
    return _together(parts, roster, teller, started, tell)


def _end_of(order: Order) -> dt.datetime:
    """Nothing happens after the last day, wherever it ends first."""
    end = order.last + dt.timedelta(days=1)
    return dt.datetime(end.year, end.month, end.day, tzinfo=dt.UTC)


def _turns(roster: Roster, order: Order) -> list[Turn]:
    return turns_of(roster, sessions=order.sessions, first=order.first, last=order.last)


def _parts(turns: list[Turn]) -> list[list[Turn]]:
    """By agents: what one agent did is told in order of time. SQLite has one writer."""
    if connection.vendor != "postgresql" or (os.cpu_count() or 1) < 2:
        return [turns]
    halves = [[t for t in turns if t.helper.number % 2 == half] for half in (0, 1)]
    return halves if all(halves) else [turns]


def _write(
    turns: Sequence[Turn],
    roster: Roster,
    teller: FactTeller,
    note: Callable[[int, int], None],
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


def _alone(
    turns: list[Turn], roster: Roster, teller: FactTeller, started: float, tell: Tell
) -> Done:
    done = Done(0, 0, 0.0)

    def note(sessions: int, rows: int) -> None:
        nonlocal done
        spent = time.monotonic() - started
        done = Done(done.sessions + sessions, done.rows + rows, spent)
        tell(done)

    _write(turns, roster, teller, note)
    return done


def _together(
    parts: list[list[Turn]],
    roster: Roster,
    teller: FactTeller,
    started: float,
    tell: Tell,
) -> Done:
    """Each part in a process of its own, with a connection of its own."""
    context = multiprocessing.get_context("fork")
    counts = context.Array("q", 2)

    def note(sessions: int, rows: int) -> None:
        with counts.get_lock():
            counts[0] += sessions
            counts[1] += rows

    connections.close_all()
    workers = [
        context.Process(target=_write, args=(part, roster, teller, note), daemon=True)
        for part in parts
    ]
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        if any(worker.exitcode for worker in workers):
            break
        time.sleep(_POLL_SECONDS)
        tell(Done(counts[0], counts[1], time.monotonic() - started))
    for worker in workers:
        if worker.exitcode is None:
            worker.join(timeout=None if not any(w.exitcode for w in workers) else 0)
        if worker.is_alive():
            worker.terminate()
            worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("a process that wrote history has failed; see above")
    return Done(counts[0], counts[1], time.monotonic() - started)
