"""Open the product's sockets in tests: the real ASGI application, real frames."""

import asyncio
import json
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from asgiref.sync import sync_to_async
from channels.testing import WebsocketCommunicator
from django.db import connections

from cobrowse.asgi import application

HOST = "localhost:8000"
ORIGIN = f"http://{HOST}"
PATIENCE_SECONDS = 5.0
SILENCE_SECONDS = 0.1


async def give_back_connections() -> None:
    """Async queries of a test run in a thread that would keep its connection, and
    PostgreSQL does not drop a database that somebody is connected to."""
    await sync_to_async(connections.close_all)()


class Socket:
    """One socket. `async with Socket(path) as socket:` connects and hangs up.

    Messages are dicts; `closed_with` is the code once the server has closed.
    """

    def __init__(
        self,
        path: str,
        *,
        origin: str | None = ORIGIN,
        cookies: Mapping[str, str] | None = None,
        headers: list[tuple[bytes, bytes]] | None = None,
    ) -> None:
        sent = [(b"host", HOST.encode())]
        if origin is not None:
            sent.append((b"origin", origin.encode()))
        if cookies:
            pairs = "; ".join(f"{name}={value}" for name, value in cookies.items())
            sent.append((b"cookie", pairs.encode()))
        self._wire = WebsocketCommunicator(
            application, path, headers=[*sent, *(headers or [])]
        )
        self._wire.scope["client"] = ("127.0.0.1", 50_000)
        self.accepted = False
        self.closed_with: int | None = None

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.hang_up()

    async def connect(self) -> bool:
        """Whether the server accepted; what it refuses never was open."""
        self.accepted, _ = await self._wire.connect(timeout=PATIENCE_SECONDS)
        if not self.accepted:
            await give_back_connections()
        return self.accepted

    async def hang_up(self) -> None:
        if self.accepted:
            await self._wire.disconnect(timeout=PATIENCE_SECONDS)
        await give_back_connections()

    async def send(self, kind: str, **fields: Any) -> None:
        await self.send_text(json.dumps({"type": kind, **fields}))

    async def send_text(self, text: str) -> None:
        await self._wire.send_to(text_data=text)

    async def send_bytes(self, data: bytes) -> None:
        await self._wire.send_to(bytes_data=data)

    async def receive(self) -> dict[str, Any]:
        """The next message; the test fails if the server closes instead."""
        event = await self._wire.receive_output(timeout=PATIENCE_SECONDS)
        assert event["type"] == "websocket.send", f"closed: {event}"
        message: dict[str, Any] = json.loads(event["text"])
        return message

    async def receive_bytes(self) -> bytes:
        event = await self._wire.receive_output(timeout=PATIENCE_SECONDS)
        assert event["type"] == "websocket.send", f"closed: {event}"
        data: bytes = event["bytes"]
        return data

    async def until(
        self, kind: str, *, where: Callable[[dict[str, Any]], bool] | None = None
    ) -> dict[str, Any]:
        """The next message of this type that fits; earlier ones are passed over."""
        while True:
            message = await self.receive()
            if message["type"] == kind and (where is None or where(message)):
                return message

    async def close_code(self) -> int:
        """Wait until the server closes; messages before that are passed over."""
        while True:
            event = await self._wire.receive_output(timeout=PATIENCE_SECONDS)
            if event["type"] == "websocket.close":
                self.closed_with = int(event["code"])
                return self.closed_with

    async def is_silent(self) -> bool:
        """Nothing waits to be read, after giving the server a moment."""
        await asyncio.sleep(SILENCE_SECONDS)
        return bool(await self._wire.receive_nothing(timeout=0.01))

    async def hello(self, **fields: Any) -> dict[str, Any]:
        """Say hello; the first answer is the welcome or an error."""
        await self.send("hello", **{"protocol": 1, **fields})
        return await self.receive()
