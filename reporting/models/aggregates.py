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


def _sum() -> "models.BigIntegerField[int, int]":
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
    sessions_started = _sum()
    sessions = _sum()
    cobrowse_ms = _sum()
    pointer_ms = _sum()
    write_ms = _sum()
    paused_ms = _sum()
    join_wait_ms = _sum()
    write_sessions = _sum()
    write_requests = _sum()
    write_grants = _sum()
    write_declines = _sum()
    pages_visited = _sum()
    # Handlings.
    handled = _sum()
    handled_with_cobrowse = _sum()
    handle_ms = _sum()
    handle_with_cobrowse_ms = _sum()
    hold_ms = _sum()
    wrap_up_ms = _sum()
    transferred = _sum()
    denied = _sum()
    # Offers.
    offered = _sum()
    accepted = _sum()
    rejected = _sum()
    missed = _sum()
    withdrawn = _sum()
    # Waits in queues.
    entered = _sum()
    queue_accepted = _sum()
    queue_in_time = _sum()
    queue_abandoned = _sum()
    queue_abandoned_late = _sum()
    queue_wait_ms = _sum()
    queue_longest_ms = _sum()
    # Interactions.
    interactions = _sum()
    interactions_answered = _sum()
    interactions_abandoned = _sum()
    interactions_with_cobrowse = _sum()
    interactions_messaging = _sum()
    interactions_transferred = _sum()
    interactions_ms = _sum()
    interactions_wait_ms = _sum()
    # States of agents; these rows have neither site nor queue nor medium.
    login_ms = _sum()
    ready_ms = _sum()
    not_ready_ms = _sum()
    after_call_ms = _sum()

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
