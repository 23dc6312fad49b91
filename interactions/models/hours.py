"""When a queue is open."""

import zoneinfo
from datetime import time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

NAME_CHARS = 80
ZONE_CHARS = 64


class OpeningHours(models.Model):
    """A week of opening times in one time zone; without any time: never open."""

    name = models.CharField(_("name"), max_length=NAME_CHARS, unique=True)
    time_zone = models.CharField(
        _("time zone"),
        max_length=ZONE_CHARS,
        default="UTC",
        help_text=_("For example Europe/Zurich"),
    )

    class Meta:
        ordering = ["name"]
        verbose_name = _("opening hours")
        verbose_name_plural = _("opening hours")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.time_zone not in zoneinfo.available_timezones():
            raise ValidationError({"time_zone": _("There is no such time zone.")})


class OpeningTime(models.Model):
    """Open from … to …, on one day of the week (0: Monday). Ends at midnight: 00:00."""

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    hours = models.ForeignKey(
        OpeningHours,
        on_delete=models.CASCADE,
        related_name="times",
        verbose_name=_("opening hours"),
    )
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday.choices)
    opens = models.TimeField(_("opens"))
    closes = models.TimeField(_("closes"), help_text=_("00:00 is the end of the day."))

    class Meta:
        ordering = ["weekday", "opens"]
        verbose_name = _("opening time")
        verbose_name_plural = _("opening times")
        constraints = [
            models.CheckConstraint(
                name="opening_time_in_order",
                condition=Q(closes__gt=F("opens")) | Q(closes="00:00"),
                violation_error_message=_("It closes after it opens."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {self.opens}\u2013{self.closes}"


class SpecialDay(models.Model):
    """A day that is unlike its weekday: a holiday, or other times."""

    hours = models.ForeignKey(
        OpeningHours,
        on_delete=models.CASCADE,
        related_name="special_days",
        verbose_name=_("opening hours"),
    )
    day = models.DateField(_("day"))
    name = models.CharField(_("name"), max_length=NAME_CHARS, blank=True, default="")
    opens = models.TimeField(_("opens"), null=True, blank=True)
    closes = models.TimeField(_("closes"), null=True, blank=True)

    class Meta:
        ordering = ["day"]
        verbose_name = _("special day")
        verbose_name_plural = _("special days")
        constraints = [
            models.UniqueConstraint(
                fields=["hours", "day"], name="special_day_once_per_hours"
            ),
            models.CheckConstraint(
                name="special_day_times_together",
                condition=Q(opens__isnull=True, closes__isnull=True)
                | Q(opens__isnull=False, closes__isnull=False),
                violation_error_message=_("Both times, or none: closed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}".strip()

    def clean(self) -> None:
        """Like a weekly time: it closes after it opens, at midnight at the latest."""
        if self.opens is None or self.closes is None or self.closes == time(0):
            return
        if self.closes <= self.opens:
            raise ValidationError({"closes": _("It closes after it opens.")})
