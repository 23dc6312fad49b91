"""Queues, when they are open, and what agents may say of what has ended."""

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cobrowse.admin_pages import Page, Rows
from interactions.lifecycle import WAITING_STATES
from interactions.models import (
    Disposition,
    OpeningHours,
    OpeningTime,
    Queue,
    SpecialDay,
)
from interactions.selectors.hours import is_open
from interactions.services.routing import route_soon
from interactions.services.site_news import tell_sites_soon


@admin.register(Queue)
class QueueAdmin(Page[Queue]):
    list_display = [
        "name",
        "site",
        "media",
        "position",
        "priority",
        "open_now",
        "waiting",
        "service_level_seconds",
        "active",
    ]
    list_filter = ["media", "active", "site"]
    list_select_related = ["site", "hours"]
    search_fields = ["name", "key", "site__name"]
    autocomplete_fields = ["hours"]
    filter_horizontal = ["agents", "groups", "skills"]
    fieldsets = [
        (None, {"fields": ["name", "site", "media", "key", "position", "active"]}),
        (
            _("Who serves it"),
            {
                "fields": [
                    "agents",
                    "groups",
                    "skills",
                    "relax_skills_after_seconds",
                    "priority",
                ]
            },
        ),
        (
            _("When, and how many"),
            {"fields": ["hours", "max_waiting", "messaging", "accepts_callbacks"]},
        ),
        (
            _("Times"),
            {"fields": ["service_level_seconds", "offer_seconds", "wrap_up_seconds"]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Queue]:
        waiting = Q(interactions__state__in=WAITING_STATES)
        return (
            super()
            .get_queryset(request)
            .prefetch_related("hours__times", "hours__special_days")
            .annotate(_waiting=Count("interactions", filter=waiting))
        )

    @admin.display(description=_("waiting"), ordering="_waiting")
    def waiting(self, queue: Queue) -> int:
        return int(getattr(queue, "_waiting", 0))

    @admin.display(description=_("open"), boolean=True)
    def open_now(self, queue: Queue) -> bool:
        return is_open(queue, timezone.now())

    def save_related(
        self,
        request: HttpRequest,
        form: "ModelForm[Queue]",
        formsets: object,
        change: bool,
    ) -> None:
        """Agents and skills are saved now: customers and agents may meet anew."""
        super().save_related(request, form, formsets, change)
        route_soon()
        tell_sites_soon()


class OpeningTimeInline(Rows[OpeningTime, OpeningHours]):
    model = OpeningTime
    extra = 1


class SpecialDayInline(Rows[SpecialDay, OpeningHours]):
    model = SpecialDay
    extra = 1


@admin.register(OpeningHours)
class OpeningHoursAdmin(Page[OpeningHours]):
    list_display = ["name", "time_zone", "queue_names"]
    search_fields = ["name", "time_zone"]
    inlines = [OpeningTimeInline, SpecialDayInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[OpeningHours]:
        return super().get_queryset(request).prefetch_related("queues")

    @admin.display(description=_("queues"))
    def queue_names(self, hours: OpeningHours) -> str:
        return ", ".join(queue.name for queue in hours.queues.all())

    def save_related(
        self,
        request: HttpRequest,
        form: "ModelForm[OpeningHours]",
        formsets: object,
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        tell_sites_soon()


@admin.register(Disposition)
class DispositionAdmin(Page[Disposition]):
    list_display = ["name", "site", "position", "active"]
    list_editable = ["position", "active"]
    list_filter = ["active", "site"]
    list_select_related = ["site"]
    search_fields = ["name"]
