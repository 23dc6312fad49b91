"""A shop of many files behind a cookie, which knows what was asked of it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from pathlib import Path
from random import Random

from PIL import Image

from tests.small_site import SmallSite

FONTS = Path(__file__).resolve().parents[2] / "static" / "css" / "fonts"
PICTURES, SHEETS = 60, 6
FACES = ("inter", "fraunces", "inter-again", "fraunces-again")
_SIDE = 48
_COOKIE = "member=1"
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
{sheets}<h1 class="face-0">Shop</h1>{texts}{pictures}
<script async src="{origin}/widget.js" data-site="demo"></script></html>"""


@cache
def picture(room: str, number: int) -> bytes:
    """About seven kilobytes that no other room has."""
    noise = Random(f"{room} {number}").randbytes(_SIDE * _SIDE * 3)
    file = BytesIO()
    Image.frombytes("RGB", (_SIDE, _SIDE), noise).save(file, "PNG")
    return file.getvalue()


def sheet(number: int) -> str:
    """Fonts in the first four, and rules as a shop has them."""
    rules = [f".part-{number}-{i}{{margin:{i % 9}px}}" for i in range(200)]
    if number < len(FACES):
        name = FACES[number]
        rules.append(
            f"@font-face{{font-family:face{number};src:url({name}.woff2)}}"
            f".face-{number}{{font-family:face{number}}}"
        )
    return "\n".join(rules)


@dataclass(slots=True)
class Shop:
    """`/<room>/<page>`: pages of one room, and of no two rooms, have the same files."""

    product: str
    origin: str = ""
    #: Paths and bytes that were answered since `take`.
    asked: list[tuple[str, int]] = field(default_factory=list)

    def take(self) -> list[tuple[str, int]]:
        asked, self.asked = self.asked, []
        return asked

    def answer(self, path: str) -> tuple[bytes, str] | None:
        found = self._find(path)
        if found is not None:
            self.asked.append((path, len(found[0])))
        return found

    def _find(self, path: str) -> tuple[bytes, str] | None:
        parts = path.split("/")
        if len(parts) != 3:
            return None
        _, room, name = parts
        stem, _, ending = name.partition(".")
        match ending:
            case "png":
                return picture(room, int(stem)), "image/png"
            case "css":
                return sheet(int(stem)).encode(), "text/css"
            case "woff2":
                return (
                    FONTS / f"{stem.split('-')[0]}.woff2"
                ).read_bytes(), "font/woff2"
            case "":
                return self._page().encode(), "text/html; charset=utf-8"
        return None

    def _page(self) -> str:
        return _PAGE.format(
            sheets="".join(
                f'<link rel="stylesheet" href="{i}.css">' for i in range(SHEETS)
            ),
            texts="".join(f'<p class="face-{i}">Words</p>' for i in range(len(FACES))),
            pictures="".join(f'<img src="{i}.png" alt="">' for i in range(PICTURES)),
            origin=self.product,
        )


@contextmanager
def running_shop(product: str) -> Iterator[Shop]:
    """Pages give the cookie, all other files want it and may be kept for an hour."""
    shop = Shop(product)

    def is_page(path: str) -> bool:
        return "." not in path

    site = SmallSite(
        shop.answer,
        headers=lambda path: (
            {"Set-Cookie": f"{_COOKIE}; HttpOnly; Path=/"}
            if is_page(path)
            else {"Cache-Control": "private, max-age=3600"}
        ),
        admits=lambda path, cookies: is_page(path) or _COOKIE in cookies,
    )
    shop.origin = site.origin
    try:
        yield shop
    finally:
        site.close()
