"""Session sockets in tests: who opens them, and frames made by hand."""

import asyncio
import json
from typing import Any

from asgiref.sync import sync_to_async

from cobrowse.tokens import hash_token, new_token
from interactions.models import Customer
from sessions_app.frames import Kind, build, build_json
from sessions_app.models import CobrowseSession
from tests.people import sign_in
from tests.sockets import SILENCE_SECONDS, Socket

PAGE = {"url": "https://shop.example/cart?token=secret#x", "title": "Cart"}


class Wire(Socket):
    """A session socket that sorts what it gets: messages here, frames there."""

    welcome: dict[str, Any]

    async def frame_or_message(self) -> dict[str, Any] | bytes:
        event = await self._wire.receive_output(timeout=5)
        assert event["type"] == "websocket.send", f"closed: {event}"
        if event.get("bytes") is not None:
            return bytes(event["bytes"])
        message: dict[str, Any] = json.loads(event["text"])
        return message

    async def next_frame(self) -> bytes:
        """The next binary frame; messages before it are passed over."""
        while True:
            got = await self.frame_or_message()
            if isinstance(got, bytes):
                return got

    async def next_error(self) -> dict[str, Any]:
        while True:
            got = await self.frame_or_message()
            if isinstance(got, dict) and got["type"] == "error":
                return got

    async def frames_until_closed(self) -> list[bytes]:
        frames: list[bytes] = []
        while True:
            event = await self._wire.receive_output(timeout=5)
            if event["type"] == "websocket.close":
                self.closed_with = int(event["code"])
                return frames
            if event.get("bytes") is not None:
                frames.append(bytes(event["bytes"]))

    async def heard(self) -> list[dict[str, Any] | bytes]:
        """Everything that has come by now, after giving the server a moment."""
        await asyncio.sleep(SILENCE_SECONDS)
        everything: list[dict[str, Any] | bytes] = []
        while not self._wire.output_queue.empty():
            everything.append(await self.frame_or_message())
        return everything

    async def send_bytes(self, data: bytes) -> None:
        """Also frames of no bytes at all, which the communicator does not know."""
        event = {"type": "websocket.receive", "bytes": data, "text": None}
        await self._wire.send_input(event)

    async def frames_heard(self) -> list[bytes]:
        return [got for got in await self.heard() if isinstance(got, bytes)]


def _give_token(customer: Customer) -> str:
    token = new_token()
    Customer.objects.filter(pk=customer.pk).update(token_hash=hash_token(token))
    return token


async def customer_wire(session: CobrowseSession, **hello: Any) -> Wire:
    """The customer's socket, greeted."""
    token = await sync_to_async(_give_token)(session.customer)
    wire = Wire(f"/ws/session/{session.pk}/customer")
    assert await wire.connect()
    fields = {"token": token, "tab": "tab-1", "epoch": 7, "page": PAGE, **hello}
    wire.welcome = await wire.hello(**fields)
    return wire


async def agent_wire(session: CobrowseSession, name: str = "alice") -> Wire:
    """The viewer's socket, greeted."""
    cookies, ticket = await sync_to_async(sign_in)(name)
    wire = Wire(f"/ws/session/{session.pk}/agent", cookies=cookies)
    assert await wire.connect()
    wire.welcome = await wire.hello(ticket=ticket)
    return wire


def stream(seq: int = 0, size: int = 0) -> bytes:
    return build(Kind.STREAM, b"s" * size, flags=0, epoch=7, seq=seq)


def pointer(fx: int = 0, action: int = 0) -> bytes:
    return build(Kind.POINTER, action=action, epoch=7, node=1, fx=fx, fy=0)


def command(mode_epoch: int, seq: int = 0, size: int = 0) -> bytes:
    body = {"do": "text", "node": 1, "text": "x" * size}
    return build_json(Kind.COMMAND, body, epoch=7, mode_epoch=mode_epoch, seq=seq)


def ack(seq: int = 0) -> bytes:
    return build(Kind.ACK, epoch=7, seq=seq, status=0)


def annotation(text: str = "") -> bytes:
    return build_json(Kind.ANNOTATION, {"note": text}, epoch=7)
