"""Schedules as the worker sends them: each time at most once.

The next time is set before anything is sent, by compare and swap: of two workers one
sends. If that one dies half-way the owner finds it on the page and can send it again; a
message that comes twice would be worse than one that is asked for.
"""

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.utils import timezone

from cobrowse.errors import DomainError
from reporting.models import Schedule
from reporting.scheduling.mail import message_of
from reporting.services.schedules import following_time

log = logging.getLogger(__name__)

AT_ONCE = 100
# After a failure it is tried again so much later, once each; then at its next date.
DELAYS = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))
# What `last_error` is while it is being sent, and stays if the worker dies.
SENDING = "sending"


def send_due_schedules(*, now: datetime | None = None) -> int:
    """Send what is due; how many messages went out."""
    now = now or timezone.now()
    due = Schedule.objects.filter(active=True, next_at__lte=now)
    sent = 0
    for schedule in due.select_related("view__owner").order_by("next_at")[:AT_ONCE]:
        following = following_time(schedule, now)
        if _claim(schedule, following):
            sent += _send(schedule, following, now)
    return sent


def _claim(schedule: Schedule, following: datetime) -> bool:
    """Whether this worker, and no other, sends it now."""
    as_seen = Schedule.objects.filter(
        pk=schedule.pk, active=True, next_at=schedule.next_at
    )
    return bool(as_seen.update(next_at=following, last_error=SENDING))


def _send(schedule: Schedule, following: datetime, now: datetime) -> bool:
    try:
        message_of(schedule, made_at=now).send()
    except DomainError as error:
        # It would fail the same way in a minute: somebody has to change something.
        _note_failure(schedule, following, error.code)
    except (OSError, SMTPException) as error:
        log.warning("a scheduled report could not be sent: %s", type(error).__name__)
        _note_failure(schedule, following, "mail_failed", again_after=now)
    except Exception:
        log.exception("a scheduled report could not be made")
        _note_failure(schedule, following, "failed", again_after=now)
    else:
        Schedule.objects.filter(pk=schedule.pk).update(
            last_sent_at=timezone.now(), failures=0, last_error=""
        )
        return True
    return False


def _note_failure(
    schedule: Schedule,
    following: datetime,
    code: str,
    *,
    again_after: datetime | None = None,
) -> None:
    """Unless the owner has changed it meanwhile."""
    failures, next_at = 0, following
    if again_after is not None and schedule.failures < len(DELAYS):
        failures = schedule.failures + 1
        next_at = min(following, again_after + DELAYS[schedule.failures])
    Schedule.objects.filter(pk=schedule.pk, next_at=following).update(
        next_at=next_at, failures=failures, last_error=code
    )
