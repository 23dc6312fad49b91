"""Co-browse sessions and everything that happened in them."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agents.models import Agent
from interactions.lifecycle import Media
from interactions.models import Customer, Interaction, Site
from sessions_app.lifecycle import LIVE_STATES, EndReason, Mode, State

URL_CHARS = 2048
TITLE_CHARS = 200

# Migrations hold plain values.
_LIVE = [state.value for state in LIVE_STATES]
_IS_LIVE = Q(state__in=_LIVE)


class CobrowseSession(models.Model):
    """One co-browse session. `id` is the history id, kept for ever (SL-3)."""

    id = models.UUIDField(
        _("history id"), primary_key=True, default=uuid.uuid4, editable=False
    )
    # Nine digits, read out over the telephone; they mean nothing once it has ended.
    session_id = models.CharField(_("session id"), max_length=9)
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        related_name="cobrowse_sessions",
        verbose_name=_("site"),
    )
    customer = models.ForeignKey(
        Customer,
        on_delete=models.PROTECT,
        related_name="cobrowse_sessions",
        verbose_name=_("customer"),
    )
    # A call is known only once the agent has typed the digits.
    interaction = models.ForeignKey(
        Interaction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cobrowse_sessions",
        verbose_name=_("interaction"),
    )
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cobrowse_sessions",
        verbose_name=_("agent"),
    )
    media = models.CharField(_("medium"), max_length=10, choices=Media.choices)
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    mode = models.CharField(
        _("mode"), max_length=10, choices=Mode.choices, default=Mode.POINTER
    )
    # Grows with every change of mode or request: orders facts, stamps commands.
    mode_epoch = models.PositiveIntegerField(_("mode epoch"), default=0)
    # The customer shows nothing for a while; the session goes on.
    paused = models.BooleanField(_("paused"), default=False)
    # When Write Mode was last asked for; the expiry is set while it is unanswered.
    write_requested_at = models.DateTimeField(null=True, blank=True)
    write_request_expires_at = models.DateTimeField(null=True, blank=True)
    write_request_count = models.PositiveSmallIntegerField(
        _("write requests"), default=0
    )
    # Rules and masking switches as they were at the start: nobody loosens them later.
    pinned_rules = models.JSONField(_("rules at the start"), default=dict)
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    activated_at = models.DateTimeField(_("activated at"), null=True, blank=True)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    end_reason = models.CharField(
        _("end reason"),
        max_length=24,
        choices=EndReason.choices,
        blank=True,
        default="",
    )
    # What the customer said yes to; version 0 is the widget's own wording.
    consent_version = models.PositiveIntegerField(
        _("version of the consent text"), default=0
    )
    consent_language = models.CharField(
        _("language of the consent text"), max_length=35, blank=True, default=""
    )
    consented_at = models.DateTimeField(_("consented at"), null=True, blank=True)
    # Signs of life: the socket that speaks for a side now ('' for none), and when last.
    customer_seen_at = models.DateTimeField(_("customer seen at"), default=timezone.now)
    customer_connection = models.CharField(
        max_length=32, blank=True, default="", editable=False
    )
    agent_seen_at = models.DateTimeField(_("agent seen at"), null=True, blank=True)
    agent_connection = models.CharField(
        max_length=32, blank=True, default="", editable=False
    )
    last_activity_at = models.DateTimeField(_("last activity at"), default=timezone.now)
    # The tab that shares now, its page load (epoch), its page: no query, no fragment.
    sharing_tab = models.CharField(
        max_length=64, blank=True, default="", editable=False
    )
    page_epoch = models.PositiveBigIntegerField(null=True, blank=True, editable=False)
    page_url = models.CharField(_("page"), max_length=URL_CHARS, blank=True, default="")
    page_title = models.CharField(
        _("page title"), max_length=TITLE_CHARS, blank=True, default=""
    )

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("co-browse session")
        verbose_name_plural = _("co-browse sessions")
        indexes = [
            models.Index(fields=["created_at"], name="session_created"),
            models.Index(fields=["ended_at"], name="session_ended"),
            models.Index(fields=["agent", "state"], name="session_agent_state"),
            models.Index(fields=["state"], name="session_live", condition=_IS_LIVE),
        ]
        constraints = [
            models.UniqueConstraint(
                name="session_id_unique_while_live",
                fields=["session_id"],
                condition=_IS_LIVE,
            ),
            models.UniqueConstraint(
                name="session_one_live_per_interaction",
                fields=["interaction"],
                condition=_IS_LIVE & Q(interaction__isnull=False),
            ),
            models.UniqueConstraint(
                name="session_one_live_per_customer",
                fields=["customer"],
                condition=_IS_LIVE,
            ),
            models.CheckConstraint(
                name="session_state_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(
                name="session_media_known", condition=Q(media__in=Media.values)
            ),
            models.CheckConstraint(
                name="session_active_is_joined",
                condition=~Q(state=State.ACTIVE.value)
                | Q(
                    agent__isnull=False,
                    interaction__isnull=False,
                    activated_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="session_ended_has_time_and_reason",
                condition=Q(
                    state=State.ENDED.value,
                    ended_at__isnull=False,
                    end_reason__in=EndReason.values,
                )
                | (
                    ~Q(state=State.ENDED.value)
                    & Q(ended_at__isnull=True, end_reason="")
                ),
            ),
            models.CheckConstraint(
                name="session_ends_after_start",
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("created_at")),
            ),
            models.CheckConstraint(
                name="session_writes_only_while_active",
                condition=Q(
                    mode=Mode.WRITE.value,
                    state=State.ACTIVE.value,
                    write_request_expires_at__isnull=True,
                )
                | Q(mode=Mode.POINTER.value),
            ),
            models.CheckConstraint(
                name="session_paused_is_quiet",
                condition=Q(paused=False)
                | Q(
                    state=State.ACTIVE.value,
                    mode=Mode.POINTER.value,
                    write_request_expires_at__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="session_requests_only_while_active",
                condition=Q(write_request_expires_at__isnull=True)
                | Q(state=State.ACTIVE.value),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media} {str(self.pk)[:8]}"


class SessionEvent(models.Model):
    """One thing that happened in a session. Append-only: audit, timeline, reports."""

    session = models.ForeignKey(
        CobrowseSession,
        on_delete=models.CASCADE,
        related_name="events",
        verbose_name=_("session"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    # `noun.verb`: the causes of the protocol, for example `write.granted`.
    name = models.CharField(_("event"), max_length=40)
    # Where the session stood afterwards.
    state = models.CharField(_("state"), max_length=10, choices=State.choices)
    mode = models.CharField(_("mode"), max_length=10, choices=Mode.choices)
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("agent"),
    )
    actor_role = models.CharField(_("actor"), max_length=10)
    actor_id = models.CharField(_("actor id"), max_length=64, blank=True, default="")
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    class Meta:
        ordering = ["at", "pk"]
        verbose_name = _("session event")
        verbose_name_plural = _("session events")
        indexes = [
            models.Index(fields=["session", "at"], name="session_event_order"),
            models.Index(fields=["name", "at"], name="session_event_name_at"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"


class JoinAttempt(models.Model):
    """A try with nine digits, written down before they are looked up (T51, T52).

    A try that succeeds is taken back: only failures count against the limits.
    """

    agent = models.ForeignKey(Agent, on_delete=models.CASCADE, related_name="+")
    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("join attempt")
        verbose_name_plural = _("join attempts")
        indexes = [
            models.Index(fields=["agent", "at"], name="join_attempt_agent_at"),
            models.Index(fields=["site", "at"], name="join_attempt_site_at"),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.at:%Y-%m-%d %H:%M:%S}"
