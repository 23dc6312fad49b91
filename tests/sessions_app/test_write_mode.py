"""Write Mode: asked for, granted, declined, given back, taken back (MD-1 to MD-10)."""

import pytest

from cobrowse.actors import Actor
from cobrowse.errors import DomainError
from interactions.models import Interaction
from sessions_app import services
from sessions_app.lifecycle import Mode
from sessions_app.models import CobrowseSession, SessionEvent
from sessions_app.selectors import session_state
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


def request(session: CobrowseSession) -> CobrowseSession:
    return services.request_write(session=session, actor=agent_of(session))


def grant(session: CobrowseSession) -> CobrowseSession:
    return services.grant_write(session=session, actor=customer_of(session))


def patient(session: CobrowseSession) -> None:
    """As if the last request had been long ago."""
    back_in_time(session, 31, "write_requested_at")


def test_a_grant_leads_to_write_mode_and_every_step_has_a_newer_epoch(
    session: CobrowseSession,
) -> None:
    epochs = [fresh(session).mode_epoch]
    for step in (request, grant):
        epochs.append(step(session).mode_epoch)
    assert fresh(session).mode == Mode.WRITE
    services.revoke_write(session=session, actor=customer_of(session))
    epochs.append(fresh(session).mode_epoch)
    assert epochs == sorted(set(epochs))
    assert fresh(session).mode == Mode.POINTER
    assert events_of(session)[-3:] == [
        "write.requested",
        "write.granted",
        "write.revoked",
    ]


def test_every_change_of_mode_is_stored_with_time_and_actor(
    session: CobrowseSession,
) -> None:
    request(session)
    grant(session)
    event = SessionEvent.objects.get(session=session, name="write.granted")
    assert event.mode == Mode.WRITE
    assert (event.actor_role, event.actor_id) == ("customer", str(session.customer_id))
    assert event.agent == session.agent


def test_a_declined_request_is_told_and_counted_as_denied(
    session: CobrowseSession,
) -> None:
    request(session)
    services.decline_write(session=session, actor=customer_of(session))
    assert fresh(session).mode == Mode.POINTER
    assert session.interaction is not None
    chat = Interaction.objects.get(pk=session.interaction.pk)
    assert chat.attached_data["IsCoBrowseDenied"] == "Yes"


def test_nothing_can_be_granted_that_was_not_asked_for(
    session: CobrowseSession,
) -> None:
    for answer in (services.grant_write, services.decline_write):
        with pytest.raises(DomainError, match="nothing_requested"):
            answer(session=session, actor=customer_of(session))


def test_the_agent_cannot_answer_for_the_customer(session: CobrowseSession) -> None:
    request(session)
    for answer in (
        services.grant_write,
        services.decline_write,
        services.revoke_write,
    ):
        with pytest.raises(DomainError, match="not_allowed"):
            answer(session=session, actor=agent_of(session))
    assert fresh(session).mode == Mode.POINTER


def test_a_request_expires_even_when_nobody_looks(session: CobrowseSession) -> None:
    request(session)
    back_in_time(session, 61, "write_request_expires_at")
    with pytest.raises(DomainError, match="nothing_requested"):
        grant(session)
    assert fresh(session).write_request_expires_at is None
    assert events_of(session)[-1] == "write.expired"


def test_requests_need_half_a_minute_between_them(session: CobrowseSession) -> None:
    request(session)
    services.drop_write(session=session, actor=agent_of(session))
    with pytest.raises(DomainError) as refused:
        request(session)
    assert refused.value.code == "too_many_requests"
    assert refused.value.retry_after is not None
    assert 25 <= refused.value.retry_after <= 30
    patient(session)
    assert request(session).write_request_count == 2


def test_the_fourth_request_is_one_too_many(session: CobrowseSession) -> None:
    for _ in range(3):
        request(session)
        services.decline_write(session=session, actor=customer_of(session))
        patient(session)
    with pytest.raises(DomainError) as refused:
        request(session)
    assert (refused.value.code, refused.value.http_status) == ("too_many_requests", 429)
    assert refused.value.retry_after is None
    assert session_state(fresh(session)).write_requests_left == 0


def test_a_policy_lowers_gap_and_limit(place: Place) -> None:
    make_policy(place.site, write_request_gap_seconds=0, write_request_limit=5)
    session = both_online(make_chat_session(place))
    for _ in range(5):
        request(session)
        services.decline_write(session=session, actor=customer_of(session))


def test_write_mode_falls_back_when_the_agent_is_away(
    session: CobrowseSession,
) -> None:
    request(session)
    grant(session)
    services.disconnect(
        session_id=session.pk, actor=agent_of(session), connection="agent-1"
    )
    services.expire_sessions()
    assert fresh(session).mode == Mode.WRITE
    back_in_time(session, 11, "agent_seen_at")
    assert services.expire_sessions() == 1
    assert fresh(session).mode == Mode.POINTER
    dropped = SessionEvent.objects.get(session=session, name="write.dropped")
    assert dropped.actor_role == "system"


def test_pending_and_ended_sessions_know_no_write_mode(place: Place) -> None:
    waiting = make_waiting_session(place)
    with pytest.raises(DomainError, match="not_active"):
        services.grant_write(session=waiting, actor=customer_of(waiting))
    ended = make_chat_session(place)
    services.end_session(session=ended, actor=customer_of(ended))
    with pytest.raises(DomainError, match="session_not_found"):
        request(ended)


def test_outsiders_meet_a_session_that_does_not_exist(
    place: Place, session: CobrowseSession
) -> None:
    request(session)
    stranger = foreign_customer(place).as_actor()
    attempts: list[tuple[object, Actor]] = [
        (services.request_write, place.bob.as_actor()),
        (services.drop_write, place.bob.as_actor()),
        (services.end_session, place.bob.as_actor()),
        (services.grant_write, stranger),
        (services.decline_write, stranger),
        (services.revoke_write, stranger),
        (services.end_session, stranger),
        (services.note_activity, stranger),
    ]
    for service, actor in attempts:
        with pytest.raises(DomainError) as refused:
            service(session=session, actor=actor)  # type: ignore[operator]
        assert refused.value.code == "session_not_found"
    assert fresh(session).write_request_expires_at is not None
