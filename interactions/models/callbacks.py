"""Customers who want to be called when somebody is free."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agents.models import Agent
from interactions.lifecycle import CallbackOutcome, CallbackState
from interactions.models.customers import NAME_CHARS, Customer
from interactions.models.interactions import NOTE_CHARS
from interactions.models.sites import Queue, Site

PHONE_CHARS = 40
TEXT_CHARS = 2000


class Callback(models.Model):
    """One request for a call. Agents of its queue take it and say how it went."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        related_name="callbacks",
        verbose_name=_("site"),
    )
    queue = models.ForeignKey(
        Queue,
        on_delete=models.PROTECT,
        related_name="callbacks",
        verbose_name=_("queue"),
    )
    customer = models.ForeignKey(
        Customer,
        on_delete=models.PROTECT,
        related_name="callbacks",
        verbose_name=_("customer"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=CallbackState.choices,
        default=CallbackState.OPEN,
    )
    name = models.CharField(_("name"), max_length=NAME_CHARS)
    phone_number = models.CharField(_("phone number"), max_length=PHONE_CHARS)
    text = models.TextField(_("about"), max_length=TEXT_CHARS, blank=True, default="")
    preferred_at = models.DateTimeField(_("best time"), null=True, blank=True)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="callbacks",
        verbose_name=_("agent"),
    )
    taken_at = models.DateTimeField(_("taken at"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)
    outcome = models.CharField(
        _("outcome"),
        max_length=15,
        choices=CallbackOutcome.choices,
        blank=True,
        default="",
    )
    note = models.TextField(_("note"), max_length=NOTE_CHARS, blank=True, default="")

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("callback")
        verbose_name_plural = _("callbacks")
        indexes = [
            models.Index(
                fields=["queue", "created_at"],
                name="callback_waiting",
                condition=Q(state__in=["open", "taken"]),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="callback_state_known", condition=Q(state__in=CallbackState.values)
            ),
            models.CheckConstraint(
                name="callback_taken_by_agent",
                condition=~Q(state__in=["taken", "done"]) | Q(agent__isnull=False),
            ),
            models.UniqueConstraint(
                name="callback_one_open_per_customer",
                fields=["customer"],
                condition=Q(state__in=["open", "taken"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {str(self.pk)[:8]}"


class CallbackEvent(models.Model):
    """One change of a callback. Append-only."""

    callback = models.ForeignKey(
        Callback,
        on_delete=models.CASCADE,
        related_name="events",
        verbose_name=_("callback"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    name = models.CharField(_("event"), max_length=40)
    old_state = models.CharField(
        _("state before"), max_length=10, blank=True, default=""
    )
    state = models.CharField(_("state"), max_length=10)
    actor_role = models.CharField(_("actor"), max_length=10)
    actor_id = models.CharField(_("actor id"), max_length=64, blank=True, default="")

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("callback event")
        verbose_name_plural = _("callback events")

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
