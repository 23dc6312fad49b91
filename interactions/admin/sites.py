"""Sites with their origins, and the tokens of CTI adapters."""

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import Page, Rows
from interactions.admin.widget import WidgetLookInline, WidgetTextInline
from interactions.models import CtiAdapter, Site, SiteOrigin
from interactions.services import issue_adapter_token


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
    inlines = [SiteOriginInline, WidgetLookInline, WidgetTextInline]

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


@admin.register(CtiAdapter)
class CtiAdapterAdmin(Page[CtiAdapter]):
    list_display = ["name", "site", "active", "created_at", "last_used_at"]
    list_filter = ["active", "site"]
    list_select_related = ["site"]
    search_fields = ["name"]
    fields = ["name", "site", "active", "created_at", "last_used_at"]
    readonly_fields = ["created_at", "last_used_at"]
    actions = ["renew_token"]

    def save_model(
        self,
        request: HttpRequest,
        obj: CtiAdapter,
        form: "ModelForm[CtiAdapter]",
        change: bool,
    ) -> None:
        if change:
            super().save_model(request, obj, form, change)
        else:
            self._show(request, obj, issue_adapter_token(adapter=obj))

    @admin.action(
        description=_("Give the selected adapters new tokens"), permissions=["change"]
    )
    def renew_token(self, request: HttpRequest, adapters: QuerySet[CtiAdapter]) -> None:
        for adapter in adapters:
            self._show(request, adapter, issue_adapter_token(adapter=adapter))

    def _show(self, request: HttpRequest, adapter: CtiAdapter, token: str) -> None:
        text = format_html(
            "{} <code>{}</code> {}",
            _("The token of %(name)s:") % {"name": adapter.name},
            token,
            _("Copy it now: it is not shown again."),
        )
        self.message_user(request, text, messages.WARNING)
