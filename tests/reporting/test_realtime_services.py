"""One snapshot for viewers of several processes, with a real Redis between them."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.services import run_python, running_redis

pytestmark = pytest.mark.services

PROCESSES, VIEWERS = 3, 6
LOOK = """
from concurrent.futures import ThreadPoolExecutor
from django.db import connection
from reporting.realtime import ticks
made = []
read = ticks.read_snapshot
ticks.read_snapshot = lambda: made.append(1) or read()
def look(_):
    at = ticks.current_snapshot().at
    connection.close()
    return at.isoformat()
with ThreadPoolExecutor({viewers}) as viewers:
    seen = set(viewers.map(look, range({viewers})))
print(len(made), *seen)
"""


def test_processes_share_the_snapshot_that_one_of_them_made(tmp_path: Path) -> None:
    with running_redis(tmp_path) as redis:
        settings = {
            "COBROWSE_VAR_DIR": str(tmp_path),
            "REDIS_URL": redis.url,
            # It does not end during a test.
            "COBROWSE_REALTIME_SECONDS": "1000000000",
        }
        run_python("manage.py", "migrate", "-v0", **settings)
        program = LOOK.format(viewers=VIEWERS)

        def process(_: int) -> list[str]:
            return run_python(
                "manage.py", "shell", "-v0", "-c", program, **settings
            ).split()

        with ThreadPoolExecutor(PROCESSES) as processes:
            printed = list(processes.map(process, range(PROCESSES)))
    assert sum(int(made) for made, *_ in printed) == 1
    assert len({at for _, *seen in printed for at in seen}) == 1
