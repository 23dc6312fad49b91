"""Celery workers that are killed again and again lose nothing and double nothing.

Real PostgreSQL, real Redis, two real workers with a beat each, SIGKILL.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.services import ROOT, run_python, running_postgres, running_redis

pytestmark = pytest.mark.services

FILES = ("test_due.py", "test_recount.py")
ROUNDS = 3


def test_facts_and_sums_behave_alike_on_postgresql() -> None:
    with running_postgres() as url:
        printed = run_python(
            *("-m", "pytest", "-q", "-p", "no:cacheprovider", "--create-db"),
            *(str(Path(__file__).parent / name) for name in FILES),
            DATABASE_URL=url,
            RECOUNT_RUNS="6",
        )
    assert " passed" in printed
    assert "skipped" not in printed


@contextmanager
def workers(folder: Path, environment: dict[str, str]) -> Iterator[list[object]]:
    """Two of them, each with a beat, until they are killed."""
    processes = []
    for number in range(2):
        with (folder / f"worker-{number}.log").open("ab") as log:
            processes.append(
                subprocess.Popen(
                    [
                        *(sys.executable, "-m", "celery", "-A", "cobrowse", "worker"),
                        *("-B", "--pool", "solo", "--without-gossip", "-Q", "celery"),
                        *("--loglevel", "warning", "-n", f"worker-{number}"),
                        *("--schedule", str(folder / f"beat-{number}")),
                    ],
                    cwd=ROOT,
                    env=environment,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
            )
    try:
        yield [*processes]
    finally:
        for process in processes:
            # The beat is a process of its own: it must die too.
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def test_killed_workers_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    with running_postgres() as url, running_redis(tmp_path) as redis:
        settings = {
            "DATABASE_URL": url,
            "REDIS_URL": redis.url,
            "COBROWSE_SETTLE_INTERVAL_SECONDS": "1",
            # These agents have no desktop: other tasks would take their work away.
            "COBROWSE_ROUTE_INTERVAL_SECONDS": "86400",
            "COBROWSE_EXPIRE_INTERVAL_SECONDS": "86400",
        }
        run_python("manage.py", "migrate", "-v0", **settings)
        environment = {**os.environ, "COBROWSE_DEMO": "1", **settings}
        for number in range(ROUNDS):
            with workers(tmp_path, environment):
                # It goes on once they work: they die in the middle of it.
                run_python(
                    *("-m", "tests.reporting.labour", "live", str(number), "15"),
                    **settings,
                )
                time.sleep(number * 0.7)
        printed = run_python("-m", "tests.reporting.labour", "compare", **settings)
    assert printed.strip().endswith("equal")
