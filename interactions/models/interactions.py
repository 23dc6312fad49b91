"""What customers come for: their chats and calls."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agents.models import Agent
from interactions.lifecycle import (
    HANDLED_STATES,
    LIVE_STATES,
    STATES_OF,
    WAITING_STATES,
    EndReason,
    Kind,
    Media,
    State,
)
from interactions.models.customers import NAME_CHARS, Customer, PageFields
from interactions.models.replies import Disposition
from interactions.models.sites import CtiAdapter, Queue, Site

CONTACT_CHARS = 120
NOTE_CHARS = 2000


def _values(states: tuple[State, ...]) -> list[str]:
    """Migrations hold plain values."""
    return [state.value for state in states]


class Interaction(PageFields):
    """A primary interaction: one chat or one call (spec PI)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        related_name="interactions",
        verbose_name=_("site"),
    )
    media = models.CharField(_("medium"), max_length=10, choices=Media.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    customer = models.ForeignKey(
        Customer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name=_("customer"),
    )
    customer_name = models.CharField(
        _("customer's name"), max_length=NAME_CHARS, blank=True, default=""
    )
    # Who handles it now or handled it last; null while a chat waits.
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name=_("agent"),
    )
    queue = models.ForeignKey(
        Queue,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name=_("queue"),
    )
    source = models.CharField(_("source"), max_length=32, default="web")
    adapter = models.ForeignKey(
        CtiAdapter,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name=_("CTI adapter"),
    )
    external_call_id = models.CharField(
        _("call id"), max_length=128, blank=True, default=""
    )
    # The switch's time of the newest call event that was applied; older ones come late.
    call_event_at = models.DateTimeField(null=True, blank=True, editable=False)
    phone_number = models.CharField(
        _("phone number"), max_length=40, blank=True, default=""
    )
    # The number's digits, to find earlier calls however it is written.
    phone_key = models.CharField(max_length=40, blank=True, default="", editable=False)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    # When it began to wait in its present queue: the order of service.
    queued_at = models.DateTimeField(_("queued at"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end_reason = models.CharField(
        _("end reason"),
        max_length=20,
        choices=EndReason.choices,
        blank=True,
        default="",
    )
    ended_by = models.CharField(_("ended by"), max_length=10, blank=True, default="")
    # The keys of spec AD and nothing else.
    attached_data = models.JSONField(_("attached data"), default=dict, blank=True)
    # The sequence number of the newest chat message.
    last_seq = models.PositiveIntegerField(default=0, editable=False)
    # A chat that may be left and taken up again (spec PI-12).
    asynchronous = models.BooleanField(_("messaging"), default=False)
    parked_at = models.DateTimeField(_("parked at"), null=True, blank=True)
    # Where to reach the customer: typed by somebody who left a message.
    contact = models.CharField(
        _("contact"), max_length=CONTACT_CHARS, blank=True, default=""
    )
    # Up to which line each side has received and read the other's.
    customer_delivered_seq = models.PositiveIntegerField(default=0, editable=False)
    customer_read_seq = models.PositiveIntegerField(default=0, editable=False)
    agent_delivered_seq = models.PositiveIntegerField(default=0, editable=False)
    agent_read_seq = models.PositiveIntegerField(default=0, editable=False)
    # After the end: open until the agent says how it went, or time does.
    wrap_up_open = models.BooleanField(_("wrap-up open"), default=False)
    wrap_up_until_at = models.DateTimeField(
        _("wrap-up closes at"), null=True, blank=True
    )
    wrapped_up_at = models.DateTimeField(_("wrapped up at"), null=True, blank=True)
    disposition = models.ForeignKey(
        Disposition,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="interactions",
        verbose_name=_("disposition"),
    )
    note = models.TextField(
        _("agent's note"), max_length=NOTE_CHARS, blank=True, default=""
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("interaction")
        verbose_name_plural = _("interactions")
        indexes = [
            models.Index(fields=["created_at"], name="interaction_created"),
            models.Index(
                fields=["site", "phone_key", "created_at"],
                name="interaction_phone",
                condition=~Q(phone_key=""),
            ),
            # To find a customer by what was left as a contact.
            models.Index(
                fields=["contact"], name="interaction_contact", condition=~Q(contact="")
            ),
            models.Index(fields=["ended_at"], name="interaction_ended"),
            models.Index(fields=["agent", "state"], name="interaction_agent_state"),
            # An agent's own past, newest first, and a customer's.
            models.Index(fields=["agent", "created_at"], name="interaction_of_agent"),
            models.Index(
                fields=["customer", "created_at"], name="interaction_of_customer"
            ),
            models.Index(
                fields=["queue", "queued_at"],
                name="interaction_waiting",
                condition=Q(state__in=_values(WAITING_STATES)),
            ),
            models.Index(
                fields=["agent", "wrap_up_until_at"],
                name="interaction_wrapping_up",
                condition=Q(wrap_up_open=True),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="interaction_state_of_media",
                condition=Q(
                    adapter__isnull=False, state__in=_values(STATES_OF[Kind.EXTERNAL])
                )
                | Q(
                    adapter__isnull=True,
                    media=Media.CHAT.value,
                    state__in=_values(STATES_OF[Kind.CHAT]),
                )
                | Q(
                    adapter__isnull=True,
                    media=Media.VOICE.value,
                    state__in=_values(STATES_OF[Kind.CALL]),
                ),
            ),
            models.CheckConstraint(
                name="interaction_handled_by_agent",
                condition=~Q(state__in=_values(HANDLED_STATES))
                | Q(agent__isnull=False),
            ),
            models.CheckConstraint(
                name="interaction_waits_without_agent",
                condition=~Q(state__in=_values(WAITING_STATES)) | Q(agent__isnull=True),
            ),
            models.CheckConstraint(
                name="interaction_ended_has_time",
                condition=Q(state=State.ENDED.value, ended_at__isnull=False)
                | (~Q(state=State.ENDED.value) & Q(ended_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="interaction_ends_after_start",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("created_at")),
            ),
            models.CheckConstraint(
                name="interaction_chat_has_customer",
                condition=~Q(media=Media.CHAT.value)
                | Q(adapter__isnull=False)
                | Q(customer__isnull=False),
            ),
            models.CheckConstraint(
                name="interaction_wraps_up_after_end",
                condition=Q(wrap_up_open=False)
                | Q(state=State.ENDED.value, agent__isnull=False),
            ),
            models.CheckConstraint(
                name="interaction_parked_is_messaging",
                condition=~Q(state=State.PARKED.value)
                | Q(asynchronous=True, parked_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="interaction_one_live_per_customer",
                fields=["customer", "media"],
                condition=Q(state__in=_values(LIVE_STATES), customer__isnull=False),
            ),
            models.UniqueConstraint(
                name="interaction_call_once_per_adapter",
                fields=["adapter", "external_call_id"],
                condition=Q(adapter__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media} {str(self.pk)[:8]}"

    @property
    def kind(self) -> Kind:
        """Which lifecycle table it follows."""
        if self.adapter_id is not None:
            return Kind.EXTERNAL
        return Kind.CHAT if self.media == Media.CHAT else Kind.CALL
