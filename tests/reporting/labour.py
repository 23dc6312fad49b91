"""Programs of the tests with killed workers: `live SEED COUNT`, and `compare`.

`live` begins, waits until workers did what was due by then, and goes on.
Run as `python -m tests.reporting.labour …`; the environment names the database.
"""

import sys
from collections.abc import Callable
from random import Random
from time import monotonic, sleep

import django

# How long a worker may take until it does its first work, on a busy machine.
WORKERS_START_SECONDS = 120


def main(command: str, *arguments: str) -> None:
    django.setup()
    from reporting.models import DirtyHour, FactDue
    from reporting.services.settle import settle_reports
    from tests.reporting.comparison import compare
    from tests.reporting.histories import live
    from tests.reporting.world import World

    if command == "live":
        seed, count = map(int, arguments)
        live(World(Random(seed), number=seed), count, once(wait_for_workers))
    else:
        settle_reports()
        assert not FactDue.objects.exists()
        assert not DirtyHour.objects.exists()
        compare()
        print("equal")


def once(action: Callable[[], bool]) -> Callable[[], None]:
    """Calls `action` until it says that it did something."""
    done = False

    def meanwhile() -> None:
        nonlocal done
        done = done or action()

    return meanwhile


def wait_for_workers() -> bool:
    """Until they did all that is due; false if nothing is due yet."""
    from reporting.models import FactDue

    if not FactDue.objects.exists():
        return False
    stop_at = monotonic() + WORKERS_START_SECONDS
    while FactDue.objects.exists():
        assert monotonic() < stop_at, "the workers do nothing"
        sleep(0.1)
    return True


if __name__ == "__main__":
    main(*sys.argv[1:])
