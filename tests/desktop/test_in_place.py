"""What is drawn stays on its element in windows of different sizes."""

from collections.abc import Callable

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser

FIELD = "#id_email"
PATIENCE_MS = 10_000


def middle(part: Locator) -> tuple[float, float]:
    box = box_of(part)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def box_of(part: Locator) -> FloatRect:
    box = part.bounding_box()
    assert box
    return box


def surrounds(drawn: Locator, element: Locator) -> bool:
    """Of about its size, and around it."""
    outer, inner = box_of(drawn), box_of(element)
    return middle(drawn) == pytest.approx(middle(element), abs=4) and (
        inner["width"] <= outer["width"] <= 1.3 * inner["width"]
    )


def until(agent: Agent, happened: Callable[[], bool]) -> None:
    for _ in range(PATIENCE_MS // 50):
        if happened():
            return
        agent.page.wait_for_timeout(50)
    pytest.fail("it did not happen")


def test_a_box_is_around_the_same_field_on_both_sides(
    agent: Agent, new_customer: Callable[[], Customer]
) -> None:
    customer = new_customer()
    customer.page.set_viewport_size({"width": 390, "height": 780})
    agent.work()
    agent.sees_page_of(customer)
    agent.point_at(FIELD)
    seen = box_of(agent.sees(FIELD))
    agent.takes_up("box")
    agent.page.mouse.move(seen["x"] - 3, seen["y"] - 3)
    agent.page.mouse.down()
    right, bottom = seen["x"] + seen["width"], seen["y"] + seen["height"]
    agent.page.mouse.move(right + 3, bottom + 3, steps=5)
    agent.page.mouse.up()
    here = agent.page.frame_locator('[data-testid="viewer"]').get_by_test_id(
        "annotation-agent"
    )
    there = customer.part("annotation-agent")
    expect(there).to_have_count(1)
    field = customer.page.locator(FIELD)
    for size in ((390, 780), (1280, 800), (700, 500)):
        customer.page.set_viewport_size({"width": size[0], "height": size[1]})
        until(agent, lambda: surrounds(there, field))
        until(agent, lambda: surrounds(here, agent.sees(FIELD)))
    customer.page.evaluate("() => scrollBy(0, 60)")
    until(agent, lambda: surrounds(there, field))
    until(agent, lambda: surrounds(here, agent.sees(FIELD)))
