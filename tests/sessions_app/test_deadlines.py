"""Time-outs come from stored times, whoever looks first (SL-4, SL-7, SL-8)."""

from datetime import timedelta

import pytest

from cobrowse.actors import SYSTEM
from cobrowse.errors import DomainError
from interactions.lifecycle import Media
from interactions.services import end_interaction
from sessions_app import services
from sessions_app.lifecycle import EndReason, State
from sessions_app.models import CobrowseSession, SessionEvent
from sessions_app.tasks import expire_sessions
from tests.sessions_app.places import (
    Place,
    agent_of,
    back_in_time,
    both_online,
    customer_of,
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


def hang_up(session: CobrowseSession, role: str) -> None:
    actor = customer_of(session) if role == "customer" else agent_of(session)
    services.disconnect(session_id=session.pk, actor=actor, connection=f"{role}-1")


def test_nothing_is_due_on_a_fresh_session(session: CobrowseSession) -> None:
    assert expire_sessions() == 0
    assert fresh(session).state == State.ACTIVE


def test_a_session_that_nobody_joins_ends(place: Place) -> None:
    waiting = make_waiting_session(place)
    back_in_time(waiting, 601, "created_at")
    assert expire_sessions() == 1
    ended = fresh(waiting)
    assert (ended.state, ended.end_reason) == (State.ENDED, EndReason.NEVER_JOINED)
    assert ended.ended_at == ended.created_at + timedelta(seconds=600)


def test_a_waiting_customer_is_there_as_long_as_the_widget_is(place: Place) -> None:
    waiting = make_waiting_session(place)
    back_in_time(waiting, 300, "customer_seen_at", "created_at")
    assert expire_sessions() == 0
    customer = waiting.customer
    customer.last_seen_at -= timedelta(seconds=156)
    customer.save()
    assert expire_sessions() == 1
    assert fresh(waiting).end_reason == EndReason.CUSTOMER_OFFLINE


@pytest.mark.parametrize(
    ("role", "reason"),
    [
        ("customer", EndReason.CUSTOMER_OFFLINE),
        ("agent", EndReason.AGENT_OFFLINE),
    ],
)
def test_a_side_that_stays_away_ends_the_session(
    session: CobrowseSession, role: str, reason: EndReason
) -> None:
    hang_up(session, role)
    back_in_time(session, 119, f"{role}_seen_at")
    assert expire_sessions() == 0
    back_in_time(session, 2, f"{role}_seen_at")
    assert expire_sessions() == 1
    assert fresh(session).end_reason == reason


def test_inactivity_ends_the_session(session: CobrowseSession) -> None:
    back_in_time(session, 601, "last_activity_at")
    assert expire_sessions() == 1
    assert fresh(session).end_reason == EndReason.INACTIVITY


def test_activity_in_time_keeps_it_alive(session: CobrowseSession) -> None:
    back_in_time(session, 599, "last_activity_at")
    services.note_activity(session=session, actor=customer_of(session))
    back_in_time(session, 10, "last_activity_at")
    assert expire_sessions() == 0


def test_activity_that_comes_too_late_revives_nothing(
    session: CobrowseSession,
) -> None:
    back_in_time(session, 601, "last_activity_at")
    with pytest.raises(DomainError, match="session_not_found"):
        services.note_activity(session=session, actor=customer_of(session))
    assert fresh(session).end_reason == EndReason.INACTIVITY


def test_a_late_heartbeat_revives_nothing(session: CobrowseSession) -> None:
    back_in_time(session, 131, "customer_seen_at")
    assert not services.mark_seen(
        session_id=session.pk,
        role=customer_of(session).role,
        connection="customer-1",
    )
    assert fresh(session).end_reason == EndReason.CUSTOMER_OFFLINE


def test_the_time_out_that_ran_out_first_names_the_reason(
    session: CobrowseSession,
) -> None:
    hang_up(session, "customer")
    hang_up(session, "agent")
    back_in_time(session, 700, "last_activity_at", "created_at", "activated_at")
    back_in_time(session, 300, "customer_seen_at")
    back_in_time(session, 200, "agent_seen_at")
    before = fresh(session).customer_seen_at
    services.settle(session_id=session.pk)
    ended = fresh(session)
    assert ended.end_reason == EndReason.CUSTOMER_OFFLINE
    # The end is when it was due, not when somebody noticed.
    assert ended.ended_at == before + timedelta(seconds=120)


def test_a_socket_of_a_crashed_server_counts_for_two_heartbeats_only(
    session: CobrowseSession,
) -> None:
    back_in_time(session, 125, "customer_seen_at")
    assert expire_sessions() == 0
    back_in_time(session, 6, "customer_seen_at")
    assert expire_sessions() == 1


def test_an_unnoticed_time_out_does_not_stand_in_the_way_of_ending_the_chat(
    session: CobrowseSession,
) -> None:
    back_in_time(session, 601, "last_activity_at", "created_at", "activated_at")
    assert session.interaction is not None
    end_interaction(interaction=session.interaction, actor=customer_of(session))
    session.interaction.refresh_from_db()
    assert session.interaction.state == "ended"
    assert fresh(session).end_reason == EndReason.INACTIVITY


def test_expiring_twice_ends_once(session: CobrowseSession) -> None:
    back_in_time(session, 601, "last_activity_at")
    assert [expire_sessions(), expire_sessions()] == [1, 0]
    ends = SessionEvent.objects.filter(session=session, name="session.ended")
    assert ends.count() == 1


def test_a_policy_sets_every_time_out(place: Place) -> None:
    make_policy(
        place.site,
        waiting_seconds=3,
        inactivity_seconds=4,
        customer_offline_seconds=30,
    )
    waiting, session = make_waiting_session(place), make_chat_session(place)
    back_in_time(waiting, 4, "created_at")
    back_in_time(session, 5, "last_activity_at")
    assert expire_sessions() == 2
    assert fresh(waiting).end_reason == EndReason.NEVER_JOINED
    assert fresh(session).end_reason == EndReason.INACTIVITY


def test_starting_anew_after_an_unnoticed_time_out_works(place: Place) -> None:
    waiting = make_waiting_session(place)
    back_in_time(waiting, 601, "created_at")
    again = services.start_session(
        customer=waiting.customer, media=Media.VOICE, actor=customer_of(waiting)
    )
    assert again.pk != waiting.pk
    assert fresh(waiting).state == State.ENDED


def test_ends_name_who_ended_and_happen_once(session: CobrowseSession) -> None:
    services.end_session(session=session, actor=agent_of(session))
    with pytest.raises(DomainError, match="session_not_found"):
        services.end_session(session=session, actor=customer_of(session))
    assert fresh(session).end_reason == EndReason.AGENT_ENDED


def test_the_system_must_say_why(session: CobrowseSession) -> None:
    with pytest.raises(ValueError, match="must say why"):
        services.end_session(session=session, actor=SYSTEM)
    services.end_session(session=session, actor=SYSTEM, reason=EndReason.ERROR)
    assert fresh(session).end_reason == EndReason.ERROR
