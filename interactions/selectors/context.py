"""What an agent should know of the customer while helping."""

from django.db.models import Q, QuerySet

from interactions.lifecycle import State
from interactions.models import Interaction
from interactions.protocol.reads import (
    ContextCustomer,
    EarlierInteraction,
    InteractionContext,
)
from interactions.protocol.shapes import PageView
from interactions.selectors.attached import attached_data_of
from interactions.selectors.callers import calls_of_number
from interactions.selectors.shapes import is_online

EARLIER_SHOWN = 20


def interaction_context(interaction: Interaction) -> InteractionContext:
    """Three queries at most, however long the customer has been one."""
    customer = interaction.customer
    return InteractionContext(
        customer=ContextCustomer(
            name=interaction.customer_name,
            first_seen_at=customer.created_at if customer else None,
            language=customer.language if customer else "",
            online=is_online(customer),
            contact=interaction.contact or None,
        ),
        page=_page(interaction),
        earlier=[_earlier(each) for each in earlier_interactions(interaction)],
        attached_data=attached_data_of(interaction),
    )


def earlier_interactions(interaction: Interaction) -> QuerySet[Interaction]:
    """The customer's ended ones before this, the newest first; of a caller also the
    calls of the same number, which may be all that is known."""
    same = Q(pk__in=calls_of_number(interaction).values("pk"))
    if interaction.customer_id is not None:
        same |= Q(customer=interaction.customer_id)
    return (
        Interaction.objects.select_related("queue", "agent", "disposition")
        .filter(same, state=State.ENDED)
        .exclude(pk=interaction.pk)
        .order_by("-created_at", "-pk")[:EARLIER_SHOWN]
    )


def _page(interaction: Interaction) -> PageView | None:
    """Where the customer is now; of a caller without a widget, nothing is known."""
    place = interaction.customer or interaction
    if not (place.url or place.page_title or place.referrer):
        return None
    return PageView(url=place.url, title=place.page_title, referrer=place.referrer)


def _earlier(interaction: Interaction) -> EarlierInteraction:
    sessions = attached_data_of(interaction).get("CoBrowseSessionsQuantity", 0)
    return EarlierInteraction.model_validate(
        {
            "id": interaction.pk,
            "media": interaction.media,
            "queue_name": interaction.queue.name if interaction.queue else None,
            "started_at": interaction.created_at,
            "ended_at": interaction.ended_at,
            "end_reason": interaction.end_reason or None,
            "agent_name": (
                interaction.agent.display_name if interaction.agent else None
            ),
            "disposition": (
                interaction.disposition.name if interaction.disposition else None
            ),
            "note": interaction.note,
            "lines": interaction.last_seq,
            "cobrowse_sessions": sessions,
        }
    )
