"""Programs of the tests with killed workers: `live SEED COUNT`, and `compare`.

Run as `python -m tests.reporting.labour …`; the environment names the database.
"""

import sys
from random import Random

import django


def main(command: str, *arguments: str) -> None:
    django.setup()
    from reporting.models import DirtyHour, FactDue
    from reporting.services.settle import settle_reports
    from tests.reporting.comparison import compare
    from tests.reporting.histories import live
    from tests.reporting.world import World

    if command == "live":
        seed, count = map(int, arguments)
        live(World(Random(seed), number=seed), count)
    else:
        settle_reports()
        assert not FactDue.objects.exists()
        assert not DirtyHour.objects.exists()
        compare()
        print("equal")


if __name__ == "__main__":
    main(*sys.argv[1:])
