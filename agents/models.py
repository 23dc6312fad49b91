"""Who helps: the agent's profile, presence and the history of both."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agents.lifecycle import Presence
from cobrowse.actors import Actor, Role

NAME_CHARS = 80
REASON_CHARS = 80
MAX_CHAT_CAPACITY = 20


class AgentGroup(models.Model):
    """A team; queues are served by agents and by groups."""

    name = models.CharField(_("name"), max_length=NAME_CHARS, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("agent group")
        verbose_name_plural = _("agent groups")

    def __str__(self) -> str:
        return self.name


class Skill(models.Model):
    """Something an agent can do and a queue may need: a language, a product."""

    name = models.CharField(_("name"), max_length=NAME_CHARS, unique=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("skill")
        verbose_name_plural = _("skills")

    def __str__(self) -> str:
        return self.name


class NotReadyReason(models.Model):
    """What agents may say for being not ready; without any, they say what they like."""

    name = models.CharField(_("name"), max_length=REASON_CHARS, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["position", "name"]
        verbose_name = _("not-ready reason")
        verbose_name_plural = _("not-ready reasons")

    def __str__(self) -> str:
        return self.name


class Agent(models.Model):
    """A person who helps. Customers see the display name and nothing else."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="agent",
        verbose_name=_("user"),
    )
    display_name = models.CharField(_("display name"), max_length=NAME_CHARS)
    group = models.ForeignKey(
        AgentGroup,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="agents",
        verbose_name=_("group"),
    )
    skills = models.ManyToManyField(
        Skill, blank=True, related_name="agents", verbose_name=_("skills")
    )
    chat_capacity = models.PositiveSmallIntegerField(
        _("chats at the same time"), default=3
    )
    state = models.CharField(
        _("state"),
        max_length=20,
        choices=Presence.choices,
        default=Presence.LOGGED_OUT,
    )
    state_reason = models.CharField(
        _("reason"), max_length=REASON_CHARS, blank=True, default=""
    )
    state_since_at = models.DateTimeField(
        _("in this state since"), default=timezone.now
    )
    # When after-call work ends by itself; null: when the agent says so.
    state_until_at = models.DateTimeField(_("until"), null=True, blank=True)
    # The browser tab that has the desktop now; an older one was closed.
    desktop_tab = models.CharField(
        max_length=64, blank=True, default="", editable=False
    )
    # The desktop's heartbeat: a ready agent whose browser died gets no offers.
    last_seen_at = models.DateTimeField(_("last seen"), null=True, blank=True)
    # Since when the agent has had no work; null while there is some. Routing reads it.
    idle_since_at = models.DateTimeField(_("idle since"), null=True, blank=True)

    class Meta:
        ordering = ["display_name", "pk"]
        verbose_name = _("agent")
        verbose_name_plural = _("agents")
        indexes = [
            models.Index(fields=["state", "last_seen_at"], name="agent_state_seen"),
        ]
        constraints = [
            models.CheckConstraint(
                name="agent_state_known", condition=models.Q(state__in=Presence.values)
            ),
            models.CheckConstraint(
                name="agent_chat_capacity",
                condition=models.Q(chat_capacity__lte=MAX_CHAT_CAPACITY),
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    def as_actor(self) -> Actor:
        return Actor(Role.AGENT, str(self.pk))


class AgentStateEvent(models.Model):
    """One change of presence. Append-only: the source of the state reports."""

    agent = models.ForeignKey(
        Agent,
        on_delete=models.PROTECT,
        related_name="state_events",
        verbose_name=_("agent"),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)
    old_state = models.CharField(
        _("state before"), max_length=20, choices=Presence.choices
    )
    state = models.CharField(_("state"), max_length=20, choices=Presence.choices)
    reason = models.CharField(
        _("reason"), max_length=REASON_CHARS, blank=True, default=""
    )
    actor_role = models.CharField(_("actor"), max_length=10)
    actor_id = models.CharField(_("actor id"), max_length=64, blank=True, default="")

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = _("state change")
        verbose_name_plural = _("state changes")
        indexes = [
            models.Index(fields=["agent", "at"], name="agent_event_agent_at"),
            models.Index(fields=["at"], name="agent_event_at"),
        ]
        constraints = [
            models.CheckConstraint(
                name="agent_event_state_known",
                condition=models.Q(state__in=Presence.values)
                & models.Q(old_state__in=Presence.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agent_id} {self.state} {self.at:%Y-%m-%d %H:%M:%S}"
