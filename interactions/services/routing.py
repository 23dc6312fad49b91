"""Waiting chats and calls go to the agent who has been idle longest and has room.

How it decides, with examples: docs/routing.md.
"""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agents.models import Agent
from agents.services import note_work
from cobrowse.actors import SYSTEM
from interactions.lifecycle import BUSY_STATES, Action, Media, OfferState, State
from interactions.models import Interaction, InteractionEvent, Offer, Queue
from interactions.selectors.staffing import agents_with_room, needs_skills, with_room
from interactions.services.moves import move
from interactions.services.tidings import tell_customer, tell_offer

# The event of a transfer: routing asks who has handed a chat on.
TRANSFERRED = "interaction.transferred"
# How long an agent who refused, missed or handed on a chat is not asked for it again.
ASK_AGAIN_SECONDS = 30
WAITING_BATCH = 200
CANDIDATES = 5


def route_waiting() -> int:
    """Offer what waits to free agents; how many offers were made. Safe to race.

    Queues with the smaller priority number first, among equals who waits longest.
    """
    queues = {queue.pk: queue for queue in Queue.objects.filter(active=True)}
    made = 0
    for queue_id, interaction_id in _waiting(list(queues.values())):
        queue = queues.get(queue_id)
        if queue is None:
            continue
        if _offer_next(interaction_id):
            made += 1
        elif not _has_agents(queue):
            del queues[queue_id]
    return made


def _waiting(queues: list[Queue]) -> list[tuple[int, UUID]]:
    """Queue and interaction, in the order of service; queues without agents left out.

    So many of each queue: the many of one never keep the others from being looked at.
    """
    rows = []
    for queue in queues:
        if not _has_agents(queue):
            continue
        queued = Interaction.objects.filter(queue=queue, state=State.QUEUED).order_by(
            "queued_at", "pk"
        )
        for pk, at in queued.values_list("pk", "queued_at")[:WAITING_BATCH]:
            rows.append((queue.priority, at or timezone.now(), pk, queue.pk))
    return [(queue_id, pk) for _priority, _at, pk, queue_id in sorted(rows)]


def _has_agents(queue: Queue) -> bool:
    return agents_with_room(Media(queue.media), queue=queue).exists()


def route_soon() -> None:
    """Route once the present transaction is committed."""
    transaction.on_commit(route_waiting, robust=True)


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
            media = Media(interaction.media)
            if hold_agent(agent=agent, queue=interaction.queue, media=media):
                make_offer(interaction=interaction, agent=agent)
                return True
    return False


def _candidates(interaction: Interaction, queue: Queue) -> Iterator[Agent]:
    """Those with the queue's skills; once it has waited long, then everybody else."""
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
    not_again = Q(pk__in=asked.values("agent")) | Q(pk__in=left.values("agent"))
    media = Media(interaction.media)
    skilled = agents_with_room(media, queue=queue, skilled=True).exclude(not_again)
    yield from skilled[:CANDIDATES]
    if not needs_skills(queue, interaction):
        others = agents_with_room(media, queue=queue).exclude(not_again)
        yield from others.exclude(pk__in=skilled.values("pk"))[:CANDIDATES]


def hold_agent(
    *, agent: Agent, queue: Queue | None = None, media: Media = Media.CHAT
) -> bool:
    """Lock the agent's row, then look again whether there is room: two offers made at
    the same moment must not share the last free place."""
    held = (
        Agent.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        .filter(pk=agent.pk)
        .first()
    )
    if held is None:
        return False
    return agents_with_room(media, queue=queue).filter(pk=agent.pk).exists()


def has_room(agent: Agent) -> bool:
    """Whether one more chat fits beside the agent's work, ready or not.

    The agent's row is locked: two chats never share the last free place.
    """
    Agent.objects.select_for_update(of=("self",), no_key=True).get(pk=agent.pk)
    return with_room(Agent.objects.filter(pk=agent.pk)).exists()


def make_offer(*, interaction: Interaction, agent: Agent) -> Offer:
    """Hold it out to this agent, whose row is locked and who has room.

    The queue says for how long, else the installation does.
    """
    fresh = move(
        interaction=interaction,
        action=Action.OFFER,
        actor=SYSTEM,
        event="offer.made",
        agent=agent,
    )
    now = timezone.now()
    own_seconds = fresh.queue.offer_seconds if fresh.queue is not None else 0
    seconds = own_seconds or settings.COBROWSE_OFFER_SECONDS
    offer = Offer.objects.create(
        interaction=fresh,
        agent=agent,
        made_at=now,
        expires_at=now + timedelta(seconds=seconds),
    )
    tell_offer(offer)
    tell_customer(fresh)
    return offer


def settle_work(agent: Agent) -> None:
    """Idle time starts when the last interaction is gone and stops with the first."""
    working = (
        Interaction.objects.filter(agent=agent)
        .filter(Q(state__in=BUSY_STATES) | Q(wrap_up_open=True))
        .exists()
    )
    note_work(agent=agent, working=working)
