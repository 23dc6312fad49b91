"""Schedules as their owners set them. Callers see to it that nobody else does."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cobrowse.errors import DomainError
from reporting.models import SavedView, Schedule
from reporting.scheduling.cadence import next_time
from reporting.selectors.schedules import possible_recipients

MOST_SCHEDULES = 10
MOST_RECIPIENTS = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """How often, when, what and to whom."""

    cadence: Schedule.Cadence
    hour: int
    zone: str
    format: Schedule.Format
    recipients: Collection[User]


def add_schedule(*, view: SavedView, plan: Plan) -> Schedule:
    """Errors: too_many_schedules, bad_recipients."""
    with transaction.atomic():
        SavedView.objects.select_for_update().get(pk=view.pk)
        if view.schedules.count() >= MOST_SCHEDULES:
            raise DomainError(
                "too_many_schedules",
                409,
                _("A view has at most %(n)d schedules.") % {"n": MOST_SCHEDULES},
                limit=MOST_SCHEDULES,
            )
        return _keep(Schedule(view=view), plan)


def change_schedule(*, schedule: Schedule, plan: Plan) -> Schedule:
    """It starts anew: what had failed is forgotten. Errors: bad_recipients."""
    schedule.failures, schedule.last_error = 0, ""
    with transaction.atomic():
        return _keep(schedule, plan)


def pause_schedule(*, schedule: Schedule) -> None:
    Schedule.objects.filter(pk=schedule.pk).update(active=False)


def resume_schedule(*, schedule: Schedule) -> None:
    """It goes on at its next time; what it missed meanwhile is not sent."""
    Schedule.objects.filter(pk=schedule.pk, active=False).update(
        active=True, failures=0, next_at=following_time(schedule, timezone.now())
    )


def delete_schedule(*, schedule: Schedule) -> None:
    """Twice is no error."""
    Schedule.objects.filter(pk=schedule.pk).delete()


def send_soon(*, schedule: Schedule) -> None:
    """The worker sends it at once, and then at its usual times. Errors: paused."""
    if not Schedule.objects.filter(pk=schedule.pk, active=True).update(
        next_at=timezone.now(), failures=0
    ):
        raise DomainError("paused", 409, _("The schedule is paused."))


def following_time(schedule: Schedule, after: datetime) -> datetime:
    """When it is due next."""
    return next_time(
        Schedule.Cadence(schedule.cadence),
        time(schedule.hour),
        ZoneInfo(schedule.zone),
        after,
    )


def _keep(schedule: Schedule, plan: Plan) -> Schedule:
    wanted = {user.pk for user in plan.recipients}
    may = possible_recipients(schedule.view.owner).filter(pk__in=wanted)
    if not wanted or len(wanted) > MOST_RECIPIENTS or may.count() != len(wanted):
        raise DomainError(
            "bad_recipients",
            400,
            _("Choose people who may read reports, at most %(n)d.")
            % {"n": MOST_RECIPIENTS},
        )
    schedule.cadence, schedule.hour = plan.cadence, plan.hour
    schedule.zone, schedule.format = plan.zone, plan.format
    schedule.next_at = following_time(schedule, timezone.now())
    schedule.save()
    schedule.recipients.set(plan.recipients)
    return schedule
