"""A chat or call leaves its agent: transfer, or the agent is gone."""

from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from agents.lifecycle import Presence
from agents.models import Agent
from cobrowse.actors import SYSTEM, Actor
from cobrowse.errors import DomainError, not_found
from interactions.hooks import interaction_ended
from interactions.lifecycle import HANDLED_STATES, Action, Kind, Media
from interactions.models import Interaction, Queue
from interactions.services.chats import add_line
from interactions.services.languages import language_of
from interactions.services.moves import locked, move, must_be_party, verdict
from interactions.services.routing import (
    TRANSFERRED,
    hold_agent,
    make_offer,
    route_soon,
    settle_work,
)
from interactions.services.tidings import tell_closed, tell_customer, tell_positions


def transfer_interaction(
    *,
    interaction: Interaction,
    actor: Actor,
    to_agent: int | None = None,
    to_queue: int | None = None,
) -> Interaction:
    """Hand a chat or browser call to one agent, who is asked like for any offer, or to
    a queue of its medium; a running co-browse ends.

    What belongs to the company's switch is transferred there, never from here.
    Errors: not_found, bad_target, agent_not_available, and what the table refuses.
    """
    if (to_agent is None) == (to_queue is None):
        raise DomainError("bad_target", 400, "Name an agent or a queue.")
    with transaction.atomic():
        fresh = locked(interaction.pk)
        must_be_party(fresh, actor)
        verdict(fresh, Action.TRANSFER, actor)
        target = _target_agent(to_agent, fresh) if to_agent is not None else None
        queue = _target_queue(to_queue, fresh) if to_queue is not None else fresh.queue
        moved = _leave_agent(
            fresh,
            action=Action.TRANSFER,
            actor=actor,
            event=TRANSFERRED,
            queue=queue,
            target=target,
        )
        if target is not None:
            make_offer(interaction=moved, agent=target)
        route_soon()
    return moved


def _target_agent(agent_id: int, interaction: Interaction) -> Agent:
    target = Agent.objects.filter(pk=agent_id).first()
    if target is None or target.pk == interaction.agent_id:
        raise not_found()
    if not hold_agent(agent=target, media=Media(interaction.media)):
        raise DomainError("agent_not_available", 409, "This agent cannot take it now.")
    return target


def _target_queue(queue_id: int, interaction: Interaction) -> Queue:
    """A queue of the same site, whose agents know the site, and of the same medium."""
    queue = Queue.objects.filter(
        pk=queue_id,
        media=interaction.media,
        active=True,
        site_id=interaction.site_id,
    ).first()
    if queue is None:
        raise not_found()
    return queue


def _leave_agent(
    interaction: Interaction,
    *,
    action: Action,
    actor: Actor,
    event: str,
    queue: Queue | None,
    target: Agent | None = None,
) -> Interaction:
    """Back into a queue, at its head: the customer has waited once already."""
    old_agent = interaction.agent
    assert old_agent is not None
    moved = move(
        interaction=interaction,
        action=action,
        actor=actor,
        event=event,
        agent=old_agent,
        detail={"to_agent": target.pk if target else None},
        changes={
            "agent_id": None,
            "queue": queue,
            "queued_at": interaction.created_at,
        },
    )
    interaction_ended(moved, "transferred", actor)
    settle_work(old_agent)
    tell_closed(moved, old_agent, "transferred")
    if moved.kind is Kind.CHAT:
        add_line(interaction=moved, actor=SYSTEM, text=_transfer_line(moved))
    tell_customer(moved)
    tell_positions(moved)
    return moved


def _transfer_line(interaction: Interaction) -> str:
    with language_of(interaction.customer):
        return gettext("One moment, please: a colleague takes over.")


def _ours() -> QuerySet[Interaction]:
    """Handled chats and browser calls: the switch looks after its own."""
    return Interaction.objects.filter(adapter__isnull=True, state__in=HANDLED_STATES)


def requeue_work_of(*, agent: Agent) -> int:
    """An agent who logged out or is lost leaves no customer alone; how many."""
    pks = list(_ours().filter(agent=agent).values_list("pk", flat=True))
    return sum(requeue_interaction(interaction_id=pk, agent=agent) for pk in pks)


def requeue_interaction(*, interaction_id: UUID, agent: Agent) -> bool:
    """Back into its queue from this agent, who is gone; whether it was still there."""
    with transaction.atomic():
        fresh = locked(interaction_id)
        if fresh.agent_id != agent.pk or fresh.state not in HANDLED_STATES:
            return False
        _leave_agent(
            fresh,
            action=Action.REQUEUE,
            actor=SYSTEM,
            event="interaction.requeued",
            queue=fresh.queue,
        )
        route_soon()
    return True


def requeue_orphans() -> int:
    """Work whose agent is logged out, however that came to be; how many."""
    orphaned = Agent.objects.filter(
        state=Presence.LOGGED_OUT, pk__in=_ours().values("agent")
    )
    return sum(requeue_work_of(agent=agent) for agent in orphaned)
