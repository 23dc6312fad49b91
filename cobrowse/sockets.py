"""The base of every WebSocket: hello first, typed commands, coded errors, own loop."""

import asyncio
import functools
import logging
from collections import deque
from contextlib import suppress
from time import monotonic
from typing import Any, ClassVar, Generic, TypeVar

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from channels.layers import get_channel_layer
from django.conf import settings
from pydantic import ValidationError

from cobrowse.announce import serve_from
from cobrowse.errors import DomainError
from cobrowse.limits import Rate
from cobrowse.origins import Origin, origin_of_request
from cobrowse.protocol import (
    PROTOCOL_VERSION,
    Command,
    CommandTable,
    Error,
    Message,
    Ping,
    Pong,
)
from cobrowse.wire import bad_message, parse_object

log = logging.getLogger(__name__)

CLOSE_BAD_MESSAGE = 4400
CLOSE_AUTH_REQUIRED = 4401
CLOSE_NOT_FOUND = 4404
CLOSE_HELLO_TIMEOUT = 4408
CLOSE_SUPERSEDED = 4409
CLOSE_SESSION_ENDED = 4410
CLOSE_RATE_LIMITED = 4429
CLOSE_TOO_LARGE = 1009
CLOSE_SERVER_ERROR = 1011

MISTAKES_ALLOWED = 3
MISTAKES_WINDOW_SECONDS = 60

A = TypeVar("A")  # what a greeted socket acts as: an agent, a customer, a seat


class ControlConsumer(AsyncWebsocketConsumer, Generic[A]):  # type: ignore[misc]
    """Text frames are commands; the first is the hello.

    Subclasses give `hello`, `table` and the methods below. Those whose name starts
    with `db_` are synchronous and run with a database connection.
    """

    hello: ClassVar[type[Command]]
    table: ClassVar[CommandTable[Any]]
    # How often `db_heartbeat` runs while the socket is greeted.
    heartbeat_seconds: ClassVar[int] = 10

    actor: A | None = None

    # -- for subclasses -----------------------------------------------------------
    def db_may_connect(self, origin: Origin | None) -> bool:
        """Whether this origin may open the socket at all; False: HTTP 403."""
        raise NotImplementedError

    def db_authorise(self, hello: Any) -> A:
        """Who says hello; DomainError closes the socket with 4000 + its status."""
        raise NotImplementedError

    def groups_of(self, actor: A) -> list[str]:
        """Channel-layer groups to join before the welcome is made."""
        raise NotImplementedError

    def db_welcome(self, actor: A) -> Message:
        raise NotImplementedError

    def db_heartbeat(self, actor: A) -> None:
        """Runs now and then while the socket lives. DomainError closes the socket."""

    def db_goodbye(self, actor: A) -> None:
        """The socket of a greeted actor is gone."""

    async def receive_frame(self, frame: bytes) -> None:
        """A binary frame of a greeted actor. Most sockets take none."""
        await self.refuse(1003, "text only")

    # -- life ---------------------------------------------------------------------
    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Channels' own loop starts a task and cleans up the database per event; this
        one reads the socket directly and leaves the channel layer to one task."""
        serve_from(asyncio.get_running_loop())
        self.scope, self.base_send = scope, send
        self.channel_layer = get_channel_layer(self.channel_layer_alias)
        self.channel_name = await self.channel_layer.new_channel()
        self.channel_receive = functools.partial(
            self.channel_layer.receive, self.channel_name
        )
        self._joined: list[str] = []
        self._held: list[dict[str, Any]] | None = []
        self._closed = self._hello_came = False
        self._mistakes: deque[float] = deque(maxlen=MISTAKES_ALLOWED)
        self._rate = Rate(
            settings.COBROWSE_CONTROL_PER_SECOND, settings.COBROWSE_CONTROL_BURST
        )
        tasks = [asyncio.create_task(self._listen_to_layer())]
        tasks.append(asyncio.create_task(self._keep_time()))
        try:
            while True:
                message = await receive()
                if message["type"] == "websocket.receive":
                    await self.websocket_receive(message)
                else:
                    await self.dispatch(message)
        except StopConsumer:
            pass
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _listen_to_layer(self) -> None:
        """A socket that can hear nothing any more is closed, so that it comes back."""
        try:
            while True:
                await self.dispatch(await self.channel_receive())
        except Exception:
            log.exception("channel layer failed on %s", type(self).__name__)
            await self.refuse(CLOSE_SERVER_ERROR, "server_error")

    async def _keep_time(self) -> None:
        """Close a socket that never says hello; beat for one that did."""
        await asyncio.sleep(settings.COBROWSE_HELLO_SECONDS)
        if not self._hello_came:
            await self.refuse(CLOSE_HELLO_TIMEOUT, "hello_timeout")
            return
        while True:
            await asyncio.sleep(self.heartbeat_seconds)
            if self.actor is None:  # a slow database has not answered the hello yet
                continue
            try:
                await database_sync_to_async(self.db_heartbeat)(self.actor)
            except DomainError as error:
                await self.refuse(4000 + error.http_status, error.code)
                return
            except Exception:
                # A database that is away for a moment must not cut live sockets.
                log.warning("heartbeat failed", exc_info=True)

    async def connect(self) -> None:
        origin = origin_of_request(self.scope["headers"])
        try:
            allowed = await database_sync_to_async(self.db_may_connect)(origin)
        except DomainError:
            allowed = False
        if allowed:
            await self.accept()
        else:
            log.warning("origin_not_allowed on %s", type(self).__name__)
            await self.close()

    async def disconnect(self, code: int) -> None:
        self._closed = True
        for group in self._joined:
            await self.channel_layer.group_discard(group, self.channel_name)
        if self.actor is not None:
            await database_sync_to_async(self.db_goodbye)(self.actor)

    async def refuse(self, code: int, reason: str) -> None:
        """Close once; the reason is a code for the client's log, never content."""
        if not self._closed:
            self._closed = True
            with suppress(RuntimeError, OSError):
                await self.close(code=code, reason=reason)

    async def say(self, message: Message) -> None:
        await self._write(message.model_dump_json())

    async def _write(self, text: str) -> None:
        """A client that has just gone is no error; its disconnect is on the way."""
        if self._closed:
            return
        try:
            await self.send(text_data=text)
        except (RuntimeError, OSError):  # what daphne and uvicorn raise for it
            self._closed = True

    # -- what comes in ------------------------------------------------------------
    async def receive(
        self, text_data: str | None = None, bytes_data: bytes | None = None
    ) -> None:
        if self._closed:
            return
        if bytes_data is not None:
            if self.actor is None:
                await self.refuse(CLOSE_AUTH_REQUIRED, "auth_required")
            else:
                await self.receive_frame(bytes_data)
            return
        text = text_data or ""
        limit = (
            settings.COBROWSE_HELLO_BYTES
            if self.actor is None
            else settings.COBROWSE_CONTROL_BYTES
        )
        if len(text) > limit or len(text.encode(errors="replace")) > limit:
            await self.refuse(CLOSE_TOO_LARGE, "frame_too_large")
        elif not self._rate.take():
            await self.refuse(CLOSE_RATE_LIMITED, "rate_limited")
        else:
            await self._take(text)

    async def _take(self, text: str) -> None:
        ref: str | None = None
        try:
            raw = parse_object(text)
            if isinstance(raw.get("ref"), str):
                ref = str(raw["ref"])[:64]
            if self.actor is None:
                await self._greet(raw)
            else:
                await self._command(raw)
        except DomainError as error:
            await self.say(
                Error(
                    code=error.code,
                    detail=error.detail,
                    ref=ref,
                    limit=error.limit,
                    retry_after=error.retry_after,
                )
            )
            if self.actor is None:
                await self.refuse(4000 + error.http_status, error.code)
            elif error.code == "bad_message":
                await self.count_mistake()
        except Exception:
            log.exception("command failed on %s", type(self).__name__)
            await self.refuse(CLOSE_SERVER_ERROR, "server_error")

    async def count_mistake(self) -> None:
        """Some mistakes are answered; a client that keeps making them is closed."""
        now = monotonic()
        self._mistakes.append(now)
        if (
            len(self._mistakes) == MISTAKES_ALLOWED
            and now - self._mistakes[0] < MISTAKES_WINDOW_SECONDS
        ):
            await self.refuse(CLOSE_BAD_MESSAGE, "bad_message")

    async def _greet(self, raw: dict[str, object]) -> None:
        if raw.get("type") != "hello":
            raise DomainError("auth_required", 401, "The first message is hello.")
        if raw.get("protocol") != PROTOCOL_VERSION:
            raise DomainError(
                "protocol_version", 400, "Reload the page: the versions differ."
            )
        hello = _parse(self.hello, raw)
        self._hello_came = True
        actor: A = await database_sync_to_async(self.db_authorise)(hello)
        for group in self.groups_of(actor):
            await self.channel_layer.group_add(group, self.channel_name)
            self._joined.append(group)
        welcome = await database_sync_to_async(self.db_welcome)(actor)
        self.actor = actor
        await self.say(welcome)
        await self.greeted(actor)
        # What was announced between joining the groups and the welcome comes after it.
        held, self._held = self._held or [], None
        for event in held:
            await self.announce(event)

    async def greeted(self, actor: A) -> None:
        """The welcome is out; subclasses may start relaying here."""

    async def _command(self, raw: dict[str, object]) -> None:
        if raw.get("type") == "ping":
            _parse(Ping, raw)
            await self.say(Pong())
            return
        entry = self.table.find(str(raw.get("type")))
        if entry is None:
            raise bad_message("This socket has no such command.")
        command = _parse(entry.message, raw)
        await database_sync_to_async(entry.handler)(self.actor, command)

    # -- what the channel layer brings --------------------------------------------
    async def announce(self, event: dict[str, Any]) -> None:
        if self._held is not None:
            self._held.append(event)
        else:
            await self._write(event["text"])

    async def close_socket(self, event: dict[str, Any]) -> None:
        await self.refuse(event["code"], event["reason"])

    async def tell(self, event: dict[str, Any]) -> None:
        """Server-internal facts: `on_<kind>(data)` where the subclass has one."""
        method = getattr(self, f"on_{event['kind']}", None)
        if method is not None:
            with suppress(asyncio.CancelledError):
                await method(event["data"])


M = TypeVar("M", bound=Command)


def _parse(model: type[M], raw: dict[str, object]) -> M:
    """Validate; the error names the field, never its value."""
    try:
        return model.model_validate(raw, strict=False)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        field = ".".join(str(part) for part in first["loc"]) or "message"
        raise bad_message(f"{field}: {first['msg']}") from None
