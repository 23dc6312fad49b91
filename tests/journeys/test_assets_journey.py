"""Pictures behind a login: read in the customer's browser, shown to the agent by us."""

import re
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

COOKIE = "member=1"
OURS = re.compile(r"^/assets/demo/[0-9a-f]{64}$")
BOX = re.compile("^data:image/svg")
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>{name}</title>
<link rel="stylesheet" href="/look.css"><link rel="icon" href="/photo-again.png">
<h1>{name}</h1>
<img id="photo" src="/photo.png?visitor=17" alt="A photo">
<img id="twin" src="/photo-again.png" width="40" height="20">
<img id="elsewhere" src="{elsewhere}/closed.png">
<div id="ground"></div><p data-cobrowse="mask"><img src="/secret.png"></p>
<script async src="{origin}/widget.js" data-site="demo"></script></html>"""
LOOK = "#ground{width:60px;height:30px;background:url(ground.png)}"


def png(colour: str, width: int, height: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


FILES = {
    "/photo.png": png("teal", 30, 20),
    "/photo-again.png": png("teal", 30, 20),
    "/ground.png": png("orange", 12, 12),
    "/secret.png": png("black", 9, 9),
}


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[SmallSite]:
    """Shows its pictures on any page, and lets no page read them."""
    site = SmallSite(lambda path: (png("red", 50, 40), "image/png"))
    yield site
    site.close()


class Members(NamedTuple):
    site: SmallSite
    #: Every path that was asked for, in order.
    asked: list[str]


@pytest.fixture(scope="module")
def members(product: LiveServer, elsewhere: SmallSite) -> Iterator[Members]:
    """Every file but the pages themselves wants the member's cookie."""
    asked: list[str] = []

    def answer(path: str) -> tuple[bytes, str] | None:
        path = path.partition("?")[0]
        asked.append(path)
        if path == "/look.css":
            return LOOK.encode(), "text/css"
        if path in FILES:
            return FILES[path], "image/png"
        if path not in ("/one", "/two"):
            return None
        page = PAGE.format(
            name=path[1:], elsewhere=elsewhere.origin, origin=product.origin
        )
        return page.encode(), "text/html; charset=utf-8"

    site = SmallSite(
        answer,
        headers=lambda path: (
            {"Set-Cookie": f"{COOKIE}; HttpOnly; SameSite=Strict"}
            if path == "/one"
            else {"Cache-Control": "no-store"}
        ),
        admits=lambda path, cookies: path in ("/one", "/two") or COOKIE in cookies,
    )
    yield Members(site, asked)
    site.close()


def test_the_agent_sees_pictures_that_only_the_customer_may_read(
    customer: Customer,
    agent: AgentAtDesk,
    members: Members,
    product: LiveServer,
) -> None:
    asked: list[str] = []
    agent.context.on("request", lambda request: asked.append(request.url))
    brought: list[str] = []

    def note(request: Request) -> None:
        if request.method == "PUT":
            brought.append(request.url)

    customer.context.on("request", note)
    agent.sign_in("alice")
    agent.be_ready()
    customer.open(f"{members.site.origin}/one")
    customer.start_chat()
    agent.accept()
    customer.share_in_chat()
    agent.has_mode("Pointer")

    sees_pictures(agent)
    assert len(brought) == len(set(brought)) == 2
    customer.open(f"{members.site.origin}/two")
    expect(agent.sees("h1")).to_have_text("two")
    sees_pictures(agent)
    assert len(brought) == 2

    foreign = [url for url in asked if not url.startswith((product.origin, "data:"))]
    assert foreign == []
    assert any("/assets/demo/" in url for url in asked)
    assert not any("visitor" in url for url in asked)
    # By the page itself, once on each of its pages.
    assert members.asked.count("/secret.png") == 2


def sees_pictures(agent: AgentAtDesk) -> None:
    for name, size in (("#photo", [30, 20]), ("#twin", [40, 20])):
        picture = agent.sees(name)
        expect(picture).to_have_attribute("src", OURS)
        assert picture.evaluate("one => [one.width, one.height]") == size
    box = agent.sees("#elsewhere")
    expect(box).to_have_attribute("src", BOX)
    assert box.evaluate("one => [one.width, one.height]") == [50, 40]
    viewer = agent.page.frame_locator('[data-testid="viewer"]')
    expect(viewer.get_by_test_id("page-icon")).to_have_attribute("src", OURS)
    ground = agent.sees("#ground")
    expect(ground).to_have_css("background-image", re.compile("/assets/demo/"))
