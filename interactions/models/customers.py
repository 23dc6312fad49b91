"""Who comes: anonymous visitors, each known by a token in the browser."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cobrowse.actors import Actor, Role
from interactions.models.sites import Site

NAME_CHARS = 80
URL_CHARS = 2048
TITLE_CHARS = 200


class PageFields(models.Model):
    """The page a customer is on: no query, no fragment (they may hold secrets)."""

    url = models.CharField(_("page"), max_length=URL_CHARS, blank=True, default="")
    page_title = models.CharField(
        _("page title"), max_length=TITLE_CHARS, blank=True, default=""
    )
    referrer = models.CharField(
        _("came from"), max_length=URL_CHARS, blank=True, default=""
    )

    class Meta:
        abstract = True


class Customer(PageFields):
    """The anonymous visitor of one browser, found again by the token kept there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        related_name="customers",
        verbose_name=_("site"),
    )
    token_hash = models.CharField(
        _("token hash"), max_length=64, unique=True, editable=False
    )
    display_name = models.CharField(
        _("display name"), max_length=NAME_CHARS, blank=True, default=""
    )
    language = models.CharField(_("language"), max_length=35, blank=True, default="")
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    last_seen_at = models.DateTimeField(_("last seen at"), default=timezone.now)
    # Since when the agents have been shown "away"; null while somebody is there.
    away_at = models.DateTimeField(_("away since"), null=True, blank=True)

    # Not columns: which tab of the browser speaks, on which socket, from which network
    # address; its socket knows.
    tab: str = ""
    line: str = ""
    address: str = ""

    class Meta:
        ordering = ["-created_at"]
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        permissions = [
            ("erase_customer", "Can erase a customer and place legal holds"),
            ("export_customer", "Can export the data of a customer"),
        ]
        indexes = [models.Index(fields=["last_seen_at"], name="customer_last_seen")]

    def __str__(self) -> str:
        return self.display_name or str(self.pk)[:8]

    def as_actor(self) -> Actor:
        return Actor(Role.CUSTOMER, str(self.pk))
