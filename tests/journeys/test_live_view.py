"""How far the agent sees behind the customer's screen, and what is still coming."""

import re
import threading
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import Locator, Route, expect

from tests.flaky_proxy import FlakyProxy
from tests.journeys.people import AgentAtDesk, Customer
from tests.small_site import SmallSite

pytestmark = pytest.mark.browser

#: Longer than any browser here is busy.
HOLD_SECONDS = 2.0
PICTURES = 6
PATIENCE_MS = 30_000
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>
<h1>Shop</h1><p id="ticker">0</p>{pictures}
<script>setInterval(() => ticker.textContent++, 250)</script>
<script async src="{origin}/widget.js" data-site="demo"></script></html>"""
#: The only answer that a page may wait for.
ASSET = re.compile("/widget/assets/[0-9a-f]{64}$")


def png(shade: int) -> bytes:
    file = BytesIO()
    Image.new("RGB", (20, 20), (shade, 90, 90)).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def shop(proxy: FlakyProxy) -> Iterator[SmallSite]:
    """Its widget reaches the product through the proxy; its own files come directly."""

    def answer(path: str) -> tuple[bytes, str] | None:
        if path.endswith(".png"):
            return png(int(path[1:-4])), "image/png"
        count = PICTURES if path == "/pictures" else 0
        images = "".join(f'<img src="/{number}.png">' for number in range(count))
        page = PAGE.format(pictures=images, origin=proxy.origin)
        return page.encode(), "text/html; charset=utf-8"

    site = SmallSite(answer)
    yield site
    site.close()


def share(customer: Customer, agent: AgentAtDesk, address: str) -> None:
    agent.sign_in()
    agent.be_ready()
    customer.open(address)
    customer.start_chat()
    agent.accept()
    customer.share_in_chat()
    agent.sees("h1", text="Shop")


def seconds_in(delay: Locator) -> float:
    number, unit = re.findall(r"([\d.]+) (ms|s)$", delay.inner_text())[0]
    return float(number) / (1000 if unit == "ms" else 1)


def until(agent: AgentAtDesk, delay: Locator, *, at_least: bool) -> None:
    """Wait until the figure tells that the hold is there, or is not."""
    for _ in range(PATIENCE_MS // 100):
        # Nothing is told while the page is sent anew.
        if delay.is_visible():
            late = seconds_in(delay) >= HOLD_SECONDS * 0.8
            if late == at_least:
                return
        agent.page.wait_for_timeout(100)
    pytest.fail(f"it says: {delay.inner_text()}")


def test_the_agent_sees_how_late_the_view_is(
    customer: Customer, agent: AgentAtDesk, shop: SmallSite, proxy: FlakyProxy
) -> None:
    share(customer, agent, f"{shop.origin}/")
    delay = agent.part("delay")
    expect(delay).to_be_visible()
    expect(delay).to_have_attribute("data-state", re.compile("good|slow"))
    until(agent, delay, at_least=False)
    # One way only: half of the way there and back would not reach the bound.
    proxy.hold(HOLD_SECONDS)
    until(agent, delay, at_least=True)
    expect(delay).to_have_attribute("data-state", "slow")
    expect(delay).to_contain_text("Slow")
    proxy.hold(0)
    until(agent, delay, at_least=False)
    proxy.stall()
    expect(delay).to_have_attribute("data-state", "stalled")
    expect(delay).to_contain_text("Stalled")
    said = agent.page.get_by_role("status").filter(has_text="stalled")
    expect(said).to_have_text("The view has stalled")
    proxy.cut()
    expect(delay).to_have_attribute("data-state", re.compile("good|slow"))
    expect(said).to_have_count(0)
    agent.end("Carla")


def test_the_agent_sees_that_pictures_are_still_coming(
    customer: Customer, agent: AgentAtDesk, shop: SmallSite
) -> None:
    held: list[Route] = []
    released = threading.Event()

    def hold(route: Route) -> None:
        if route.request.method == "PUT" and not released.is_set():
            held.append(route)
        else:
            route.continue_()

    customer.context.route(ASSET, hold)
    share(customer, agent, f"{shop.origin}/pictures")
    progress = agent.part("assets-progress")
    expect(progress).to_have_text(f"0 of {PICTURES} pictures")
    # At most four are brought at once.
    for _ in range(PATIENCE_MS // 100):
        if len(held) == 4:
            break
        customer.page.wait_for_timeout(100)
    held[0].continue_()
    expect(progress).to_have_text(f"1 of {PICTURES} pictures")
    released.set()
    # One that cannot be had is not waited for either.
    held[1].fulfill(status=415)
    for route in held[2:]:
        route.continue_()
    expect(progress).to_be_hidden()
    expect(agent.sees("img[src^='/assets/']")).to_be_visible()
