"""Where interactions come from and who serves them: set up in the admin."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from agents.models import Agent, AgentGroup, Skill
from cobrowse.actors import Actor, Role
from cobrowse.origins import MAX_ORIGIN_CHARS, parse_origin
from interactions.lifecycle import Media
from interactions.models.hours import OpeningHours

NAME_CHARS = 80


class Site(models.Model):
    """A website of the company that carries the snippet. Its key is public."""

    key = models.SlugField(_("key"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=NAME_CHARS)
    voice_number = models.CharField(
        _("phone number shown to customers"), max_length=40, blank=True, default=""
    )
    allow_loopback = models.BooleanField(
        _("allow any loopback origin"),
        default=False,
        help_text=_("Only honoured in demo and debug mode."),
    )
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("site")
        verbose_name_plural = _("sites")

    def __str__(self) -> str:
        return self.name


class SiteOrigin(models.Model):
    """One origin that may embed the widget: scheme, host and port, no wildcards."""

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        related_name="origins",
        verbose_name=_("site"),
    )
    origin = models.CharField(
        _("origin"),
        max_length=MAX_ORIGIN_CHARS,
        help_text=_("For example https://shop.example.com"),
    )

    class Meta:
        ordering = ["origin"]
        verbose_name = _("allowed origin")
        verbose_name_plural = _("allowed origins")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "origin"], name="site_origin_once_per_site"
            ),
        ]

    def __str__(self) -> str:
        return self.origin

    def clean(self) -> None:
        """Keep the origin in the one form in which it is compared."""
        parsed = parse_origin(self.origin.strip().lower().removesuffix("/"))
        if parsed is None:
            raise ValidationError(
                {"origin": _("This is no origin such as https://shop.example.com.")}
            )
        if parsed.scheme != "https" and not settings.COBROWSE_INSECURE_HTTP:
            raise ValidationError({"origin": _("Only https origins are safe.")})
        self.origin = str(parsed)


class Queue(models.Model):
    """Customers of one site and medium waiting for its agents."""

    name = models.CharField(_("name"), max_length=NAME_CHARS)
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        related_name="queues",
        verbose_name=_("site"),
    )
    media = models.CharField(
        _("medium"), max_length=10, choices=Media.choices, default=Media.CHAT
    )
    agents = models.ManyToManyField(
        Agent, blank=True, related_name="queues", verbose_name=_("agents")
    )
    groups = models.ManyToManyField(
        AgentGroup, blank=True, related_name="queues", verbose_name=_("agent groups")
    )
    # The public name of the queue for widgets and pages: `configure({queue: "sales"})`.
    key = models.SlugField(_("key"), max_length=40, blank=True, default="")
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("The first is the site's default.")
    )
    priority = models.PositiveSmallIntegerField(
        _("priority"),
        default=5,
        help_text=_("1 is served before 9 by agents of several queues."),
    )
    skills = models.ManyToManyField(
        Skill,
        blank=True,
        related_name="queues",
        verbose_name=_("skills"),
        help_text=_("An agent needs all of them."),
    )
    relax_skills_after_seconds = models.PositiveIntegerField(
        _("skills no longer needed after, seconds"),
        default=0,
        help_text=_("Of waiting; 0: always needed."),
    )
    hours = models.ForeignKey(
        OpeningHours,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="queues",
        verbose_name=_("opening hours"),
        help_text=_("Empty: always open."),
    )
    service_level_seconds = models.PositiveIntegerField(
        _("service level, seconds"), default=30
    )
    offer_seconds = models.PositiveIntegerField(
        _("offer time-out, seconds"),
        default=0,
        help_text=_("0: the default of the installation."),
    )
    max_waiting = models.PositiveIntegerField(
        _("most who may wait"), default=0, help_text=_("0: no limit.")
    )
    wrap_up_seconds = models.PositiveIntegerField(
        _("wrap-up, seconds"),
        default=0,
        help_text=_("Closes by itself after this long; 0: no wrap-up."),
    )
    messaging = models.BooleanField(
        _("web messaging"),
        default=False,
        help_text=_("Chats may be left and taken up again later."),
    )
    accepts_callbacks = models.BooleanField(_("takes callback requests"), default=False)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["site", "position", "name"]
        verbose_name = _("queue")
        verbose_name_plural = _("queues")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "name"], name="queue_name_once_per_site"
            ),
            models.UniqueConstraint(
                fields=["site", "media", "key"],
                name="queue_key_once_per_site",
                condition=~models.Q(key=""),
            ),
            models.CheckConstraint(
                name="queue_priority",
                condition=models.Q(priority__gte=1, priority__lte=9),
            ),
            models.CheckConstraint(
                name="queue_media_known", condition=models.Q(media__in=Media.values)
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CtiAdapter(models.Model):
    """A telephone switch that reports calls over the REST API with its own token."""

    name = models.CharField(_("name"), max_length=NAME_CHARS, unique=True)
    token_hash = models.CharField(
        _("token hash"),
        max_length=64,
        unique=True,
        editable=False,
        validators=[RegexValidator(r"\A[0-9a-f]{64}\Z")],
    )
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cti_adapters",
        verbose_name=_("site"),
        help_text=_("Calls belong to this site; empty: the event names it."),
    )
    active = models.BooleanField(_("active"), default=True)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    last_used_at = models.DateTimeField(_("last used at"), null=True, blank=True)

    class Meta:
        ordering = ["name"]
        verbose_name = _("CTI adapter")
        verbose_name_plural = _("CTI adapters")

    def __str__(self) -> str:
        return self.name

    def as_actor(self) -> Actor:
        return Actor(Role.ADAPTER, str(self.pk))
