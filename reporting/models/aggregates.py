"""Sums of facts per hour (UTC) and per day (of each reporting time zone).

A fact counts, with all its durations, in the hour and day in which it started; the
time of an agent's states is cut at the hour and at midnight. Which fact feeds which
measure: `reporting.aggregation.measures`.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interactions.models import Site
from reporting.models.facts import Dimensions

ZONE_CHARS = 40


def _count() -> "models.IntegerField[int, int]":
    """Half as wide, and added up faster: most of a row is counts."""
    return models.IntegerField(default=0)


def _milliseconds() -> "models.BigIntegerField[int, int]":
    return models.BigIntegerField(default=0)


class Measures(Dimensions):
    """Additive figures of one bucket and one combination of dimensions; the longest
    wait is a maximum."""

    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("site"),
    )

    # Co-browse sessions.
    sessions_started = _count()
    sessions = _count()
    cobrowse_ms = _milliseconds()
    pointer_ms = _milliseconds()
    write_ms = _milliseconds()
    paused_ms = _milliseconds()
    join_wait_ms = _milliseconds()
    write_sessions = _count()
    write_requests = _count()
    write_grants = _count()
    write_declines = _count()
    pages_visited = _count()
    # Handlings.
    handled = _count()
    handled_with_cobrowse = _count()
    handle_ms = _milliseconds()
    handle_with_cobrowse_ms = _milliseconds()
    hold_ms = _milliseconds()
    wrap_up_ms = _milliseconds()
    transferred = _count()
    denied = _count()
    # Offers.
    offered = _count()
    accepted = _count()
    rejected = _count()
    missed = _count()
    withdrawn = _count()
    # Waits in queues.
    entered = _count()
    queue_accepted = _count()
    queue_in_time = _count()
    queue_abandoned = _count()
    queue_abandoned_late = _count()
    queue_wait_ms = _milliseconds()
    queue_longest_ms = _milliseconds()
    # Interactions.
    interactions = _count()
    interactions_answered = _count()
    interactions_abandoned = _count()
    interactions_with_cobrowse = _count()
    interactions_messaging = _count()
    interactions_transferred = _count()
    interactions_ms = _milliseconds()
    interactions_wait_ms = _milliseconds()
    # States of agents; these rows have neither site nor queue nor medium.
    login_ms = _milliseconds()
    ready_ms = _milliseconds()
    not_ready_ms = _milliseconds()
    after_call_ms = _milliseconds()

    class Meta:
        abstract = True


class ActivityHour(Measures):
    """One hour, named by its first moment (UTC)."""

    hour_at = models.DateTimeField(_("hour"))

    class Meta:
        verbose_name = _("activity of an hour")
        verbose_name_plural = _("activities of hours")
        indexes = [models.Index(fields=["hour_at"], name="activity_hour_at")]

    def __str__(self) -> str:
        return f"{self.hour_at:%Y-%m-%d %H}"


class ActivityDay(Measures):
    """One calendar day of one reporting time zone."""

    zone = models.CharField(_("time zone"), max_length=ZONE_CHARS)
    day = models.DateField(_("day"))

    class Meta:
        verbose_name = _("activity of a day")
        verbose_name_plural = _("activities of days")
        indexes = [
            models.Index(fields=["zone", "day"], name="activity_day_of_zone"),
            models.Index(fields=["zone", "agent", "day"], name="activity_day_of_agent"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.zone}"
