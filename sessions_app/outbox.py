"""What waits to be written to one socket: bounded, never in anybody's way.

A slow peer costs its session a resync, not the server memory and not the sender time.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from contextlib import suppress

from sessions_app.frames import Kind, PointerAction

log = logging.getLogger(__name__)

SendBytes = Callable[[bytes], Awaitable[None]]

_POINTER = Kind.POINTER.value
_STREAM = Kind.STREAM.value
_CLICK = PointerAction.CLICK.value


class Outbox:
    """Frames for one socket, written by a task of their own.

    Pointers: only the latest waits (clicks are all kept). Stream: when `limit` bytes
    wait, the waiting pieces are worth nothing any more: they are dropped, and so are
    all new ones until the rest is written; then `on_lost` is called once, to ask for a
    snapshot. Other kinds are refused while the box is full.
    """

    __slots__ = (
        "_lost",
        "_on_lost",
        "_pointer",
        "_queue",
        "_send",
        "_task",
        "_void",
        "_wake",
        "limit",
        "waiting_bytes",
    )

    def __init__(
        self, send: SendBytes, *, limit: int, on_lost: Callable[[], None]
    ) -> None:
        self._send = send
        self._on_lost = on_lost
        self.limit = limit
        self.waiting_bytes = 0
        self._queue: deque[bytes] = deque()
        self._pointer: bytes | None = None
        self._lost = False
        self._void = False
        self._wake = asyncio.Event()
        self._task = asyncio.create_task(self._write())

    def put(self, frame: bytes) -> bool:
        """Take a frame for writing; False when it was dropped. Never waits."""
        self._drop_void()
        kind = frame[0]
        if kind == _POINTER and frame[1] != _CLICK:
            self._pointer = frame
        elif kind == _STREAM and self._lost:
            return False
        elif self.waiting_bytes + len(frame) > self.limit:
            if kind == _STREAM:
                self._lose_stream()
            return False
        else:
            self._queue.append(frame)
            self.waiting_bytes += len(frame)
        self._wake.set()
        return True

    def lose(self) -> None:
        """Pieces of the stream got lost before they came here: ask for a snapshot."""
        self._lose_stream()
        self._wake.set()

    def void(self) -> None:
        """What waits now is not written any more. May be called from any thread."""
        self._void = True

    def close(self) -> None:
        """Nothing is written after this."""
        self._forget()
        self._task.cancel()

    def _forget(self) -> None:
        self._queue.clear()
        self._pointer = None
        self.waiting_bytes = 0

    def _drop_void(self) -> None:
        if self._void:
            self._void = False
            self._forget()

    def _lose_stream(self) -> None:
        self._lost = True
        self._queue = deque(f for f in self._queue if f[0] != _STREAM)
        self.waiting_bytes = sum(map(len, self._queue))

    async def _write(self) -> None:
        # A socket that is gone ends the task; its consumer learns of it by itself.
        with suppress(asyncio.CancelledError):
            try:
                while True:
                    await self._write_waiting()
                    if self._lost:
                        self._lost = False
                        self._on_lost()
                    self._wake.clear()
                    await self._wake.wait()
            except Exception:
                log.debug("a peer's socket is gone", exc_info=True)

    async def _write_waiting(self) -> None:
        while self._queue or self._pointer is not None:
            self._drop_void()
            # A pointer never waits behind more than one piece of a page.
            if (pointer := self._pointer) is not None:
                self._pointer = None
                await self._send(pointer)
                self._drop_void()
            if self._queue:
                frame = self._queue.popleft()
                self.waiting_bytes -= len(frame)
                await self._send(frame)
