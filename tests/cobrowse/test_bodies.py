"""No body is taken in beyond the limit, whatever its sender says of it."""

import asyncio
import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from pytest_django import Settings

from cobrowse.asgi import application
from cobrowse.daphne_bodies import BoundedRequest
from sessions_app.media_types import FONT_BYTES, PICTURE_BYTES

LIMIT = 2_000


@pytest.fixture(autouse=True)
def _low_limit(settings: Settings) -> None:
    settings.COBROWSE_BODY_BYTES = LIMIT
    settings.SECURE_SSL_REDIRECT = False


class Sender:
    """Sends pieces until nobody takes them any more."""

    def __init__(self, pieces: Iterator[bytes], claimed: int | None) -> None:
        headers = [(b"host", b"localhost"), (b"content-type", b"text/plain")]
        if claimed is not None:
            headers.append((b"content-length", str(claimed).encode()))
        self.scope: dict[str, Any] = {
            "type": "http",
            "http_version": "1.1",
            "method": "PUT",
            "path": "/healthz",
            "query_string": b"",
            "headers": headers,
        }
        self.pieces = pieces
        self.taken = 0
        self.is_over = False
        self.answered = asyncio.Event()
        self.sent: list[dict[str, Any]] = []

    async def receive(self) -> dict[str, Any]:
        """As servers do: after the body nothing comes until there is an answer."""
        if self.is_over:
            await self.answered.wait()
            return {"type": "http.disconnect"}
        piece = next(self.pieces, b"")
        self.taken += len(piece)
        self.is_over = not piece
        return {"type": "http.request", "body": piece, "more_body": bool(piece)}

    async def send(self, message: dict[str, Any]) -> None:
        self.sent.append(message)
        self.answered.set()

    async def run(self) -> tuple[int, bytes]:
        await application(self.scope, self.receive, self.send)
        body = b"".join(message.get("body", b"") for message in self.sent)
        return self.sent[0]["status"], body


def endless() -> Iterator[bytes]:
    for _ in range(10_000):
        yield b"x" * 100


@pytest.mark.parametrize("claimed", [None, 0, 1, LIMIT])
async def test_a_body_that_goes_on_is_cut_off(claimed: int | None) -> None:
    sender = Sender(endless(), claimed)
    status, body = await sender.run()
    assert status == 413
    assert json.loads(body) == {
        "error": "too_large",
        "detail": "This is too large.",
        "limit": LIMIT,
    }
    assert sender.taken == LIMIT + 100


async def test_the_limit_itself_is_taken() -> None:
    sender = Sender(iter([b"x" * LIMIT]), None)
    status, _body = await sender.run()
    assert (status, sender.taken) == (403, LIMIT)  # Django was reached


async def test_a_claim_beyond_the_limit_reaches_the_view_without_a_body() -> None:
    sender = Sender(endless(), LIMIT + 1)
    status, _body = await sender.run()
    assert status == 403


def test_daphne_drops_what_is_beyond_the_limit() -> None:
    request = BoundedRequest.__new__(BoundedRequest)
    request.content = BytesIO()
    for piece in endless():
        request.handleContentChunk(piece)
    assert len(request.content.getvalue()) == LIMIT + 1


def test_every_endpoint_takes_less(settings: Settings) -> None:
    from cobrowse import settings as real

    assert max(PICTURE_BYTES, FONT_BYTES) <= real.COBROWSE_BODY_BYTES
    assert real.DATA_UPLOAD_MAX_MEMORY_SIZE <= real.COBROWSE_BODY_BYTES
