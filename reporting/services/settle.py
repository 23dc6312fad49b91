"""Bring all reports up to date: what the periodic task does, and tests and commands."""

from time import monotonic

from django.conf import settings
from django.db import transaction

from reporting.models import ActivityDay, ActivityHour, BuiltZone
from reporting.services.aggregates import build_dirty_hours
from reporting.services.facts import mark_dirty, write_due_facts
from reporting.services.lock import hold_lock

# One run of the periodic task makes room for other tasks after so long; what is left is
# done by the next ones.
RUN_SECONDS = 3


def settle_reports(
    *, most_batches: int | None = None, seconds: float | None = None
) -> int:
    """Write facts that are due, then sums; how many rows of work were done.

    Safe to run twice, at the same time, and after any crash. Without limits it ends
    when nothing is left to do; `seconds` are for each of the two kinds of work.
    """
    adopt_zones()
    done = 0
    for work in (write_due_facts, build_dirty_hours):
        stop_at = None if seconds is None else monotonic() + seconds
        batches = 0
        while batches != most_batches and (stop_at is None or monotonic() < stop_at):
            batch = work()
            if not batch:
                break
            done += batch
            batches += 1
    return done


def adopt_zones() -> None:
    """Zones that are new get their days; those that are no more lose them."""
    wanted = set(settings.COBROWSE_REPORT_ZONES)
    known = set(BuiltZone.objects.values_list("pk", flat=True))
    if wanted == known:
        return
    with transaction.atomic():
        if not hold_lock():
            return
        for zone in known - wanted:
            ActivityDay.objects.filter(zone=zone).delete()
        BuiltZone.objects.filter(pk__in=known - wanted).delete()
        hours = ActivityHour.objects.order_by().values_list("hour_at", flat=True)
        mark_dirty(set(hours.distinct()))
        BuiltZone.objects.bulk_create(
            [BuiltZone(zone=zone) for zone in wanted - known], ignore_conflicts=True
        )
