"""Retention on the page of its site; legal holds and receipts, which are read-only."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import HistoryPage, Part
from interactions.models import ErasureReceipt, LegalHold, RetentionPolicy, Site
from interactions.privacy.registry import KINDS


class RetentionInline(Part[RetentionPolicy, Site]):
    """A site without a row has the values that are shown."""

    model = RetentionPolicy
    fields = [
        "transcript_days",
        "page_days",
        "call_days",
        "callback_days",
        "customer_days",
        "interaction_days",
        "facts_days",
    ]
    verbose_name_plural = _("retention")


@admin.register(LegalHold)
class LegalHoldAdmin(HistoryPage[LegalHold]):
    """Placed and released on the privacy page."""

    list_display = ["placed_at", "customer", "interaction", "reason", "actor_role"]
    list_select_related = ["customer", "interaction"]
    date_hierarchy = "placed_at"
    fields = [
        "customer",
        "interaction",
        "reason",
        "placed_at",
        "actor_role",
        "actor_id",
    ]


@admin.register(ErasureReceipt)
class ErasureReceiptAdmin(HistoryPage[ErasureReceipt]):
    list_display = ["at", "cause", "site", "what", "actor_role", "actor_id", "id"]
    list_filter = ["cause", "site"]
    list_select_related = ["site"]
    search_fields = ["id"]
    date_hierarchy = "at"
    fields = ["id", "at", "cause", "site", "actor_role", "actor_id", "found_by", "what"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[ErasureReceipt]:
        return super().get_queryset(request).defer("found_hash")

    @admin.display(description=_("what"))
    def what(self, receipt: ErasureReceipt) -> str:
        return ", ".join(
            f"{KINDS.get(kind, kind)}: {count}"
            for kind, count in receipt.counts.items()
        )
