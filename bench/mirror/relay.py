"""A plain WebSocket relay on the loopback: what the customer sends, the agent gets.

Nothing is compressed on the way, so that both engines pay for what they send; what
permessage-deflate would make of it is reckoned afterwards from the messages kept here.
"""

import asyncio
import threading
import zlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

Message = str | bytes
# A message that was flushed ends in these four bytes, which the frame leaves out.
_FLUSH_TAIL = 4


class Relay:
    """Rooms of one customer and at most one agent."""

    def __init__(self) -> None:
        self._agents: dict[str, ServerConnection] = {}
        self._sent: defaultdict[str, list[Message]] = defaultdict(list)
        self._started = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._port = 0

    def url(self, side: str, room: str) -> str:
        return f"ws://127.0.0.1:{self._port}/{side}/{room}"

    def take(self, room: str) -> list[Message]:
        """What the customer has sent since the last call."""
        return self._sent.pop(room, [])

    def run(self) -> None:
        self._loop.run_until_complete(self._serve())

    def wait(self) -> None:
        self._started.wait()

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)

    async def _serve(self) -> None:
        self._over = asyncio.Event()
        async with serve(
            self._meet, "127.0.0.1", 0, compression=None, max_size=None
        ) as server:
            self._port = server.sockets[0].getsockname()[1]
            self._started.set()
            await self._over.wait()

    async def _meet(self, connection: ServerConnection) -> None:
        assert connection.request is not None
        _, side, room = connection.request.path.split("/")
        if side == "agent":
            self._agents[room] = connection
        try:
            async for message in connection:
                self._sent[room].append(message)
                if agent := self._agents.get(room):
                    await agent.send(message)
        except ConnectionClosed:
            pass
        finally:
            if side == "agent":
                del self._agents[room]


def deflated(messages: Sequence[Message]) -> int:
    """Bytes of the messages under permessage-deflate that keeps its context."""
    packer = zlib.compressobj(wbits=-15)
    size = 0
    for message in messages:
        data = message.encode() if isinstance(message, str) else message
        packed = packer.compress(data) + packer.flush(zlib.Z_SYNC_FLUSH)
        size += len(packed) - _FLUSH_TAIL
    return size


@contextmanager
def running_relay() -> Iterator[Relay]:
    relay = Relay()
    thread = threading.Thread(target=relay.run, daemon=True)
    thread.start()
    relay.wait()
    try:
        yield relay
    finally:
        relay.stop()
        thread.join()
