"""Customers and interactions, with timeline and transcript: read-only."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
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
from interactions.services import end_interaction


@admin.register(Customer)
class CustomerAdmin(HistoryPage[Customer]):
    list_display = [
        "id",
        "display_name",
        "site",
        "language",
        "created_at",
        "last_seen_at",
    ]
    list_filter = ["site"]
    list_select_related = ["site"]
    search_fields = ["id", "display_name"]
    date_hierarchy = "created_at"
    fields = ["id", "display_name", "site", "language", "created_at", "last_seen_at"]


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
    inlines = [EventInline, MessageInline, OfferInline]
    actions = ["end_selected"]

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
