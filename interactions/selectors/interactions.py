"""Who waits, who is handled by whom, and what they wrote."""

from typing import cast
from uuid import UUID

from django.db.models import Q, QuerySet

from agents.models import Agent
from agents.protocol import PresenceName
from agents.selectors import signed_in_agents
from cobrowse.errors import not_found
from interactions.lifecycle import (
    HANDLED_STATES,
    LIVE_STATES,
    WAITING_STATES,
    Media,
    OfferState,
    State,
)
from interactions.models import ChatMessage, Customer, Interaction, Offer, Queue
from interactions.protocol.fields import MediaName
from interactions.protocol.shapes import TransferAgent, TransferQueue, TransferTargets


def _with_names() -> QuerySet[Interaction]:
    return Interaction.objects.select_related("customer", "agent", "queue", "site")


def live_interaction_for_customer(customer: Customer) -> Interaction | None:
    """The chat or call the customer is in now; a handled one before a waiting one."""
    live = _with_names().filter(customer=customer, state__in=LIVE_STATES)
    return live.filter(state__in=HANDLED_STATES).first() or live.first()


def live_chat_of(customer: Customer) -> Interaction | None:
    """The chat in our widget; one of another stack is none of it."""
    return (
        _with_names()
        .filter(
            customer=customer,
            media=Media.CHAT,
            adapter__isnull=True,
            state__in=LIVE_STATES,
        )
        .first()
    )


def newest_chat_of(customer: Customer) -> Interaction | None:
    """The customer's last chat, in whatever state."""
    return (
        _with_names()
        .filter(customer=customer, media=Media.CHAT, adapter__isnull=True)
        .order_by("-created_at")
        .first()
    )


def handled_by(agent: Agent) -> QuerySet[Interaction]:
    """What is on the agent's desktop: active, held and ringing, oldest first."""
    return (
        _with_names()
        .filter(agent=agent, state__in=LIVE_STATES)
        .order_by("created_at", "pk")
    )


def active_voice_of(agent: Agent) -> Interaction | None:
    """The call the agent is talking in now; a held one only if there is no other."""
    calls = handled_by(agent).filter(media=Media.VOICE, state__in=HANDLED_STATES)
    return calls.filter(state=State.ACTIVE).last() or calls.last()


def interaction_of_agent(agent: Agent, interaction_id: UUID) -> Interaction:
    """One that the agent handles; DomainError(not_found) for all others alike."""
    interaction = handled_by(agent).filter(pk=interaction_id).first()
    if interaction is None:
        raise not_found()
    return interaction


def interaction_on_desktop(agent: Agent, interaction_id: UUID) -> Interaction:
    """One that the agent handles or still wraps up; not_found for all others alike."""
    interaction = (
        _with_names()
        .filter(Q(state__in=LIVE_STATES) | Q(wrap_up_open=True), agent=agent)
        .filter(pk=interaction_id)
        .first()
    )
    if interaction is None:
        raise not_found()
    return interaction


def offered_to(agent: Agent) -> QuerySet[Offer]:
    """Offers that the agent may answer now, oldest first."""
    return (
        Offer.objects.select_related(
            "agent",
            "interaction__customer",
            "interaction__agent",
            "interaction__queue",
        )
        .filter(agent=agent, state=OfferState.PENDING)
        .order_by("made_at", "pk")
    )


def messages_of(interaction: Interaction) -> QuerySet[ChatMessage]:
    return (
        ChatMessage.objects.select_related("agent")
        .filter(interaction=interaction)
        .order_by("seq")
    )


def waiting_in(queue: Queue) -> QuerySet[Interaction]:
    """Chats that wait in the queue, in the order of service."""
    return (
        _with_names()
        .filter(queue=queue, state__in=WAITING_STATES)
        .order_by("queued_at", "pk")
    )


def queue_position(interaction: Interaction) -> int | None:
    """1 for the next one to be served; None for one that does not wait."""
    if interaction.queue_id is None or interaction.state not in WAITING_STATES:
        return None
    ahead = Interaction.objects.filter(
        queue_id=interaction.queue_id, state__in=WAITING_STATES
    ).filter(
        Q(queued_at__lt=interaction.queued_at)
        | Q(queued_at=interaction.queued_at, pk__lt=interaction.pk)
    )
    return ahead.count() + 1


def transfer_targets() -> TransferTargets:
    """Whom an agent may transfer to; the desktop leaves out its own agent, and queues
    of another medium than what it transfers."""
    return TransferTargets(
        agents=[
            TransferAgent(
                id=agent.pk,
                name=agent.display_name,
                state=cast(PresenceName, agent.state),
            )
            for agent in signed_in_agents()
        ],
        queues=[
            TransferQueue(
                id=queue.pk, name=queue.name, media=cast(MediaName, queue.media)
            )
            for queue in Queue.objects.filter(active=True, site__active=True).order_by(
                "name", "pk"
            )
        ],
    )
