"""CTI adapters: who may report calls and chats, and their tokens, shown once."""

from collections.abc import Iterable

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import Page
from interactions.models import CtiAdapter
from interactions.services import issue_adapter_token, switch_adapter


@admin.register(CtiAdapter)
class CtiAdapterAdmin(Page[CtiAdapter]):
    list_display = ["name", "site", "active", "created_at", "last_used_at"]
    list_filter = ["active", "site"]
    list_select_related = ["site"]
    search_fields = ["name"]
    fields = ["name", "site", "active", "created_at", "last_used_at"]
    readonly_fields = ["created_at", "last_used_at"]
    actions = ["renew_token", "switch_on", "switch_off"]

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
            # Travels to the answer of this very request and nowhere else: neither
            # database nor cookie nor log ever holds it.
            vars(obj)["issued_token"] = issue_adapter_token(adapter=obj)

    def response_add(
        self,
        request: HttpRequest,
        obj: CtiAdapter,
        post_url_continue: str | None = None,
    ) -> HttpResponse:
        return self._show(request, [(obj, vars(obj)["issued_token"])])

    @admin.action(
        description=_("Give the selected adapters new tokens"), permissions=["change"]
    )
    def renew_token(
        self, request: HttpRequest, adapters: QuerySet[CtiAdapter]
    ) -> HttpResponse:
        fresh = []
        for adapter in adapters:
            fresh.append((adapter, issue_adapter_token(adapter=adapter)))
            self.log_change(request, adapter, gettext("New token."))
        return self._show(request, fresh)

    @admin.action(
        description=_("Switch the selected adapters on"), permissions=["change"]
    )
    def switch_on(self, request: HttpRequest, adapters: QuerySet[CtiAdapter]) -> None:
        self._switch(request, adapters, active=True)

    @admin.action(
        description=_("Switch the selected adapters off"), permissions=["change"]
    )
    def switch_off(self, request: HttpRequest, adapters: QuerySet[CtiAdapter]) -> None:
        self._switch(request, adapters, active=False)

    def _switch(
        self, request: HttpRequest, adapters: QuerySet[CtiAdapter], *, active: bool
    ) -> None:
        words = gettext("Switched on.") if active else gettext("Switched off.")
        for adapter in adapters:
            switch_adapter(adapter=adapter, active=active)
            self.log_change(request, adapter, words)
        self.message_user(request, words)

    def _show(
        self, request: HttpRequest, tokens: Iterable[tuple[CtiAdapter, str]]
    ) -> HttpResponse:
        return TemplateResponse(
            request,
            "admin/interactions/ctiadapter/token.html",
            {
                **self.admin_site.each_context(request),
                "title": gettext("New token"),
                "opts": self.opts,
                "tokens": list(tokens),
            },
        )
