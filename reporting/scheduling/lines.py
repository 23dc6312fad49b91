"""A schedule as its page shows it."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.utils.formats import date_format

from reporting.models import Schedule
from reporting.scheduling.mail import failure_in_words
from reporting.selectors.schedules import present_recipients


@dataclass(frozen=True, slots=True)
class Line:
    """`next_at` and `last_at` are on the clock of the zone; `lost` are chosen
    people who may not get it any more."""

    schedule: Schedule
    when: str
    next_at: str
    last_at: str
    people: list[str]
    lost: list[str]
    problem: str


def line_of(schedule: Schedule) -> Line:
    present = {user.pk for user in present_recipients(schedule)}
    chosen = list(schedule.recipients.all())
    cadence = Schedule.Cadence(schedule.cadence).label
    return Line(
        schedule=schedule,
        when=f"{cadence}, {schedule.hour:02}:00",
        next_at=_clock(schedule, schedule.next_at),
        last_at=_clock(schedule, schedule.last_sent_at),
        people=[_name(user) for user in chosen if user.pk in present],
        lost=[_name(user) for user in chosen if user.pk not in present],
        problem=failure_in_words(schedule.last_error) if schedule.last_error else "",
    )


def _clock(schedule: Schedule, at: datetime | None) -> str:
    if at is None:
        return ""
    return date_format(at.astimezone(ZoneInfo(schedule.zone)), "D Y-m-d H:i")


def _name(user: User) -> str:
    return user.get_full_name() or user.get_username()
