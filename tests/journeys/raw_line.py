"""A person without a browser: a socket that comes back, and says again what was not
heard, as widget and desktop do (docs/protocol.md, P-13)."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from random import Random
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin

Json = dict[str, Any]
# Dead lines are noticed sooner than browsers do, so that tests need not wait.
PING_SECONDS = 1.0
OPEN_SECONDS = 5.0
RETRY_SECONDS = (0.05, 0.4)
TRYABLE = (OSError, WebSocketException, TimeoutError)


class RawLine:
    """One socket kept alive. Subclasses greet, and hear what comes."""

    def __init__(self, origin: str, path: str, *, seed: int = 0) -> None:
        self.origin = origin
        self.connections = 0
        # What the server refused, by code, besides refusals that are answered here.
        self.refusals: list[str] = []
        self._url = origin.replace("http", "ws", 1) + path
        self._random = Random(seed)
        self._socket: ClientConnection | None = None
        self._outbox: dict[str, Json] = {}
        self._counted = 0
        self._news = asyncio.Event()
        self._life: asyncio.Task[None] | None = None
        self._again: asyncio.Task[None] | None = None

    async def hello(self) -> Json:
        raise NotImplementedError

    async def headers(self) -> dict[str, str]:
        return {}

    def welcomed(self, welcome: Json) -> None:
        raise NotImplementedError

    def heard(self, message: Json) -> None:
        raise NotImplementedError

    # -- what a person does -------------------------------------------------------
    async def come(self) -> None:
        """Connect, and return once welcomed."""
        self._life = asyncio.create_task(self._live())
        await self.until(lambda: self._socket is not None, "welcomed")

    async def leave(self) -> None:
        if self._life is not None:
            self._life.cancel()
            await asyncio.gather(self._life, return_exceptions=True)
            self._life = None

    async def drop(self) -> None:
        """The line is cut here; it comes back by itself."""
        if self._socket is not None:
            self._socket.transport.abort()

    async def until(
        self, fits: Callable[[], bool], what: str, *, seconds: float = 60
    ) -> None:
        """Wait until what this person sees fits."""
        try:
            async with asyncio.timeout(seconds):
                while not fits():
                    self._news.clear()
                    await self._news.wait()
        except TimeoutError:
            raise AssertionError(f"{type(self).__name__} waited for: {what}") from None

    async def send(self, kind: str, **fields: Any) -> None:
        """Once, and only if the line stands."""
        await self._write({"type": kind, **fields})

    async def say_surely(self, **fields: Any) -> None:
        """A line of a chat: kept until the server has shown it."""
        self._counted += 1
        client_id = f"{id(self):x}-{self._counted}"
        self._outbox[client_id] = {
            "type": "chat.send",
            "client_id": client_id,
            "ref": client_id,
            **fields,
        }
        await self._write(self._outbox[client_id])

    @property
    def has_said_all(self) -> bool:
        return not self._outbox

    # -- the line -----------------------------------------------------------------
    def confirmed(self, line: Json) -> None:
        self._outbox.pop(line["client_id"] or "", None)

    async def _write(self, message: Json) -> None:
        if self._socket is not None:
            with suppress(*TRYABLE):
                await self._socket.send(json.dumps(message))

    async def _live(self) -> None:
        while True:
            with suppress(*TRYABLE):
                await self._one_connection()
            self._socket = None
            self._news.set()
            await asyncio.sleep(self._random.uniform(*RETRY_SECONDS))

    async def _one_connection(self) -> None:
        async with connect(
            self._url,
            origin=Origin(self.origin),
            additional_headers=await self.headers(),
            compression=None,
            proxy=None,
            open_timeout=OPEN_SECONDS,
            ping_interval=PING_SECONDS,
            ping_timeout=PING_SECONDS * 2,
            close_timeout=1,
        ) as socket:
            await socket.send(json.dumps(await self.hello()))
            async for text in socket:
                message: Json = json.loads(text)
                await self._take(socket, message)

    async def _take(self, socket: ClientConnection, message: Json) -> None:
        if message["type"] == "welcome":
            self.connections += 1
            self.welcomed(message)
            self._socket = socket
            for said in list(self._outbox.values()):
                await self._write(said)
        elif message["type"] == "error":
            self._refused(message)
        else:
            self.heard(message)
        self._news.set()

    def _refused(self, error: Json) -> None:
        if error["code"] == "rate_limited" and error["ref"] in self._outbox:
            wait = error["retry_after"] or 1
            asyncio.get_running_loop().call_later(wait, self._say_again, error["ref"])
        else:
            self.refusals.append(error["code"])

    def _say_again(self, client_id: str) -> None:
        if client_id in self._outbox:
            self._again = asyncio.create_task(self._write(self._outbox[client_id]))
