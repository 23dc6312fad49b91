"""How much is held about a person, from when to when. Nothing of what it says."""

from typing import Any

from django.db.models import Count, Max, Min, Q, QuerySet

from interactions.lifecycle import LIVE_STATES
from interactions.models import (
    Callback,
    ChatMessage,
    Customer,
    Interaction,
    InteractionEvent,
)
from interactions.privacy.registry import Holding, Person, holdings_of

LIVE = Q(state__in=LIVE_STATES) | Q(wrap_up_open=True)


def holdings(person: Person) -> list[Holding]:
    """Of all apps; kinds of which there is nothing are left out."""
    found = [
        holding_of("customers", Customer.objects.filter(pk__in=person.customers)),
        holding_of(
            "interactions",
            Interaction.objects.filter(pk__in=person.interactions),
            live=LIVE,
        ),
        holding_of("chat_lines", ChatMessage.objects.filter(_of(person))),
        holding_of(
            "interaction_events",
            InteractionEvent.objects.filter(_of(person)),
            moment="at",
        ),
        holding_of("callbacks", Callback.objects.filter(customer__in=person.customers)),
    ]
    for more in holdings_of:
        found += more(person)
    return [holding for holding in found if holding.count]


def _of(person: Person) -> Q:
    return Q(interaction__in=person.interactions)


def holding_of(
    kind: str,
    rows: QuerySet[Any],
    *,
    moment: str = "created_at",
    live: Q | None = None,
) -> Holding:
    """Count these rows by the time they were made; `live` says which still go on."""
    wanted: dict[str, Any] = {
        "count": Count("pk"),
        "first_at": Min(moment),
        "last_at": Max(moment),
    }
    if live is not None:
        wanted["live"] = Count("pk", filter=live)
    return Holding(kind, **rows.order_by().aggregate(**wanted))
