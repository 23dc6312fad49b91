"""Pause sharing and take it up again: the customer's alone (contract of the widget)."""

from django.db import transaction
from django.utils import timezone

from cobrowse.actors import Actor
from cobrowse.quotas import take_quota
from sessions_app.lifecycle import Action, Mode
from sessions_app.models import CobrowseSession
from sessions_app.services.end import settle
from sessions_app.services.record import decide, lock, swap

RESUMES_PER_MINUTE = 20


def pause_sharing(*, session: CobrowseSession, actor: Actor) -> CobrowseSession:
    """Nothing is relayed until the customer resumes.

    Write Mode ends and an open request lapses; the event's detail says which it was.
    Time-outs run on: what the customer does on the page counts, the agent can do
    nothing that would. Errors: already_paused, not_active, session_not_found, …
    """
    settle(session_id=session.pk)
    with transaction.atomic():
        locked = lock(session.pk, actor)
        new = decide(locked, Action.PAUSE, actor)
        detail: dict[str, object] = {}
        if locked.mode == Mode.WRITE:
            detail = {"dropped": "write"}
        elif locked.write_request_expires_at is not None:
            detail = {"dropped": "request"}
        return swap(
            locked,
            new,
            actor=actor,
            cause="sharing.paused",
            detail=detail,
            last_activity_at=timezone.now(),
        )


def resume_sharing(*, session: CobrowseSession, actor: Actor) -> CobrowseSession:
    """Back in Pointer Mode. Each time the whole page is sent anew: not without end.

    Errors: not_paused, rate_limited, session_not_found, …
    """
    settle(session_id=session.pk)
    with transaction.atomic():
        locked = lock(session.pk, actor)
        new = decide(locked, Action.RESUME, actor)
        take_quota(
            "sharing.resume",
            session.pk.hex,
            limit=RESUMES_PER_MINUTE,
            window_seconds=60,
        )
        return swap(
            locked,
            new,
            actor=actor,
            cause="sharing.resumed",
            last_activity_at=timezone.now(),
        )
