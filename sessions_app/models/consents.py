"""What customers are asked before they share a page, in each site's own words."""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interactions.models import Site

CONSENT_CHARS = 4_000
LANGUAGE_CHARS = 35


class ConsentText(models.Model):
    """One version of a site's wording. Rows are never changed: a new text is a new row.

    Versions count through all languages of a site, so that a version alone says which
    words a customer agreed to. Version 0 is the widget's built-in wording.
    """

    site = models.ForeignKey(
        Site,
        on_delete=models.PROTECT,
        related_name="consent_texts",
        verbose_name=_("site"),
    )
    language = models.CharField(
        _("language"),
        max_length=10,
        validators=[RegexValidator(r"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})?\Z")],
        help_text=_("For example en or de-CH"),
    )
    version = models.PositiveIntegerField(_("version"), editable=False)
    text = models.TextField(
        _("text"),
        max_length=CONSENT_CHARS,
        blank=True,
        help_text=_(
            "Plain text; an empty line begins a new paragraph. Empty: the widget's own "
            "wording again."
        ),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("author"),
    )
    created_at = models.DateTimeField(
        _("created at"), default=timezone.now, editable=False
    )

    class Meta:
        ordering = ["site", "-version"]
        verbose_name = _("consent text")
        verbose_name_plural = _("consent texts")
        constraints = [
            models.UniqueConstraint(
                fields=["site", "version"], name="consent_version_once_per_site"
            ),
            models.CheckConstraint(
                name="consent_version_counts_from_one",
                condition=models.Q(version__gte=1),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.version}"
