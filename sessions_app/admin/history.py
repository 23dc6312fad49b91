"""Sessions and their events: to read, and to end."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cobrowse.actors import staff_actor
from cobrowse.admin_pages import HistoryPage, HistoryRows
from cobrowse.errors import DomainError
from sessions_app.models import CobrowseSession, SessionEvent
from sessions_app.services import end_session


class SessionEventRows(HistoryRows[SessionEvent, CobrowseSession]):
    model = SessionEvent
    fields = ["at", "name", "state", "mode", "agent", "actor_role", "detail"]
    ordering = ["at", "pk"]
    verbose_name_plural = _("timeline")


@admin.register(CobrowseSession)
class CobrowseSessionAdmin(HistoryPage[CobrowseSession]):
    list_display = [
        "created_at",
        "site",
        "media",
        "state",
        "mode",
        "agent",
        "ended_at",
        "end_reason",
        "id",
    ]
    list_filter = ["state", "media", "end_reason", "site", "agent"]
    list_select_related = ["site", "agent"]
    date_hierarchy = "created_at"
    search_fields = ["=id", "=interaction__id"]
    exclude = ["session_id"]
    inlines = [SessionEventRows]
    actions = ["end_selected"]

    def has_end_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("sessions_app.change_cobrowsesession")

    @admin.action(description=_("End session"), permissions=["end"])
    def end_selected(
        self, request: HttpRequest, chosen: QuerySet[CobrowseSession]
    ) -> None:
        ended = 0
        for session in chosen:
            try:
                end_session(session=session, actor=staff_actor(request.user))
                ended += 1
            except DomainError:
                continue  # it had ended before
        text = ngettext(
            "%(count)d session was ended.", "%(count)d sessions were ended.", ended
        )
        level = messages.SUCCESS if ended else messages.WARNING
        self.message_user(request, text % {"count": ended}, level)


@admin.register(SessionEvent)
class SessionEventAdmin(HistoryPage[SessionEvent]):
    """The audit log: starts, joins, mode changes, pages, ends."""

    list_display = ["at", "name", "session", "state", "mode", "agent", "actor_role"]
    list_filter = ["name", "actor_role", "mode", "agent"]
    list_select_related = ["session", "agent"]
    date_hierarchy = "at"
    search_fields = ["=session__id"]
