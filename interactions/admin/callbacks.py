"""Customers who wanted to be called, and what came of it: read-only but for the end."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cobrowse.actors import staff_actor
from cobrowse.admin_pages import HistoryPage, HistoryRows
from cobrowse.errors import DomainError
from interactions.models import Callback, CallbackEvent
from interactions.services.callbacks import cancel_callback


class CallbackEventInline(HistoryRows[CallbackEvent, Callback]):
    model = CallbackEvent
    fields = ["at", "name", "old_state", "state", "actor_role", "actor_id"]
    verbose_name_plural = _("timeline")


@admin.register(Callback)
class CallbackAdmin(HistoryPage[Callback]):
    list_display = [
        "name",
        "phone_number",
        "state",
        "outcome",
        "queue",
        "site",
        "agent",
        "created_at",
        "preferred_at",
        "closed_at",
    ]
    list_filter = ["state", "outcome", "site", "queue", "agent"]
    list_select_related = ["queue", "site", "agent"]
    search_fields = ["id", "name", "phone_number"]
    date_hierarchy = "created_at"
    inlines = [CallbackEventInline]
    actions = ["cancel_selected"]

    def has_end_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("interactions.change_callback")

    @admin.action(description=_("Cancel the selected callbacks"), permissions=["end"])
    def cancel_selected(
        self, request: HttpRequest, callbacks: QuerySet[Callback]
    ) -> None:
        cancelled = 0
        for callback in callbacks:
            try:
                cancel_callback(callback=callback, actor=staff_actor(request.user))
                cancelled += 1
            except DomainError as error:
                self.message_user(
                    request, f"{callback}: {error.detail}", messages.WARNING
                )
        self.message_user(
            request,
            ngettext(
                "%(count)d callback was cancelled.",
                "%(count)d callbacks were cancelled.",
                cancelled,
            )
            % {"count": cancelled},
        )
