"""How long personal data are kept, who is exempt, and proof of what was erased."""

import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interactions.models.customers import Customer
from interactions.models.interactions import Interaction
from interactions.models.sites import Site

MOST_DAYS = 3_650
LEAST_FACTS_DAYS = 32
REASON_CHARS = 300

_DAYS = [MinValueValidator(1), MaxValueValidator(MOST_DAYS)]
_FACTS_DAYS = [MinValueValidator(LEAST_FACTS_DAYS), MaxValueValidator(MOST_DAYS)]


class RetentionPolicy(models.Model):
    """Days of one site, each empty for ever; a site without one has the defaults.

    Sums of reports are no personal data of customers and are never removed.
    """

    site = models.OneToOneField(
        Site,
        on_delete=models.CASCADE,
        related_name="retention_policy",
        verbose_name=_("site"),
    )
    transcript_days = models.PositiveIntegerField(
        _("transcripts, days"),
        default=90,
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_(
            "Chat lines, names, notes and contacts: so long after the end of the "
            "interaction. Empty: as long as the interaction."
        ),
    )
    page_days = models.PositiveIntegerField(
        _("page addresses, days"),
        default=90,
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_(
            "Addresses and titles of the customers' pages, in reports too; how long "
            "they stayed on each stays known. Empty: as long as the interaction."
        ),
    )
    call_days = models.PositiveIntegerField(
        _("phone numbers, days"),
        default=90,
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_(
            "Numbers and names that a switch has reported. Empty: as long as the "
            "interaction."
        ),
    )
    callback_days = models.PositiveIntegerField(
        _("callbacks, days"),
        default=90,
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_("The whole request, so long after it was closed."),
    )
    customer_days = models.PositiveIntegerField(
        _("customers, days"),
        default=90,
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_("Those without interactions, so long after they were last seen."),
    )
    interaction_days = models.PositiveIntegerField(
        _("interactions, days"),
        default=365,
        null=True,
        blank=True,
        validators=_DAYS,
        help_text=_(
            "Interactions and co-browse sessions with everything that belongs to them, "
            "audit events included. What reports count stays."
        ),
    )
    facts_days = models.PositiveIntegerField(
        _("single rows of reports, days"),
        default=800,
        null=True,
        blank=True,
        validators=_FACTS_DAYS,
        help_text=_("Sums of hours and days stay for ever."),
    )
    # Facts before this moment are gone: the sums they were in are never made anew.
    facts_gone_before = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("retention")
        verbose_name_plural = _("retention")

    def __str__(self) -> str:
        return str(self.site)

    def clean(self) -> None:
        """Nothing is kept longer than the interaction it belongs to."""
        if self.interaction_days is None:
            return
        problem = _("Interactions go after %(days)d days, and everything with them.")
        problems = {
            name: problem % {"days": self.interaction_days}
            for name in ("transcript_days", "page_days", "call_days")
            if (getattr(self, name) or 0) > self.interaction_days
        }
        if problems:
            raise ValidationError(problems)


class LegalHold(models.Model):
    """Nothing of this customer, or of this call of nobody known, may be erased."""

    customer = models.OneToOneField(
        Customer,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="legal_hold",
        verbose_name=_("customer"),
    )
    interaction = models.OneToOneField(
        Interaction,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="legal_hold",
        verbose_name=_("interaction"),
    )
    reason = models.CharField(_("reason"), max_length=REASON_CHARS)
    placed_at = models.DateTimeField(_("since"), default=timezone.now)
    actor_role = models.CharField(_("actor"), max_length=10)
    actor_id = models.CharField(_("actor id"), max_length=64, blank=True, default="")

    class Meta:
        ordering = ["-placed_at"]
        verbose_name = _("legal hold")
        verbose_name_plural = _("legal holds")
        constraints = [
            models.CheckConstraint(
                name="legal_hold_of_one",
                condition=Q(customer__isnull=False, interaction__isnull=True)
                | Q(customer__isnull=True, interaction__isnull=False),
            ),
            models.CheckConstraint(name="legal_hold_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ErasureReceipt(models.Model):
    """Proof that something was erased, without a word of whom."""

    class Cause(models.TextChoices):
        REQUEST = "request", _("request")
        RETENTION = "retention", _("retention")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField(_("at"), default=timezone.now)
    cause = models.CharField(_("cause"), max_length=10, choices=Cause.choices)
    site = models.ForeignKey(
        Site,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("site"),
    )
    actor_role = models.CharField(_("actor"), max_length=10)
    actor_id = models.CharField(_("actor id"), max_length=64, blank=True, default="")
    # By what the person was found; a contact only as a keyed hash.
    found_by = models.CharField(_("found by"), max_length=12, blank=True, default="")
    found_hash = models.CharField(
        _("keyed hash"), max_length=64, blank=True, default=""
    )
    # {kind: how many}
    counts = models.JSONField(_("counts"), default=dict)

    class Meta:
        ordering = ["-at"]
        verbose_name = _("erasure receipt")
        verbose_name_plural = _("erasure receipts")
        indexes = [
            models.Index(fields=["at"], name="erasure_receipt_at"),
            models.Index(
                fields=["found_hash"],
                name="erasure_receipt_found",
                condition=~Q(found_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class ErasedSubject(models.Model):
    """An id that is no more, as a keyed hash: whoever asks again gets the receipt, and
    what a restored backup brings back is found and erased again."""

    receipt = models.ForeignKey(
        ErasureReceipt,
        on_delete=models.CASCADE,
        related_name="subjects",
        verbose_name=_("receipt"),
    )
    subject_hash = models.CharField(_("keyed hash"), max_length=64)

    class Meta:
        verbose_name = _("erased subject")
        verbose_name_plural = _("erased subjects")
        indexes = [models.Index(fields=["subject_hash"], name="erased_subject_hash")]

    def __str__(self) -> str:
        return str(self.pk)
