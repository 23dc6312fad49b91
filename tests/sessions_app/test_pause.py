"""Sharing paused and taken up again by the customer (P-28)."""

import pytest
from django.db import IntegrityError, transaction

from cobrowse.actors import Role
from cobrowse.errors import DomainError
from sessions_app import services
from sessions_app.lifecycle import EndReason, Mode, State
from sessions_app.models import CobrowseSession, SessionEvent
from sessions_app.protocol import SessionPage
from sessions_app.selectors import session_state
from sessions_app.services.pause import RESUMES_PER_MINUTE
from tests.sessions_app.places import (
    Place,
    agent_of,
    back_in_time,
    both_online,
    customer_of,
    events_of,
    foreign_customer,
    fresh,
    make_chat_session,
    make_place,
    make_policy,
    make_waiting_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    return both_online(make_chat_session(place))


def pause(session: CobrowseSession) -> CobrowseSession:
    return services.pause_sharing(session=session, actor=customer_of(session))


def resume(session: CobrowseSession) -> CobrowseSession:
    return services.resume_sharing(session=session, actor=customer_of(session))


def request(session: CobrowseSession) -> CobrowseSession:
    return services.request_write(session=session, actor=agent_of(session))


def load_page(session: CobrowseSession, url: str, connection: str) -> None:
    services.connect_customer(
        session_id=session.pk,
        customer=session.customer,
        connection=connection,
        tab="tab-1",
        epoch=2,
        page=SessionPage(url=url, title="Elsewhere"),
    )


def last_event(session: CobrowseSession) -> SessionEvent:
    return SessionEvent.objects.filter(session=session).order_by("pk").last()  # type: ignore[return-value]


def test_both_sides_see_the_pause_and_its_end(session: CobrowseSession) -> None:
    before = fresh(session).mode_epoch
    paused = pause(session)
    assert session_state(paused).paused
    assert paused.mode_epoch > before
    resumed = resume(session)
    assert not session_state(resumed).paused
    assert resumed.mode_epoch > paused.mode_epoch
    assert events_of(session)[-2:] == ["sharing.paused", "sharing.resumed"]


def test_a_pause_ends_write_mode_for_good(session: CobrowseSession) -> None:
    request(session)
    services.grant_write(session=session, actor=customer_of(session))
    assert pause(session).mode == Mode.POINTER
    assert last_event(session).detail == {"dropped": "write"}
    assert resume(session).mode == Mode.POINTER


def test_an_open_request_does_not_outlive_a_pause(session: CobrowseSession) -> None:
    request(session)
    assert pause(session).write_request_expires_at is None
    assert last_event(session).detail == {"dropped": "request"}
    for answer in (services.grant_write, services.decline_write):
        with pytest.raises(DomainError, match="nothing_requested"):
            answer(session=session, actor=customer_of(session))
    resume(session)
    with pytest.raises(DomainError, match="nothing_requested"):
        services.grant_write(session=session, actor=customer_of(session))


def test_nobody_asks_for_write_mode_meanwhile(session: CobrowseSession) -> None:
    pause(session)
    with pytest.raises(DomainError, match="sharing_paused"):
        request(session)
    assert fresh(session).write_request_count == 0


def test_only_the_customer_of_the_session_pauses_and_resumes(
    place: Place, session: CobrowseSession
) -> None:
    stranger = foreign_customer(place).as_actor()
    for act in (services.pause_sharing, services.resume_sharing):
        with pytest.raises(DomainError, match="not_allowed"):
            act(session=session, actor=agent_of(session))
        for nobody in (stranger, place.bob.as_actor()):
            with pytest.raises(DomainError, match="session_not_found"):
                act(session=session, actor=nobody)


def test_what_makes_no_sense_is_refused(place: Place, session: CobrowseSession) -> None:
    with pytest.raises(DomainError, match="not_paused"):
        resume(session)
    pause(session)
    with pytest.raises(DomainError, match="already_paused"):
        pause(session)
    with pytest.raises(DomainError, match="not_active"):
        pause(make_waiting_session(place))
    services.end_session(session=session, actor=customer_of(session))
    for act in (pause, resume):
        with pytest.raises(DomainError, match="session_not_found"):
            act(session)
    assert not fresh(session).paused


def test_a_page_load_in_a_pause_neither_ends_it_nor_tells_the_page(
    session: CobrowseSession,
) -> None:
    pause(session)
    known = session_state(fresh(session)).page
    load_page(session, "https://shop.example/my/diagnosis", "customer-2")
    services.open_page(
        session=session,
        actor=customer_of(session),
        connection="customer-2",
        page=SessionPage(url="https://shop.example/my/letters", title="Letters"),
    )
    now = fresh(session)
    assert now.paused
    assert session_state(now).page == known
    opened = SessionEvent.objects.filter(session=session, name="page.opened")
    assert [event.detail["url"] for event in opened] == ["https://shop.example/cart"]


def test_the_page_is_told_once_sharing_goes_on(session: CobrowseSession) -> None:
    pause(session)
    load_page(session, "https://shop.example/help", "customer-2")
    resume(session)
    services.open_page(
        session=session,
        actor=customer_of(session),
        connection="customer-2",
        page=SessionPage(url="https://shop.example/help", title="Help"),
    )
    page = session_state(fresh(session)).page
    assert page is not None
    assert page.url == "https://shop.example/help"


def test_a_forgotten_pause_ends_by_inactivity(session: CobrowseSession) -> None:
    make_policy(session.site, inactivity_seconds=60)
    pause(session)
    back_in_time(session, 61, "last_activity_at")
    services.mark_seen(
        session_id=session.pk, role=Role.AGENT, connection="agent-1", was_active=True
    )
    ended = fresh(session)
    assert (ended.state, ended.end_reason) == (State.ENDED, EndReason.INACTIVITY)


def test_a_customer_who_works_on_the_page_holds_the_pause(
    session: CobrowseSession,
) -> None:
    make_policy(session.site, inactivity_seconds=60)
    pause(session)
    back_in_time(session, 50, "last_activity_at")
    services.note_activity(session=session, actor=customer_of(session))
    back_in_time(session, 50, "last_activity_at")
    services.settle(session_id=session.pk)
    assert fresh(session).state == State.ACTIVE


def test_a_pause_is_never_refused_for_haste_but_its_end_is(
    session: CobrowseSession,
) -> None:
    for _ in range(RESUMES_PER_MINUTE):
        pause(session)
        resume(session)
    pause(session)
    with pytest.raises(DomainError, match="rate_limited"):
        resume(session)
    assert fresh(session).paused


@pytest.mark.parametrize(
    "wrong", [{"mode": "write"}, {"state": "pending"}, {"state": "ended"}]
)
def test_the_database_knows_that_a_pause_is_quiet(
    session: CobrowseSession, wrong: dict[str, str]
) -> None:
    pause(session)
    row = CobrowseSession.objects.filter(pk=session.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.update(**wrong)
