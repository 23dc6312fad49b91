"""What a site allows: time-outs and limits."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from cobrowse.versioned_pages import VersionedPage
from sessions_app.models import CobrowsePolicy


@admin.register(CobrowsePolicy)
class CobrowsePolicyAdmin(VersionedPage[CobrowsePolicy]):
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
        (None, {"fields": ["site", "seen_version"]}),
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
