"""While the customer has paused, nothing gets through, whatever anybody sends."""

import asyncio

import pytest
from asgiref.sync import sync_to_async

from sessions_app import services
from sessions_app.models import CobrowseSession
from sessions_app.relay import rooms
from tests.sessions_app.places import (
    agent_of,
    customer_of,
    make_chat_session,
    make_place,
    make_policy,
)
from tests.sessions_app.wires import (
    Wire,
    ack,
    agent_wire,
    annotation,
    command,
    customer_wire,
    pointer,
    stream,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session() -> CobrowseSession:
    place = make_place()
    make_policy(place.site, write_request_gap_seconds=0, write_request_limit=100)
    return make_chat_session(place)


async def pair(session: CobrowseSession) -> tuple[Wire, Wire]:
    customer, agent = await customer_wire(session), await agent_wire(session)
    await customer.heard()
    return customer, agent


async def part(*wires: Wire) -> None:
    for wire in wires:
        await wire.hang_up()


async def pause(customer: Wire, agent: Wire) -> None:
    await customer.send("sharing.pause")
    for wire in (customer, agent):
        told = await wire.until(
            "session.updated", where=lambda m: m["cause"] == "sharing.paused"
        )
        assert told["session"]["paused"] is True


async def in_write_mode(session: CobrowseSession) -> int:
    await sync_to_async(services.request_write)(
        session=session, actor=agent_of(session)
    )
    granted = await sync_to_async(services.grant_write)(
        session=session, actor=customer_of(session)
    )
    return granted.mode_epoch


async def test_a_flood_of_every_kind_reaches_neither_side(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    epoch = await in_write_mode(session)
    await asyncio.gather(customer.heard(), agent.heard())
    await pause(customer, agent)
    for seq in range(60):
        for frame in (pointer(seq), pointer(seq, action=1), annotation("x"), ack(seq)):
            await agent.send_bytes(frame)
            await customer.send_bytes(frame)
        await agent.send_bytes(command(epoch, seq))
        await agent.send_bytes(command(epoch + 1, seq))
        await customer.send_bytes(stream(seq, size=50_000))
    assert await customer.frames_heard() == []
    assert await agent.frames_heard() == []
    await customer.send("sharing.resume")
    await agent.until(
        "session.updated", where=lambda m: m["cause"] == "sharing.resumed"
    )
    # Neither does anything of it come later, nor is the old Write Mode back.
    await agent.send_bytes(command(epoch, 999))
    assert await customer.frames_heard() == []
    await customer.send_bytes(stream(1_000))
    assert await agent.next_frame() == stream(1_000)
    await part(customer, agent)


async def test_an_agent_can_neither_pause_nor_resume(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    await agent.send("sharing.pause")
    assert (await agent.next_error())["code"] == "bad_message"
    await pause(customer, agent)
    await agent.send("sharing.resume")
    assert (await agent.next_error())["code"] == "bad_message"
    await agent.send("write.request")
    assert (await agent.next_error())["code"] == "sharing_paused"
    await part(customer, agent)


async def test_asking_for_the_page_shows_nothing_of_it(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    await pause(customer, agent)
    await agent.send("resync.request", node=None, reason="nothing_came")
    await customer.until("resync.requested")
    # A customer's page that answers all the same is not listened to.
    await customer.send_bytes(stream(0, size=1_000))
    assert await agent.frames_heard() == []
    await part(customer, agent)


async def test_new_sockets_of_both_sides_stay_paused(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    await pause(customer, agent)
    await part(customer, agent)
    customer = await customer_wire(session, epoch=8)
    agent = await agent_wire(session)
    assert customer.welcome["session"]["paused"] is True
    assert agent.welcome["session"]["paused"] is True
    await customer.send_bytes(stream(0))
    await agent.send_bytes(pointer(1))
    await customer.send("page.changed", url="https://shop.example/secret", title="S")
    await customer.until("rules.updated")
    assert await customer.frames_heard() == []
    heard = await agent.heard()
    assert not [got for got in heard if isinstance(got, bytes)]
    assert "secret" not in repr(heard)
    await part(customer, agent)


async def test_after_a_pause_the_page_is_asked_for_anew(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    await pause(customer, agent)
    await customer.send("sharing.resume")
    asked = await customer.until("resync.requested")
    assert (asked["node"], asked["reason"]) == (None, "resumed")
    await part(customer, agent)


async def test_no_frame_passes_once_pausing_has_returned(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    for _ in range(5):
        epoch = await in_write_mode(session)
        flood = asyncio.create_task(_flood(customer, agent, epoch))
        await asyncio.sleep(0.01)
        await sync_to_async(services.pause_sharing)(
            session=session, actor=customer_of(session)
        )
        before = _relayed(session)
        await asyncio.sleep(0.01)
        flood.cancel()
        await asyncio.gather(flood, return_exceptions=True)
        assert _relayed(session) == before
        await sync_to_async(services.resume_sharing)(
            session=session, actor=customer_of(session)
        )
        await asyncio.gather(customer.heard(), agent.heard())
    await part(customer, agent)


async def _flood(customer: Wire, agent: Wire, epoch: int) -> None:
    seq = 0
    while True:
        seq += 1
        await agent.send_bytes(command(epoch, seq))
        await agent.send_bytes(pointer(seq % 9, action=1))
        await customer.send_bytes(stream(seq))
        await asyncio.sleep(0.001)


def _relayed(session: CobrowseSession) -> int:
    room = rooms.find(session.pk)
    assert room is not None
    return sum(seat.frames for seat in room.seats.values())
