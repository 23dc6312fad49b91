"""Sharing asks the site for nothing that the page has not asked for itself."""

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pytest
from PIL import Image
from playwright.sync_api import Request, expect

from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer
from tests.small_site import SmallSite

pytestmark = pytest.mark.browser

PICTURES = 10
COOKIE = "member=1"
ASSET = re.compile("/assets/demo/")
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>
<link rel="stylesheet" href="/look.css"><h1>{name}</h1>
<p id="ground">On a ground</p>{pictures}<img src="/0.png" alt="The first again">
<script async src="{origin}/widget.js" data-site="demo"></script></html>"""
# What is named here and used nowhere is nothing that a page loads.
LOOK = """#ground { background: url(/100.png) }
#nowhere { background: url(/101.png) }
@media print { #ground { background: url(/102.png) } }"""


class Site(NamedTuple):
    origin: str
    asked: Counter[str]


def png(shade: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (16, 16), (shade, 60, 60)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def site(product: LiveServer) -> Iterator[Site]:
    """Files are for members, and to be asked about anew each time they are used.

    So whoever asks in another way than from the browser's cache is seen.
    """
    asked: Counter[str] = Counter()

    def answer(path: str) -> tuple[bytes, str] | None:
        # Browsers ask for it when they like.
        if path != "/favicon.ico":
            asked[path] += 1
        if path.endswith(".png"):
            return png(int(path[1:-4])), "image/png"
        if path == "/look.css":
            return LOOK.encode(), "text/css"
        if path not in ("/one", "/two"):
            return None
        images = "".join(f'<img src="/{i}.png" alt="">' for i in range(PICTURES))
        page = PAGE.format(name=path[1:], pictures=images, origin=product.origin)
        return page.encode(), "text/html; charset=utf-8"

    def is_page(path: str) -> bool:
        return path in ("/one", "/two")

    site = SmallSite(
        answer,
        headers=lambda path: (
            {"Set-Cookie": f"{COOKIE}; HttpOnly"}
            if is_page(path)
            else {"Cache-Control": "private, no-cache"}
        ),
        admits=lambda path, cookies: is_page(path) or COOKIE in cookies,
    )
    yield Site(site.origin, asked)
    site.close()


def all_is_there(agent: AgentAtDesk, name: str) -> None:
    expect(agent.sees("h1")).to_have_text(name)
    viewer = agent.page.frame_locator('[data-testid="viewer"]')
    shown = viewer.frame_locator("iframe").locator("img[src^='/assets/']")
    expect(shown).to_have_count(PICTURES + 1)
    expect(agent.part("assets-progress")).to_be_hidden()
    # The ground's picture is found by a look at what the page has loaded.
    ground = agent.sees("#ground")
    expect(ground).to_have_css("background-image", ASSET)


def test_sharing_asks_the_site_for_nothing(
    customer: Customer, agent: AgentAtDesk, site: Site
) -> None:
    brought: list[str] = []

    def note(request: Request) -> None:
        if request.method == "PUT":
            brought.append(request.url)

    customer.context.on("request", note)
    agent.sign_in()
    agent.be_ready()
    customer.open(f"{site.origin}/one")
    customer.start_chat()
    agent.accept()
    customer.page.wait_for_load_state("networkidle")
    alone = Counter(site.asked)
    assert alone["/0.png"] == 1
    customer.share_in_chat()
    all_is_there(agent, "one")
    assert site.asked == alone
    assert len(brought) == len(set(brought)) == PICTURES + 1
    for unused in ("/101.png", "/102.png"):
        assert site.asked[unused] == 0

    # The next page asks what it asks by itself, and brings nothing again.
    customer.open(f"{site.origin}/two")
    all_is_there(agent, "two")
    assert site.asked["/0.png"] == 2
    assert site.asked["/100.png"] == 2
    assert len(brought) == PICTURES + 1
