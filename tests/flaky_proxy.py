"""A bad line between browsers and the server: a TCP proxy that misbehaves on purpose.

Five kinds of trouble, as networks have them; a seed decides which comes when:
`cut` resets every connection, half-way through a message too; `stall` leaves
connections open and forwards nothing; `deafen` lets words through and loses the
answers, which is how lines get sent twice; `refuse` lets nobody in; `slow` delays.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Protocol

from tests.loop_thread import LoopThread

CHUNK_BYTES = 65_536
TROUBLES = ("cut", "stall", "deafen", "refuse", "slow")
# How long each trouble lasts, and the peace between two, in seconds.
TROUBLE_SECONDS = (0.2, 1.2)
PEACE_SECONDS = (0.3, 1.0)
# The longest wait for all of them to have come.
ROUND_SECONDS = 180


class Listens(Protocol):
    """A server behind the proxy."""

    port: int


@dataclass(eq=False)
class _Link:
    """One connection: which directions pass, and the ends to tear off."""

    ends: list[asyncio.StreamWriter]
    up: bool = True
    down: bool = True
    # A stalled line stays open although its server has gone.
    holds: bool = False

    def cut(self) -> None:
        for end in self.ends:
            end.transport.abort()

    def hang_up(self) -> None:
        if not self.holds:
            for end in self.ends:
                end.close()


@dataclass
class Tally:
    """What the proxy did: a test that met no trouble has proved nothing."""

    troubles: Counter[str] = field(default_factory=Counter)
    connections: int = 0
    lost_bytes: int = 0


class FlakyProxy:
    """`origin` is what browsers open. Servers are tried in an order of the seed's."""

    def __init__(self, servers: Sequence[Listens], *, seed: int) -> None:
        self.tally = Tally()
        self.port = 0
        self._servers = list(servers)
        self._random = Random(seed)
        self._links: set[_Link] = set()
        self._refusing = False
        self._delay = 0.0
        self._hold = 0.0
        self._listener: asyncio.Server | None = None
        self._loop: LoopThread | None = None
        self._weather: asyncio.Task[None] | None = None

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    # -- from the test's thread ---------------------------------------------------
    def open(self, loop: LoopThread) -> None:
        self._loop = loop
        loop.run(self._open())

    def close(self) -> None:
        self.calm()
        self._run(self._close())

    def flap(self) -> None:
        """Trouble after trouble until `calm`: all five in turns, shuffled."""
        self._run(self._start_weather())

    def calm(self) -> None:
        """Good weather again. Lines that hang are torn off, as routers do late."""
        self._run(self._stop_weather())

    def flap_through(self) -> None:
        """Wait until every kind of trouble has come once more and cost some bytes."""
        self._run(self._every_trouble(), timeout=ROUND_SECONDS)

    def stall(self) -> None:
        """Every connection that is open now stays open and carries nothing more."""
        self._run(self._stall_all())

    def cut(self) -> None:
        self._run(self._cut_all())

    def slow(self, most_seconds: float) -> None:
        """Until `calm`, whatever passes is late by up to so many seconds."""
        self._delay = most_seconds

    def hold(self, seconds: float) -> None:
        """Until the next call, what browsers say is so much later; answers are not."""
        self._hold = seconds

    def _run(self, work: Coroutine[Any, Any, None], *, timeout: float = 30) -> None:
        assert self._loop is not None, "open the proxy first"
        self._loop.run(work, timeout=timeout)

    # -- inside the loop ----------------------------------------------------------
    async def _open(self) -> None:
        self._listener = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.port = self._listener.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        assert self._listener is not None
        self._listener.close()
        await self._cut_all()

    async def _accept(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.tally.connections += 1
        upstream = None if self._refusing else await self._reach_a_server()
        if upstream is None:
            writer.transport.abort()
            return
        server_reader, server_writer = upstream
        link = _Link([writer, server_writer])
        self._links.add(link)
        try:
            await asyncio.gather(
                self._pump(
                    link, reader, server_writer, lambda: link.up, lambda: self._hold
                ),
                self._pump(link, server_reader, writer, lambda: link.down),
            )
        except asyncio.CancelledError:
            link.cut()  # the test is over
        finally:
            if not link.holds:
                self._links.discard(link)

    async def _reach_a_server(
        self,
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        for server in self._random.sample(self._servers, len(self._servers)):
            try:
                return await asyncio.open_connection("127.0.0.1", server.port)
            except OSError:
                continue
        return None

    async def _pump(
        self,
        link: _Link,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        passes: Callable[[], bool],
        hold: Callable[[], float] = lambda: 0.0,
    ) -> None:
        try:
            while data := await reader.read(CHUNK_BYTES):
                if self._delay:
                    await asyncio.sleep(self._random.uniform(0, self._delay))
                if seconds := hold():
                    await asyncio.sleep(seconds)
                if passes():
                    writer.write(data)
                    await writer.drain()
                else:
                    self.tally.lost_bytes += len(data)
        except OSError:
            pass
        link.hang_up()

    # -- troubles -----------------------------------------------------------------
    async def _start_weather(self) -> None:
        self._weather = asyncio.create_task(self._trouble_after_trouble())

    async def _stop_weather(self) -> None:
        if self._weather is not None:
            self._weather.cancel()
            await asyncio.gather(self._weather, return_exceptions=True)
            self._weather = None
        self._refusing = False
        self._delay = 0.0
        for link in list(self._links):
            if link.holds or not link.down:
                link.cut()
                self._links.discard(link)

    async def _every_trouble(self) -> None:
        before, lost = Counter(self.tally.troubles), self.tally.lost_bytes
        while self.tally.lost_bytes == lost or any(
            self.tally.troubles[name] == before[name] for name in TROUBLES
        ):
            await asyncio.sleep(0.05)

    async def _trouble_after_trouble(self) -> None:
        kinds = [self._cut_all, self._stall, self._deafen, self._refuse, self._slow]
        while True:
            for name, trouble in self._random.sample(
                [*zip(TROUBLES, kinds, strict=True)], len(kinds)
            ):
                await asyncio.sleep(self._random.uniform(*PEACE_SECONDS))
                await trouble()
                self.tally.troubles[name] += 1

    async def _last(self) -> None:
        await asyncio.sleep(self._random.uniform(*TROUBLE_SECONDS))

    async def _cut_all(self) -> None:
        for link in list(self._links):
            link.cut()
        self._links.clear()

    async def _stall(self) -> None:
        await self._stall_all()
        await self._last()
        await self._cut_all()

    async def _stall_all(self) -> None:
        for link in self._links:
            link.up = link.down = False
            link.holds = True

    async def _deafen(self) -> None:
        for link in self._links:
            link.down = False
        await self._last()
        await self._cut_all()

    async def _refuse(self) -> None:
        self._refusing = True
        await self._cut_all()
        await self._last()
        self._refusing = False

    async def _slow(self) -> None:
        self._delay = 0.3
        await self._last()
        self._delay = 0.0
