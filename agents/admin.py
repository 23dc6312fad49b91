"""Agents, their groups and what they did with their state."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agents.models import Agent, AgentGroup, AgentStateEvent
from agents.services import recheck_user, send_agent_away
from cobrowse.actors import staff_actor
from cobrowse.admin_pages import HistoryPage, Page


@admin.register(AgentGroup)
class AgentGroupAdmin(Page[AgentGroup]):
    list_display = ["name", "size"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AgentGroup]:
        return super().get_queryset(request).annotate(_size=Count("agents"))

    @admin.display(description=_("agents"), ordering="_size")
    def size(self, group: AgentGroup) -> int:
        return int(getattr(group, "_size", 0))


@admin.register(Agent)
class AgentAdmin(Page[Agent]):
    list_display = [
        "display_name",
        "user",
        "group",
        "state",
        "state_reason",
        "state_since_at",
        "last_seen_at",
        "chat_capacity",
    ]
    list_filter = ["state", "group"]
    list_select_related = ["user", "group"]
    search_fields = ["display_name", "user__username"]
    autocomplete_fields = ["user", "group"]
    readonly_fields = [
        "state",
        "state_reason",
        "state_since_at",
        "last_seen_at",
        "idle_since_at",
    ]
    actions = ["log_out"]

    @admin.action(description=_("Log the selected agents out"), permissions=["change"])
    def log_out(self, request: HttpRequest, agents: QuerySet[Agent]) -> None:
        for agent in agents:
            send_agent_away(
                agent=agent, actor=staff_actor(request.user), reason="administration"
            )
        count = len(agents)
        self.message_user(
            request,
            ngettext(
                "%(count)d agent was logged out.",
                "%(count)d agents were logged out.",
                count,
            )
            % {"count": count},
        )


@admin.register(AgentStateEvent)
class AgentStateEventAdmin(HistoryPage[AgentStateEvent]):
    list_display = ["at", "agent", "old_state", "state", "reason", "actor_role"]
    list_filter = ["state", "actor_role", "agent"]
    list_select_related = ["agent"]
    search_fields = ["agent__display_name", "reason"]
    date_hierarchy = "at"


if TYPE_CHECKING:

    class _UserPage(UserAdmin[User]): ...

else:
    _UserPage = UserAdmin


class AgentUserAdmin(_UserPage):
    """Django's own page of users; who is barred here leaves the desktop at once."""

    def save_model(
        self,
        request: HttpRequest,
        obj: User,
        form: "ModelForm[User]",
        change: bool,
    ) -> None:
        super().save_model(request, obj, form, change)
        recheck_user(user=obj, actor=staff_actor(request.user))

    def user_change_password(
        self, request: HttpRequest, id: str, form_url: str = ""
    ) -> HttpResponse:
        """A new password ends every other sign-in: desktops learn it at once."""
        response = super().user_change_password(request, id, form_url)
        user = self.get_object(request, id)
        if request.method == "POST" and user is not None:
            recheck_user(user=user, actor=staff_actor(request.user))
        return response


admin.site.unregister(User)
admin.site.register(User, AgentUserAdmin)
