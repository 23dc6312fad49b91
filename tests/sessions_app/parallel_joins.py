"""200 tries at once from threads, on a database with real row locks (T52).

Not collected by name: test_postgresql.py runs it on a PostgreSQL of its own.
"""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from agents.models import Agent
from cobrowse.errors import DomainError
from interactions.lifecycle import Media
from interactions.models import Interaction
from sessions_app.models import CobrowseSession, JoinAttempt
from sessions_app.services import join_session, start_session
from tests.people import make_active_chat, make_customer
from tests.sessions_app.places import (
    make_call,
    make_place,
    make_waiting_session,
)

pytestmark = pytest.mark.django_db(transaction=True)

TRIES = 200
THREADS = 16


def test_parallel_guesses_never_get_more_than_ten_lookups() -> None:
    assert connection.vendor == "postgresql"
    place = make_place()
    call = make_call(place.site, place.alice)
    waiting = make_waiting_session(place)
    wrong = f"{(int(waiting.session_id) + 1) % 10**9:09d}"

    def guess(_: int) -> str:
        try:
            join_session(
                agent=place.alice,
                interaction_id=call.pk,
                session_id=wrong,
                actor=place.alice.as_actor(),
            )
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()
        return "joined"

    with ThreadPoolExecutor(THREADS) as threads:
        codes = list(threads.map(guess, range(TRIES)))
    assert codes.count("session_not_found") == 10
    assert codes.count("rate_limited") == TRIES - 10
    assert JoinAttempt.objects.count() == 10


def test_two_agents_with_the_same_digits_at_once_give_one_join() -> None:
    place = make_place()
    waiting = make_waiting_session(place)
    calls = [
        (agent, make_call(place.site, agent)) for agent in (place.alice, place.bob)
    ]

    def join(pair: tuple[Agent, Interaction]) -> str:
        agent, call = pair
        try:
            join_session(
                agent=agent,
                interaction_id=call.pk,
                session_id=waiting.session_id,
                actor=agent.as_actor(),
            )
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()
        return "joined"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(join, calls))
    assert outcomes == ["joined", "session_not_found"]


def test_one_agent_joins_one_session_however_many_come_at_once() -> None:
    place = make_place()
    call = make_call(place.site, place.alice)
    waiting = [make_waiting_session(place) for _ in range(4)]

    def join(session: CobrowseSession) -> str:
        try:
            join_session(
                agent=place.alice,
                interaction_id=call.pk,
                session_id=session.session_id,
                actor=place.alice.as_actor(),
            )
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()
        return "joined"

    with ThreadPoolExecutor(4) as threads:
        outcomes = list(threads.map(join, waiting))
    assert outcomes.count("joined") == 1
    assert set(outcomes) <= {"joined", "agent_busy", "already_joined"}
    assert CobrowseSession.objects.filter(state="active").count() == 1


def test_starting_in_two_tabs_at_once_gives_one_session() -> None:
    place = make_place()
    customer = make_active_chat(place.site, place.alice).customer
    assert customer is not None

    def start(_: int) -> object:
        try:
            return start_session(
                customer=customer, media=Media.CHAT, actor=customer.as_actor()
            ).pk
        except DomainError as error:
            return error.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as threads:
        outcomes = set(threads.map(start, range(8)))
    assert len(outcomes - {"session_running"}) == 1
    assert CobrowseSession.objects.count() == 1
    other, _ = make_customer(place.site)
    assert other.pk != customer.pk
