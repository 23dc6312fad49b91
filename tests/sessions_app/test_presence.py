"""Which socket speaks for a side, and where the customer is (SL-4, SL-10)."""

import pytest

from cobrowse.errors import DomainError
from sessions_app import services
from sessions_app.models import CobrowseSession, SessionEvent
from sessions_app.protocol import SessionPage
from sessions_app.selectors import session_state
from tests.sessions_app.places import (
    PAGE,
    Place,
    agent_of,
    both_online,
    customer_of,
    events_of,
    foreign_customer,
    fresh,
    make_chat_session,
    make_place,
    make_policy,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    return both_online(make_chat_session(place))


def move_to(session: CobrowseSession, url: str, connection: str = "customer-1") -> None:
    services.open_page(
        session=session,
        actor=customer_of(session),
        connection=connection,
        page=SessionPage(url=url, title="Somewhere"),
    )


def test_both_sides_are_online_while_their_sockets_live(
    session: CobrowseSession,
) -> None:
    state = session_state(fresh(session))
    assert (state.customer_online, state.agent_online) == (True, True)
    services.disconnect(
        session_id=session.pk, actor=customer_of(session), connection="customer-1"
    )
    assert not session_state(fresh(session)).customer_online
    assert events_of(session)[-1] == "peer.offline"


def test_an_address_is_kept_without_query_and_fragment(
    session: CobrowseSession,
) -> None:
    assert fresh(session).page_url == "https://shop.example/cart"
    move_to(session, "https://shop.example/pay?card=4111#cvc")
    stored = str(list(SessionEvent.objects.values_list("detail", flat=True)))
    assert fresh(session).page_url == "https://shop.example/pay"
    assert "4111" not in stored
    assert "token" not in stored


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "about:blank",
        "https://[",
        "file:///etc/passwd",
    ],
)
def test_an_odd_address_is_kept_as_none(session: CobrowseSession, url: str) -> None:
    move_to(session, url)
    assert fresh(session).page_url == ""


def test_a_user_name_in_an_address_is_not_kept(session: CobrowseSession) -> None:
    move_to(session, "https://carla:secret@shop.example/a")
    assert fresh(session).page_url == "https://shop.example/a"


def test_a_masked_title_never_reaches_the_database(place: Place) -> None:
    make_policy(place.site, mask_title=True)
    session = both_online(make_chat_session(place))
    assert fresh(session).page_title == ""


def test_the_same_page_twice_is_one_event(session: CobrowseSession) -> None:
    for _ in range(2):
        move_to(session, "https://shop.example/pay")
    assert events_of(session).count("page.opened") == 2


def test_a_newer_tab_takes_over_and_the_older_one_is_refused(
    session: CobrowseSession,
) -> None:
    services.connect_customer(
        session_id=session.pk,
        customer=session.customer,
        connection="customer-2",
        tab="tab-2",
        epoch=2,
        page=PAGE,
    )
    with pytest.raises(DomainError, match="superseded"):
        move_to(session, "https://shop.example/old", "customer-1")
    assert fresh(session).sharing_tab == "tab-2"
    assert fresh(session).page_url == "https://shop.example/cart"
    services.disconnect(
        session_id=session.pk, actor=customer_of(session), connection="customer-1"
    )
    assert session_state(fresh(session)).customer_online
    assert not services.mark_seen(
        session_id=session.pk,
        role=customer_of(session).role,
        connection="customer-1",
    )


def test_coming_back_resumes_the_session(session: CobrowseSession) -> None:
    services.disconnect(
        session_id=session.pk, actor=agent_of(session), connection="agent-1"
    )
    assert session.agent is not None
    services.connect_agent(
        session_id=session.pk, agent=session.agent, connection="agent-2"
    )
    assert events_of(session)[-2:] == ["peer.offline", "session.resumed"]


def test_strangers_cannot_take_a_seat(place: Place, session: CobrowseSession) -> None:
    with pytest.raises(DomainError, match="session_not_found"):
        services.connect_agent(
            session_id=session.pk, agent=place.bob, connection="bob-1"
        )
    with pytest.raises(DomainError, match="session_not_found"):
        services.connect_customer(
            session_id=session.pk,
            customer=foreign_customer(place),
            connection="x",
            tab="t",
            epoch=1,
            page=PAGE,
        )
    assert fresh(session).agent_connection == "agent-1"
