"""Sites with their origins, look and words."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import Page, Rows
from interactions.admin.privacy import RetentionInline
from interactions.admin.widget import WidgetLookInline, WidgetTextInline
from interactions.models import Site, SiteOrigin


class SiteOriginInline(Rows[SiteOrigin, Site]):
    model = SiteOrigin
    extra = 1


@admin.register(Site)
class SiteAdmin(Page[Site]):
    list_display = ["name", "key", "origin_count", "allow_loopback", "active"]
    list_filter = ["active"]
    search_fields = ["name", "key", "origins__origin"]
    fields = ["name", "key", "voice_number", "active", "allow_loopback", "snippet"]
    readonly_fields = ["snippet"]
    inlines = [
        SiteOriginInline,
        RetentionInline,
        WidgetLookInline,
        WidgetTextInline,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Site]:
        return super().get_queryset(request).annotate(_origins=Count("origins"))

    @admin.display(description=_("origins"), ordering="_origins")
    def origin_count(self, site: Site) -> int:
        return int(getattr(site, "_origins", 0))

    @admin.display(description=_("snippet"))
    def snippet(self, site: Site) -> SafeString:
        """What the site's pages carry; HOST is this server's public name."""
        return format_html(
            '<code>&lt;script async src="https://HOST/widget.js" '
            'data-site="{}"&gt;&lt;/script&gt;</code>',
            site.key,
        )
