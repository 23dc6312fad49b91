"""Periodic work. Nothing depends on its being on time: what is due waits in rows."""

from celery import shared_task

from reporting.realtime import trend as realtime_trend
from reporting.services.export_runs import run_exports as make_exports
from reporting.services.exports import remove_old_exports as remove_exports
from reporting.services.schedule_runs import send_due_schedules as send_schedules
from reporting.services.settle import RUN_SECONDS
from reporting.services.settle import settle_reports as settle


@shared_task(name="reporting.tasks.settle_reports")
def settle_reports() -> int:
    """Facts and sums up to date; how many rows of work were done."""
    return settle(seconds=RUN_SECONDS)


@shared_task(name="reporting.tasks.run_exports")
def run_exports() -> int:
    """Exports that wait; how many were taken. Runs in the queue `exports`."""
    return make_exports()


@shared_task(name="reporting.tasks.remove_old_exports")
def remove_old_exports() -> int:
    """Files that were kept long enough; how many."""
    return remove_exports()


@shared_task(name="reporting.tasks.send_due_schedules")
def send_due_schedules() -> int:
    """E-mails of saved views whose time has come; how many were sent."""
    return send_schedules()


@shared_task(name="reporting.tasks.note_trend")
def note_trend() -> None:
    """This minute's figures, for the lines that show the last hour."""
    realtime_trend.note_trend()
