"""Pictures and fonts of customers' pages, kept for a while for their agents.

In the database, so that whichever process is asked for one has it; why, says
docs/decisions/0016.
"""

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from interactions.models import Site
from sessions_app.models.sessions import CobrowseSession

DIGEST_CHARS = 64
DIGEST_PATTERN = r"\A[0-9a-f]{64}\Z"


class Asset(models.Model):
    """One file, known by the SHA-256 of its bytes; once per site."""

    site = models.ForeignKey(
        Site,
        on_delete=models.CASCADE,
        related_name="assets",
        verbose_name=_("site"),
    )
    # Who brought it first: what one customer alone has seen goes with the session.
    session = models.ForeignKey(
        CobrowseSession,
        on_delete=models.CASCADE,
        related_name="assets",
        verbose_name=_("co-browse session"),
    )
    digest = models.CharField(
        _("digest"),
        max_length=DIGEST_CHARS,
        validators=[RegexValidator(DIGEST_PATTERN)],
    )
    media_type = models.CharField(_("media type"), max_length=40)
    size_bytes = models.PositiveIntegerField(_("size, bytes"))
    created_at = models.DateTimeField(_("created at"), default=timezone.now)
    # When a page last named it; it is forgotten some hours later.
    used_at = models.DateTimeField(_("last used"), default=timezone.now)
    # The last column: rows are looked through without it.
    content = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("asset")
        verbose_name_plural = _("assets")
        indexes = [models.Index(fields=["used_at"], name="asset_used")]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "digest"], name="asset_once_per_site"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.media_type} {self.digest[:8]}"
