"""Frames between two real sockets: what passes, and what an enemy's client may try.

P-40 to P-49, MD-4, MD-7, T24, T31, R30, R31.
"""

import asyncio

import pytest
from asgiref.sync import sync_to_async

from sessions_app import services
from sessions_app.models import CobrowseSession
from sessions_app.relay import rooms
from tests.sessions_app.places import (
    Place,
    agent_of,
    customer_of,
    make_chat_session,
    make_place,
    make_policy,
    make_waiting_session,
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
def place() -> Place:
    return make_place()


@pytest.fixture
def session(place: Place) -> CobrowseSession:
    make_policy(place.site, write_request_gap_seconds=0, write_request_limit=100)
    return make_chat_session(place)


async def request(session: CobrowseSession) -> None:
    await sync_to_async(services.request_write)(
        session=session, actor=agent_of(session)
    )


async def grant(session: CobrowseSession) -> int:
    """The mode epoch of the Write Mode that begins."""
    granted = await sync_to_async(services.grant_write)(
        session=session, actor=customer_of(session)
    )
    return granted.mode_epoch


async def revoke(session: CobrowseSession) -> None:
    await sync_to_async(services.revoke_write)(
        session=session, actor=customer_of(session)
    )


async def pair(session: CobrowseSession) -> tuple[Wire, Wire]:
    customer, agent = await customer_wire(session), await agent_wire(session)
    await customer.heard()
    return customer, agent


async def part(*wires: Wire) -> None:
    for wire in wires:
        await wire.hang_up()


async def test_frames_pass_both_ways_untouched_and_in_order(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    sent = [stream(seq, size=seq * 1_000) for seq in range(30)]
    for frame in [*sent, annotation("hier →"), ack(3)]:
        await customer.send_bytes(frame)
    assert [await agent.next_frame() for _ in range(32)] == [
        *sent,
        annotation("hier →"),
        ack(3),
    ]
    for frame in (ack(1), annotation(), pointer(9, action=1)):
        await agent.send_bytes(frame)
        assert await customer.next_frame() == frame
    await part(customer, agent)


async def test_commands_pass_in_write_mode_only(session: CobrowseSession) -> None:
    customer, agent = await pair(session)
    await agent.send_bytes(command(0))
    assert (await agent.next_error())["code"] == "mode_required"
    await request(session)
    await agent.send_bytes(command(2))
    assert (await agent.next_error())["code"] == "mode_required"
    assert not await customer.frames_heard()
    epoch = await grant(session)
    await agent.send_bytes(command(epoch, seq=1))
    assert await customer.next_frame() == command(epoch, seq=1)
    await revoke(session)
    await agent.send_bytes(command(epoch, seq=2))
    assert (await agent.next_error())["code"] == "mode_required"
    assert not await customer.frames_heard()
    await part(customer, agent)


async def test_a_command_of_an_earlier_write_mode_is_dropped(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    await request(session)
    old = await grant(session)
    await revoke(session)
    await request(session)
    new = await grant(session)
    for epoch in (old, new + 1, 0, 2**32 - 1):
        await agent.send_bytes(command(epoch))
        assert (await agent.next_error())["code"] == "mode_required"
    await agent.send_bytes(command(new, seq=5))
    assert await customer.next_frame() == command(new, seq=5)
    await part(customer, agent)


async def test_nothing_passes_after_the_end(session: CobrowseSession) -> None:
    customer, agent = await pair(session)
    await request(session)
    epoch = await grant(session)
    await customer.send("session.end")
    await customer.until(
        "session.updated", where=lambda m: m["cause"] == "session.ended"
    )
    for _ in range(5):
        await agent.send_bytes(command(epoch))
        await customer.send_bytes(stream())
    assert await customer.frames_until_closed() == []
    assert await agent.frames_until_closed() == []
    assert customer.closed_with == agent.closed_with == 4410
    assert rooms.find(session.pk) is None


async def test_a_waiting_session_relays_nothing(place: Place) -> None:
    waiting = await sync_to_async(make_waiting_session)(place)
    customer = await customer_wire(waiting)
    for frame in (stream(), pointer(), command(0), b"", b"\xff"):
        await customer.send_bytes(frame)
    assert await customer.frames_heard() == []
    await part(customer)


@pytest.mark.parametrize(
    "frame",
    [b"", b"\x00", b"\x06", b"\xff" * 20, stream(), b"\x02", b"\x05\x00"],
    ids=["empty", "zero", "six", "ff", "stream", "cut pointer", "cut ack"],
)
async def test_a_frame_the_agent_may_never_send_is_refused(
    session: CobrowseSession, frame: bytes
) -> None:
    customer, agent = await pair(session)
    await agent.send_bytes(frame)
    assert (await agent.next_error())["code"] == "frame_not_allowed"
    assert not await customer.frames_heard()
    await part(customer, agent)


async def test_the_customer_cannot_send_commands(session: CobrowseSession) -> None:
    customer, agent = await pair(session)
    await request(session)
    epoch = await grant(session)
    await agent.heard()
    await customer.send_bytes(command(epoch))
    assert (await customer.next_error())["code"] == "frame_not_allowed"
    assert not await agent.frames_heard()
    await part(customer, agent)


async def test_the_third_forbidden_frame_closes_the_socket(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    for _ in range(3):
        await agent.send_bytes(stream())
    assert await agent.close_code() == 4400
    await part(customer)


async def test_commands_in_the_wrong_mode_never_close_the_socket_but_are_recorded(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    for _ in range(10):
        await agent.send_bytes(command(0))
        assert (await agent.next_error())["code"] == "mode_required"
    await part(customer, agent)
    event = await session.events.aget(name="frames.refused")
    assert (event.actor_role, event.detail) == ("agent", {"count": 10})


@pytest.mark.parametrize(
    ("side", "frame"),
    [
        ("customer", stream(size=262_144)),
        ("customer", annotation("x" * 16_384)),
        ("agent", pointer() + b"x" * 64),
        ("agent", ack() + b"x" * 1_024),
    ],
)
async def test_a_frame_that_is_too_large_closes_its_sender(
    session: CobrowseSession, side: str, frame: bytes
) -> None:
    customer, agent = await pair(session)
    sender, other = (customer, agent) if side == "customer" else (agent, customer)
    await sender.send_bytes(frame)
    assert await sender.close_code() == 1009
    assert not await other.frames_heard()
    await part(other)


async def test_the_largest_piece_of_a_page_passes(session: CobrowseSession) -> None:
    customer, agent = await pair(session)
    largest = stream(size=262_144 - 10)
    await customer.send_bytes(largest)
    assert await agent.next_frame() == largest
    await part(customer, agent)


async def test_frames_before_the_hello_close_the_socket(
    session: CobrowseSession,
) -> None:
    wire = Wire(f"/ws/session/{session.pk}/customer")
    assert await wire.connect()
    await wire.send_bytes(stream())
    assert await wire.close_code() == 4401


async def test_no_command_passes_once_revoking_has_returned(
    session: CobrowseSession,
) -> None:
    """Whatever is in flight: after the revoke is committed, nothing gets through."""
    customer, agent = await pair(session)
    for _ in range(5):
        await request(session)
        epoch = await grant(session)
        flood = asyncio.create_task(_flood(agent, epoch))
        await asyncio.sleep(0.01)
        await revoke(session)
        before = _relayed(session)
        await asyncio.sleep(0.01)
        flood.cancel()
        await asyncio.gather(flood, return_exceptions=True)
        assert _relayed(session) == before
        await asyncio.gather(customer.heard(), agent.heard())
    await part(customer, agent)


async def _flood(agent: Wire, epoch: int) -> None:
    seq = 0
    while True:
        seq += 1
        await agent.send_bytes(command(epoch, seq))
        await asyncio.sleep(0.001)


def _relayed(session: CobrowseSession) -> int:
    room = rooms.find(session.pk)
    assert room is not None
    return sum(seat.frames for seat in room.seats.values())


async def test_grant_revoke_and_end_at_once_leave_one_truth(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    await request(session)
    outcomes = await asyncio.gather(
        grant(session),
        revoke(session),
        sync_to_async(services.drop_write)(session=session, actor=agent_of(session)),
        sync_to_async(services.end_session)(
            session=session, actor=customer_of(session)
        ),
        return_exceptions=True,
    )
    assert not isinstance(outcomes[3], BaseException)
    ended = await CobrowseSession.objects.aget(pk=session.pk)
    assert (ended.state, ended.mode) == ("ended", "pointer")
    assert await ended.events.filter(name="session.ended").acount() == 1
    assert await customer.close_code() == await agent.close_code() == 4410


async def test_sessions_never_hear_each_other(place: Place) -> None:
    def two() -> tuple[CobrowseSession, CobrowseSession]:
        make_policy(place.site, one_session_per_agent=False)
        return make_chat_session(place), make_chat_session(place)

    one, other = await sync_to_async(two)()
    customer, agent = await pair(one)
    strange_customer, strange_agent = await pair(other)
    await customer.send_bytes(stream(seq=42))
    await agent.send_bytes(pointer(5))
    assert await agent.next_frame() == stream(seq=42)
    assert await customer.next_frame() == pointer(5)
    assert not await strange_agent.frames_heard()
    assert not await strange_customer.frames_heard()
    await part(customer, agent, strange_customer, strange_agent)


async def test_typing_fast_is_no_flood_but_a_flood_is(
    session: CobrowseSession,
) -> None:
    customer, agent = await pair(session)
    await request(session)
    epoch = await grant(session)
    await asyncio.gather(customer.heard(), agent.heard())
    for seq in range(1_500):
        await agent.send_bytes(command(epoch, seq))
    error = await agent.next_error()
    assert (error["code"], error["retry_after"]) == ("rate_limited", 1)
    frames = await customer.frames_heard()
    assert 500 <= len(frames) < 1_500
    await part(customer, agent)
