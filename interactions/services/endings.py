"""An interaction ends: by either side, or because everybody forgot it."""

from contextlib import suppress
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from cobrowse.actors import SYSTEM, Actor, Role
from cobrowse.errors import DomainError
from interactions.hooks import interaction_ended
from interactions.lifecycle import (
    LIVE_STATES,
    Action,
    EndReason,
    Media,
    OfferState,
    State,
)
from interactions.models import Interaction, Offer
from interactions.services.moves import locked, move, must_be_party
from interactions.services.offers import close_offer
from interactions.services.routing import (
    route_soon,
    settle_work,
)
from interactions.services.tidings import (
    tell_closed,
    tell_customer,
    tell_positions,
    tell_withdrawn,
)
from interactions.services.wrap_ups import begin_wrap_up

# Nobody lets it ring or talks for so long: the switch's report was lost.
LONGEST_RINGING_SECONDS = 15 * 60
LONGEST_CALL_SECONDS = 12 * 3600
FORGOTTEN_BATCH = 100

_REASONS = {
    Role.CUSTOMER: EndReason.CUSTOMER_ENDED,
    Role.AGENT: EndReason.AGENT_ENDED,
    Role.STAFF: EndReason.STAFF_ENDED,
    Role.ADAPTER: EndReason.CALL_ENDED,
    Role.SYSTEM: EndReason.EXPIRED,
}


def end_interaction(
    *,
    interaction: Interaction,
    actor: Actor,
    at: datetime | None = None,
    reason: EndReason | None = None,
) -> Interaction:
    """End it for good; its co-browse ends with it, its offer is withdrawn.

    `at` is when it ended, if that was before now. `reason` is for the system, which
    may end it for several.
    """
    with transaction.atomic():
        fresh = locked(interaction.pk)
        must_be_party(fresh, actor)
        reason = reason or _REASONS[actor.role]
        if fresh.answered_at is None and actor.role in {Role.CUSTOMER, Role.ADAPTER}:
            reason = EndReason.ABANDONED
        began_at = fresh.answered_at or fresh.created_at
        ended = move(
            interaction=fresh,
            action=Action.END,
            actor=actor,
            event="interaction.ended",
            agent=fresh.agent,
            detail={"reason": reason.value},
            changes={
                "ended_at": max(at or timezone.now(), began_at),
                "end_reason": reason,
                "ended_by": actor.role,
            },
        )
        offer = Offer.objects.filter(
            interaction=ended, state=OfferState.PENDING
        ).first()
        if offer is not None:
            close_offer(offer, OfferState.WITHDRAWN)
            tell_withdrawn(offer, "ended")
        interaction_ended(ended, "ended", actor)
        tell_customer(ended)
        if ended.agent is not None:
            tell_closed(ended, ended.agent, reason.value)
            begin_wrap_up(interaction=ended, state_before=State(fresh.state))
            settle_work(ended.agent)
        tell_positions(ended)
        route_soon()
    return ended


def _left_for_good(now: datetime) -> Q:
    """Messaging chats that nobody took up again for weeks (PI-12)."""
    before = now - timedelta(days=settings.COBROWSE_MESSAGING_DAYS)
    return Q(media=Media.CHAT, asynchronous=True) & (
        Q(state=State.PARKED, parked_at__lt=before)
        | Q(customer__last_seen_at__lt=before)
    )


def end_forgotten() -> int:
    """Chats whose customer stays away end, and what another system reports and never
    ended; how many. Somebody in a call is offered no chats: a lost report must not
    last."""
    now = timezone.now()
    away = now - timedelta(seconds=settings.COBROWSE_CHAT_KEEP_SECONDS)
    chats = Q(
        media=Media.CHAT,
        adapter__isnull=True,
        asynchronous=False,
        customer__last_seen_at__lt=away,
    ) | _left_for_good(now)
    external = Q(adapter__isnull=False)
    rung = external & Q(
        state=State.RINGING,
        call_event_at__lt=now - timedelta(seconds=LONGEST_RINGING_SECONDS),
    )
    calls = external & Q(
        call_event_at__lt=now - timedelta(seconds=LONGEST_CALL_SECONDS)
    )
    forgotten = Interaction.objects.filter(chats | rung | calls, state__in=LIVE_STATES)
    count = 0
    for interaction in forgotten[:FORGOTTEN_BATCH]:
        with suppress(DomainError):  # somebody ended it in between
            end_interaction(interaction=interaction, actor=SYSTEM)
            count += 1
    return count
