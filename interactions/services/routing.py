"""Waiting chats go to the agent who has been idle longest and has room."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from agents.models import Agent
from agents.selectors import ready_agents
from agents.services import note_work
from cobrowse.actors import SYSTEM
from interactions.lifecycle import (
    BUSY_STATES,
    HANDLED_STATES,
    LIVE_STATES,
    Action,
    Media,
    OfferState,
    State,
)
from interactions.models import Interaction, InteractionEvent, Offer, Queue
from interactions.services.moves import move
from interactions.services.tidings import tell_customer, tell_offer

# The event of a transfer: routing asks who has handed a chat on.
TRANSFERRED = "interaction.transferred"
# How long an agent who refused, missed or handed on a chat is not asked for it again.
ASK_AGAIN_SECONDS = 30
WAITING_BATCH = 200
CANDIDATES = 5


def route_waiting() -> int:
    """Offer waiting chats to free agents; how many offers were made. Safe to race."""
    made = 0
    for queue in Queue.objects.filter(media=Media.CHAT, active=True):
        if not agents_with_room(queue).exists():
            continue
        waiting = Interaction.objects.filter(queue=queue, state=State.QUEUED).order_by(
            "queued_at", "pk"
        )
        for interaction_id in waiting.values_list("pk", flat=True)[:WAITING_BATCH]:
            made += _offer_next(interaction_id)
    return made


def route_soon() -> None:
    """Route once the present transaction is committed."""
    transaction.on_commit(route_waiting, robust=True)


def agents_with_room(queue: Queue) -> QuerySet[Agent]:
    """Agents of the queue who could take one more chat, the one to ask first first.

    Those with the least work come first, among them the longest idle. Nobody in a
    call is asked.
    """
    return _agents_with_room().filter(
        Q(pk__in=queue.agents.values("pk")) | Q(group__in=queue.groups.values("pk"))
    )


def _agents_with_room() -> QuerySet[Agent]:
    calls = Interaction.objects.filter(
        agent=OuterRef("pk"), media=Media.VOICE, state__in=LIVE_STATES
    )
    return (
        ready_agents()
        .alias(load=_load())
        .filter(~Exists(calls), load__lt=F("chat_capacity"))
        .order_by("load", F("idle_since_at").asc(nulls_last=True), "pk")
    )


def _load() -> Combinable:
    chats = Interaction.objects.filter(
        agent=OuterRef("pk"), media=Media.CHAT, state__in=HANDLED_STATES
    )
    offers = Offer.objects.filter(agent=OuterRef("pk"), state=OfferState.PENDING)
    return _count(chats) + _count(offers)


def _count(rows: QuerySet[Interaction] | QuerySet[Offer]) -> Coalesce:
    counted = rows.order_by().values("agent").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _offer_next(interaction_id: UUID) -> bool:
    with transaction.atomic():
        # Another process may be routing the same chat: leave it to that one.
        interaction = (
            Interaction.objects.select_for_update(
                skip_locked=True, of=("self",), no_key=True
            )
            .select_related("queue", "customer", "agent", "site")
            .filter(pk=interaction_id, state=State.QUEUED)
            .first()
        )
        if interaction is None or interaction.queue is None:
            return False
        for agent in _candidates(interaction, interaction.queue):
            if hold_agent(agent=agent, queue=interaction.queue):
                make_offer(interaction=interaction, agent=agent)
                return True
    return False


def _candidates(interaction: Interaction, queue: Queue) -> Iterable[Agent]:
    lately = timezone.now() - timedelta(seconds=ASK_AGAIN_SECONDS)
    asked = Offer.objects.filter(
        interaction=interaction,
        state__in=[OfferState.REJECTED, OfferState.MISSED],
        closed_at__gt=lately,
    )
    # Who has just handed it on does not get it back.
    left = InteractionEvent.objects.filter(
        interaction=interaction, name=TRANSFERRED, at__gt=lately
    )
    return (
        agents_with_room(queue)
        .exclude(pk__in=asked.values("agent"))
        .exclude(pk__in=left.values("agent"))[:CANDIDATES]
    )


def hold_agent(*, agent: Agent, queue: Queue | None = None) -> bool:
    """Lock the agent's row, then look again whether there is room: two offers made at
    the same moment must not share the last free place."""
    held = (
        Agent.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(pk=agent.pk)
        .first()
    )
    if held is None:
        return False
    with_room = _agents_with_room() if queue is None else agents_with_room(queue)
    return with_room.filter(pk=agent.pk).exists()


def has_room(agent: Agent) -> bool:
    """Whether one more chat fits beside the agent's work, ready or not.

    The agent's row is locked: two chats never share the last free place.
    """
    Agent.objects.select_for_update(of=("self",), no_key=True).get(pk=agent.pk)
    with_room = Agent.objects.alias(load=_load()).filter(load__lt=F("chat_capacity"))
    return with_room.filter(pk=agent.pk).exists()


def make_offer(*, interaction: Interaction, agent: Agent) -> Offer:
    """Hold the chat out to this agent, whose row is locked and who has room."""
    fresh = move(
        interaction=interaction,
        action=Action.OFFER,
        actor=SYSTEM,
        event="offer.made",
        agent=agent,
    )
    now = timezone.now()
    offer = Offer.objects.create(
        interaction=fresh,
        agent=agent,
        made_at=now,
        expires_at=now + timedelta(seconds=settings.COBROWSE_OFFER_SECONDS),
    )
    tell_offer(offer)
    tell_customer(fresh)
    return offer


def settle_work(agent: Agent) -> None:
    """Idle time starts when the last interaction is gone and stops with the first."""
    working = Interaction.objects.filter(agent=agent, state__in=BUSY_STATES).exists()
    note_work(agent=agent, working=working)
