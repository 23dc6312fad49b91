"""Title and size of the customer's window reach the agent."""

import pytest

from tests.mirror.conftest import OpenPage

pytestmark = pytest.mark.browser

PAGE = "<!doctype html><title>Shop</title><body><h1>Hello</h1>"


def test_title_and_size_of_the_view_are_followed(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.evaluate(
        """async () => {
            window.both = lab.pair();
            await lab.difference(window.both);
            document.title = 'Basket';
        }"""
    )
    page.set_viewport_size({"width": 640, "height": 480})
    page.wait_for_function("window.both.log.views.at(-1)?.[0] === 640")
    page.wait_for_function("window.both.log.titles.at(-1) === 'Basket'")
    width = page.evaluate("window.both.player.frame.getBoundingClientRect().width")
    assert width == 640
