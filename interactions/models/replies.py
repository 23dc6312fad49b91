"""Words that agents work with: quick replies and dispositions."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from agents.models import Agent
from interactions.models.sites import Site

NAME_CHARS = 80
REPLY_CHARS = 4000


class Disposition(models.Model):
    """How an interaction went, in one word: chosen by the agent in the wrap-up."""

    name = models.CharField(_("name"), max_length=NAME_CHARS)
    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="dispositions",
        verbose_name=_("site"),
        help_text=_("Empty: for all sites."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    active = models.BooleanField(_("active"), default=True)

    class Meta:
        ordering = ["position", "name", "pk"]
        verbose_name = _("disposition")
        verbose_name_plural = _("dispositions")
        constraints = [
            models.UniqueConstraint(
                Coalesce("site", 0), "name", name="disposition_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class QuickReply(models.Model):
    """A text that agents send often. Without an agent it is everybody's.

    `{customer}` and `{agent}` in it become the names.
    """

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="quick_replies",
        verbose_name=_("site"),
        help_text=_("Empty: for all sites."),
    )
    agent = models.ForeignKey(
        Agent,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="quick_replies",
        verbose_name=_("agent"),
        help_text=_("Empty: for everybody."),
    )
    language = models.CharField(
        _("language"), max_length=35, blank=True, default="", help_text=_("Empty: any.")
    )
    shortcut = models.CharField(
        _("shortcut"),
        max_length=32,
        validators=[RegexValidator(r"\A[a-z0-9_-]{1,32}\Z")],
        help_text=_("Typed after a slash: small letters, digits, - or _."),
    )
    text = models.TextField(_("text"), max_length=REPLY_CHARS)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        ordering = ["position", "shortcut", "pk"]
        verbose_name = _("quick reply")
        verbose_name_plural = _("quick replies")
        constraints = [
            models.UniqueConstraint(
                Coalesce("site", 0),
                Coalesce("agent", 0),
                "language",
                "shortcut",
                name="quick_reply_shortcut_once",
            ),
            models.CheckConstraint(
                name="quick_reply_says_something", condition=~Q(text="")
            ),
        ]

    def __str__(self) -> str:
        return f"/{self.shortcut}"
