"""What happened to an interaction: offers, chat messages, events."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agents.models import Agent
from cobrowse.actors import Role
from interactions.lifecycle import OfferState
from interactions.models.interactions import Interaction
from interactions.models.sites import Queue


class Offer(models.Model):
    """A chat held out to one agent for a while."""

    interaction = models.ForeignKey(
        Interaction,
        on_delete=models.CASCADE,
        related_name="offers",
        verbose_name=_("interaction"),
    )
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        related_name="offers",
        verbose_name=_("agent"),
    )
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=OfferState.choices,
        default=OfferState.PENDING,
    )
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        verbose_name = _("offer")
        verbose_name_plural = _("offers")
        indexes = [models.Index(fields=["agent", "made_at"], name="offer_agent_made")]
        constraints = [
            models.CheckConstraint(
                name="offer_state_known", condition=Q(state__in=OfferState.values)
            ),
            models.CheckConstraint(
                name="offer_closed_has_time",
                condition=Q(state=OfferState.PENDING.value, closed_at__isnull=True)
                | (~Q(state=OfferState.PENDING.value) & Q(closed_at__isnull=False)),
            ),
            models.UniqueConstraint(
                name="offer_one_pending_per_interaction",
                fields=["interaction"],
                condition=Q(state=OfferState.PENDING.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id} → {self.agent_id}"


class ChatMessage(models.Model):
    """One line of a chat. `seq` counts from 1 without gaps within the interaction."""

    interaction = models.ForeignKey(
        Interaction,
        on_delete=models.CASCADE,
        related_name="messages",
        verbose_name=_("interaction"),
    )
    seq = models.PositiveIntegerField(_("number"))
    author_role = models.CharField(
        _("author"),
        max_length=10,
        choices=[
            (Role.CUSTOMER.value, _("customer")),
            (Role.AGENT.value, _("agent")),
            (Role.SYSTEM.value, _("system")),
        ],
    )
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agent"),
    )
    # The author's own id of the line: a line sent twice is stored once.
    client_id = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001
    text = models.TextField(_("text"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)

    class Meta:
        ordering = ["interaction", "seq"]
        verbose_name = _("chat message")
        verbose_name_plural = _("chat messages")
        constraints = [
            models.UniqueConstraint(
                fields=["interaction", "seq"], name="message_seq_once"
            ),
            models.UniqueConstraint(
                fields=["interaction", "author_role", "client_id"],
                name="message_client_id_once",
            ),
            models.CheckConstraint(
                name="message_of_agent_names_agent",
                condition=~Q(author_role=Role.AGENT.value) | Q(agent__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.interaction_id} #{self.seq}"


class InteractionEvent(models.Model):
    """One thing that happened to an interaction. Append-only: audit and reports."""

    interaction = models.ForeignKey(
        Interaction,
        on_delete=models.CASCADE,
        related_name="events",
        verbose_name=_("interaction"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    # `noun.verb`, for example `chat.started`, `offer.missed`, `call.held`.
    name = models.CharField(_("event"), max_length=40)
    old_state = models.CharField(
        _("state before"), max_length=10, blank=True, default=""
    )
    state = models.CharField(_("state"), max_length=10, blank=True, default="")
    # The agent it is about, which need not be the one who acted.
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agent"),
    )
    queue = models.ForeignKey(
        Queue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("queue"),
    )
    actor_role = models.CharField(_("actor"), max_length=10)
    actor_id = models.CharField(_("actor id"), max_length=64, blank=True, default="")
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("interaction event")
        verbose_name_plural = _("interaction events")
        indexes = [
            models.Index(fields=["interaction", "at"], name="interaction_event_order"),
            models.Index(fields=["name", "at"], name="interaction_event_name_at"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"
