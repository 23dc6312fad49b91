"""Co-browse straight from a call made in the browser: no digits to read out."""

import pytest

from agents.models import Agent
from interactions.lifecycle import Media
from interactions.models import Customer, Site
from interactions.services import end_interaction, hold_call, transfer_interaction
from sessions_app.lifecycle import EndReason, Mode, State
from sessions_app.models import CobrowseSession
from sessions_app.services import join_session, start_session
from tests.calls.callers import make_answered_call, make_caller, make_waiting_call
from tests.people import make_ready
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def carla(site: Site, alice: Agent) -> Customer:
    make_ready(alice)
    return make_caller(site)


def share(customer: Customer) -> CobrowseSession:
    return start_session(
        customer=customer, media=Media.VOICE, actor=customer.as_actor()
    )


def test_the_agent_of_the_call_joins_by_itself(carla: Customer, alice: Agent) -> None:
    call = make_answered_call(carla, alice)
    session = share(carla)
    assert (session.state, session.mode) == (State.ACTIVE, Mode.POINTER)
    assert (session.agent, session.interaction) == (alice, call)
    assert session.media == "voice"
    call.refresh_from_db()
    assert call.attached_data["CoBrowseAssociated"] == "Yes"
    assert share(carla).pk == session.pk


def test_a_call_on_hold_is_still_a_call(carla: Customer, alice: Agent) -> None:
    call = make_answered_call(carla, alice)
    hold_call(interaction=call, actor=alice.as_actor())
    assert share(carla).state == State.ACTIVE


def test_before_the_answer_there_are_digits_as_on_any_call(
    carla: Customer, alice: Agent
) -> None:
    make_waiting_call(carla)
    session = share(carla)
    assert (session.state, session.interaction) == (State.PENDING, None)


def test_a_session_that_waited_for_digits_is_joined_from_the_call(
    carla: Customer, alice: Agent
) -> None:
    waiting = share(carla)
    call = make_answered_call(carla, alice)
    joined = share(carla)
    assert (joined.pk, joined.state) == (waiting.pk, State.ACTIVE)
    assert joined.interaction == call


def test_the_digits_work_too_also_from_another_browser(
    site: Site, carla: Customer, alice: Agent
) -> None:
    call = make_answered_call(carla, alice)
    elsewhere = share(make_caller(site))
    joined = join_session(
        agent=alice,
        interaction_id=call.pk,
        session_id=elsewhere.session_id,
        actor=alice.as_actor(),
    )
    assert (joined.pk, joined.interaction) == (elsewhere.pk, call)


def test_somebody_elses_call_joins_nothing(
    site: Site, carla: Customer, alice: Agent
) -> None:
    make_answered_call(carla, alice)
    mallory = share(make_caller(site))
    assert (mallory.state, mallory.agent) == (State.PENDING, None)


def test_a_chat_session_in_between_is_not_taken_over(
    site: Site, carla: Customer, alice: Agent
) -> None:
    make_answered_call(carla, alice)
    share(carla)
    with refused("no_interaction"):
        start_session(customer=carla, media=Media.CHAT, actor=carla.as_actor())


@pytest.mark.parametrize("side", ["customer", "agent"])
def test_the_end_of_the_call_ends_it(carla: Customer, alice: Agent, side: str) -> None:
    call = make_answered_call(carla, alice)
    session = share(carla)
    actor = carla.as_actor() if side == "customer" else alice.as_actor()
    end_interaction(interaction=call, actor=actor)
    session.refresh_from_db()
    assert session.end_reason == EndReason.INTERACTION_ENDED


def test_a_transfer_of_the_call_ends_it_and_the_next_agent_gets_a_new_one(
    carla: Customer, alice: Agent, bob: Agent
) -> None:
    call = make_answered_call(carla, alice)
    session = share(carla)
    make_ready(bob)
    transfer_interaction(interaction=call, actor=alice.as_actor(), to_agent=bob.pk)
    session.refresh_from_db()
    assert session.end_reason == EndReason.INTERACTION_TRANSFERRED
