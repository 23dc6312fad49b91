"""Small files of every type that is taken, and who brings them."""

import hashlib
import json
import zlib
from typing import TYPE_CHECKING

from django.test import Client

from cobrowse.tokens import hash_token, new_token
from interactions.models import Customer
from sessions_app.models import CobrowseSession

if TYPE_CHECKING:
    from django.test.client import _MonkeyPatchedWSGIResponse as Answer

PAGE = "https://shop.example"


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content).to_bytes(4, "big")
    return len(content).to_bytes(4, "big") + name + content + check


def png(text: str = "") -> bytes:
    """One white pixel; a text makes it another file."""
    head = _chunk(b"IHDR", b"\0\0\0\1\0\0\0\1\x08\0\0\0\0")
    comment = _chunk(b"tEXt", b"Comment\0" + text.encode())
    pixel = _chunk(b"IDAT", zlib.compress(b"\0\xff"))
    return b"\x89PNG\r\n\x1a\n" + head + comment + pixel + _chunk(b"IEND", b"")


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'
FILES = {
    "image/png": png(),
    "image/jpeg": b"\xff\xd8\xff\xe0\0\x10JFIF\0" + b"\0" * 16 + b"\xff\xd9",
    "image/gif": b"GIF89a\1\0\1\0\0\0\0;",
    "image/webp": b"RIFF\x1a\0\0\0WEBPVP8L" + b"\0" * 14,
    "image/avif": b"\0\0\0\x1cftypmif1\0\0\0\0mif1avifmiaf" + b"\0" * 8,
    "image/bmp": b"BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0" + b"\0" * 40,
    "image/x-icon": b"\0\0\1\0\1\0\1\1\0\0\1\0\x20\0\4\0\0\0\x16\0\0\0" + b"\0" * 4,
    "image/svg+xml": SVG,
    "font/woff2": b"wOF2\0\1\0\0" + b"\0" * 40,
    "font/woff": b"wOFF\0\1\0\0" + b"\0" * 40,
    "font/ttf": b"\0\1\0\0\0\1" + b"\0" * 40,
    "font/otf": b"OTTO\0\1" + b"\0" * 40,
}


def digest_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


class Browser:
    """The page of a customer who shares it; anything it sends may be bent."""

    def __init__(self, session: CobrowseSession, *, origin: str | None = PAGE) -> None:
        self.token = new_token()
        self.origin = origin
        Customer.objects.filter(pk=session.customer_id).update(
            token_hash=hash_token(self.token)
        )

    def _client(self) -> Client:
        headers = {"authorization": f"Bearer {self.token}"}
        if self.origin is not None:
            headers["origin"] = self.origin
        return Client(enforce_csrf_checks=True, headers=headers)

    def ask(self, digests: object, **more: object) -> "Answer":
        text = json.dumps({"digests": digests, **more})
        return self.say(text)

    def say(self, text: str | bytes) -> "Answer":
        return self._client().post(
            "/widget/assets/missing", text, content_type="application/json"
        )

    def bring(
        self,
        content: bytes,
        media_type: str = "image/png",
        *,
        digest: str | None = None,
        **headers: str,
    ) -> "Answer":
        name = digest_of(content) if digest is None else digest
        return self._client().put(
            f"/widget/assets/{name}", content, content_type=media_type, headers=headers
        )
