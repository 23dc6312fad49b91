"""The room: the one table, applied to every frame of both sides (P-40 to P-49)."""

import asyncio
from collections.abc import Iterator
from itertools import product
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cobrowse.actors import Role
from sessions_app.frames import HEADERS, LIMITS, Kind
from sessions_app.lifecycle import Mode, State
from sessions_app.outbox import Outbox
from sessions_app.relay import NOTHING, PEER, Permit, Room, Seat, Verdict, rooms
from tests.sessions_app.wires import ack, annotation, command, pointer, stream

EPOCH = 4
FRAMES = {
    Kind.STREAM: stream(),
    Kind.POINTER: pointer(),
    Kind.ANNOTATION: annotation(),
    Kind.COMMAND: command(EPOCH),
    Kind.ACK: ack(),
}
PASSED = {
    (Role.CUSTOMER, Mode.POINTER): {
        Kind.STREAM,
        Kind.POINTER,
        Kind.ANNOTATION,
        Kind.ACK,
    },
    (Role.CUSTOMER, Mode.WRITE): {
        Kind.STREAM,
        Kind.POINTER,
        Kind.ANNOTATION,
        Kind.ACK,
    },
    (Role.AGENT, Mode.POINTER): {Kind.POINTER, Kind.ANNOTATION, Kind.ACK},
    (Role.AGENT, Mode.WRITE): {
        Kind.POINTER,
        Kind.ANNOTATION,
        Kind.ACK,
        Kind.COMMAND,
    },
}


@pytest.fixture
def room() -> Iterator[Room]:
    room = rooms.enter(uuid4())
    yield room
    rooms.leave(room)


def permit(mode: Mode = Mode.POINTER, state: State = State.ACTIVE) -> Permit:
    return Permit(state, mode, EPOCH)


@pytest.mark.parametrize(
    ("role", "mode", "kind"), list(product((Role.CUSTOMER, Role.AGENT), Mode, Kind))
)
def test_role_mode_and_kind_decide(role: Role, mode: Mode, kind: Kind) -> None:
    room = Room(uuid4())
    room.permit = permit(mode)
    passes = room.judge(role, FRAMES[kind]) is Verdict.PASSED
    assert passes is (kind in PASSED[role, mode])


@pytest.mark.parametrize("state", [State.PENDING, State.ENDED])
@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.AGENT])
def test_only_active_sessions_relay(role: Role, state: State) -> None:
    room = Room(uuid4())
    room.permit = permit(state=state)
    for frame in FRAMES.values():
        assert room.judge(role, frame) is Verdict.DROPPED


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.AGENT])
def test_a_paused_session_relays_nothing(role: Role, kind: Kind) -> None:
    room = Room(uuid4())
    room.permit = Permit(State.ACTIVE, Mode.POINTER, EPOCH, paused=True)
    expected = Verdict.DROPPED
    if kind not in PASSED[role, Mode.POINTER]:
        # What is wrong anyway is refused and counted as ever.
        expected = Verdict.NOT_ALLOWED
        if role is Role.AGENT and kind is Kind.COMMAND:
            expected = Verdict.MODE_REQUIRED
    assert room.judge(role, FRAMES[kind]) is expected


def test_a_room_that_knows_nothing_relays_nothing() -> None:
    room = Room(uuid4())
    assert room.permit == NOTHING
    assert room.judge(Role.CUSTOMER, stream()) is Verdict.DROPPED


@given(frame=st.binary(max_size=40))
def test_no_bytes_whatever_get_a_command_through_in_pointer_mode(frame: bytes) -> None:
    room = Room(uuid4())
    room.permit = permit()
    if room.judge(Role.AGENT, frame) is Verdict.PASSED:
        assert frame[0] in {Kind.POINTER, Kind.ANNOTATION, Kind.ACK}
        assert len(frame) >= HEADERS[Kind(frame[0])].size


@given(mode_epoch=st.integers(0, 2**32 - 1))
def test_a_command_needs_the_epoch_of_this_very_write_mode(mode_epoch: int) -> None:
    room = Room(uuid4())
    room.permit = permit(Mode.WRITE)
    verdict = room.judge(Role.AGENT, command(mode_epoch))
    assert (verdict is Verdict.PASSED) is (mode_epoch == EPOCH)


def test_sizes_are_exact() -> None:
    room = Room(uuid4())
    room.permit = permit(Mode.WRITE)
    for role, kinds in ((r, LIMITS[r][Mode.WRITE]) for r in PEER):
        for kind, limit in kinds.items():
            fits = FRAMES[kind].ljust(limit, b" ")
            assert room.judge(role, fits) is Verdict.PASSED
            assert room.judge(role, fits + b" ") is Verdict.TOO_LARGE


def test_older_news_never_overwrites_newer(room: Room) -> None:
    newer = Permit(State.ACTIVE, Mode.POINTER, 5)
    rooms.note(room.session_id, newer)
    rooms.note(room.session_id, Permit(State.ACTIVE, Mode.WRITE, 4))
    assert room.permit == newer
    ended = Permit(State.ENDED, Mode.POINTER, 6)
    rooms.note(room.session_id, ended)
    rooms.note(room.session_id, newer)
    assert room.permit == ended


def test_news_of_sessions_that_live_elsewhere_are_ignored() -> None:
    rooms.note(uuid4(), permit())
    assert Permit.from_data(permit().as_data()) == permit()
    paused = Permit(State.ACTIVE, Mode.POINTER, 5, paused=True)
    assert Permit.from_data(paused.as_data()) == paused


class Sink:
    def __init__(self, role: Role) -> None:
        self.got: list[bytes] = []
        box = Outbox(self._send, limit=1_000_000, on_lost=lambda: None)
        self.seat = Seat(role, uuid4().hex, box)

    async def _send(self, frame: bytes) -> None:
        self.got.append(frame)


async def test_a_superseded_seat_is_not_listened_to(room: Room) -> None:
    room.permit = permit()
    old, new = Sink(Role.CUSTOMER), Sink(Role.CUSTOMER)
    agent = Sink(Role.AGENT)
    for sink in (old, agent, new):
        room.sit(sink.seat)
    assert room.take(old.seat, stream()) is Verdict.DROPPED
    assert room.take(new.seat, stream()) is Verdict.PASSED
    room.rise(old.seat)
    assert room.take(new.seat, stream()) is Verdict.PASSED
    for sink in (new, agent):
        room.rise(sink.seat)
    assert room.take(agent.seat, pointer()) is Verdict.DROPPED


async def test_a_pause_also_stops_what_waits_for_a_slow_socket(room: Room) -> None:
    room.permit = permit()
    customer, agent = Sink(Role.CUSTOMER), Sink(Role.AGENT)
    room.sit(customer.seat)
    room.sit(agent.seat)
    # No await in between: nothing of this has been written yet.
    for frame in (stream(1), pointer(3), stream(2)):
        assert room.take(customer.seat, frame) is Verdict.PASSED
    paused = Permit(State.ACTIVE, Mode.POINTER, EPOCH + 1, paused=True)
    await asyncio.to_thread(rooms.note, room.session_id, paused)
    assert room.take(customer.seat, stream(3)) is Verdict.DROPPED
    await asyncio.sleep(0.01)
    assert agent.got == []
    rooms.note(room.session_id, Permit(State.ACTIVE, Mode.POINTER, EPOCH + 2))
    assert room.take(customer.seat, stream(4)) is Verdict.PASSED
    await asyncio.sleep(0.01)
    assert agent.got == [stream(4)]
    for sink in (customer, agent):
        room.rise(sink.seat)


async def test_without_a_peer_a_frame_goes_nowhere(room: Room) -> None:
    room.permit = permit()
    customer = Sink(Role.CUSTOMER)
    room.sit(customer.seat)
    assert room.take(customer.seat, stream()) is Verdict.NO_PEER
    room.rise(customer.seat)


async def test_a_flood_of_pieces_asks_for_a_snapshot_and_of_pointers_for_nothing(
    room: Room,
) -> None:
    room.permit = permit()
    customer, agent = Sink(Role.CUSTOMER), Sink(Role.AGENT)
    room.sit(customer.seat)
    room.sit(agent.seat)
    pieces = {room.take(customer.seat, stream(seq)) for seq in range(3_000)}
    assert pieces == {Verdict.PASSED, Verdict.STREAM_LOST}
    moves = {room.take(agent.seat, pointer(n % 9)) for n in range(1_000)}
    assert moves == {Verdict.PASSED, Verdict.DROPPED}
    for sink in (customer, agent):
        room.rise(sink.seat)


async def test_what_a_person_does_counts_as_activity_and_the_page_does_not(
    room: Room,
) -> None:
    room.permit = permit()
    customer, agent = Sink(Role.CUSTOMER), Sink(Role.AGENT)
    room.sit(customer.seat)
    room.sit(agent.seat)
    room.take(customer.seat, stream())
    assert not customer.seat.was_active
    room.take(agent.seat, pointer())
    assert agent.seat.was_active
    for sink in (customer, agent):
        room.rise(sink.seat)
