"""What the company's own switch or chat stack has said about an interaction."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agents.models import Agent
from interactions.call_story import CallKind
from interactions.models.interactions import Interaction

KINDS = [(kind.value, kind.value) for kind in CallKind]


class CallReport(models.Model):
    """One report that counted. What an external interaction is follows from all of
    them in the order of `at`, however they arrived (interactions.call_story)."""

    interaction = models.ForeignKey(
        Interaction,
        on_delete=models.CASCADE,
        related_name="call_reports",
        verbose_name=_("interaction"),
    )
    event = models.CharField(_("event"), max_length=12, choices=KINDS)
    # By the switch's clock.
    at = models.DateTimeField(_("at"))
    # Whom it names: who has the call from then on.
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agent"),
    )
    received_at = models.DateTimeField(_("received at"), default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("call report")
        verbose_name_plural = _("call reports")
        constraints = [
            # Sent twice is said once.
            models.UniqueConstraint(
                fields=["interaction", "event", "at", "agent"],
                name="call_report_once_with_agent",
                condition=Q(agent__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["interaction", "event", "at"],
                name="call_report_once_without_agent",
                condition=Q(agent__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.at}"
