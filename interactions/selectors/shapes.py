"""Rows as they go on the wire."""

from datetime import timedelta
from typing import Literal, cast

from django.conf import settings
from django.utils import timezone

from cobrowse.actors import Role
from interactions.models import ChatMessage, Customer, Interaction, Offer, Site
from interactions.protocol.fields import MediaName, StateName
from interactions.protocol.shapes import (
    ChatLine,
    HandledInteraction,
    InteractionState,
    OfferView,
    PageView,
    Receipts,
    SiteState,
)
from interactions.selectors.interactions import messages_of, queue_position
from interactions.selectors.sites import chat_queue


def interaction_state(
    interaction: Interaction, *, position: int | None = None
) -> InteractionState:
    """For both sides: of the agent it says the display name and nothing else.

    `position` saves counting when the caller knows the place in the queue.
    """
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
        queue_position=queue_position(interaction) if position is None else position,
        estimated_wait_seconds=None,
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


def site_state(site: Site) -> SiteState:
    return SiteState(
        name=site.name,
        chat_available=chat_queue(site) is not None,
        voice_number=site.voice_number or None,
        browser_calls=False,
        callbacks=False,
        queues=[],
    )
