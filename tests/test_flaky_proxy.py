"""The bad line does what it says: otherwise the journeys over it prove nothing."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.flaky_proxy import TROUBLES, FlakyProxy
from tests.loop_thread import LoopThread, running_loop

Ends = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Echo:
    """A server that says everything again, and remembers it."""

    port: int = 0
    heard: bytes = b""

    async def open(self) -> asyncio.Server:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        return server

    async def _answer(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        try:
            while data := await reader.read(1024):
                self.heard += data
                writer.write(data)
        except OSError:
            pass
        finally:
            writer.close()


@pytest.fixture
def loop() -> Iterator[LoopThread]:
    with running_loop() as loop:
        yield loop


@pytest.fixture
def echo(loop: LoopThread) -> Iterator[Echo]:
    echo = Echo()
    server = loop.run(echo.open())
    yield echo
    server.close()


@pytest.fixture
def proxy(loop: LoopThread, echo: Echo) -> Iterator[FlakyProxy]:
    proxy = FlakyProxy([echo], seed=1)
    proxy.open(loop)
    yield proxy
    proxy.close()


Dial = Callable[[], Ends]


@pytest.fixture
def dial(loop: LoopThread, proxy: FlakyProxy) -> Iterator[Dial]:
    """Opens connections through the proxy, and hangs up after the test."""
    dialled: list[Ends] = []

    def dial() -> Ends:
        dialled.append(loop.run(asyncio.open_connection("127.0.0.1", proxy.port)))
        return dialled[-1]

    async def hang_up() -> None:
        for _, writer in dialled:
            writer.transport.abort()

    yield dial
    loop.run(hang_up())


async def ask(ends: Ends, words: bytes) -> bytes:
    ends[1].write(words)
    async with asyncio.timeout(5):
        return await ends[0].readexactly(len(words))


async def is_silent(ends: Ends) -> bool:
    try:
        async with asyncio.timeout(0.3):
            await ends[0].read(1)
    except TimeoutError:
        return True
    return False


async def is_torn(ends: Ends) -> bool:
    try:
        async with asyncio.timeout(5):
            return await ends[0].read(1) == b""
    except ConnectionError:
        return True


def test_in_good_weather_it_is_only_a_line(
    loop: LoopThread, proxy: FlakyProxy, dial: Dial
) -> None:
    ends = dial()
    assert loop.run(ask(ends, b"hello")) == b"hello"
    assert proxy.tally.lost_bytes == 0


def test_a_cut_tears_the_connection(
    loop: LoopThread, proxy: FlakyProxy, dial: Dial
) -> None:
    ends = dial()
    loop.run(ask(ends, b"hello"))
    proxy.cut()
    assert loop.run(is_torn(ends))


def test_a_stalled_line_stays_open_and_carries_nothing(
    loop: LoopThread, proxy: FlakyProxy, echo: Echo, dial: Dial
) -> None:
    ends = dial()
    loop.run(ask(ends, b"hello"))
    proxy.stall()
    ends[1].write(b"anybody?")
    assert loop.run(is_silent(ends))
    assert echo.heard == b"hello"
    other = dial()
    assert loop.run(ask(other, b"again")) == b"again"
    proxy.calm()
    assert loop.run(is_torn(ends))


async def _hello(writer: asyncio.StreamWriter) -> int:
    writer.write(b"hello")
    return len(b"hello")


def test_bad_weather_brings_every_trouble_and_ends(
    loop: LoopThread, proxy: FlakyProxy, dial: Dial
) -> None:

    async def talk_all_the_time() -> None:
        while True:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", proxy.port)
            except OSError:
                continue
            try:
                while await reader.readexactly(await _hello(writer)):
                    await asyncio.sleep(0.02)
            except (OSError, asyncio.IncompleteReadError):
                await asyncio.sleep(0.02)
            finally:
                writer.transport.abort()

    talking = loop.begin(talk_all_the_time())
    proxy.flap()
    proxy.flap_through()
    assert all(proxy.tally.troubles[name] for name in TROUBLES)
    talking.cancel()
    proxy.calm()
    ends = dial()
    assert loop.run(ask(ends, b"fine again")) == b"fine again"
