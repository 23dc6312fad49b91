"""Web messaging (PI-12): a chat that waits for its customer and is taken up again."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.utils import timezone

from agents.models import Agent
from cobrowse.actors import SYSTEM, Actor, Role
from cobrowse.errors import DomainError
from interactions.hooks import interaction_ended
from interactions.lifecycle import LIVE_STATES, Action, Refusal, State
from interactions.models import (
    ChatMessage,
    Customer,
    Interaction,
    InteractionEvent,
)
from interactions.selectors import chat_queue
from interactions.services.moves import locked, move, must_be_party, verdict
from interactions.services.routing import (
    has_room,
    hold_agent,
    make_offer,
    route_soon,
    settle_work,
)
from interactions.services.tidings import (
    tell_closed,
    tell_customer,
    tell_positions,
    tell_state,
)

BATCH = 100
# Why an agent's desktop lets a parked chat go: its customer writes again.
RESUMED = "resumed"


def park_interaction(*, interaction: Interaction, actor: Actor) -> Interaction:
    """Let a messaging chat wait for its customer; a co-browse on it ends.

    It stays with its agent, who has hands free meanwhile.
    Errors: not_found, not_messaging, and what the table refuses.
    """
    with transaction.atomic():
        fresh = locked(interaction.pk)
        must_be_party(fresh, actor)
        verdict(fresh, Action.PARK, actor)
        if not fresh.asynchronous:
            raise DomainError(
                "not_messaging", 409, "This chat cannot be left and taken up again."
            )
        parked = move(
            interaction=fresh,
            action=Action.PARK,
            actor=actor,
            event="chat.parked",
            agent=fresh.agent,
            changes={"parked_at": timezone.now()},
        )
        interaction_ended(parked, "parked", actor)
        assert parked.agent is not None
        settle_work(parked.agent)
        tell_state(parked)
        route_soon()
    return parked


def resume_interaction(*, interaction: Interaction, agent: Agent) -> Interaction:
    """The agent takes up a parked chat of his or her own, to write.

    Errors: not_found, wrong_state, no_room.
    """
    actor = agent.as_actor()
    with transaction.atomic():
        fresh = locked(interaction.pk)
        must_be_party(fresh, actor)
        verdict(fresh, Action.RESUME, actor)
        if not has_room(agent):
            raise DomainError("no_room", 409, "You have as many chats as you can take.")
        resumed = move(
            interaction=fresh,
            action=Action.RESUME,
            actor=actor,
            event="chat.resumed",
            agent=agent,
            changes={"parked_at": None},
        )
        settle_work(agent)
        tell_state(resumed)
    return resumed


def take_up_again(interaction: Interaction, actor: Actor) -> Interaction:
    """The customer writes in a parked chat, whose row is locked: it waits again.

    Its last agent is asked first, if ready and with room; else the queue is.
    """
    if actor.role is not Role.CUSTOMER:
        raise DomainError(Refusal.ROLE.value, 403, str(Refusal.ROLE.label))
    last_agent = interaction.agent
    assert last_agent is not None
    queue = interaction.queue
    if queue is None or not queue.active:  # closed down since
        queue = chat_queue(interaction.site) or queue
    moved = move(
        interaction=interaction,
        action=Action.RESUME,
        actor=actor,
        event="chat.resumed",
        agent=last_agent,
        changes={
            "agent_id": None,
            "queue": queue,
            "queued_at": timezone.now(),
            "parked_at": None,
        },
    )
    tell_closed(moved, last_agent, RESUMED)
    if hold_agent(agent=last_agent):
        make_offer(interaction=moved, agent=last_agent)
        return locked(moved.pk)
    tell_customer(moved)
    tell_positions(moved)
    route_soon()
    return moved


def park_left_chats() -> int:
    """Messaging chats whose customer has gone after the agent's answer wait; how many.

    What somebody has just written in or taken up is left alone.
    """
    before = timezone.now() - timedelta(seconds=settings.COBROWSE_PARK_AFTER_SECONDS)
    own_lines = ChatMessage.objects.filter(interaction=OuterRef("pk"))
    last_author = (
        own_lines.filter(author_role__in=[Role.CUSTOMER, Role.AGENT])
        .order_by("-seq")
        .values("author_role")[:1]
    )
    lately = InteractionEvent.objects.filter(interaction=OuterRef("pk"), at__gt=before)
    left = (
        Interaction.objects.alias(last_author=Subquery(last_author))
        .filter(
            ~Exists(lately),
            ~Exists(own_lines.filter(created_at__gt=before)),
            state=State.ACTIVE,
            asynchronous=True,
            customer__last_seen_at__lt=before,
            last_author=Role.AGENT,
        )
        .values_list("pk", flat=True)
    )
    return sum(_park_if_left(Interaction(pk=pk)) for pk in left[:BATCH])


def _park_if_left(interaction: Interaction) -> bool:
    try:
        park_interaction(interaction=interaction, actor=SYSTEM)
    except DomainError:  # it ended or was handed on in between
        return False
    return True


def note_absences() -> int:
    """Agents learn whose customer has gone; how many customers. Safe to race."""
    silent = timezone.now() - timedelta(seconds=settings.COBROWSE_CUSTOMER_SEEN_SECONDS)
    gone = Customer.objects.filter(away_at__isnull=True, last_seen_at__lt=silent)
    live = Interaction.objects.filter(customer=OuterRef("pk"), state__in=LIVE_STATES)
    count = 0
    for pk in list(gone.filter(Exists(live)).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            # Somebody who came back in between is not away.
            if gone.filter(pk=pk).update(away_at=timezone.now()):
                tell_presence(Customer(pk=pk))
                count += 1
    return count


def tell_presence(customer: Customer) -> None:
    """Whether the customer is there, to whoever handles something of theirs."""
    handled = Interaction.objects.select_related(
        "customer", "agent", "queue", "site"
    ).filter(customer=customer, state__in=LIVE_STATES, agent__isnull=False)
    for interaction in handled:
        tell_state(interaction)
