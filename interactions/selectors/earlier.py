"""A customer's earlier conversations, for the customer's own widget (PI-12)."""

from collections import defaultdict
from uuid import UUID

from django.db.models import F

from interactions.lifecycle import Media, State
from interactions.models import ChatMessage, Customer, Interaction
from interactions.protocol.shapes import ChatLine, EarlierChat
from interactions.selectors.shapes import chat_line

EARLIER_CHATS = 3
EARLIER_LINES = 100


def earlier_chats(customer: Customer) -> list[EarlierChat]:
    """Ended messaging chats of this browser, the newest first, with their last lines.

    Chats that were no messaging are not shown again: their day is over.
    """
    chats = list(
        Interaction.objects.select_related("queue", "agent")
        .filter(
            customer=customer,
            media=Media.CHAT,
            state=State.ENDED,
            asynchronous=True,
            last_seq__gt=0,
        )
        .order_by("-created_at", "-pk")[:EARLIER_CHATS]
    )
    lines: dict[UUID, list[ChatLine]] = defaultdict(list)
    names = {chat.pk: chat.customer_name for chat in chats}
    if chats:
        for message in (
            ChatMessage.objects.select_related("agent")
            .filter(
                interaction__in=names,
                seq__gt=F("interaction__last_seq") - EARLIER_LINES,
            )
            .order_by("seq")
        ):
            of = message.interaction_id
            lines[of].append(chat_line(message, customer_name=names[of]))
    return [
        EarlierChat(
            interaction=chat.pk,
            queue_name=chat.queue.name if chat.queue else None,
            agent_name=chat.agent.display_name if chat.agent else None,
            started_at=chat.created_at,
            ended_at=chat.ended_at,
            messages=lines[chat.pk],
        )
        for chat in chats
    ]
