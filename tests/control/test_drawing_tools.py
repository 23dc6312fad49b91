"""What the tools make of strokes and presses."""

import pytest

from tests.control.board import open_board, sent
from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(open_page: OpenPage) -> HandPage:
    return open_board(open_page)


def use_tool(shop: HandPage, tool: str) -> None:
    shop.page.evaluate(
        """(tool) => {
            bench.tool = tool;
            bench.container.style.pointerEvents = "auto";
        }""",
        tool,
    )


def test_an_arrow_is_pinned_to_what_its_tip_is_on(shop: HandPage) -> None:
    node = shop.node("#target")
    use_tool(shop, "arrow")
    shop.page.mouse.move(300, 50)
    shop.page.mouse.down()
    shop.page.mouse.move(200, 100)
    shop.page.mouse.move(100, 150)
    shop.page.mouse.up()
    (message,) = sent(shop)
    assert (message["shape"], message["node"]) == ("arrow", node)
    assert message["points"] == [[1.5, -0.5], [0.5, 0.5]]
    assert shop.page.get_by_test_id("annotation-customer").count() == 1


def test_a_stroke_is_pinned_to_what_it_surrounds(shop: HandPage) -> None:
    node = shop.node("#target")
    use_tool(shop, "pen")
    corners = [(50, 90), (250, 90), (250, 220), (10, 220), (10, 90)]
    shop.page.mouse.move(*corners[0])
    shop.page.mouse.down()
    for corner in corners:
        shop.page.mouse.move(*corner, steps=3)
    shop.page.mouse.up()
    (message,) = sent(shop)
    assert (message["shape"], message["node"]) == ("pen", node)


@pytest.mark.parametrize("tool", ["pen", "arrow"])
def test_a_slip_of_the_pen_draws_nothing(shop: HandPage, tool: str) -> None:
    use_tool(shop, tool)
    shop.page.mouse.click(100, 150)
    assert sent(shop) == []


@pytest.mark.parametrize("tool", ["box", "highlight"])
def test_a_box_lies_between_its_corners_or_around_what_is_pressed_on(
    shop: HandPage, tool: str
) -> None:
    node = shop.node("#target")
    use_tool(shop, tool)
    shop.page.mouse.move(150, 175)
    shop.page.mouse.down()
    shop.page.mouse.move(80, 160)
    shop.page.mouse.move(50, 125)
    shop.page.mouse.up()
    shop.page.mouse.click(20, 110)
    drawn, pressed = sent(shop)
    assert drawn["points"] == [[0.75, 0.75], [0.25, 0.25]]
    assert pressed["points"] == [[0, 0], [1, 1]]
    for message in (drawn, pressed):
        assert (message["shape"], message["node"]) == (tool, node)
        assert (message["colour"], message["stays"]) == ("blue", True)


def test_a_note_is_written_where_it_is_pinned(shop: HandPage) -> None:
    use_tool(shop, "note")
    shop.page.mouse.click(100, 150)
    field = shop.page.get_by_test_id("annotation-input")
    field.fill("Your order number")
    field.press("Enter")
    (message,) = sent(shop)
    assert (message["op"], message["text"]) == ("note", "Your order number")
    assert message["at"] == [0.5, 0.5]
    shop.page.mouse.click(100, 120)
    field.press("Escape")
    assert len(sent(shop)) == 1
