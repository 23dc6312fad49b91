"""Long exports: made in the background, kept in the database for a day.

In the database, so that whichever process is asked for the file has it.
"""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ExportJob(models.Model):
    """One export of one person."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        FAILED = "failed", _("failed")
        CANCELLED = "cancelled", _("cancelled")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="report_exports",
        verbose_name=_("user"),
    )
    report = models.CharField(_("report"), max_length=40)
    # Filters, sort and columns, presets as days; `agent` where the file holds the rows
    # of that agent alone.
    query = models.CharField(_("filters"), max_length=2000, blank=True, default="")
    format = models.CharField(_("format"), max_length=5)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.WAITING
    )
    # Why it failed: a code of `reporting.services.exports.Problem`.
    problem = models.CharField(_("problem"), max_length=20, blank=True, default="")
    # Of the words in the file.
    language = models.CharField(_("language"), max_length=10, default="en")
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    rows_total = models.PositiveIntegerField(_("rows in all"), default=0)
    size_bytes = models.PositiveBigIntegerField(_("size, bytes"), default=0)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    # The worker's sign of life: a job whose worker died is taken up again.
    seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)
    # Names the worker's attempt: one that was given up writes nothing any more.
    attempt = models.PositiveSmallIntegerField(default=0)
    finished_at = models.DateTimeField(_("finished at"), null=True, blank=True)

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("export")
        verbose_name_plural = _("exports")

    def __str__(self) -> str:
        return f"{self.report} {self.format}"


class ExportPart(models.Model):
    """A piece of the file."""

    job = models.ForeignKey(ExportJob, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ["job", "number"]
        verbose_name = _("part of an export")
        verbose_name_plural = _("parts of exports")
        constraints = [
            models.UniqueConstraint(
                fields=["job", "number"], name="export_part_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.job_id} #{self.number}"
