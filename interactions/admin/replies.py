"""Quick replies: everybody's are written here, agents' own ones are only cleaned up."""

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import Page
from interactions.models import QuickReply
from interactions.services import tell_shared_replies


class OwnerFilter(admin.SimpleListFilter):
    title = _("whose")
    parameter_name = "whose"

    def lookups(
        self, request: HttpRequest, model_admin: object
    ) -> list[tuple[str, str]]:
        return [("all", str(_("everybody's"))), ("agents", str(_("agents' own")))]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[QuickReply]
    ) -> QuerySet[QuickReply]:
        if self.value() is None:
            return queryset
        return queryset.filter(agent__isnull=self.value() == "all")


class QuickReplyForm(ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Whose it is cannot be changed here, so Django would not look for doubles."""

    class Meta:
        model = QuickReply
        fields = ["shortcut", "text", "site", "language", "position"]

    def clean(self) -> dict[str, object]:
        cleaned = super().clean() or {}
        doubles = QuickReply.objects.exclude(pk=self.instance.pk).filter(
            agent=self.instance.agent,
            site=cleaned.get("site"),
            language=cleaned.get("language", ""),
            shortcut=cleaned.get("shortcut", ""),
        )
        if doubles.exists():
            self.add_error("shortcut", _("There is one with this shortcut already."))
        return cleaned


@admin.register(QuickReply)
class QuickReplyAdmin(Page[QuickReply]):
    form = QuickReplyForm
    list_display = ["command", "beginning", "site", "language", "agent", "position"]
    list_filter = [OwnerFilter, "site", "language"]
    list_select_related = ["site", "agent"]
    search_fields = ["shortcut", "text"]
    fields = ["shortcut", "text", "site", "language", "position", "agent"]
    readonly_fields = ["agent"]

    @admin.display(description=_("shortcut"), ordering="shortcut")
    def command(self, reply: QuickReply) -> str:
        return str(reply)

    @admin.display(description=_("text"))
    def beginning(self, reply: QuickReply) -> str:
        return Truncator(reply.text).chars(80)

    def save_model(
        self,
        request: HttpRequest,
        obj: QuickReply,
        form: "ModelForm[QuickReply]",
        change: bool,
    ) -> None:
        super().save_model(request, obj, form, change)
        tell_shared_replies()

    def delete_model(self, request: HttpRequest, obj: QuickReply) -> None:
        super().delete_model(request, obj)
        tell_shared_replies()

    def delete_queryset(
        self, request: HttpRequest, queryset: QuerySet[QuickReply]
    ) -> None:
        super().delete_queryset(request, queryset)
        tell_shared_replies()
