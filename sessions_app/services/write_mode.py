"""Ask for Write Mode, answer, give back, take back (MD-5, MD-7)."""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from cobrowse.actors import Actor
from sessions_app.errors import too_often
from sessions_app.lifecycle import Action
from sessions_app.models import CobrowseSession
from sessions_app.protocol import Cause
from sessions_app.selectors import policy_of
from sessions_app.services import attached
from sessions_app.services.end import settle
from sessions_app.services.record import decide, lock, swap


def request_write(*, session: CobrowseSession, actor: Actor) -> CobrowseSession:
    """The agent asks. Only so often and only so many times in a session (T28).

    Errors: too_many_requests (429; retry_after when waiting helps), not_active,
    already_requested, already_write, not_allowed, session_not_found.
    """
    settle(session_id=session.pk)
    with transaction.atomic():
        locked = lock(session.pk, actor)
        new = decide(locked, Action.REQUEST_WRITE, actor)
        _check_patience(locked)
        now = timezone.now()
        seconds = policy_of(locked.site).write_request_seconds
        return swap(
            locked,
            new,
            actor=actor,
            cause="write.requested",
            at=now,
            write_requested_at=now,
            write_request_expires_at=now + timedelta(seconds=seconds),
            write_request_count=locked.write_request_count + 1,
            last_activity_at=now,
        )


def _check_patience(session: CobrowseSession) -> None:
    policy = policy_of(session.site)
    limit = policy.write_request_limit
    if session.write_request_count >= limit:
        raise too_often("too_many_requests", None, limit)
    if session.write_requested_at is not None:
        gap = timedelta(seconds=policy.write_request_gap_seconds)
        wait = session.write_requested_at + gap - timezone.now()
        if wait > timedelta(0):
            raise too_often("too_many_requests", wait.total_seconds(), limit)


def grant_write(*, session: CobrowseSession, actor: Actor) -> CobrowseSession:
    """The customer says yes. Errors: nothing_requested, session_not_found, …"""
    return _change(session, actor, Action.GRANT_WRITE, "write.granted")


def decline_write(*, session: CobrowseSession, actor: Actor) -> CobrowseSession:
    """The customer says no. Errors: nothing_requested, session_not_found, …"""
    return _change(
        session,
        actor,
        Action.DECLINE_WRITE,
        "write.declined",
        if_requested=attached.write_denied,
    )


def revoke_write(*, session: CobrowseSession, actor: Actor) -> CobrowseSession:
    """The customer takes Write Mode back, or says no while the question is open."""
    return _change(
        session,
        actor,
        Action.REVOKE_WRITE,
        "write.revoked",
        if_requested=attached.write_denied,
    )


def drop_write(*, session: CobrowseSession, actor: Actor) -> CobrowseSession:
    """The agent gives Write Mode back, or takes the question back."""
    return _change(session, actor, Action.DROP_WRITE, "write.dropped")


def _change(
    session: CobrowseSession,
    actor: Actor,
    action: Action,
    cause: Cause,
    if_requested: Callable[[CobrowseSession], None] | None = None,
) -> CobrowseSession:
    settle(session_id=session.pk)
    with transaction.atomic():
        locked = lock(session.pk, actor)
        was_requested = locked.write_request_expires_at is not None
        new = decide(locked, action, actor)
        changed = swap(
            locked, new, actor=actor, cause=cause, last_activity_at=timezone.now()
        )
        if if_requested is not None and was_requested:
            if_requested(changed)
        return changed
