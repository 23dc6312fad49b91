"""Rows as they go on the wire."""

from datetime import timedelta
from typing import Literal, cast

from django.conf import settings
from django.utils import timezone

from cobrowse.actors import Role
from interactions.models import ChatMessage, Customer, Interaction, Offer, Queue, Site
from interactions.protocol.fields import MediaName, StateName
from interactions.protocol.shapes import (
    ChatLine,
    HandledInteraction,
    InteractionState,
    OfferView,
    PageView,
    QueueState,
    Receipts,
    SiteState,
)
from interactions.selectors.hours import opens_at
from interactions.selectors.interactions import messages_of, queue_position
from interactions.selectors.queues import (
    WaitOutlook,
    active_queues,
    availability,
    wait_outlook,
)


def interaction_state(
    interaction: Interaction,
    *,
    position: int | None = None,
    outlook: WaitOutlook | None = None,
) -> InteractionState:
    """For both sides: of the agent it says the display name and nothing else.

    `position` and `outlook` save counting when the caller knows the place in the queue
    and how long it takes there.
    """
    if position is None:
        position = queue_position(interaction)
    wait_seconds = None
    if position is not None and interaction.queue is not None:
        outlook = outlook or wait_outlook(interaction.queue)
        wait_seconds = outlook.seconds_at(position)
    page = None
    if interaction.url or interaction.page_title or interaction.referrer:
        page = PageView(
            url=interaction.url,
            title=interaction.page_title,
            referrer=interaction.referrer,
        )
    return InteractionState(
        id=interaction.pk,
        media=cast(MediaName, interaction.media),
        state=cast(StateName, interaction.state),
        external=interaction.adapter_id is not None,
        asynchronous=interaction.asynchronous,
        queue_name=interaction.queue.name if interaction.queue else None,
        queue_position=position,
        estimated_wait_seconds=wait_seconds,
        agent_name=interaction.agent.display_name if interaction.agent else None,
        started_at=interaction.created_at,
        answered_at=interaction.answered_at,
        ended_at=interaction.ended_at,
        end_reason=interaction.end_reason or None,
        customer_name=interaction.customer_name,
        customer_online=is_online(interaction.customer),
        phone_number=interaction.phone_number or None,
        contact=interaction.contact or None,
        page=page,
        source=interaction.source,
        receipts=receipts_of(interaction),
    )


def is_online(customer: Customer | None) -> bool:
    """Whether a widget of the customer has been heard of lately."""
    if customer is None:
        return False
    lately = timezone.now() - timedelta(seconds=settings.COBROWSE_CUSTOMER_SEEN_SECONDS)
    return customer.last_seen_at >= lately


def receipts_of(interaction: Interaction) -> Receipts:
    return Receipts(
        customer_delivered=interaction.customer_delivered_seq,
        customer_read=interaction.customer_read_seq,
        agent_delivered=interaction.agent_delivered_seq,
        agent_read=interaction.agent_read_seq,
    )


def chat_line(message: ChatMessage, *, customer_name: str) -> ChatLine:
    author = cast(Literal["customer", "agent", "system"], message.author_role)
    names = {
        Role.CUSTOMER: customer_name,
        Role.AGENT: message.agent.display_name if message.agent else "",
    }
    return ChatLine(
        seq=message.seq,
        client_id=message.client_id,
        author=author,
        name=names.get(Role(author), ""),
        text=message.text,
        at=message.created_at,
    )


def chat_lines(interaction: Interaction) -> list[ChatLine]:
    return [
        chat_line(message, customer_name=interaction.customer_name)
        for message in messages_of(interaction)
    ]


def handled_interaction(interaction: Interaction) -> HandledInteraction:
    return HandledInteraction(
        interaction=interaction_state(interaction), messages=chat_lines(interaction)
    )


def offer_state(offer: Offer) -> OfferView:
    return OfferView(
        interaction=interaction_state(offer.interaction), expires_at=offer.expires_at
    )


def site_state(
    site: Site, *, queues: list[Queue] | None = None, estimates: bool = True
) -> SiteState:
    """What the site's widgets may offer. `estimates`: with estimated waits.

    `queues`: its `active_queues()`, where the caller has read them.
    """
    if queues is None:
        queues = list(active_queues().filter(site=site))
    chosen = _choosable(queues)
    states = [queue_state(queue, estimate=estimates) for queue in chosen]
    chats = [state for state in states if state.media == "chat"]
    return SiteState(
        name=site.name,
        chat_available=any(state.availability != "full" for state in chats),
        voice_number=site.voice_number or None,
        browser_calls=any(state.media == "voice" for state in states),
        callbacks=any(queue.accepts_callbacks for queue in queues),
        queues=states,
    )


def _choosable(queues: list[Queue]) -> list[Queue]:
    """Those with a key, and each medium's first: it is meant where no key is given."""
    first = {queue.media: queue.pk for queue in reversed(queues)}
    return [queue for queue in queues if queue.key or first[queue.media] == queue.pk]


def queue_state(queue: Queue, *, estimate: bool) -> QueueState:
    """One of `active_queues()` as customers see it."""
    now = timezone.now()
    waiting = getattr(queue, "waiting", 0)
    return QueueState(
        key=queue.key,
        name=queue.name,
        media=cast(MediaName, queue.media),
        availability=availability(queue, now),
        opens_at=opens_at(queue, now),
        estimated_wait_seconds=(
            wait_outlook(queue).seconds_at(waiting + 1) if estimate else None
        ),
        callbacks=queue.accepts_callbacks,
        messaging=queue.messaging,
    )
