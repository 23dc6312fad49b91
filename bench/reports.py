"""Reports on a PostgreSQL of their own, beside the same question put to the raw events.

A database for each size, seeded by `manage.py seed_history`; the measurements run in
programs of their own (bench/reports_run.py), so that memory can be told apart.
"""

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.metric import Metric
from tests.services import ROOT, running_postgres

# A quarter of an hour on two cores; BENCH_SESSIONS=100000 takes a few minutes.
DEFAULT_SESSIONS = 1_000_000
SMALLEST = 10_000
PEER = "SQL over raw events"
_MOST_ROWS = 100_000
_FEW_ROWS = 10_000

Figures = dict[str, float]


def sizes() -> list[int]:
    """Tenfold steps up to the volume that is measured."""
    top = int(os.environ.get("BENCH_SESSIONS", DEFAULT_SESSIONS))
    steps, size = [], SMALLEST
    while size < top:
        steps.append(size)
        size *= 10
    return [*steps, top]


def measure() -> dict[str, Metric]:
    """All sizes one after another; the figures are those of the biggest."""
    found: dict[int, Figures] = {}
    with running_postgres() as url, TemporaryDirectory(prefix="bench-") as folder:
        for size in sizes():
            database = f"history_{size}"
            environment = {
                **os.environ,
                "DJANGO_SETTINGS_MODULE": "cobrowse.settings",
                "COBROWSE_DEMO": "1",
                "COBROWSE_VAR_DIR": folder,
                "SECRET_KEY": "bench",
            }
            _run(["-m", "bench.reports_run", "create", database], url, environment)
            own = url.rpartition("/")[0] + "/" + database
            seconds = _seed(size, own, environment)
            print(f"  reports, {size:,} sessions, measured")
            told = _run(["-m", "bench.reports_run", "measure"], own, environment)
            found[size] = {**json.loads(told.splitlines()[-1]), "seed": seconds}
            if size == sizes()[-1]:
                for rows in (_FEW_ROWS, _most_rows(size)):
                    arguments = ["-m", "bench.reports_run", "export", str(rows)]
                    told = _run(arguments, own, environment)
                    found[size] |= json.loads(told.splitlines()[-1])
            _run(["-m", "bench.reports_run", "drop", database], url, environment)
    return _metrics(found)


def _most_rows(size: int) -> int:
    return min(_MOST_ROWS, size)


def _seed(size: int, url: str, environment: dict[str, str]) -> float:
    print(f"  reports, {size:,} sessions, seeded")
    _run([str(ROOT / "manage.py"), "migrate", "--verbosity=0"], url, environment)
    started = time.monotonic()
    seeding = [str(ROOT / "manage.py"), "seed_history", f"--sessions={size}"]
    _run(seeding, url, environment, show=size > 100_000)
    return time.monotonic() - started


def _run(
    arguments: list[str], url: str, environment: dict[str, str], *, show: bool = False
) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=Path(ROOT),
        env={**environment, "DATABASE_URL": url},
        stdout=None if show else subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout or ""


def _metrics(found: dict[int, Figures]) -> dict[str, Metric]:
    top, low = max(found), min(found)
    figures, small = found[top], found[low]
    name = f"reports_{top}"
    metrics = {
        f"{name}_seed": Metric(figures["seed"], "s"),
        f"{name}_settle_one_session": Metric(figures["settle"], "ms"),
    }
    for what in ("month", "year"):
        metrics[f"{name}_summary_{what}"] = Metric(
            figures[what], "ms", PEER, figures[f"{what}_raw"]
        )
        metrics[f"reports_growth_{low}_to_{top}_{what}"] = Metric(
            figures[what] / small[what],
            "times the cost",
            PEER,
            figures[f"{what}_raw"] / small[f"{what}_raw"],
        )
    for key, value in figures.items():
        if key.startswith("page "):
            metrics[f"{name}_{key.replace(' ', '_')}"] = Metric(value, "ms")
    metrics[f"{name}_detail_deep_page"] = Metric(
        figures["deep"], "ms", "the first page", figures["page cobrowse-detail year"]
    )
    metrics[f"{name}_realtime_snapshot"] = Metric(figures["realtime"], "ms")
    rows = _most_rows(top)
    metrics[f"{name}_export_rows_a_second"] = Metric(
        rows / figures[f"export {rows} seconds"], "rows/s"
    )
    metrics[f"{name}_export_{rows}_peak_memory"] = Metric(
        figures[f"export {rows} peak"],
        "MB",
        f"export of {_FEW_ROWS} rows",
        figures[f"export {_FEW_ROWS} peak"],
    )
    return metrics
