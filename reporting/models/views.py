"""Views of reports that somebody keeps, and when they are sent by e-mail."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.models.aggregates import ZONE_CHARS

NAME_CHARS = 80


class SavedView(models.Model):
    """A report with its filters, sort and columns. The id is its shareable address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="saved_views",
        verbose_name=_("owner"),
    )
    name = models.CharField(_("name"), max_length=NAME_CHARS)
    report = models.CharField(_("report"), max_length=40)
    # The query string of the report's page, canonical; presets stay relative.
    query = models.CharField(_("filters"), max_length=2000, blank=True, default="")
    # Others who may read reports find it in their list too.
    shared = models.BooleanField(_("shared"), default=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        ordering = ["name", "created_at"]
        verbose_name = _("saved view")
        verbose_name_plural = _("saved views")
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "report", "name"], name="saved_view_name_once"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Schedule(models.Model):
    """A saved view that goes out by e-mail again and again."""

    class Cadence(models.TextChoices):
        DAILY = "daily", _("every day")
        WEEKLY = "weekly", _("every Monday")
        MONTHLY = "monthly", _("on the first of the month")

    class Format(models.TextChoices):
        CSV = "csv", "CSV"
        XLSX = "xlsx", "XLSX"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    view = models.ForeignKey(
        SavedView,
        on_delete=models.CASCADE,
        related_name="schedules",
        verbose_name=_("view"),
    )
    cadence = models.CharField(
        _("how often"), max_length=10, choices=Cadence.choices, default=Cadence.DAILY
    )
    # At this hour of the view's time zone.
    hour = models.PositiveSmallIntegerField(_("hour"), default=7)
    zone = models.CharField(_("time zone"), max_length=ZONE_CHARS, default="UTC")
    format = models.CharField(
        _("format"), max_length=5, choices=Format.choices, default=Format.XLSX
    )
    # Only people who may read reports; asked again each time it is sent.
    recipients = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("recipients")
    )
    active = models.BooleanField(_("active"), default=True)
    next_at = models.DateTimeField(_("next time"))
    last_sent_at = models.DateTimeField(_("last sent"), null=True, blank=True)
    failures = models.PositiveSmallIntegerField(_("failures in a row"), default=0)
    last_error = models.CharField(
        _("last error"), max_length=200, blank=True, default=""
    )

    class Meta:
        ordering = ["next_at"]
        verbose_name = _("schedule")
        verbose_name_plural = _("schedules")
        indexes = [
            models.Index(
                fields=["next_at"], name="schedule_due", condition=Q(active=True)
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="schedule_hour_of_day", condition=Q(hour__lte=23)
            )
        ]

    def __str__(self) -> str:
        return f"{self.view_id} {self.cadence}"
