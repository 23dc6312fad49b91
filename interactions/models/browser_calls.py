"""What a call made in the browser has besides its interaction."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from interactions.models.interactions import Interaction

TAB_CHARS = 64
LINE_CHARS = 32


class BrowserCall(models.Model):
    """Which of the customer's tabs talks, and whether it is still there.

    Nothing of what the two browsers say to each other to connect is kept.
    """

    interaction = models.OneToOneField(
        Interaction,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="browser_call",
        verbose_name=_("interaction"),
    )
    customer_tab = models.CharField(max_length=TAB_CHARS, editable=False)
    # The tab's newest socket: an older one that closes late means nothing.
    customer_line = models.CharField(max_length=LINE_CHARS, editable=False)
    customer_left_at = models.DateTimeField(
        _("customer's tab closed at"), null=True, blank=True, editable=False
    )
    # When sound first went between the two who talk now.
    connected_at = models.DateTimeField(
        _("connected at"), null=True, blank=True, editable=False
    )

    class Meta:
        verbose_name = _("browser call")
        verbose_name_plural = _("browser calls")
        indexes = [
            models.Index(fields=["customer_left_at"], name="browser_call_left"),
        ]

    def __str__(self) -> str:
        return str(self.pk)[:8]
