"""Which files of a customer's page are taken: pictures and fonts whose bytes are what
they are declared to be. Nothing here shows or changes one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat

MIB: Final = 1_048_576
PICTURE_BYTES: Final = 10 * MIB
FONT_BYTES: Final = 5 * MIB

SVG_ROOT: Final = "http://www.w3.org/2000/svg svg"
# Entities of real drawings are short names of namespaces, in small files. Longer ones,
# those made of others, and endless nesting are bombs.
ENTITY_CHARS: Final = 200
ENTITY_FILE_BYTES: Final = MIB
MAX_DEPTH: Final = 1_000
_BMP_HEADER_BYTES: Final = {12, 16, 40, 52, 56, 64, 108, 124}
_BRAND_BYTES: Final = 256


@dataclass(frozen=True, slots=True)
class MediaType:
    """A type as it is stored and answered; `fits` looks at the bytes."""

    name: str
    most_bytes: int
    fits: Callable[[bytes], bool]


def media_type(declared: str) -> MediaType | None:
    """What a Content-Type header names, if that is taken; parameters do not count."""
    name = declared.partition(";")[0].strip().lower()
    return _TYPES.get(_ALIASES.get(name, name))


def _starts(*signatures: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signatures)


def _is_webp(content: bytes) -> bool:
    return content[:4] == b"RIFF" and content[8:12] == b"WEBP"


def _is_avif(content: bytes) -> bool:
    """An ISO file whose brands, the major one or another, name AV1 pictures."""
    end = min(int.from_bytes(content[:4], "big"), _BRAND_BYTES)
    brands = {content[at : at + 4] for at in range(8, end, 4) if at != 12}
    return content[4:8] == b"ftyp" and bool(brands & {b"avif", b"avis"})


def _is_bmp(content: bytes) -> bool:
    header = int.from_bytes(content[14:18], "little")
    return content[:2] == b"BM" and header in _BMP_HEADER_BYTES


def _is_ico(content: bytes) -> bool:
    """A directory with at least one entry, and something behind it."""
    count = int.from_bytes(content[4:6], "little")
    return (
        content[:4] == b"\0\0\1\0"
        and 0 < count <= 256
        and len(content) > 6 + 16 * count
    )


def _is_svg(content: bytes) -> bool:
    """Well-formed XML with an SVG root. Nothing outside of it is looked at."""
    parser = expat.ParserCreate(namespace_separator=" ")
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        if depth == MAX_DEPTH or (depth == 0 and name != SVG_ROOT):
            raise _NoSvgError
        depth += 1

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    def entity(
        name: str, is_parameter: bool, value: str | None, *outside: str | None
    ) -> None:
        is_plain = value is not None and not {"&", "%"} & set(value)
        if not is_plain or len(value or "") > ENTITY_CHARS:
            raise _NoSvgError
        if len(content) > ENTITY_FILE_BYTES:
            raise _NoSvgError

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.EntityDeclHandler = entity
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, _NoSvgError, ValueError):
        return False
    return True


class _NoSvgError(Exception):
    """Parsing stops here."""


# Both names are used for both kinds of outlines (RFC 8081).
_is_sfnt = _starts(b"\0\1\0\0", b"OTTO", b"true")

_TYPES: Final = {
    kind.name: kind
    for kind in (
        MediaType("image/png", PICTURE_BYTES, _starts(b"\x89PNG\r\n\x1a\n")),
        MediaType("image/jpeg", PICTURE_BYTES, _starts(b"\xff\xd8\xff")),
        MediaType("image/gif", PICTURE_BYTES, _starts(b"GIF87a", b"GIF89a")),
        MediaType("image/webp", PICTURE_BYTES, _is_webp),
        MediaType("image/avif", PICTURE_BYTES, _is_avif),
        MediaType("image/bmp", PICTURE_BYTES, _is_bmp),
        MediaType("image/x-icon", PICTURE_BYTES, _is_ico),
        MediaType("image/svg+xml", PICTURE_BYTES, _is_svg),
        MediaType("font/woff2", FONT_BYTES, _starts(b"wOF2")),
        MediaType("font/woff", FONT_BYTES, _starts(b"wOFF")),
        MediaType("font/ttf", FONT_BYTES, _is_sfnt),
        MediaType("font/otf", FONT_BYTES, _is_sfnt),
    )
}
# What servers call them besides.
_ALIASES: Final = {
    "image/apng": "image/png",
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/x-ms-bmp": "image/bmp",
    "image/vnd.microsoft.icon": "image/x-icon",
    "image/ico": "image/x-icon",
    "application/font-woff2": "font/woff2",
    "application/x-font-woff2": "font/woff2",
    "application/font-woff": "font/woff",
    "application/x-font-woff": "font/woff",
    "font/sfnt": "font/ttf",
    "application/font-sfnt": "font/ttf",
    "application/font-ttf": "font/ttf",
    "application/x-font-ttf": "font/ttf",
    "application/x-font-truetype": "font/ttf",
    "application/font-otf": "font/otf",
    "application/x-font-otf": "font/otf",
    "application/x-font-opentype": "font/otf",
    "application/vnd.ms-opentype": "font/otf",
}
