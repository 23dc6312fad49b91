"""End sessions, and do what is due by itself (SL-7, SL-8)."""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cobrowse.actors import SYSTEM, Actor
from sessions_app import hooks
from sessions_app.deadlines import end_due, has_writer_left, is_request_expired
from sessions_app.lifecycle import Action, EndReason, end_reason_of
from sessions_app.models import CobrowseSession, JoinAttempt
from sessions_app.selectors import live_sessions, policy_of
from sessions_app.services import attached
from sessions_app.services.record import decide, lock, swap

log = logging.getLogger(__name__)

ATTEMPTS_KEPT = timedelta(days=1)


def end_session(
    *, session: CobrowseSession, actor: Actor, reason: EndReason | None = None
) -> CobrowseSession:
    """End it for good. Customers and agents need no reason: theirs is known.

    Errors: session_not_found (also when it has ended).
    """
    settle(session_id=session.pk)
    with transaction.atomic():
        locked = lock(session.pk, actor)
        why = end_reason_of(actor.role) or reason
        if why is None:
            raise ValueError("the system must say why a session ends")
        return _end(locked, actor=actor, reason=why, at=timezone.now())


def _end(
    session: CobrowseSession, *, actor: Actor, reason: EndReason, at: datetime
) -> CobrowseSession:
    new = decide(session, Action.END, actor)
    ended = swap(
        session,
        new,
        actor=actor,
        cause="session.ended",
        at=at,
        detail={"reason": reason.value},
        ended_at=max(at, session.activated_at or session.created_at),
        end_reason=reason,
        customer_connection="",
        agent_connection="",
    )
    attached.write_exit(ended)
    for hook in hooks.on_session_ended:
        hook(ended)
    return ended


def settle(*, session_id: UUID, now: datetime | None = None) -> None:
    """Do what is due on this session. Every service calls this first.

    It commits by itself, so that a refusal that follows does not undo it. The time-out
    that ran out first names the reason and the time of the end.
    """
    now = now or timezone.now()
    session = live_sessions().filter(pk=session_id).first()
    if session is None or not _is_anything_due(session, now):
        return
    with transaction.atomic():
        session = lock(session_id, SYSTEM)
        policy = policy_of(session.site)
        if due := end_due(session, policy, now):
            _end(session, actor=SYSTEM, reason=due.reason, at=due.at)
        elif is_request_expired(session, now):
            new = decide(session, Action.EXPIRE_WRITE, SYSTEM)
            swap(session, new, actor=SYSTEM, cause="write.expired", at=now)
        elif has_writer_left(session, policy, now):
            new = decide(session, Action.DROP_WRITE, SYSTEM)
            swap(
                session,
                new,
                actor=SYSTEM,
                cause="write.dropped",
                at=now,
                detail={"why": "agent_away"},
            )


def _is_anything_due(session: CobrowseSession, now: datetime) -> bool:
    policy = policy_of(session.site)
    return bool(
        end_due(session, policy, now)
        or is_request_expired(session, now)
        or has_writer_left(session, policy, now)
    )


def expire_sessions(*, now: datetime | None = None) -> int:
    """Settle every live session on which something is due; how many there were."""
    now = now or timezone.now()
    due = [s.pk for s in live_sessions() if _is_anything_due(s, now)]
    for session_id in due:
        try:
            settle(session_id=session_id, now=now)
        except Exception:
            # One that cannot be settled must not keep all others alive.
            log.exception("a session could not be settled")
    JoinAttempt.objects.filter(at__lt=now - ATTEMPTS_KEPT).delete()
    return len(due)
