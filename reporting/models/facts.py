"""What has happened, once and for good: a row per session, interaction, handling,
wait in a queue, offer and stretch of an agent's state.

A fact follows from the event rows of its subject alone (`reporting.facts`), so writing
it again changes nothing. Its group is the agent's at the time of writing and stays.
Durations are whole milliseconds: sums come out the same in whatever order.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from agents.lifecycle import Presence
from agents.models import Agent, AgentGroup
from interactions.lifecycle import EndReason as InteractionEndReason
from interactions.lifecycle import Media, OfferState
from interactions.models import Queue, Site
from sessions_app.lifecycle import EndReason as SessionEndReason

SOURCE_CHARS = 32
# A day: what lasts longer is rare.
LONG_STRETCH_MS = 86_400_000


def _id() -> "models.UUIDField[uuid.UUID, uuid.UUID]":
    return models.UUIDField(primary_key=True, editable=False)


class Dimensions(models.Model):
    """By what every report can be filtered and grouped, besides the site."""

    queue = models.ForeignKey(
        Queue,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("queue"),
    )
    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("agent"),
    )
    group = models.ForeignKey(
        AgentGroup,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("group"),
    )
    media = models.CharField(_("medium"), max_length=10, choices=Media.choices)
    source = models.CharField(
        _("source"), max_length=SOURCE_CHARS, blank=True, default=""
    )

    class Meta:
        abstract = True


class Where(Dimensions):
    """All dimensions of a fact: it always has a site."""

    site = models.ForeignKey(
        Site, on_delete=models.PROTECT, related_name="+", verbose_name=_("site")
    )

    class Meta:
        abstract = True


class InteractionFact(Where):
    """One ended interaction. `agent` and `queue` are the last that it had."""

    interaction_id = _id()
    created_at = models.DateTimeField(_("started at"))
    answered_at = models.DateTimeField(_("answered at"), null=True)
    ended_at = models.DateTimeField(_("ended at"))
    end_reason = models.CharField(
        _("end reason"), max_length=20, choices=InteractionEndReason.choices
    )
    messaging = models.BooleanField(_("messaging"), default=False)
    wait_ms = models.BigIntegerField(_("wait for the answer, ms"), null=True)
    duration_ms = models.BigIntegerField(_("duration, ms"))
    transfers = models.PositiveIntegerField(_("transfers"), default=0)
    sessions = models.PositiveIntegerField(_("co-browse sessions"), default=0)
    cobrowse_ms = models.BigIntegerField(_("co-browse time, ms"), default=0)
    denied = models.BooleanField(_("denied"), default=False)

    class Meta:
        verbose_name = _("interaction fact")
        verbose_name_plural = _("interaction facts")
        indexes = [
            models.Index(fields=["created_at"], name="interaction_fact_created"),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class SessionFact(Where):
    """One ended co-browse session; `interaction` is there once that has ended too."""

    session_id = _id()
    interaction = models.ForeignKey(
        InteractionFact,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        null=True,
        related_name="session_facts",
        verbose_name=_("interaction"),
    )
    created_at = models.DateTimeField(_("started at"))
    activated_at = models.DateTimeField(_("joined at"), null=True)
    ended_at = models.DateTimeField(_("ended at"))
    end_reason = models.CharField(
        _("end reason"), max_length=24, choices=SessionEndReason.choices
    )
    wait_ms = models.BigIntegerField(_("wait to join, ms"), null=True)
    cobrowse_ms = models.BigIntegerField(_("co-browse time, ms"), default=0)
    pointer_ms = models.BigIntegerField(_("Pointer time, ms"), default=0)
    write_ms = models.BigIntegerField(_("Write time, ms"), default=0)
    # Part of the Pointer time: the customer showed nothing.
    paused_ms = models.BigIntegerField(_("paused, ms"), default=0)
    write_requests = models.PositiveIntegerField(_("write requests"), default=0)
    write_grants = models.PositiveIntegerField(_("write grants"), default=0)
    write_declines = models.PositiveIntegerField(_("write refusals"), default=0)
    pages_visited = models.PositiveIntegerField(_("pages visited"), default=0)
    # [{"url", "title", "opened_at" (ISO), "stayed_ms"}] in the order of the visits;
    # emptied when the customer's personal data are erased.
    pages = models.JSONField(_("pages"), default=list)

    class Meta:
        verbose_name = _("session fact")
        verbose_name_plural = _("session facts")
        indexes = [
            models.Index(
                fields=["created_at", "session_id"], name="session_fact_created"
            ),
            models.Index(
                fields=["agent", "created_at", "session_id"], name="session_fact_agent"
            ),
            models.Index(fields=["interaction"], name="session_fact_interaction"),
        ]
        permissions = [("view_reports", "Can read all reports")]

    def __str__(self) -> str:
        return str(self.pk)[:8]


class HandlingFact(Where):
    """One agent had one interaction in hand, from taking it to letting it go."""

    class Outcome(models.TextChoices):
        ENDED = "ended", _("ended")
        TRANSFERRED = "transferred", _("transferred")
        REQUEUED = "requeued", _("put back into the queue")
        PARKED = "parked", _("waiting for the customer")

    interaction_id = models.UUIDField(_("interaction"))
    number = models.PositiveIntegerField(_("number"))
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    # In hand and on hold, then the wrap-up; all three are the handle time.
    talk_ms = models.BigIntegerField(_("talk time, ms"))
    hold_ms = models.BigIntegerField(_("hold time, ms"), default=0)
    wrap_up_ms = models.BigIntegerField(_("wrap-up, ms"), default=0)
    # The agent's first handling of this interaction: there it is counted.
    is_first = models.BooleanField(_("first of this agent"), default=True)
    # Whether this agent joined a co-browse of this interaction, in any handling of it.
    with_cobrowse = models.BooleanField(_("with co-browse"), default=False)
    denied = models.BooleanField(_("denied"), default=False)

    class Meta:
        verbose_name = _("handling fact")
        verbose_name_plural = _("handling facts")
        indexes = [models.Index(fields=["started_at"], name="handling_fact_started")]
        constraints = [
            models.UniqueConstraint(
                fields=["interaction_id", "number"], name="handling_fact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{str(self.interaction_id)[:8]} #{self.number}"


class QueueStayFact(Where):
    """One wait in one queue, from entering to leaving it; `agent` is who took it."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        ABANDONED = "abandoned", _("abandoned")
        ENDED = "ended", _("ended otherwise")

    interaction_id = models.UUIDField(_("interaction"))
    number = models.PositiveIntegerField(_("number"))
    entered_at = models.DateTimeField(_("entered at"))
    left_at = models.DateTimeField(_("left at"))
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome.choices)
    wait_ms = models.BigIntegerField(_("wait, ms"))
    # Whether the wait was within the queue's service level as it was at the writing.
    in_time = models.BooleanField(_("in service level"))

    class Meta:
        verbose_name = _("queue stay fact")
        verbose_name_plural = _("queue stay facts")
        indexes = [models.Index(fields=["entered_at"], name="queue_stay_fact_entered")]
        constraints = [
            models.UniqueConstraint(
                fields=["interaction_id", "number"], name="queue_stay_fact_once"
            )
        ]

    def __str__(self) -> str:
        return f"{str(self.interaction_id)[:8]} #{self.number}"


class OfferFact(Where):
    """One closed offer of a chat or browser call to one agent."""

    offer_id = models.BigIntegerField(primary_key=True)
    interaction_id = models.UUIDField(_("interaction"))
    made_at = models.DateTimeField(_("made at"))
    closed_at = models.DateTimeField(_("closed at"))
    outcome = models.CharField(_("outcome"), max_length=10, choices=OfferState.choices)

    class Meta:
        verbose_name = _("offer fact")
        verbose_name_plural = _("offer facts")
        indexes = [
            models.Index(fields=["made_at"], name="offer_fact_made"),
            models.Index(fields=["interaction_id"], name="offer_fact_interaction"),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class StateFact(models.Model):
    """An agent was in one state for one reason, until something else was said."""

    event_id = models.BigIntegerField(primary_key=True)
    agent = models.ForeignKey(
        Agent, on_delete=models.PROTECT, related_name="+", verbose_name=_("agent")
    )
    group = models.ForeignKey(
        AgentGroup,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("group"),
    )
    state = models.CharField(_("state"), max_length=20, choices=Presence.choices)
    reason = models.CharField(_("reason"), max_length=80, blank=True, default="")
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"))
    duration_ms = models.BigIntegerField(_("duration, ms"))

    class Meta:
        verbose_name = _("state fact")
        verbose_name_plural = _("state facts")
        indexes = [
            models.Index(fields=["started_at", "event_id"], name="state_fact_started"),
            models.Index(
                fields=["agent", "started_at", "event_id"], name="state_fact_agent"
            ),
            models.Index(fields=["ended_at"], name="state_fact_ended"),
            models.Index(
                fields=["started_at"],
                name="state_fact_long",
                condition=~models.Q(state=Presence.LOGGED_OUT.value)
                & models.Q(duration_ms__gte=LONG_STRETCH_MS),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.state} {self.started_at:%Y-%m-%d %H:%M:%S}"
