"""Agents, what they can do, and what they did with their state."""

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import Count, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.timesince import timesince
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agents.lifecycle import Presence
from agents.models import Agent, AgentGroup, AgentStateEvent, NotReadyReason, Skill
from agents.selectors import seen_after
from agents.services import recheck_user, send_agent_away
from cobrowse.actors import staff_actor
from cobrowse.admin_pages import HistoryPage, Page

CHANGES_SHOWN = 20


@admin.register(Skill)
class SkillAdmin(Page[Skill]):
    list_display = ["name", "size"]
    search_fields = ["name"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Skill]:
        return super().get_queryset(request).annotate(_size=Count("agents"))

    @admin.display(description=_("agents"), ordering="_size")
    def size(self, skill: Skill) -> int:
        return int(getattr(skill, "_size", 0))


@admin.register(NotReadyReason)
class NotReadyReasonAdmin(Page[NotReadyReason]):
    list_display = ["name", "position", "active"]
    list_editable = ["position", "active"]
    search_fields = ["name"]


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
        "live_state",
        "state_reason",
        "in_state_for",
        "last_seen_at",
        "chat_capacity",
    ]
    list_filter = ["state", "group", "skills"]
    list_select_related = ["user", "group"]
    search_fields = ["display_name", "user__username"]
    autocomplete_fields = ["user", "group"]
    filter_horizontal = ["skills"]
    readonly_fields = [
        "state",
        "state_reason",
        "state_since_at",
        "state_until_at",
        "last_seen_at",
        "idle_since_at",
        "last_changes",
    ]
    actions = ["log_out"]

    @admin.display(description=_("state now"), ordering="state")
    def live_state(self, agent: Agent) -> str:
        """Signed in without a sign of life: the desktop is closed or cut off."""
        label = Presence(agent.state).label
        if agent.state == Presence.LOGGED_OUT or (
            agent.last_seen_at and agent.last_seen_at >= seen_after()
        ):
            return str(label)
        return _("%(state)s, desktop silent") % {"state": label}

    @admin.display(description=_("for"), ordering="-state_since_at")
    def in_state_for(self, agent: Agent) -> str:
        return timesince(agent.state_since_at)

    @admin.display(description=_("last changes of state"))
    def last_changes(self, agent: Agent) -> SafeString:
        rows = format_html_join(
            "",
            "<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
            (
                (
                    date_format(timezone.localtime(event.at), "DATETIME_FORMAT"),
                    event.get_state_display(),
                    event.reason,
                    event.actor_role,
                )
                for event in agent.state_events.all()[:CHANGES_SHOWN]
            ),
        )
        url = reverse("admin:agents_agentstateevent_changelist")
        return format_html(
            '<table>{}</table><p><a href="{}?agent__id__exact={}">{}</a></p>',
            rows,
            url,
            agent.pk,
            _("All changes"),
        )

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
        if response.status_code == HTTPStatus.FOUND and user is not None:
            actor = staff_actor(request.user)
            recheck_user(user=user, actor=actor, new_password=True)
        return response


admin.site.unregister(User)
admin.site.register(User, AgentUserAdmin)
