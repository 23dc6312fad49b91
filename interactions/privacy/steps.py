"""What this app lets go in time, in the order in which it is done.

Whole interactions go first; of those that stay, what was said, from where, and by whom.
Events stay as long as their interaction: facts of reports follow from them.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from interactions.lifecycle import CallbackState, State
from interactions.models import Callback, ChatMessage, Customer, Interaction, Site
from interactions.privacy.erasure import erase_rows
from interactions.privacy.registry import Erased, Person, Step, counted

HELD_INTERACTION = ("customer__legal_hold", "legal_hold")
HELD_CUSTOMER = ("legal_hold",)
_PAGE_KEYS = ("url", "pageTitle", "referrer")
_HAS_PAGE = ~Q(url="") | ~Q(page_title="") | ~Q(referrer="")


def _over(site: Site, before: datetime) -> QuerySet[Interaction]:
    """Nobody works on them any more."""
    return Interaction.objects.filter(
        site=site, state=State.ENDED, wrap_up_open=False, ended_at__lt=before
    )


def _erase_interactions(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    erased = erase_rows(Person(interactions=tuple(keys)))
    erased.subjects.clear()
    return erased


def _with_words(site: Site, before: datetime) -> QuerySet[Interaction]:
    lines = ChatMessage.objects.filter(interaction=OuterRef("pk"))
    return _over(site, before).filter(
        ~Q(note="") | ~Q(contact="") | ~Q(customer_name="") | Exists(lines)
    )


def _erase_words(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    lines = ChatMessage.objects.filter(interaction__in=keys)
    erased = counted(lines.delete(), {"interactions.ChatMessage": "chat_lines"})
    erased.counts["transcripts"] = Interaction.objects.filter(pk__in=keys).update(
        note="", contact="", customer_name=""
    )
    return erased


def _with_numbers(site: Site, before: datetime) -> QuerySet[Interaction]:
    return _over(site, before).filter(~Q(phone_number="") | ~Q(phone_key=""))


def _erase_numbers(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    """A caller's name is often the number."""
    erased = Erased()
    erased.counts["phone_numbers"] = Interaction.objects.filter(pk__in=keys).update(
        phone_number="", phone_key="", customer_name=""
    )
    return erased


def _with_pages(site: Site, before: datetime) -> QuerySet[Interaction]:
    return _over(site, before).filter(
        _HAS_PAGE | Q(attached_data__has_any_keys=list(_PAGE_KEYS))
    )


def _erase_pages(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    rows = list(Interaction.objects.filter(pk__in=keys))
    for row in rows:
        row.url = row.page_title = row.referrer = ""
        for key in _PAGE_KEYS:
            row.attached_data.pop(key, None)
    fields = ["url", "page_title", "referrer", "attached_data"]
    erased = Erased()
    erased.counts["interaction_pages"] = Interaction.objects.bulk_update(rows, fields)
    return erased


def _closed_callbacks(site: Site, before: datetime) -> QuerySet[Callback]:
    closed = [CallbackState.DONE, CallbackState.CANCELLED]
    return Callback.objects.filter(site=site, state__in=closed, closed_at__lt=before)


def _erase_callbacks(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    kinds = {
        "interactions.Callback": "callbacks",
        "interactions.CallbackEvent": "callback_events",
    }
    return counted(Callback.objects.filter(pk__in=keys).delete(), kinds)


def _idle(site: Site, before: datetime) -> QuerySet[Customer]:
    return Customer.objects.filter(site=site, last_seen_at__lt=before)


def _without_interactions(site: Site, before: datetime) -> QuerySet[Customer]:
    known = Interaction.objects.filter(customer=OuterRef("pk"))
    wants_call = Callback.objects.filter(customer=OuterRef("pk"))
    return _idle(site, before).filter(~Exists(known), ~Exists(wants_call))


def _erase_customers(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    erased = erase_rows(Person(customers=tuple(keys)))
    erased.subjects.clear()
    return erased


def _named(site: Site, before: datetime) -> QuerySet[Customer]:
    return _idle(site, before).exclude(display_name="")


def _erase_names(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    erased = Erased()
    erased.counts["customer_names"] = Customer.objects.filter(pk__in=keys).update(
        display_name=""
    )
    return erased


def _on_pages(site: Site, before: datetime) -> QuerySet[Customer]:
    return _idle(site, before).filter(_HAS_PAGE)


def _erase_customer_pages(site: Site, before: datetime, keys: list[UUID]) -> Erased:
    erased = Erased()
    erased.counts["customer_pages"] = Customer.objects.filter(pk__in=keys).update(
        url="", page_title="", referrer=""
    )
    return erased


STEPS = (
    Step(
        "interactions",
        "interaction_days",
        _over,
        _erase_interactions,
        HELD_INTERACTION,
    ),
    Step("transcripts", "transcript_days", _with_words, _erase_words, HELD_INTERACTION),
    Step("phone_numbers", "call_days", _with_numbers, _erase_numbers, HELD_INTERACTION),
    Step("interaction_pages", "page_days", _with_pages, _erase_pages, HELD_INTERACTION),
    Step(
        "callbacks",
        "callback_days",
        _closed_callbacks,
        _erase_callbacks,
        ("customer__legal_hold",),
    ),
    Step(
        "customers",
        "customer_days",
        _without_interactions,
        _erase_customers,
        HELD_CUSTOMER,
    ),
    Step("customer_names", "transcript_days", _named, _erase_names, HELD_CUSTOMER),
    Step(
        "customer_pages", "page_days", _on_pages, _erase_customer_pages, HELD_CUSTOMER
    ),
)
