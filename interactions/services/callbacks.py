"""Customers ask to be called; agents take it and say how it went."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone
from django.utils.translation import gettext

from agents.lifecycle import Presence
from agents.models import Agent
from cobrowse.actors import SYSTEM, Actor, Role
from cobrowse.errors import DomainError, conflict, not_found
from cobrowse.quotas import take_quota
from interactions.callback_lifecycle import (
    CallbackAction,
    CallbackRefusal,
    decide_callback,
)
from interactions.lifecycle import CallbackOutcome, CallbackState
from interactions.models import Callback, CallbackEvent, Customer
from interactions.selectors.callbacks import callback_for, open_callback_of
from interactions.selectors.queues import callback_queue
from interactions.services.tidings_of_callbacks import tell_callback

FURTHEST_DAYS = 60
EXPIRED_BATCH = 100


def request_callback(
    *,
    customer: Customer,
    actor: Actor,
    name: str,
    phone_number: str,
    text: str = "",
    queue_key: str = "",
    preferred_at: datetime | None = None,
    address: str = "",
) -> Callback:
    """Please call me. A customer has one open request: a second replaces the first.

    `address` is the network address that requests are counted by; it is not stored.
    Errors: no_callbacks, not_found (no such queue), bad_time, conflict, rate_limited.
    """
    if not actor.is_(Role.CUSTOMER, customer.pk):
        raise not_found()
    now = timezone.now()
    _must_be_near(preferred_at, now)
    _count(customer, address)
    queue = callback_queue(customer.site, queue_key)
    if queue is None:
        raise DomainError("no_callbacks", 409, "Nobody is called back here.")
    with transaction.atomic():
        before = open_callback_of(customer)
        if before is not None:
            _move(
                before.pk,
                CallbackAction.CANCEL,
                actor=actor,
                event="callback.replaced",
                changes={"closed_at": now},
                heard_by_customer=False,
            )
        try:
            with transaction.atomic():
                callback = Callback.objects.create(
                    site=customer.site,
                    queue=queue,
                    customer=customer,
                    name=name or gettext("Visitor"),
                    phone_number=phone_number,
                    text=text,
                    preferred_at=preferred_at,
                    created_at=now,
                )
        except IntegrityError:  # two tabs at once
            raise conflict("You have asked already.") from None
        _record(callback, "callback.requested", actor)
        tell_callback(callback)
    return callback


def _must_be_near(preferred_at: datetime | None, now: datetime) -> None:
    if preferred_at is None:
        return
    if timezone.is_naive(preferred_at):
        raise DomainError("bad_time", 400, "Say the time with its zone.")
    if (
        not now - timedelta(hours=1)
        <= preferred_at
        <= now + timedelta(days=FURTHEST_DAYS)
    ):
        raise DomainError("bad_time", 400, "Choose a time in the next weeks.")


def _count(customer: Customer, address: str) -> None:
    counted = [("callbacks", str(customer.pk), settings.COBROWSE_CALLBACKS_PER_HOUR)]
    if address:
        limit = settings.COBROWSE_CALLBACKS_PER_ADDRESS
        counted.append(("callbacks-from", address, limit))
    for name, key, limit in counted:
        take_quota(name, key, limit=limit, window_seconds=3600)


def cancel_callback(*, callback: Callback, actor: Actor) -> Callback:
    """The customer does not want it any more, or staff does away with it."""
    if actor.role is Role.CUSTOMER and not actor.is_(
        Role.CUSTOMER, callback.customer_id
    ):
        raise not_found()
    return _move(
        callback.pk,
        CallbackAction.CANCEL,
        actor=actor,
        event="callback.cancelled",
        changes={"closed_at": timezone.now()},
    )


def take_callback(*, callback_id: UUID, agent: Agent) -> Callback:
    """The agent is going to call; the others of the queue see who. First come wins."""
    callback = callback_for(agent, callback_id)
    return _move(
        callback.pk,
        CallbackAction.TAKE,
        actor=agent.as_actor(),
        event="callback.taken",
        changes={"agent": agent, "taken_at": timezone.now()},
    )


def release_callback(*, callback_id: UUID, agent: Agent) -> Callback:
    """The agent gives back what he or she has taken: somebody else may."""
    return _release(callback_id, actor=agent.as_actor(), agent=agent)


def _release(callback_id: UUID, *, actor: Actor, agent: Agent) -> Callback:
    return _move(
        callback_id,
        CallbackAction.RELEASE,
        actor=actor,
        event="callback.released",
        changes={"agent": None, "taken_at": None},
        taker=agent,
    )


def finish_callback(
    *, callback_id: UUID, agent: Agent, outcome: CallbackOutcome, note: str = ""
) -> Callback:
    """The agent who has it says how the call went."""
    return _move(
        callback_id,
        CallbackAction.FINISH,
        actor=agent.as_actor(),
        event="callback.done",
        changes={"outcome": outcome, "note": note, "closed_at": timezone.now()},
        taker=agent,
    )


def release_callbacks_of(*, agent: Agent) -> int:
    """What an agent who is gone has taken is open again; how many."""
    taken = Callback.objects.filter(agent=agent, state=CallbackState.TAKEN)
    count = 0
    for pk in list(taken.values_list("pk", flat=True)):
        try:
            _release(pk, actor=SYSTEM, agent=agent)
        except DomainError:  # done in between
            continue
        count += 1
    return count


def release_orphaned_callbacks() -> int:
    """Taken by somebody who is logged out, however that came to be; how many."""
    gone = Agent.objects.filter(
        state=Presence.LOGGED_OUT, callbacks__state=CallbackState.TAKEN
    ).distinct()
    return sum(release_callbacks_of(agent=agent) for agent in gone)


def expire_callbacks() -> int:
    """What nobody took for days, counted from the time asked for, ends; how many."""
    before = timezone.now() - timedelta(days=settings.COBROWSE_CALLBACK_DAYS)
    wanted_at = Greatest("created_at", Coalesce("preferred_at", "created_at"))
    due = Callback.objects.alias(wanted_at=wanted_at).filter(
        Q(wanted_at__lt=before), state=CallbackState.OPEN
    )
    count = 0
    for pk in list(due.values_list("pk", flat=True)[:EXPIRED_BATCH]):
        try:
            _move(
                pk,
                CallbackAction.CANCEL,
                actor=SYSTEM,
                event="callback.expired",
                changes={"closed_at": timezone.now()},
            )
        except DomainError:  # somebody was faster
            continue
        count += 1
    return count


def _move(
    callback_id: UUID,
    action: CallbackAction,
    *,
    actor: Actor,
    event: str,
    changes: Mapping[str, object],
    taker: Agent | None = None,
    heard_by_customer: bool = True,
) -> Callback:
    """Commit one action with its event; `taker` is who must have it now."""
    with transaction.atomic():
        callback = (
            Callback.objects.select_for_update(of=("self",), no_key=True)
            .select_related("queue", "agent", "customer", "site")
            .filter(pk=callback_id)
            .first()
        )
        if callback is None:
            raise not_found()
        if taker is not None and callback.agent_id != taker.pk:
            raise not_found()
        old = CallbackState(callback.state)
        verdict = decide_callback(old, action, actor.role)
        if verdict.state is None:
            assert verdict.refusal is not None
            status = 403 if verdict.refusal is CallbackRefusal.ROLE else 409
            raise DomainError(verdict.refusal.value, status, str(verdict.refusal.label))
        won = Callback.objects.filter(pk=callback.pk, state=old).update(
            state=verdict.state, **changes
        )
        if not won:
            raise conflict()
        callback.refresh_from_db()
        _record(callback, event, actor, old_state=old)
        tell_callback(callback, customer=heard_by_customer, left=taker)
    return callback


def _record(
    callback: Callback, name: str, actor: Actor, *, old_state: str = ""
) -> None:
    CallbackEvent.objects.create(
        callback=callback,
        name=name,
        old_state=old_state,
        state=callback.state,
        actor_role=actor.role,
        actor_id=actor.id,
    )
