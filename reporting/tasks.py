"""Periodic work. Nothing depends on its being on time: what is due waits in rows."""

from celery import shared_task

from reporting.services.settle import settle_reports as settle


@shared_task(name="reporting.tasks.settle_reports")
def settle_reports() -> int:
    """Facts and sums up to date; how many rows of work were done."""
    return settle()
