"""What a site allows: time-outs, limits and masking rules."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import Page
from sessions_app.models import CobrowsePolicy, MaskingRule


@admin.register(CobrowsePolicy)
class CobrowsePolicyAdmin(Page[CobrowsePolicy]):
    list_display = [
        "site",
        "waiting_seconds",
        "inactivity_seconds",
        "customer_offline_seconds",
        "agent_offline_seconds",
        "mask_all",
        "one_session_per_agent",
    ]
    list_select_related = ["site"]
    fieldsets = [
        (None, {"fields": ["site"]}),
        (
            _("Time-outs"),
            {
                "fields": [
                    "waiting_seconds",
                    "inactivity_seconds",
                    "customer_offline_seconds",
                    "agent_offline_seconds",
                ],
            },
        ),
        (
            _("Write Mode"),
            {
                "fields": [
                    "write_request_seconds",
                    "write_request_limit",
                    "write_request_gap_seconds",
                    "agent_away_seconds",
                ],
            },
        ),
        (_("Privacy"), {"fields": ["mask_all", "mask_title"]}),
        (_("Agents"), {"fields": ["one_session_per_agent"]}),
    ]


@admin.register(MaskingRule)
class MaskingRuleAdmin(Page[MaskingRule]):
    """Changes count for sessions that start later; running ones keep their rules."""

    list_display = ["site", "url_pattern", "selector", "effect", "enabled", "note"]
    list_display_links = ["url_pattern"]
    list_filter = ["site", "effect", "enabled"]
    list_select_related = ["site"]
    search_fields = ["url_pattern", "selector", "note"]
    readonly_fields = ["created_at", "changed_at"]
