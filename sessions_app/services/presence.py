"""Signs of life of both sides, the customer's page, whose socket speaks for whom."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from agents.models import Agent
from cobrowse.actors import Actor, Role
from cobrowse.announce import announce, session_group, tell
from cobrowse.errors import DomainError
from cobrowse.text import clean_line, clean_url
from interactions.models import Customer
from sessions_app.errors import session_not_found
from sessions_app.lifecycle import LIVE_STATES, Action
from sessions_app.models import CobrowseSession, SessionEvent
from sessions_app.models.sessions import TITLE_CHARS, URL_CHARS
from sessions_app.protocol import Cause, PageOpened, SessionPage
from sessions_app.selectors import pinned_of, sessions
from sessions_app.services.end import settle
from sessions_app.services.record import decide, lock, record


def connect_customer(
    *,
    session_id: UUID,
    customer: Customer,
    connection: str,
    tab: str,
    epoch: int,
    page: SessionPage,
) -> CobrowseSession:
    """This socket speaks for the customer from now on; an older one is superseded."""
    actor = customer.as_actor()
    settle(session_id=session_id)
    with transaction.atomic():
        locked = lock(session_id, actor)
        decide(locked, Action.OPEN_PAGE, actor)
        now = timezone.now()
        fresh = _write(
            locked,
            customer_connection=connection,
            customer_seen_at=now,
            last_activity_at=now,
            sharing_tab=tab,
            page_epoch=epoch,
        )
        _take_over(fresh, actor, connection)
        return _turn_page(fresh, actor, page, is_new_load=True)


def connect_agent(
    *, session_id: UUID, agent: Agent, connection: str
) -> CobrowseSession:
    """This viewer speaks for the agent from now on; an older one is superseded."""
    actor = agent.as_actor()
    settle(session_id=session_id)
    with transaction.atomic():
        locked = lock(session_id, actor)
        _must_live(locked)
        fresh = _write(
            locked, agent_connection=connection, agent_seen_at=timezone.now()
        )
        _take_over(fresh, actor, connection)
        return fresh


def _take_over(session: CobrowseSession, actor: Actor, connection: str) -> None:
    seen = SessionEvent.objects.filter(
        session=session, name="peer.online", actor_role=actor.role
    ).exists()
    cause: Cause = "session.resumed" if seen else "peer.online"
    record(session, actor=actor, cause=cause)
    tell(
        session_group(session.pk, actor.role.value),
        "taken_over",
        connection=connection,
    )


def disconnect(*, session_id: UUID, actor: Actor, connection: str) -> None:
    """The socket is gone; nothing happens if another one has taken over."""
    role = actor.role.value
    with transaction.atomic():
        session = sessions().select_for_update(of=("self",)).filter(pk=session_id)
        held = session.filter(**{f"{role}_connection": connection}).first()
        if held is None:
            return
        fresh = _write(
            held, **{f"{role}_connection": "", f"{role}_seen_at": timezone.now()}
        )
        record(fresh, actor=actor, cause="peer.offline")


def mark_seen(
    *, session_id: UUID, role: Role, connection: str, was_active: bool = False
) -> bool:
    """The heartbeat of a socket; False when it does not speak for its side any more.

    What is due is settled first, so that a late sign of life revives nothing.
    """
    settle(session_id=session_id)
    now = timezone.now()
    changes: dict[str, object] = {f"{role.value}_seen_at": now}
    if was_active:
        changes["last_activity_at"] = now
    return bool(
        CobrowseSession.objects.filter(
            pk=session_id, **{f"{role.value}_connection": connection}
        ).update(**changes)
    )


def note_breaches(*, session_id: UUID, actor: Actor, count: int) -> None:
    """For the audit: so many frames that this side may not send, since last time."""
    session = sessions().get(pk=session_id)
    SessionEvent.objects.create(
        session=session,
        name="frames.refused",
        state=session.state,
        mode=session.mode,
        agent=session.agent,
        actor_role=actor.role,
        actor_id=actor.id,
        detail={"count": count},
    )


def note_activity(*, session: CobrowseSession, actor: Actor) -> None:
    """Somebody did something: the inactivity time-out starts anew."""
    settle(session_id=session.pk)
    with transaction.atomic():
        locked = lock(session.pk, actor)
        _must_live(locked)
        _write(locked, last_activity_at=timezone.now())


def open_page(
    *, session: CobrowseSession, actor: Actor, connection: str, page: SessionPage
) -> CobrowseSession:
    """The customer's page has a new address. Only the sharing tab may say so.

    Errors: superseded (409), session_not_found, not_allowed.
    """
    settle(session_id=session.pk)
    with transaction.atomic():
        locked = lock(session.pk, actor)
        decide(locked, Action.OPEN_PAGE, actor)
        if locked.customer_connection != connection:
            raise DomainError("superseded", 409, "Another tab shares now.")
        fresh = _write(locked, last_activity_at=timezone.now())
        return _turn_page(fresh, actor, page, is_new_load=False)


def _turn_page(
    session: CobrowseSession, actor: Actor, page: SessionPage, *, is_new_load: bool
) -> CobrowseSession:
    """Remember where the customer is: address without query and fragment, title.

    Pages that are opened while sharing is paused are nobody's business.
    """
    if session.paused:
        return session
    url = clean_url(str(clean_line(page.url)))[:URL_CHARS]
    title = "" if pinned_of(session)["mask_title"] else str(clean_line(page.title))
    title = title[:TITLE_CHARS]
    is_known = (session.page_url, session.page_title) == (url, title)
    if is_known and not is_new_load:
        return session
    fresh = _write(session, page_url=url, page_title=title)
    record(
        fresh,
        actor=actor,
        cause="page.opened",
        detail={"url": url, "title": title, "epoch": fresh.page_epoch},
    )
    announce(
        session_group(fresh.pk, Role.AGENT.value), PageOpened(url=url, title=title)
    )
    return fresh


def _must_live(session: CobrowseSession) -> None:
    """An ended session takes no sign of life."""
    if session.state not in LIVE_STATES:
        raise session_not_found()


def _write(session: CobrowseSession, **changes: object) -> CobrowseSession:
    CobrowseSession.objects.filter(pk=session.pk).update(**changes)
    return sessions().get(pk=session.pk)
