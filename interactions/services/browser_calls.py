"""A call made in the browser: begun by the customer, held and retrieved by the agent.

It waits, is offered, transferred and ended like a chat (routing, offers, endings).
"""

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext

from cobrowse.actors import Actor, Role
from cobrowse.errors import DomainError, conflict, not_found
from cobrowse.quotas import take_quota
from interactions.lifecycle import Action, Media, State
from interactions.models import BrowserCall, Customer, Interaction, Queue
from interactions.protocol.fields import QueueAvailability
from interactions.selectors.queues import availability, queue_for
from interactions.services.moves import locked, move, must_be_party, record
from interactions.services.routing import route_soon
from interactions.services.tidings import tell_customer, tell_state

_REFUSALS: dict[QueueAvailability, str] = {
    "closed": "queue_closed",
    "no_agents": "no_agents",
    "full": "queue_full",
}


def start_call(
    *, customer: Customer, actor: Actor, name: str, queue_key: str, source: str
) -> Interaction:
    """Put the customer's call into a queue of the site; one live call each.

    Errors: call_unavailable, not_found (no such queue), queue_closed, no_agents,
    queue_full, conflict, rate_limited.
    """
    if not actor.is_(Role.CUSTOMER, customer.pk):
        raise not_found()
    take_quota(
        "calls",
        str(customer.pk),
        limit=settings.COBROWSE_CALLS_PER_HOUR,
        window_seconds=3600,
    )
    queue = _queue(customer, queue_key)
    now = timezone.now()
    with transaction.atomic():
        Customer.objects.filter(pk=customer.pk).update(
            display_name=name, last_seen_at=now
        )
        page = Customer.objects.get(pk=customer.pk)
        try:
            with transaction.atomic():
                call = Interaction.objects.create(
                    site=customer.site,
                    media=Media.VOICE,
                    state=State.QUEUED,
                    customer=page,
                    customer_name=name or gettext("Visitor"),
                    queue=queue,
                    source=source,
                    url=page.url,
                    page_title=page.page_title,
                    referrer=page.referrer,
                    created_at=now,
                    queued_at=now,
                    attached_data={
                        "source": source,
                        "referrer": page.referrer,
                        "url": page.url,
                        "pageTitle": page.page_title,
                    },
                )
        except IntegrityError:
            raise conflict("You are in a call already.") from None
        BrowserCall.objects.create(
            interaction=call, customer_tab=customer.tab, customer_line=customer.line
        )
        record(
            interaction=call,
            name="call.started",
            actor=actor,
            queue=queue,
            detail={"source": source},
        )
        fresh = locked(call.pk)
        tell_customer(fresh)
        route_soon()
    return fresh


def _queue(customer: Customer, key: str) -> Queue:
    """A call is for now: a queue that cannot take it says so at once."""
    queue = queue_for(customer.site, Media.VOICE, key)
    if queue is None:
        raise DomainError("call_unavailable", 409, "This site takes no browser calls.")
    refusal = _REFUSALS.get(availability(queue, timezone.now()))
    if refusal is not None:
        raise DomainError(refusal, 409)
    return queue


def hold_call(*, interaction: Interaction, actor: Actor) -> Interaction:
    """Both sides stop hearing each other; the customer is told."""
    return _switch(interaction, Action.HOLD, actor, "call.held")


def retrieve_call(*, interaction: Interaction, actor: Actor) -> Interaction:
    return _switch(interaction, Action.RETRIEVE, actor, "call.retrieved")


def _switch(
    interaction: Interaction, action: Action, actor: Actor, event: str
) -> Interaction:
    with transaction.atomic():
        fresh = locked(interaction.pk)
        must_be_party(fresh, actor)
        moved = move(
            interaction=fresh,
            action=action,
            actor=actor,
            event=event,
            agent=fresh.agent,
        )
        tell_state(moved)
    return moved
