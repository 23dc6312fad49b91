"""Measures reports on the database of DATABASE_URL; the last line it prints is JSON.

Run as a program: `create NAME`, `drop NAME`, `measure`, `export ROWS`.
"""

import json
import resource
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from statistics import median
from zoneinfo import ZoneInfo

import django

django.setup()

from django.db import connection  # noqa: E402
from django.db.models import Max  # noqa: E402

from bench.reports_raw import COLUMNS, raw_summary  # noqa: E402
from reporting import selectors  # noqa: E402
from reporting.catalogue import REPORTS, report_named  # noqa: E402
from reporting.models import FactDue, SessionFact  # noqa: E402
from reporting.realtime.reading import read_snapshot  # noqa: E402
from reporting.services.settle import settle_reports  # noqa: E402
from reporting.wanted import Wanted  # noqa: E402

ROUNDS = 3
UTC = ZoneInfo("UTC")


def milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def usual(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    return median(milliseconds(work) for _ in range(rounds))


def last_day() -> date:
    newest: datetime = SessionFact.objects.aggregate(at=Max("created_at"))["at"]
    return newest.astimezone(UTC).date()


def wanted(key: str, *, days: int, columns: tuple[str, ...] = ()) -> Wanted:
    report = report_named(key)
    assert report is not None
    last = last_day()
    return Wanted(
        report=report,
        first=last - timedelta(days=days - 1),
        last=last,
        zone=UTC,
        columns=columns or report.shown,
        sort=report.default_sort,
    )


def compare(days: int) -> tuple[float, float]:
    """Ours and the raw events', in turns; they must say the same."""
    asked = wanted("cobrowse-summary", days=days, columns=COLUMNS)

    def ours() -> list[tuple[object, ...]]:
        rows = selectors.rows_of(asked)
        return [tuple(row.values[name] for name in COLUMNS) for row in rows]

    def theirs() -> list[tuple[object, ...]]:
        return raw_summary(*asked.span)

    # Whoever only waited for a session that nobody joined has a row of nothing.
    told = {row for row in ours() if row[1] is not None and any(row[2:])}
    assert told == set(theirs()), "the sums do not say what the events say"
    spent: tuple[list[float], list[float]] = ([], [])
    for _ in range(ROUNDS):
        spent[0].append(milliseconds(ours))
        spent[1].append(milliseconds(theirs))
    return median(spent[0]), median(spent[1])


def settle_one() -> float:
    """What one ended session costs: its facts, its hour, its day in every zone."""
    session = SessionFact.objects.order_by("-created_at").first()
    assert session is not None

    def work() -> None:
        stored = SessionFact.objects.get(pk=session.pk)
        SessionFact.objects.filter(pk=session.pk).update(cobrowse_ms=1)
        FactDue.objects.create(subject="session", key=str(stored.pk))
        settle_reports()

    return usual(work)


def deep_page() -> float:
    """A page from the middle of the year."""
    asked = wanted("cobrowse-detail", days=365)
    half = asked.last - timedelta(days=180)
    there = selectors.run(replace(asked, last=half))
    return usual(partial(selectors.run, replace(asked, after=there.after)))


def measure() -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, days in (("month", 30), ("year", 365)):
        figures[name], figures[f"{name}_raw"] = compare(days)
    for report in REPORTS:
        for name, days in (("month", 30), ("year", 365)):
            asked = wanted(report.key, days=days)
            page = partial(selectors.run, asked)
            figures[f"page {report.key} {name}"] = usual(page)
    figures["deep"] = deep_page()
    figures["realtime"] = usual(read_snapshot)
    figures["settle"] = settle_one()
    return figures


def export(count: int) -> dict[str, float]:
    """So many rows of the detail report, as an export reads them."""
    started = time.perf_counter()
    rows = selectors.rows_of(wanted("cobrowse-detail", days=365))
    for number, _ in enumerate(rows, start=1):
        if number == count:
            break
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        f"export {count} seconds": time.perf_counter() - started,
        f"export {count} peak": peak,
    }


def main() -> None:
    command, *rest = sys.argv[1:]
    if command in {"create", "drop"}:
        with connection.cursor() as cursor:
            cursor.execute(f"{command.upper()} DATABASE {rest[0]}")
        return
    print(json.dumps(measure() if command == "measure" else export(int(rest[0]))))


if __name__ == "__main__":
    main()
