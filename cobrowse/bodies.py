"""How much of a request's body is taken in, whatever length it claims to have.

Django writes a body to disk before any view looks at it. BoundedBodies keeps that
within COBROWSE_BODY_BYTES; what one endpoint takes is its own, lower limit (read_body).
"""

import json
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from cobrowse.errors import DomainError

PIECE_BYTES = 65_536

# What passes between an ASGI server and an application; its types are the protocol's.
Asgi = Any

_EMPTY = {"type": "http.request", "body": b"", "more_body": False}


def too_large(limit: int) -> DomainError:
    return DomainError("too_large", 413, "This is too large.", limit=limit)


def read_body(request: HttpRequest, *, limit: int) -> bytes:
    """The body, of at most `limit` bytes; a claim of more is refused unread.

    Errors: too_large. A length that is missing or too low is no way round.
    """
    claimed = request.META.get("CONTENT_LENGTH") or "0"
    if claimed.isdecimal() and int(claimed) > limit:
        raise too_large(limit)
    body = bytearray()
    while piece := request.read(PIECE_BYTES):
        body += piece
        if len(body) > limit:
            raise too_large(limit)
    return bytes(body)


class BoundedBodies:
    """An ASGI application for HTTP that never takes in more of a body than the limit.

    A claim of more reaches the views with an empty body: they refuse it in their own
    words. Who sends more without saying so gets 413, and no view hears of it.
    """

    def __init__(self, application: Asgi) -> None:
        self._application = application

    async def __call__(self, scope: Asgi, receive: Asgi, send: Asgi) -> None:
        limit: int = settings.COBROWSE_BODY_BYTES
        unread = _claimed_bytes(scope) > limit
        is_first, is_over, taken = True, False, 0

        async def bounded() -> Asgi:
            nonlocal is_first, is_over, taken
            if unread and is_first:
                is_first = False
                return _EMPTY
            message = await receive()
            while unread and message["type"] == "http.request":
                message = await receive()
            taken += len(message.get("body", b""))
            is_over = taken > limit
            return {"type": "http.disconnect"} if is_over else message

        await self._application(scope, bounded, send)
        if is_over:
            await _refuse(send, limit)


def _claimed_bytes(scope: Asgi) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0


async def _refuse(send: Asgi, limit: int) -> None:
    error = too_large(limit)
    body = {"error": error.code, "detail": error.detail, "limit": limit}
    headers = [
        (b"content-type", b"application/json"),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
    ]
    await send(
        {
            "type": "http.response.start",
            "status": error.http_status,
            "headers": headers,
        }
    )
    await send({"type": "http.response.body", "body": json.dumps(body).encode()})
