"""Two processes for work that falls in two, where the database takes two writers."""

import multiprocessing
import os
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connection, connections

P = TypeVar("P")
# Adds to the two counters that all processes share.
Note = Callable[[int, int], None]
_POLL_SECONDS = 0.5


def may_share_work() -> bool:
    """SQLite has one writer."""
    return connection.vendor == "postgresql" and (os.cpu_count() or 1) > 1


def work_on(
    parts: Sequence[P],
    work: Callable[[P, Note], None],
    tell: Callable[[int, int], None],
) -> tuple[int, int]:
    """Do `work` on every part, each in a process of its own if there are several; the
    sums of what they noted. `tell` hears of those now and then.

    The process keeps no connection: not to be called within a transaction.
    """
    if len(parts) == 1:
        return _alone(parts[0], work, tell)
    context = multiprocessing.get_context("fork")
    counts = context.Array("q", 2)

    def note(first: int, second: int) -> None:
        with counts.get_lock():
            counts[0] += first
            counts[1] += second

    connections.close_all()
    workers = [
        context.Process(target=work, args=(part, note), daemon=True) for part in parts
    ]
    for worker in workers:
        worker.start()
    while any(worker.is_alive() for worker in workers):
        time.sleep(_POLL_SECONDS)
        tell(counts[0], counts[1])
        if any(worker.exitcode for worker in workers):
            for worker in workers:
                worker.terminate()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise RuntimeError("A process that wrote history has failed; see above.")
    return counts[0], counts[1]


def _alone(
    part: P, work: Callable[[P, Note], None], tell: Callable[[int, int], None]
) -> tuple[int, int]:
    done = (0, 0)

    def note(first: int, second: int) -> None:
        nonlocal done
        done = (done[0] + first, done[1] + second)
        tell(*done)

    work(part, note)
    return done
