"""Both sides' pointers, in the whole product and over the real sockets."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FloatRect, Locator, Page, WebSocket, expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

POINTER = 0x02


class Wire:
    """What a browser sends over the socket of its session."""

    def __init__(self, page: Page) -> None:
        self.frames: list[bytes] = []
        self.texts: list[str] = []
        page.on("websocket", self._opened)

    def _opened(self, socket: WebSocket) -> None:
        if "/ws/session/" in socket.url:
            socket.on("framesent", self._sent)

    def _sent(self, data: str | bytes) -> None:
        if isinstance(data, str):
            self.texts.append(data)
        else:
            self.frames.append(data)

    @property
    def pointers(self) -> list[bytes]:
        return [frame for frame in self.frames if frame[0] == POINTER]


@pytest.fixture
def narrow(chromium: Browser, product: LiveServer) -> Iterator[Customer]:
    person = Customer(chromium, product.origin, width=390, height=780)
    yield person
    person.close()


def box_of(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box
    return box


def pointer_over_page(agent: Agent) -> Locator:
    viewer = agent.page.frame_locator('[data-testid="viewer"]')
    return viewer.get_by_test_id("remote-pointer")


def wander(page: Page, x: float, y: float) -> None:
    for turn in range(25):
        page.mouse.move(x + turn, y + turn, steps=4)
        page.mouse.click(x, y)


def test_each_is_labelled_with_the_name_of_its_owner(
    agent: Agent, customer: Customer
) -> None:
    heard = Wire(customer.page)
    agent.work()
    agent.sees_page_of(customer)
    agent.page.mouse.move(*agent.point_at("h1"))
    expect(customer.part("remote-pointer")).to_contain_text("Alice")
    heading = box_of(customer.page.locator("h1").first)
    customer.page.mouse.move(heading["x"] + 5, heading["y"] + 5)
    expect(pointer_over_page(agent)).to_contain_text("Carla")
    # The name came with the interaction; the session's own line does not carry it.
    assert "Carla" not in "".join(heard.texts)


def test_they_are_told_thirty_times_a_second_at_most_and_in_few_bytes(
    agent: Agent, customer: Customer
) -> None:
    wires = [Wire(agent.page), Wire(customer.page)]
    agent.work()
    agent.sees_page_of(customer)
    at = agent.point_at("h1")
    heading = box_of(customer.page.locator("h1").first)
    started = time.monotonic()
    wander(agent.page, *at)
    wander(customer.page, heading["x"], heading["y"])
    took = time.monotonic() - started
    for wire in wires:
        assert 3 < len(wire.pointers) <= 30 * took + 1
        assert max(map(len, wire.pointers)) <= 40
        assert any(frame[1] == 1 for frame in wire.pointers), "no click was told"


def test_they_are_on_the_same_element_in_windows_of_different_sizes(
    agent: Agent, narrow: Customer
) -> None:
    agent.work()
    agent.sees_page_of(narrow)
    seen = agent.sees("#id_email")
    agent.page.mouse.move(*agent.point_at("#id_email"))
    pointer = narrow.part("remote-pointer")
    expect(pointer).to_be_visible()
    agent.page.wait_for_timeout(500)
    field, tip = box_of(narrow.page.locator("#id_email")), box_of(pointer)
    middle = field["x"] + field["width"] / 2, field["y"] + field["height"] / 2
    assert (tip["x"], tip["y"]) == pytest.approx(middle, abs=2)
    narrow.page.mouse.move(field["x"] + 4, middle[1])
    expect(pointer_over_page(agent)).to_be_visible()
    agent.page.wait_for_timeout(500)
    shown, tip = box_of(seen), box_of(pointer_over_page(agent))
    scale = shown["width"] / field["width"]
    assert tip["x"] == pytest.approx(shown["x"] + 4 * scale, abs=2)
    assert tip["y"] == pytest.approx(shown["y"] + shown["height"] / 2, abs=2)
