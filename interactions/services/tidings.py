"""Tell desktops and widgets what changed; everything goes out after commit."""

from django.db import transaction

from agents.models import Agent
from cobrowse.announce import AGENTS_GROUP, agent_group, announce, customer_group
from interactions.models import ChatMessage, Interaction, Offer
from interactions.protocol.desktop import (
    ChatMessageAdded,
    InteractionClosed,
    InteractionOpened,
    InteractionUpdated,
    OfferMade,
    OfferWithdrawn,
    ReceiptsUpdated,
    TransferTargetsUpdated,
)
from interactions.protocol.fields import WithdrawReason
from interactions.protocol.widget import (
    CustomerChatMessage,
    CustomerInteractionUpdated,
    CustomerReceipts,
)
from interactions.selectors import (
    chat_line,
    handled_interaction,
    interaction_state,
    offer_state,
    receipts_of,
    transfer_targets,
    waiting_in,
)
from interactions.selectors.queues import wait_outlook

# Customers further back in the queue learn their place when they come nearer.
POSITIONS_TOLD = 50


def tell_state(interaction: Interaction) -> None:
    """The new state, to its customer and to the agent who has it."""
    state = interaction_state(interaction)
    tell_customer(interaction)
    if interaction.agent_id is not None:
        announce(
            agent_group(interaction.agent_id), InteractionUpdated(interaction=state)
        )


def tell_customer(interaction: Interaction) -> None:
    """Widgets know nothing of what the company's own switch or chat stack carries."""
    if interaction.customer_id is not None and interaction.adapter_id is None:
        announce(
            customer_group(interaction.customer_id),
            CustomerInteractionUpdated(interaction=interaction_state(interaction)),
        )


def tell_opened(interaction: Interaction, agent: Agent) -> None:
    handled = handled_interaction(interaction)
    announce(
        agent_group(agent.pk),
        InteractionOpened(interaction=handled.interaction, messages=handled.messages),
    )


def tell_closed(interaction: Interaction, agent: Agent, reason: str) -> None:
    announce(
        agent_group(agent.pk),
        InteractionClosed(interaction=interaction.pk, reason=reason),
    )


def tell_offer(offer: Offer) -> None:
    announce(agent_group(offer.agent_id), OfferMade(offer=offer_state(offer)))


def tell_withdrawn(offer: Offer, reason: WithdrawReason) -> None:
    announce(
        agent_group(offer.agent_id),
        OfferWithdrawn(interaction=offer.interaction_id, reason=reason),
    )


def tell_message(
    interaction: Interaction, message: ChatMessage, *, only: str | None = None
) -> None:
    """A new line to both sides; or, sent twice, only to its author's side again."""
    line = chat_line(message, customer_name=interaction.customer_name)
    if interaction.customer_id is not None and only in {None, "customer"}:
        announce(
            customer_group(interaction.customer_id), CustomerChatMessage(message=line)
        )
    if interaction.agent_id is not None and only in {None, "agent"}:
        announce(
            agent_group(interaction.agent_id),
            ChatMessageAdded(interaction=interaction.pk, message=line),
        )


def tell_receipts(interaction: Interaction) -> None:
    """What has reached whom, to both sides."""
    receipts = receipts_of(interaction)
    if interaction.customer_id is not None:
        announce(
            customer_group(interaction.customer_id), CustomerReceipts(receipts=receipts)
        )
    if interaction.agent_id is not None:
        announce(
            agent_group(interaction.agent_id),
            ReceiptsUpdated(interaction=interaction.pk, receipts=receipts),
        )


def tell_positions(interaction: Interaction) -> None:
    """Whoever waits in the same queue learns the new place, once this is committed."""
    queue = interaction.queue
    if queue is None:
        return

    def tell() -> None:
        outlook = wait_outlook(queue)
        for place, waiting in enumerate(waiting_in(queue)[:POSITIONS_TOLD], start=1):
            if waiting.customer_id is not None:
                state = interaction_state(waiting, position=place, outlook=outlook)
                announce(
                    customer_group(waiting.customer_id),
                    CustomerInteractionUpdated(interaction=state),
                )

    transaction.on_commit(tell, robust=True)


def tell_transfer_targets() -> None:
    """Every desktop learns who is there, once this is committed."""

    def tell() -> None:
        announce(AGENTS_GROUP, TransferTargetsUpdated(targets=transfer_targets()))

    transaction.on_commit(tell, robust=True)
