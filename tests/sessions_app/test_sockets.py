"""Both sockets of a session on the real ASGI application (P-20 to P-39)."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from agents.services import recheck_user
from cobrowse.actors import SYSTEM
from sessions_app import services
from sessions_app.models import CobrowseSession
from tests.people import sign_in
from tests.sessions_app.places import (
    Place,
    customer_of,
    make_chat_session,
    make_place,
    make_voice_session,
    make_waiting_session,
)
from tests.sessions_app.wires import PAGE, Wire, agent_wire, customer_wire, stream
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place() -> Place:
    return make_place()


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    return make_chat_session(place)


async def test_both_sides_are_welcomed_and_see_each_other(
    session: CobrowseSession,
) -> None:
    customer = await customer_wire(session)
    assert customer.welcome["type"] == "welcome"
    assert customer.welcome["session"]["mode"] == "pointer"
    assert customer.welcome["allowed_origins"] == ["http://localhost:8000"]
    assert customer.welcome["session"]["customer_online"] is True
    agent = await agent_wire(session)
    assert agent.welcome["session"]["page"] == {
        "url": "https://shop.example/cart",
        "title": "Cart",
    }
    online = await customer.until("session.updated")
    assert online["cause"] == "peer.online"
    assert online["session"]["agent_online"] is True
    await agent.hang_up()
    offline = await customer.until("session.updated")
    assert offline["cause"] == "peer.offline"
    await customer.hang_up()


async def test_a_viewer_makes_the_customer_send_a_snapshot(
    session: CobrowseSession,
) -> None:
    customer = await customer_wire(session)
    assert await customer.is_silent()
    agent = await agent_wire(session)
    first = await customer.until("resync.requested")
    assert first == {"type": "resync.requested", "node": None, "reason": "viewer"}
    await agent.send("resync.request", node=12, reason="drift")
    second = await customer.until("resync.requested")
    assert second["reason"] == "drift"
    next_page = await customer_wire(session, epoch=8)
    third = await next_page.until("resync.requested")
    assert third["reason"] == "customer"
    await next_page.hang_up()
    await agent.hang_up()
    await customer.hang_up()


async def test_requests_for_snapshots_in_a_hurry_become_one(
    session: CobrowseSession,
) -> None:
    customer, agent = await customer_wire(session), await agent_wire(session)
    await customer.until("resync.requested", where=lambda m: m["reason"] == "viewer")
    for node in range(20):
        await agent.send("resync.request", node=node, reason="drift")
    only = await customer.until("resync.requested")
    assert only["node"] is None
    assert await customer.is_silent()
    await agent.hang_up()
    await customer.hang_up()


async def test_write_mode_is_asked_for_granted_and_revoked(
    session: CobrowseSession,
) -> None:
    customer, agent = await customer_wire(session), await agent_wire(session)
    await agent.send("write.request")
    asked = await customer.until(
        "session.updated", where=lambda m: m["cause"] == "write.requested"
    )
    assert asked["session"]["write_request_expires_at"] is not None
    await customer.send("write.grant")
    granted = await agent.until(
        "session.updated", where=lambda m: m["cause"] == "write.granted"
    )
    assert granted["session"]["mode"] == "write"
    await customer.send("write.revoke")
    revoked = await agent.until(
        "session.updated", where=lambda m: m["cause"] == "write.revoked"
    )
    assert revoked["session"]["mode"] == "pointer"
    assert revoked["session"]["mode_epoch"] > granted["session"]["mode_epoch"]
    await agent.hang_up()
    await customer.hang_up()


async def test_a_page_change_brings_the_rules_of_the_new_page(
    session: CobrowseSession,
) -> None:
    customer, agent = await customer_wire(session), await agent_wire(session)
    await customer.send(
        "page.changed", url="https://shop.example/pay?card=1", title="Pay"
    )
    assert (await customer.until("rules.updated"))["rules"] == []
    opened = await agent.until("page.opened")
    assert (opened["url"], opened["title"]) == ("https://shop.example/pay", "Pay")
    await agent.hang_up()
    await customer.hang_up()


@pytest.mark.parametrize("who", ["customer", "agent"])
async def test_the_end_is_told_to_both_and_closes_both(
    session: CobrowseSession, who: str
) -> None:
    customer, agent = await customer_wire(session), await agent_wire(session)
    await (customer if who == "customer" else agent).send("session.end")
    for side in (customer, agent):
        ended = await side.until(
            "session.updated", where=lambda m: m["cause"] == "session.ended"
        )
        assert ended["session"]["end_reason"] == f"{who}_ended"
        assert ended["session"]["session_id"] is None
        assert await side.close_code() == 4410


async def test_an_ended_session_can_be_entered_by_nobody(
    session: CobrowseSession,
) -> None:
    await sync_to_async(services.end_session)(
        session=session, actor=customer_of(session)
    )
    customer, agent = await customer_wire(session), await agent_wire(session)
    assert customer.welcome["code"] == agent.welcome["code"] == "session_ended"
    assert await customer.close_code() == 4410
    assert await agent.close_code() == 4410


async def test_strangers_meet_a_session_that_does_not_exist(
    place: Place, session: CobrowseSession
) -> None:
    other = await sync_to_async(make_waiting_session)(place)
    stranger = await customer_wire(other)
    assert stranger.welcome["type"] == "welcome"
    foreign = Wire(f"/ws/session/{session.pk}/customer")
    assert await foreign.connect()
    hello = {"tab": "t", "epoch": 1, "page": PAGE}
    answers = [await foreign.hello(token="guess", **hello)]
    assert await foreign.close_code() == 4404
    unknown = Wire(f"/ws/session/{uuid4()}/customer")
    assert await unknown.connect()
    answers.append(await unknown.hello(token="guess", **hello))
    assert await unknown.close_code() == 4404
    bob = await agent_wire(session, "bob")
    answers.append(bob.welcome)
    assert await bob.close_code() == 4404
    assert len({str(answer) for answer in answers}) == 1
    await stranger.hang_up()


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://evil.example",
        "http://localhost.evil.example",
        "http://localhost:99999",
        "http://user@localhost",
    ],
)
@pytest.mark.parametrize("side", ["customer", "agent"])
async def test_no_foreign_page_opens_a_session_socket(
    session: CobrowseSession, side: str, origin: str | None
) -> None:
    socket = Socket(f"/ws/session/{session.pk}/{side}", origin=origin)
    assert not await socket.connect()


async def test_a_page_of_another_site_cannot_open_the_customers_socket(
    session: CobrowseSession,
) -> None:
    session.site.allow_loopback = False
    await session.site.asave()
    socket = Socket(f"/ws/session/{session.pk}/customer")
    assert not await socket.connect()


async def test_the_agents_socket_needs_cookie_and_ticket(
    session: CobrowseSession,
) -> None:
    cookies, ticket = await sync_to_async(sign_in)("alice")
    _, of_bob = await sync_to_async(sign_in)("bob")
    for jar, proof in ((None, ticket), (cookies, "forged"), (cookies, of_bob)):
        wire = Wire(f"/ws/session/{session.pk}/agent", cookies=jar)
        assert await wire.connect()
        assert (await wire.hello(ticket=proof))["code"] == "auth_required"
        assert await wire.close_code() == 4401


async def test_a_newer_socket_of_the_same_side_supersedes_the_older(
    session: CobrowseSession,
) -> None:
    first = await customer_wire(session)
    agent = await agent_wire(session)
    second = await customer_wire(session, tab="tab-2", epoch=8)
    assert await first.close_code() == 4409
    await first.send_bytes(stream(seq=1))
    await second.send_bytes(stream(seq=2))
    assert await agent.next_frame() == stream(seq=2)
    assert not await agent.frames_heard()
    viewer = await agent_wire(session)
    assert await agent.close_code() == 4409
    await second.send_bytes(stream(seq=3))
    assert await viewer.next_frame() == stream(seq=3)
    await second.hang_up()
    await viewer.hang_up()


def bar(place: Place) -> None:
    user = place.alice.user
    user.is_active = False
    user.save()
    recheck_user(user=user, actor=SYSTEM)


async def test_an_agent_who_is_barred_loses_the_viewer_at_once(place: Place) -> None:
    call = await sync_to_async(make_voice_session)(place)
    agent = await agent_wire(call)
    await sync_to_async(bar)(place)
    assert await agent.close_code() == 4401


async def test_the_chat_of_a_barred_agent_goes_on_without_sharing(
    place: Place, session: CobrowseSession
) -> None:
    customer = await customer_wire(session)
    await sync_to_async(bar)(place)
    assert await customer.close_code() == 4410
    ended = await CobrowseSession.objects.aget(pk=session.pk)
    assert ended.end_reason == "interaction_transferred"


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "websocket.disconnect"}',
        '{"type": "session.join", "interaction": "x", "session_id": "1"}',
        '{"type": "write.request"}',
        '{"type": "write.grant", "force": true}',
        '{"type": "page.changed", "url": "x"}',
        '{"type": "close.socket", "code": 4410, "reason": "x"}',
        "[]",
        "no json",
    ],
)
async def test_what_the_customers_socket_does_not_know_is_refused(
    session: CobrowseSession, text: str
) -> None:
    customer = await customer_wire(session)
    await customer.send_text(text)
    assert (await customer.next_error())["code"] == "bad_message"
    await customer.hang_up()


@pytest.mark.parametrize("kind", ["write.grant", "write.decline", "page.changed"])
async def test_the_agents_socket_has_no_command_of_the_customer(
    session: CobrowseSession, kind: str
) -> None:
    agent = await agent_wire(session)
    await agent.send(kind)
    assert (await agent.next_error())["code"] == "bad_message"
    await agent.hang_up()
