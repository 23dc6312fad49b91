"""A customer in one engine is seen right by agents in the others."""

import pytest

from tests.mirror.conftest import ASKED_TWICE
from tests.mirror.crossing import OpenCrossing
from tests.mirror.crossing_pages import PAGES, serve
from tests.mirror.engines import ENGINES, EngineName

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("customer", ENGINES),
    ASKED_TWICE,
]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_and_what_becomes_of_it(
    crossing: OpenCrossing, customer: EngineName, name: str
) -> None:
    html, act = PAGES[name]
    both = crossing(customer, html, serve)
    assert both.difference() == ""
    both.customer.evaluate(act)
    assert both.difference() == ""
    assert both.troubles() == []


@pytest.mark.parametrize("seed", range(1, 4))
def test_random_changes_are_followed_live(
    crossing: OpenCrossing, customer: EngineName, seed: int
) -> None:
    both = crossing(customer, "<!doctype html><title>x</title><body><section>")
    both.customer.evaluate("(seed) => { window.over = lab.change(seed, 60) }", seed)
    for _ in range(10):
        both.carry()
    both.customer.evaluate("window.over")
    assert both.difference() == ""
    assert both.troubles() == []
