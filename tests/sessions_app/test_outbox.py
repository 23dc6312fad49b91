"""What waits for one socket: bounded, in order, latest pointer only (R18, P-47)."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from sessions_app.outbox import Outbox
from tests.sessions_app.wires import ack, annotation, command, pointer, stream

LIMIT = 10_000


class SlowSocket:
    """Takes a frame only when told to."""

    def __init__(self) -> None:
        self.got: list[bytes] = []
        self.lost = 0
        self._may_take = asyncio.Semaphore(0)
        self.box = Outbox(self._send, limit=LIMIT, on_lost=self._on_lost)

    async def _send(self, frame: bytes) -> None:
        await self._may_take.acquire()
        self.got.append(frame)

    def _on_lost(self) -> None:
        self.lost += 1

    async def take(self, count: int = 1_000) -> list[bytes]:
        """Everything that is written when so many frames may be taken."""
        for _ in range(count):
            self._may_take.release()
        for _ in range(5):
            await asyncio.sleep(0)
        await asyncio.sleep(0.01)
        return self.got


@pytest.fixture
async def socket() -> AsyncIterator[SlowSocket]:
    slow = SlowSocket()
    yield slow
    slow.box.close()


async def test_frames_are_written_in_order(socket: SlowSocket) -> None:
    frames = [stream(1), ack(1), annotation("a"), stream(2)]
    assert all(socket.box.put(frame) for frame in frames)
    assert await socket.take() == frames


async def test_only_the_latest_pointer_waits_but_every_click(
    socket: SlowSocket,
) -> None:
    socket.box.put(stream(1))
    await asyncio.sleep(0)
    clicks = [pointer(1, action=1), pointer(2, action=1)]
    for frame in [pointer(3), clicks[0], pointer(4), clicks[1], pointer(5)]:
        assert socket.box.put(frame)
    written = await socket.take()
    moves = [f for f in written if f[0] == 2 and f[1] == 0]
    assert moves == [pointer(5)]
    assert [f for f in written if f in clicks] == clicks


async def test_a_pointer_waits_behind_one_piece_of_a_page_at_most(
    socket: SlowSocket,
) -> None:
    for seq in range(9):
        socket.box.put(stream(seq, size=1_000))
    await asyncio.sleep(0)
    socket.box.put(pointer(1))
    assert pointer(1) in (await socket.take(2))[:2]


async def test_a_slow_socket_costs_the_stream_and_one_snapshot(
    socket: SlowSocket,
) -> None:
    results = [socket.box.put(stream(seq, size=1_000)) for seq in range(50)]
    assert results[:9] == [True] * 9
    assert not any(results[9:])
    assert socket.box.waiting_bytes <= LIMIT
    assert socket.box.put(ack(7))
    assert socket.lost == 0
    written = await socket.take()
    # The piece in flight is gone already, the others are worth nothing any more.
    assert written in ([ack(7)], [stream(0, size=1_000), ack(7)])
    assert socket.lost == 1
    assert socket.box.put(stream(99))
    assert (await socket.take())[-1] == stream(99)
    assert socket.lost == 1


async def test_a_full_box_refuses_commands_instead_of_growing(
    socket: SlowSocket,
) -> None:
    results = [socket.box.put(command(1, seq, size=1_000)) for seq in range(50)]
    assert results.count(True) in {9, 10}
    assert socket.box.waiting_bytes <= LIMIT
    assert socket.box.put(pointer(1))


async def test_nothing_is_written_after_closing(socket: SlowSocket) -> None:
    socket.box.put(stream(1))
    socket.box.put(stream(2))
    socket.box.close()
    socket.box.put(stream(3))
    assert await socket.take() == []


async def test_a_socket_that_breaks_harms_nobody() -> None:
    async def broken(frame: bytes) -> None:
        raise RuntimeError("gone")

    box = Outbox(broken, limit=LIMIT, on_lost=lambda: None)
    for seq in range(100):
        box.put(stream(seq, size=1_000))
    await asyncio.sleep(0.01)
    assert box.waiting_bytes <= LIMIT
    box.close()
