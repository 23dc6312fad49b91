"""What is still to be written: rows that live only until the work is done.

They are added in the transaction that makes them necessary and removed in the one that
does the work, so a process that dies half-way loses nothing and doubles nothing
(docs/decisions/0012-facts-and-aggregates.md).
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from reporting.models.aggregates import ZONE_CHARS


class FactDue(models.Model):
    """The account of this subject has changed: its facts are to be written anew."""

    class Subject(models.TextChoices):
        SESSION = "session", _("co-browse session")
        INTERACTION = "interaction", _("interaction")
        AGENT = "agent", _("agent")

    subject = models.CharField(max_length=12, choices=Subject.choices)
    # The subject's primary key as text.
    key = models.CharField(max_length=36)
    try_at = models.DateTimeField(default=timezone.now)
    # How often writing failed; each time it waits longer until it is tried again.
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("fact due")
        verbose_name_plural = _("facts due")

    def __str__(self) -> str:
        return f"{self.subject} {self.key}"


class DirtyHour(models.Model):
    """A fact of this hour (UTC) has changed: the sums it is in are to be made anew.

    Not unique on purpose: a mark that comes while the hour is being summed is a row of
    its own and stays for the next time.
    """

    hour_at = models.DateTimeField()

    class Meta:
        verbose_name = _("dirty hour")
        verbose_name_plural = _("dirty hours")
        indexes = [models.Index(fields=["hour_at"], name="dirty_hour_at")]

    def __str__(self) -> str:
        return f"{self.hour_at:%Y-%m-%d %H}"


class BuildLock(models.Model):
    """Whoever writes facts or aggregates holds this row: one at a time."""

    name = models.CharField(max_length=20, primary_key=True)

    class Meta:
        verbose_name = _("build lock")
        verbose_name_plural = _("build locks")

    def __str__(self) -> str:
        return self.name


class BuiltZone(models.Model):
    """A time zone for which days are kept; a new one is built from all facts."""

    zone = models.CharField(max_length=ZONE_CHARS, primary_key=True)
    since_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("built time zone")
        verbose_name_plural = _("built time zones")

    def __str__(self) -> str:
        return self.zone
