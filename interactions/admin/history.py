"""Customers and interactions, with timeline and transcript: read-only."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from cobrowse.actors import staff_actor
from cobrowse.admin_pages import HistoryPage, HistoryRows
from cobrowse.errors import DomainError
from interactions.models import (
    ChatMessage,
    Customer,
    Interaction,
    InteractionEvent,
    Offer,
)
from interactions.selectors.search import lines_with, parse_words
from interactions.services import end_interaction, note_transcript_read


@admin.register(Customer)
class CustomerAdmin(HistoryPage[Customer]):
    list_display = [
        "id",
        "display_name",
        "site",
        "language",
        "created_at",
        "last_seen_at",
        "is_on_hold",
    ]
    list_filter = ["site", ("legal_hold", admin.EmptyFieldListFilter)]
    list_select_related = ["site", "legal_hold"]
    search_fields = ["id", "display_name"]
    date_hierarchy = "created_at"
    fields = [
        "id",
        "display_name",
        "site",
        "language",
        "created_at",
        "last_seen_at",
        "held_because",
    ]

    @admin.display(description=_("legal hold"), boolean=True)
    def is_on_hold(self, customer: Customer) -> bool:
        return hasattr(customer, "legal_hold")

    @admin.display(description=_("legal hold"))
    def held_because(self, customer: Customer) -> str:
        return customer.legal_hold.reason if self.is_on_hold(customer) else "-"


class EventInline(HistoryRows[InteractionEvent, Interaction]):
    model = InteractionEvent
    fields = [
        "at",
        "name",
        "old_state",
        "state",
        "agent",
        "queue",
        "actor_role",
        "detail",
    ]
    verbose_name_plural = _("timeline")

    def get_queryset(self, request: HttpRequest) -> QuerySet[InteractionEvent]:
        return super().get_queryset(request).select_related("agent", "queue")


class MessageInline(HistoryRows[ChatMessage, Interaction]):
    model = ChatMessage
    fields = ["seq", "created_at", "author_role", "agent", "text"]
    verbose_name_plural = _("transcript")

    def get_queryset(self, request: HttpRequest) -> QuerySet[ChatMessage]:
        return super().get_queryset(request).select_related("agent")


class OfferInline(HistoryRows[Offer, Interaction]):
    model = Offer
    fields = ["made_at", "agent", "state", "expires_at", "closed_at"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Offer]:
        return super().get_queryset(request).select_related("agent")


@admin.register(Interaction)
class InteractionAdmin(HistoryPage[Interaction]):
    list_display = [
        "id",
        "media",
        "state",
        "customer_name",
        "agent",
        "queue",
        "site",
        "created_at",
        "ended_at",
        "end_reason",
    ]
    list_filter = ["media", "state", "end_reason", "site", "queue", "agent"]
    list_select_related = ["agent", "queue", "site"]
    search_fields = ["id", "customer_name", "external_call_id", "phone_number"]
    date_hierarchy = "created_at"
    search_help_text = _("Ids, names, numbers, or words of one line of a transcript.")
    inlines = [MessageInline, EventInline, OfferInline]
    actions = ["end_selected"]

    def get_search_results(
        self,
        request: HttpRequest,
        queryset: QuerySet[Interaction],
        search_term: str,
    ) -> tuple[QuerySet[Interaction], bool]:
        """Also what was written, found as on the transcript pages."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        try:
            lines = lines_with(parse_words(search_term))
        except DomainError:
            return found, may_repeat
        either = Q(pk__in=found.values("pk")) | Q(pk__in=lines.values("interaction"))
        return queryset.filter(either), False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, object] | None = None,
    ) -> HttpResponse:
        response = super().change_view(request, object_id, form_url, extra_context)
        interaction = self.get_object(request, unquote(object_id))
        if response.status_code == 200 and interaction is not None:
            note_transcript_read(
                interaction=interaction, actor=staff_actor(request.user)
            )
        return response

    def has_end_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("interactions.change_interaction")

    @admin.action(description=_("End the selected interactions"), permissions=["end"])
    def end_selected(
        self, request: HttpRequest, interactions: QuerySet[Interaction]
    ) -> None:
        ended = 0
        for interaction in interactions:
            try:
                end_interaction(
                    interaction=interaction, actor=staff_actor(request.user)
                )
                ended += 1
            except DomainError as error:
                self.message_user(
                    request, f"{interaction}: {error.detail}", messages.WARNING
                )
        self.message_user(
            request,
            ngettext(
                "%(count)d interaction was ended.",
                "%(count)d interactions were ended.",
                ended,
            )
            % {"count": ended},
        )
