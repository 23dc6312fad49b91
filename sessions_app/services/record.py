"""How every write of this app is done: lock, decide, swap, record, announce."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cobrowse.actors import Actor, Role
from cobrowse.announce import (
    agent_group,
    announce,
    close_group,
    customer_group,
    session_group,
    tell,
)
from cobrowse.errors import conflict
from interactions.models import Interaction
from sessions_app import relay
from sessions_app.errors import refusal, session_not_found
from sessions_app.lifecycle import Action, Mode, Standing, State, after
from sessions_app.models import CobrowseSession, SessionEvent
from sessions_app.protocol import Cause, SessionUpdated
from sessions_app.selectors import session_state, sessions, standing_of

CLOSE_SESSION_ENDED = 4410


def lock(session_id: UUID, actor: Actor) -> CobrowseSession:
    """The session, held until the transaction ends; not found for strangers.

    Rows are always locked in one order (interaction, session, agent), so that services
    of both apps never wait for each other in a circle.
    """
    interaction_id = (
        CobrowseSession.objects.filter(pk=session_id)
        .values_list("interaction_id", flat=True)
        .first()
    )
    if interaction_id is not None:
        Interaction.objects.select_for_update(of=("self",)).get(pk=interaction_id)
    session = sessions().select_for_update(of=("self",)).filter(pk=session_id).first()
    if session is None or not may_act(session, actor):
        raise session_not_found()
    return session


def may_act(session: CobrowseSession, actor: Actor) -> bool:
    """Customers and agents act in their own session only."""
    if actor.role is Role.CUSTOMER:
        return actor.is_(Role.CUSTOMER, session.customer_id)
    if actor.role is Role.AGENT:
        return actor.is_(Role.AGENT, session.agent_id)
    return actor.role in {Role.STAFF, Role.SYSTEM}


def decide(session: CobrowseSession, action: Action, actor: Actor) -> Standing:
    """What the lifecycle table says; DomainError when it says no."""
    new = after(standing_of(session), action, actor.role)
    if isinstance(new, str):
        raise refusal(new)
    return new


def swap(
    session: CobrowseSession,
    new: Standing,
    *,
    actor: Actor,
    cause: Cause,
    at: datetime | None = None,
    detail: dict[str, object] | None = None,
    **changes: object,
) -> CobrowseSession:
    """Commit a new standing, record it and tell everybody.

    Compare-and-swap on the mode epoch, which grows with every change of standing:
    DomainError(conflict) when somebody else was faster.
    """
    values: dict[str, object] = {
        "state": new.state,
        "mode": new.mode,
        "paused": new.paused,
        "mode_epoch": session.mode_epoch + 1,
        **changes,
    }
    if not new.requested:
        values["write_request_expires_at"] = None
    swapped = CobrowseSession.objects.filter(
        pk=session.pk, state=session.state, mode_epoch=session.mode_epoch
    ).update(**values)
    if not swapped:
        raise conflict()
    fresh = sessions().get(pk=session.pk)
    record(fresh, actor=actor, cause=cause, at=at, detail=detail)
    return fresh


def record(
    session: CobrowseSession,
    *,
    actor: Actor,
    cause: Cause,
    at: datetime | None = None,
    detail: dict[str, object] | None = None,
) -> None:
    """One event row now, the announcement on commit."""
    SessionEvent.objects.create(
        session=session,
        at=at or timezone.now(),
        name=cause,
        state=session.state,
        mode=session.mode,
        agent=session.agent,
        actor_role=actor.role,
        actor_id=actor.id,
        detail=detail or {},
    )
    _announce(session, cause)


def permit_of(session: CobrowseSession) -> relay.Permit:
    """What the relay goes by, as of this row."""
    return relay.Permit(
        State(session.state), Mode(session.mode), session.mode_epoch, session.paused
    )


def _announce(session: CobrowseSession, cause: Cause) -> None:
    permit = permit_of(session)
    group = session_group(session.pk)
    # Sockets of this process obey at once, those of others as soon as they hear of it.
    transaction.on_commit(lambda: relay.rooms.note(session.pk, permit), robust=True)
    tell(group, "permit", **permit.as_data())
    message = SessionUpdated(session=session_state(session), cause=cause)
    announce(group, message)
    announce(customer_group(session.customer_id), message)
    if session.agent_id is not None:
        announce(agent_group(session.agent_id), message)
    if session.state == State.ENDED:
        close_group(group, CLOSE_SESSION_ENDED, "session_ended")
