"""Drawing by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.control.board import open_board, sent
from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser

TAKE_UP = """(tool) => {
    bench.tool = tool;
    bench.steps = [];
    bench.container.tabIndex = -1;
    bench.container.style.pointerEvents = "auto";
    bench.cross = ControlTest.createCrosshair({
        surface: bench.container, board: bench.board,
        tool: () => bench.tool, ink: () => bench.ink, note_hint: "Write a note",
        place_at: (x, y) => {
            const hit = document.elementsFromPoint(x, y).find((e) => e !== root);
            return hit && { node: bench.mirror.id_of(hit), fx: 0, fy: 0 };
        },
        next_stop: (backward) => {
            const box = target.getBoundingClientRect();
            return backward ? null : { x: box.x + 100, y: box.y + 50 };
        },
        on_step: (step) => bench.steps.push(step),
        on_leave: () => { bench.tool = "none"; bench.cross.lay_down(); } });
    bench.cross.take_up({ x: 60, y: 160 });
}"""


@pytest.fixture
def shop(open_page: OpenPage) -> HandPage:
    return open_board(open_page)


def take_up(shop: HandPage, tool: str) -> None:
    shop.page.evaluate(TAKE_UP, tool)
    expect(shop.page.get_by_test_id("annotation-crosshair")).to_be_visible()


def press(shop: HandPage, *keys: str) -> None:
    for key in keys:
        shop.page.keyboard.press(key)


def test_a_box_lies_between_two_presses_of_enter(shop: HandPage) -> None:
    node = shop.node("#target")
    take_up(shop, "box")
    press(shop, "Enter", "Shift+ArrowRight", "ArrowRight", "ArrowDown", "Enter")
    (message,) = sent(shop)
    assert (message["shape"], message["node"]) == ("box", node)
    assert message["points"] == [[0.3, 0.6], [0.54, 0.68]]
    steps = ["begun", "moved", "moved", "moved", "drawn"]
    assert shop.page.evaluate("bench.steps") == steps


def test_a_pen_follows_the_arrows(shop: HandPage) -> None:
    take_up(shop, "pen")
    press(shop, "Space", "Shift+ArrowRight", "Shift+ArrowDown", "Space")
    (message,) = sent(shop)
    assert message["points"] == [[0.3, 0.6], [0.5, 0.6], [0.5, 1.0]]


def test_tab_goes_to_the_next_control_and_two_presses_mean_all_of_it(
    shop: HandPage,
) -> None:
    node = shop.node("#target")
    take_up(shop, "highlight")
    press(shop, "Tab", "Enter", "Enter")
    (message,) = sent(shop)
    assert (message["node"], message["points"]) == (node, [[0, 0], [1, 1]])


def test_escape_gives_up_the_stroke_first_and_then_the_tool(shop: HandPage) -> None:
    take_up(shop, "arrow")
    press(shop, "Enter", "Shift+ArrowRight", "Escape")
    assert shop.page.evaluate("bench.steps.at(-1)") == "dropped"
    assert shop.page.evaluate("bench.tool") == "arrow"
    press(shop, "Escape")
    assert shop.page.evaluate("bench.tool") == "none"
    expect(shop.page.get_by_test_id("annotation-crosshair")).to_be_hidden()
    press(shop, "Enter", "ArrowLeft", "Enter")
    assert sent(shop) == []


def test_a_slip_by_keyboard_draws_nothing_either(shop: HandPage) -> None:
    take_up(shop, "arrow")
    press(shop, "Enter", "Enter")
    assert sent(shop) == []
    assert shop.page.evaluate("bench.steps") == ["begun", "dropped"]


def test_a_note_is_written_at_the_cross_and_the_keys_come_back(shop: HandPage) -> None:
    take_up(shop, "note")
    press(shop, "Enter")
    field = shop.page.get_by_test_id("annotation-input")
    expect(field).to_be_focused()
    shop.page.keyboard.type("Here")
    press(shop, "Enter")
    (message,) = sent(shop)
    assert (message["text"], message["at"]) == ("Here", [0.3, 0.6])
    expect(shop.page.get_by_test_id("annotation-crosshair")).to_be_visible()
    press(shop, "Enter")
    expect(field).to_be_focused()


def test_the_cross_stays_inside_and_nothing_scrolls_away_under_it(
    shop: HandPage,
) -> None:
    node = shop.node("#target")
    shop.page.evaluate("(m) => bench.board.add(m)", whole(node))
    before = shop.page.get_by_test_id("annotation-customer").bounding_box()
    take_up(shop, "pen")
    press(shop, *["Shift+ArrowRight"] * 40, *["Shift+ArrowDown"] * 40)
    cross = shop.page.get_by_test_id("annotation-crosshair").bounding_box()
    size = shop.page.viewport_size
    assert cross
    assert size
    assert cross["x"] + 16 <= size["width"] + 1
    assert cross["y"] + 16 <= size["height"] + 1
    after = shop.page.get_by_test_id("annotation-customer").bounding_box()
    assert after == before


def whole(node: int) -> dict[str, object]:
    look = {"shape": "box", "colour": "orange", "stays": True}
    points = [[0, 0], [1, 1]]
    return {"op": "draw", "id": "w", "node": node, "points": points, **look}


def test_keys_with_a_modifier_are_the_browsers_own(shop: HandPage) -> None:
    take_up(shop, "box")
    press(shop, "Control+ArrowRight", "Alt+ArrowDown", "Shift+Tab")
    assert shop.page.evaluate("bench.steps") == []
