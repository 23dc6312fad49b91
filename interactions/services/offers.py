"""An agent answers an offer, or time does."""

from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent
from agents.selectors import seen_after
from agents.services import set_presence
from cobrowse.actors import SYSTEM, Actor
from cobrowse.errors import conflict, not_found
from interactions.lifecycle import Action, Kind, OfferState
from interactions.models import Interaction, Offer
from interactions.protocol.fields import WithdrawReason
from interactions.services.call_signals import tell_connect
from interactions.services.moves import locked, move
from interactions.services.routing import route_soon, settle_work
from interactions.services.tidings import (
    tell_customer,
    tell_opened,
    tell_positions,
    tell_withdrawn,
)


def accept_offer(*, interaction_id: UUID, agent: Agent) -> Interaction:
    """The agent takes the chat that is held out to him or her, and to nobody else."""
    with transaction.atomic():
        interaction = locked(interaction_id)
        offer = _pending(interaction, agent)
        now = timezone.now()
        close_offer(offer, OfferState.ACCEPTED)
        fresh = move(
            interaction=interaction,
            action=Action.ACCEPT,
            actor=agent.as_actor(),
            event="offer.accepted",
            agent=agent,
            changes={
                "agent_id": agent.pk,
                "answered_at": interaction.answered_at or now,
            },
        )
        settle_work(agent)
        tell_withdrawn(offer, "accepted")
        tell_opened(fresh, agent)
        tell_customer(fresh)
        tell_positions(fresh)
        if fresh.kind is Kind.CALL:
            tell_connect(fresh)
    return fresh


def reject_offer(*, interaction_id: UUID, agent: Agent) -> Interaction:
    """The agent does not take it: the next one is asked."""
    with transaction.atomic():
        interaction = locked(interaction_id)
        offer = _pending(interaction, agent)
        return _back_to_queue(
            offer,
            interaction,
            action=Action.REJECT,
            actor=agent.as_actor(),
            state=OfferState.REJECTED,
            reason="rejected",
        )


def expire_offers() -> int:
    """Offers that ran out are missed, those of dead desktops withdrawn; how many."""
    now = timezone.now()
    due = Offer.objects.filter(state=OfferState.PENDING).filter(
        Q(expires_at__lte=now) | _desktop_dead()
    )
    return sum(_expire(offer_id) for offer_id in due.values_list("pk", flat=True))


def _desktop_dead() -> Q:
    return (
        Q(agent__last_seen_at__isnull=True)
        | Q(agent__last_seen_at__lt=seen_after())
        | Q(agent__state=Presence.LOGGED_OUT)
    )


def _expire(offer_id: int) -> bool:
    with transaction.atomic():
        interaction_id = Offer.objects.values_list("interaction_id", flat=True).get(
            pk=offer_id
        )
        interaction = locked(interaction_id)
        # Accepted or rejected while we waited for the lock: nothing is left to do.
        offer = (
            Offer.objects.select_related("agent")
            .filter(pk=offer_id, state=OfferState.PENDING)
            .first()
        )
        if offer is None:
            return False
        dead = Offer.objects.filter(_desktop_dead(), pk=offer_id).exists()
        _back_to_queue(
            offer,
            interaction,
            action=Action.WITHDRAW if dead else Action.MISS,
            actor=SYSTEM,
            state=OfferState.WITHDRAWN if dead else OfferState.MISSED,
            reason="withdrawn" if dead else "missed",
        )
        misses = 0 if dead else _misses_in_a_row(offer.agent)
        if misses >= settings.COBROWSE_MISSED_OFFERS:
            set_presence(
                agent=offer.agent,
                actor=SYSTEM,
                state=Presence.NOT_READY,
                reason="missed",
            )
        return True


def _misses_in_a_row(agent: Agent) -> int:
    """Missed offers since the agent last answered one or last became ready."""
    answered = (
        Offer.objects.filter(
            agent=agent, state__in=[OfferState.ACCEPTED, OfferState.REJECTED]
        )
        .order_by("-closed_at")
        .values_list("closed_at", flat=True)
        .first()
    )
    since = max(answered or agent.state_since_at, agent.state_since_at)
    return Offer.objects.filter(
        agent=agent, state=OfferState.MISSED, closed_at__gt=since
    ).count()


def _pending(interaction: Interaction, agent: Agent) -> Offer:
    offer = Offer.objects.filter(
        interaction=interaction, agent=agent, state=OfferState.PENDING
    ).first()
    if offer is None:
        raise not_found()
    return offer


def close_offer(offer: Offer, state: OfferState) -> None:
    """Compare-and-swap: a pending offer is closed exactly once."""
    won = Offer.objects.filter(pk=offer.pk, state=OfferState.PENDING).update(
        state=state, closed_at=timezone.now()
    )
    if not won:
        raise conflict()


def _back_to_queue(
    offer: Offer,
    interaction: Interaction,
    *,
    action: Action,
    actor: Actor,
    state: OfferState,
    reason: WithdrawReason,
) -> Interaction:
    close_offer(offer, state)
    fresh = move(
        interaction=interaction,
        action=action,
        actor=actor,
        event=f"offer.{reason}",
        agent=offer.agent,
    )
    tell_withdrawn(offer, reason)
    tell_customer(fresh)
    route_soon()
    return fresh
