"""Web origins: parse what a browser or an attacker sent, compare exactly."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(
    r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*"
    r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\Z"
)
# urlsplit drops tabs and newlines silently; they are no part of an origin.
_PLAIN = re.compile(r"[\x21-\x7e]+\Z")
MAX_ORIGIN_CHARS = 300


@dataclass(frozen=True, slots=True)
class Origin:
    """Scheme, lower-case host and effective port."""

    scheme: str
    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        if self.port == _DEFAULT_PORTS[self.scheme]:
            return f"{self.scheme}://{host}"
        return f"{self.scheme}://{host}:{self.port}"

    @property
    def is_loopback(self) -> bool:
        if self.host == "localhost" or self.host.endswith(".localhost"):
            return True
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return False


def parse_origin(text: str) -> Origin | None:
    """The origin, or None for anything that is not exactly one.

    Refused: `null`, other schemes, user names, paths, queries, odd characters, ports
    out of range. Never raises: the text comes from whoever connects.
    """
    if len(text) > MAX_ORIGIN_CHARS or not _PLAIN.match(text):
        return None
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in _DEFAULT_PORTS or "@" in parts.netloc:
        return None
    if parts.path or parts.query or parts.fragment or text.endswith(("#", "?")):
        return None
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        try:
            ip_address(host)
        except ValueError:
            return None
    elif not _HOST.match(host):
        return None
    if port == 0:
        return None
    return Origin(parts.scheme, host, port or _DEFAULT_PORTS[parts.scheme])


def origin_of_request(headers: list[tuple[bytes, bytes]]) -> Origin | None:
    """The one Origin header of a handshake; None when missing, doubled or bad."""
    values = [value for name, value in headers if name == b"origin"]
    if len(values) != 1:
        return None
    try:
        return parse_origin(values[0].decode("ascii"))
    except UnicodeDecodeError:
        return None
