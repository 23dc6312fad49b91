"""Programs of test_export_workers.py, each a process of its own.

python -m tests.reporting.export_labour ask     work to export, and the export
python -m tests.reporting.export_labour stick   take it and stop half-way
python -m tests.reporting.export_labour finish  its worker is long silent; take it
python -m tests.reporting.export_labour race    two threads send the same schedules
"""

import csv
import io
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.core import mail  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from reporting.exporting import all_rows  # noqa: E402
from reporting.models import ExportJob, SavedView, Schedule  # noqa: E402
from reporting.selectors import Row  # noqa: E402
from reporting.selectors.exports import content_of  # noqa: E402
from reporting.services import export_runs  # noqa: E402
from reporting.services.schedule_runs import send_due_schedules  # noqa: E402
from reporting.services.schedules import Plan, add_schedule  # noqa: E402
from reporting.wanted import Wanted  # noqa: E402
from tests.reporting.reports_at_hand import make_reader, make_work  # noqa: E402

SESSIONS = 9_000
ROUNDS = 15


def ask() -> None:
    make_work(sessions=SESSIONS, summed=False)
    ExportJob.objects.create(
        user=User.objects.get(username="ana"),
        report="cobrowse-detail",
        query="start=2026-03-28&end=2027-04-30&sort=start",
        format="csv",
        rows_total=SESSIONS,
    )


def stick() -> None:
    """Says so, and waits to be killed."""

    def sticking(wanted: Wanted) -> Iterator[Row]:
        for number, row in enumerate(all_rows(wanted)):
            if number == SESSIONS * 3 // 4:
                print("half-way", flush=True)
                time.sleep(600)
            yield row

    export_runs.all_rows = sticking  # type: ignore[attr-defined]
    export_runs.run_exports()


def finish() -> None:
    job = ExportJob.objects.get()
    assert (job.state, job.attempt) == ("running", 1), "it was not half-way"
    assert job.parts.exists()
    assert export_runs.run_exports() == 0, "the worker may still live"
    silence = timedelta(seconds=export_runs.SILENT_SECONDS + 1)
    ExportJob.objects.update(seen_at=timezone.now() - silence)
    export_runs.run_exports()
    job.refresh_from_db()
    content = b"".join(content_of(job))
    assert (job.state, job.attempt, job.size_bytes) == ("done", 2, len(content))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    print(len(rows), len({row["Session ID"] for row in rows}))


def race() -> None:
    """Each schedule is due for both at the same moment."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    mail.outbox = []
    ana = make_reader()
    view = SavedView.objects.create(owner=ana, name="view", report="cobrowse-summary")
    plan = Plan(Schedule.Cadence.DAILY, 7, "UTC", Schedule.Format.CSV, [ana])
    for _ in range(3):
        add_schedule(view=view, plan=plan)
    counts: list[int] = []
    for _ in range(ROUNDS):
        Schedule.objects.update(next_at=timezone.now())
        barrier = Barrier(2)
        threads = [Thread(target=_send, args=(barrier, counts)) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(len(mail.outbox), sum(counts), ROUNDS * 3)


def _send(barrier: Barrier, counts: list[int]) -> None:
    barrier.wait()
    counts.append(send_due_schedules())
    connection.close()


if __name__ == "__main__":
    {"ask": ask, "stick": stick, "finish": finish, "race": race}[sys.argv[1]]()
