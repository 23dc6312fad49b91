"""Attached data (spec AD): what a co-browse writes onto its interaction, and when."""

from datetime import timedelta
from typing import Any

import pytest

from cobrowse.actors import Actor
from interactions.lifecycle import Media
from interactions.models import Interaction, Queue
from interactions.selectors.attached import ATTACHED_KEYS, attached_data_of
from interactions.services import end_interaction, park_interaction
from sessions_app import services
from sessions_app.lifecycle import EndReason
from sessions_app.models import CobrowseSession
from tests.people import make_active_chat, make_customer
from tests.refusals import refused
from tests.sessions_app.places import (
    Place,
    agent_of,
    both_online,
    customer_of,
    fresh,
    make_call,
    make_chat_session,
    make_place,
    make_policy,
    make_voice_session,
    make_waiting_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    place = make_place()
    make_policy(place.site, write_request_gap_seconds=0)
    return place


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    return both_online(make_chat_session(place))


def data_of(session: CobrowseSession) -> dict[str, Any]:
    assert session.interaction is not None
    return attached_data_of(Interaction.objects.get(pk=session.interaction.pk))


def milliseconds(session: CobrowseSession, field: str) -> int:
    return int(getattr(fresh(session), field).timestamp() * 1000)


def lasted(session: CobrowseSession) -> int:
    return milliseconds(session, "ended_at") - milliseconds(session, "activated_at")


def make_it_last(session: CobrowseSession, seconds: float) -> None:
    """As if it had begun that much earlier."""
    row = fresh(session)
    assert row.activated_at is not None
    CobrowseSession.objects.filter(pk=session.pk).update(
        created_at=row.created_at - timedelta(seconds=seconds),
        activated_at=row.activated_at - timedelta(seconds=seconds),
    )


def end(session: CobrowseSession, actor: Actor) -> CobrowseSession:
    return services.end_session(session=session, actor=actor)


def again(session: CobrowseSession) -> CobrowseSession:
    """The customer shares once more in the same chat."""
    return services.start_session(
        customer=session.customer, media=Media.CHAT, actor=customer_of(session)
    )


def test_a_chat_without_co_browse_says_only_where_it_came_from(place: Place) -> None:
    chat = make_active_chat(place.site, place.alice)
    assert attached_data_of(chat) == {
        "source": "web",
        "referrer": "",
        "url": "https://shop.example/cart",
        "pageTitle": "Cart",
    }


def test_a_join_says_yes_counts_and_names_the_session(
    session: CobrowseSession,
) -> None:
    data = data_of(session)
    assert list(data) == list(ATTACHED_KEYS)
    assert data["CoBrowseAssociated"] == "Yes"
    assert data["CoBrowseSessionsQuantity"] == 1
    assert data["CoBrowseSessionId"] == str(session.pk)
    assert data["CoBrowseStartTime"] == milliseconds(session, "activated_at")
    assert data["CoBrowseDuration"] == 0
    assert data["IsCoBrowseDenied"] == "No"
    assert session.session_id not in data.values()


@pytest.mark.parametrize("who", ["customer", "agent"])
def test_an_exit_says_no_and_how_long_it_was_whoever_ended_it(
    session: CobrowseSession, who: str
) -> None:
    make_it_last(session, 90)
    end(session, customer_of(session) if who == "customer" else agent_of(session))
    data = data_of(session)
    assert data["CoBrowseAssociated"] == "No"
    assert data["CoBrowseDuration"] == lasted(session) >= 90_000
    assert data["CoBrowseSessionsQuantity"] == 1


def test_a_second_session_is_counted_and_adds_up_from_the_first_start(
    session: CobrowseSession,
) -> None:
    make_it_last(session, 60)
    end(session, agent_of(session))
    first_start = milliseconds(session, "activated_at")
    second = again(session)
    data = data_of(second)
    assert (data["CoBrowseAssociated"], data["CoBrowseSessionsQuantity"]) == ("Yes", 2)
    assert data["CoBrowseSessionId"] == str(second.pk) != str(session.pk)
    assert data["CoBrowseStartTime"] == first_start
    assert data["CoBrowseDuration"] == lasted(session)
    make_it_last(second, 30)
    end(second, customer_of(second))
    data = data_of(second)
    assert (data["CoBrowseAssociated"], data["CoBrowseSessionsQuantity"]) == ("No", 2)
    assert data["CoBrowseDuration"] == lasted(session) + lasted(second)
    assert data["CoBrowseStartTime"] == first_start


def test_the_end_of_the_chat_is_an_exit(session: CobrowseSession) -> None:
    assert session.interaction is not None
    end_interaction(interaction=session.interaction, actor=customer_of(session))
    assert data_of(session)["CoBrowseAssociated"] == "No"


def test_a_chat_that_is_parked_ends_its_co_browse(
    place: Place,
) -> None:
    Queue.objects.update(messaging=True)
    session = make_chat_session(place)
    assert session.interaction is not None
    park_interaction(interaction=session.interaction, actor=place.alice.as_actor())
    ended = fresh(session)
    assert ended.end_reason == EndReason.INTERACTION_ENDED
    assert data_of(session)["CoBrowseAssociated"] == "No"
    with refused("no_interaction"):
        again(session)


def test_a_time_out_that_is_noticed_late_counts_to_when_it_ran_out(
    place: Place, session: CobrowseSession
) -> None:
    make_it_last(session, 7200)
    long_ago = fresh(session).customer_seen_at - timedelta(seconds=7000)
    CobrowseSession.objects.filter(pk=session.pk).update(
        customer_seen_at=long_ago,
        agent_seen_at=long_ago,
        last_activity_at=long_ago,
        customer_connection="",
        agent_connection="",
    )
    services.expire_sessions()
    assert fresh(session).state == "ended"
    assert data_of(session)["CoBrowseDuration"] == lasted(session) < 7_000_000


@pytest.mark.parametrize("how", ["declined", "revoked while asked"])
def test_a_no_to_write_mode_is_denied_and_stays_so(
    session: CobrowseSession, how: str
) -> None:
    services.request_write(session=session, actor=agent_of(session))
    no = services.decline_write if how == "declined" else services.revoke_write
    no(session=session, actor=customer_of(session))
    assert data_of(session)["IsCoBrowseDenied"] == "Yes"
    services.request_write(session=session, actor=agent_of(session))
    services.grant_write(session=session, actor=customer_of(session))
    end(session, agent_of(session))
    assert data_of(again(session))["IsCoBrowseDenied"] == "Yes"


def test_write_mode_that_is_taken_back_was_not_denied(
    session: CobrowseSession,
) -> None:
    services.request_write(session=session, actor=agent_of(session))
    services.grant_write(session=session, actor=customer_of(session))
    services.revoke_write(session=session, actor=customer_of(session))
    assert data_of(session)["IsCoBrowseDenied"] == "No"


def test_a_question_that_the_agent_takes_back_was_not_denied(
    session: CobrowseSession,
) -> None:
    services.request_write(session=session, actor=agent_of(session))
    services.drop_write(session=session, actor=agent_of(session))
    assert data_of(session)["IsCoBrowseDenied"] == "No"


def test_a_customer_whose_agent_is_in_another_co_browse_was_denied(
    place: Place, session: CobrowseSession
) -> None:
    chat = make_active_chat(place.site, place.alice)
    assert chat.customer is not None
    with refused("agent_busy"):
        services.start_session(
            customer=chat.customer, media=Media.CHAT, actor=chat.customer.as_actor()
        )
    assert attached_data_of(Interaction.objects.get(pk=chat.pk)) == {
        "IsCoBrowseDenied": "Yes",
        **attached_data_of(chat),
    }
    assert data_of(session)["IsCoBrowseDenied"] == "No"


def test_a_call_learns_the_page_of_the_caller_with_the_join(place: Place) -> None:
    session = make_voice_session(place)
    data = data_of(session)
    assert (data["source"], data["CoBrowseAssociated"]) == ("voice", "Yes")
    assert (data["url"], data["pageTitle"]) == ("https://shop.example/cart", "Cart")


def test_a_session_that_nobody_joins_leaves_no_trace_on_the_call(place: Place) -> None:
    call = make_call(place.site, place.alice)
    waiting = make_waiting_session(place)
    end(waiting, customer_of(waiting))
    data = attached_data_of(Interaction.objects.get(pk=call.pk))
    assert not [key for key in data if "CoBrowse" in key]
    assert fresh(waiting).end_reason


def test_two_customers_data_do_not_mix(place: Place, session: CobrowseSession) -> None:
    make_customer(place.site)
    other = make_active_chat(place.site, place.alice)
    end(session, agent_of(session))
    assert "CoBrowseDuration" not in attached_data_of(
        Interaction.objects.get(pk=other.pk)
    )
