"""What a site allows: time-outs and limits."""

from django.contrib import admin
from django.db.models import Count, Sum
from django.template.defaultfilters import filesizeformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cobrowse.versioned_pages import VersionedPage
from sessions_app.admin.rule_tester import tester_address
from sessions_app.models import CobrowsePolicy
from sessions_app.selectors import kept_assets


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
    readonly_fields = ["rule_tester", "assets_kept"]
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
        (
            _("Privacy"),
            {
                "fields": [
                    "mask_all",
                    "mask_title",
                    "private_paths",
                    "rule_tester",
                    "assets_kept",
                ],
            },
        ),
        (_("Agents"), {"fields": ["one_session_per_agent"]}),
    ]

    @admin.display(description=_("rule tester"))
    def rule_tester(self, policy: CobrowsePolicy) -> SafeString:
        return format_html(
            '<a href="{}">{}</a>',
            tester_address(policy.site_id),
            _("See a page of the site as agents do"),
        )

    @admin.display(description=_("pictures and fonts kept"))
    def assets_kept(self, policy: CobrowsePolicy) -> str:
        """Of the whole site, for a while (docs/operations.md)."""
        kept = kept_assets().filter(site=policy.site_id)
        sums = kept.aggregate(count=Count("pk"), size=Sum("size_bytes", default=0))
        return f"{sums['count']} ({filesizeformat(sums['size'])})"
