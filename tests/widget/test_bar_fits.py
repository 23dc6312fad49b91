"""The bar, with all it may hold, in long languages and on small screens."""

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import TAG, Shopper
from tests.widget.desk import Desk
from tests.widget.shared import let_write, share
from tests.widget.test_customer_draws import agent_draws

pytestmark = pytest.mark.browser

# Of the first snapshot.
SOME_NODE = 4

# A line is 24 px high; the words may take three of them, with the hint below.
WORDS_MAX = 3 * 24 + 2

STRAY = """() => {
    const widget = document.querySelector("cobrowse-widget").shadowRoot;
    const bar = widget.querySelector(".bar").getBoundingClientRect();
    const inside = (box) => box.left >= bar.left && box.right <= bar.right &&
        box.top >= bar.top && box.bottom <= bar.bottom;
    return [...widget.querySelectorAll(".bar button, .bar-words")]
        .filter((part) => part.checkVisibility())
        .filter((part) => !inside(part.getBoundingClientRect()))
        .map((part) => part.dataset.testid ?? part.className);
}"""


@pytest.mark.parametrize(
    ("lang", "width", "height"),
    [
        ("de", 1280, 800),
        ("ar", 1280, 800),
        ("fr", 920, 700),
        ("de", 820, 700),
        ("fr", 390, 780),
        ("ar", 320, 640),
    ],
)
def test_everything_is_in_the_bar_and_its_words_are_no_column(
    shopper: Shopper, desk: Desk, lang: str, width: int, height: int
) -> None:
    shopper.tag = TAG.replace("data-site", f'data-lang="{lang}" data-site')
    shopper.page.set_viewport_size({"width": width, "height": height})
    share(shopper, desk)
    agent_draws(desk, SOME_NODE)
    expect(shopper.part("clear-drawings")).to_be_visible()
    let_write(shopper, desk)
    shopper.part("draw").click()
    expect(shopper.part("draw-off")).to_be_visible()
    words = shopper.page.locator(".bar-words")
    for _ in range(2):
        box = words.bounding_box()
        assert box
        assert box["height"] <= WORDS_MAX
        bar = shopper.page.locator(".bar").bounding_box()
        assert bar
        assert bar["x"] >= 0
        assert bar["x"] + bar["width"] <= width
        assert shopper.page.evaluate(STRAY) == []
        shopper.part("show-hidden").click()
