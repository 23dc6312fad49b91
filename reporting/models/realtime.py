"""What the real-time pages keep: thresholds set by supervisors, an hour of trend."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

KEY_CHARS = 60


class Threshold(models.Model):
    """From which value on a statistic is shown as a warning or an alarm."""

    class Direction(models.TextChoices):
        ABOVE = "above", _("high values are bad")
        BELOW = "below", _("low values are bad")

    template = models.CharField(_("template"), max_length=KEY_CHARS)
    statistic = models.CharField(_("statistic"), max_length=KEY_CHARS)
    direction = models.CharField(
        _("direction"),
        max_length=5,
        choices=Direction.choices,
        default=Direction.ABOVE,
    )
    # Counts, per cent, or seconds where the statistic is a time.
    warning = models.FloatField(_("warning from"))
    alarm = models.FloatField(_("alarm from"))

    class Meta:
        ordering = ["template", "statistic"]
        verbose_name = _("threshold")
        verbose_name_plural = _("thresholds")
        constraints = [
            models.UniqueConstraint(
                fields=["template", "statistic"], name="threshold_once"
            ),
            models.CheckConstraint(
                name="threshold_alarm_is_worse",
                condition=Q(direction="above", alarm__gte=models.F("warning"))
                | Q(direction="below", alarm__lte=models.F("warning")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} · {self.statistic}"


class TrendPoint(models.Model):
    """The statistics of one minute, of everything without a filter."""

    at = models.DateTimeField(_("minute"), primary_key=True)
    # {"template.statistic": number}
    values = models.JSONField(_("values"), default=dict)

    class Meta:
        ordering = ["at"]
        verbose_name = _("trend point")
        verbose_name_plural = _("trend points")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M}"
