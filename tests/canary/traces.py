"""What left the browser, and whether a secret can be found in it in any form."""

import base64
import binascii
import html
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

from playwright.sync_api import BrowserContext, Page, Request, WebSocket

from sessions_app.frames import HEADERS, Kind
from tests.canary.cases import LENGTH, MARK

#: Half a canary is as bad as a whole one: it may have been sent in two pieces.
PIECE = LENGTH // 2
_PIECES = re.compile(rb"(?=((?:%b[a-z0-9]){%d}))" % (MARK.encode(), PIECE // 2))
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{16,}")
_HEX = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")

_SUM_BYTES = 4
_DEFLATED, _MORE = 1, 4


def pieces_of(canary: str) -> Iterator[bytes]:
    """Every half of it that begins with the mark."""
    for at in range(0, LENGTH - PIECE + 1, 2):
        yield canary[at : at + PIECE].encode()


def forms(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The data as it is, and as it reads after each way of writing it differently."""
    yield "plain", data
    yield "split", re.sub(rb"[^A-Za-z0-9]", b"", data)
    yield "reversed", data[::-1]
    if b"%" in data:
        yield "URL-encoded", unquote_to_bytes(data)
    if b"&#" in data:
        yield (
            "escaped",
            html.unescape(data.decode("latin-1")).encode("latin-1", "ignore"),
        )
    if b"\\u00" in data:
        yield (
            "escaped",
            re.sub(
                rb"\\u00([0-9a-fA-F]{2})", lambda one: bytes([int(one[1], 16)]), data
            ),
        )
    decoded = b" ".join(_decoded(_BASE64.findall(data)))
    if decoded:
        yield "base64", decoded
    plain = b" ".join(binascii.unhexlify(one) for one in _HEX.findall(data))
    if plain:
        yield "hexadecimal", plain


def _decoded(runs: Iterable[bytes]) -> Iterator[bytes]:
    """A run may begin anywhere in what was encoded."""
    for run in runs:
        run = run.replace(b"-", b"+").replace(b"_", b"/")
        for start in range(4):
            whole = run[start : start + (len(run) - start) // 4 * 4]
            yield base64.b64decode(whole)


class Canaries:
    """Every secret that was planted, and what planted it."""

    def __init__(self) -> None:
        self._owners: dict[bytes, str] = {}

    def add(self, canary: str, owner: str) -> None:
        for piece in pieces_of(canary):
            self._owners[piece] = owner

    def __len__(self) -> int:
        return len(self._owners)

    def found_in(self, data: bytes) -> set[str]:
        """Who leaked into the data: "owner (form)"."""
        found = set()
        for form, text in forms(data):
            for piece in set(_PIECES.findall(text.lower())):
                if piece in self._owners:
                    found.add(f"{self._owners[piece]} ({form})")
        return found


@dataclass
class Traces:
    """All bytes that a customer's browser sends to the product."""

    product: str
    sent: list[bytes] = field(default_factory=list)
    _requests: list[Request] = field(default_factory=list)
    _units: dict[str, bytearray] = field(default_factory=dict)

    def watch(self, context: BrowserContext) -> None:
        context.on("request", self._on_request)
        context.on("page", self._on_page)
        for page in context.pages:
            self._on_page(page)

    def _on_page(self, page: Page) -> None:
        page.on("websocket", self._on_socket)

    def _on_request(self, request: Request) -> None:
        """Beacons and uploads are requests, too. Others are the page's own affair."""
        if request.url.startswith(self.product):
            self._requests.append(request)

    def _on_socket(self, socket: WebSocket) -> None:
        self.sent.append(socket.url.encode())
        socket.on("framesent", self._frames_of(socket))

    def _frames_of(self, socket: WebSocket) -> Callable[[str | bytes], None]:
        unit = bytearray()

        def take(payload: str | bytes) -> None:
            if isinstance(payload, str):
                self.sent.append(payload.encode())
                return
            self.sent.append(payload)
            if payload[0] != Kind.STREAM:
                return
            _, flags, _, _ = HEADERS[Kind.STREAM].unpack_from(payload)
            unit.extend(payload[HEADERS[Kind.STREAM].size : -_SUM_BYTES])
            if flags & _MORE:
                return
            whole = bytes(unit)
            unit.clear()
            self.sent.append(
                zlib.decompress(whole, -15) if flags & _DEFLATED else whole
            )

        return take

    def everything(self) -> Iterator[bytes]:
        """Each message and unit; the seams as well, for what was cut in two."""
        yield from self.sent
        for before, after in zip(self.sent, self.sent[1:], strict=False):
            yield before[-2 * LENGTH :] + after[: 2 * LENGTH]
        for request in self._requests:
            yield request.url.encode()
            yield repr(request.headers).encode()
            yield request.post_data_buffer or b""

    @property
    def size(self) -> int:
        return sum(map(len, self.sent))
