"""Pointers, ripples and outlines stay on their elements."""

import pytest

from tests.control.board import box, open_board, settle
from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser


@pytest.fixture
def shop(open_page: OpenPage) -> HandPage:
    return open_board(open_page)


def test_the_pointer_is_on_its_element_and_stays_there(shop: HandPage) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0.5, 0.5)")
    settle(shop)
    assert box(shop, "remote-pointer") == (100, 150)
    assert shop.page.get_by_test_id("remote-pointer").inner_text() == "Alice"
    shop.page.evaluate("scrollTo(0, 60)")
    settle(shop)
    assert box(shop, "remote-pointer") == (100, 90)
    shop.page.evaluate("() => { space.style.height = '300px'; }")
    settle(shop)
    assert box(shop, "remote-pointer") == (100, 290)
    shop.page.evaluate("target.remove()")
    settle(shop)
    assert not shop.page.get_by_test_id("remote-pointer").is_visible()


def test_the_pointer_leaves(shop: HandPage) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0, 0)")
    shop.page.evaluate("bench.point('leave', 0, 0, 0)")
    assert not shop.page.get_by_test_id("remote-pointer").is_visible()


# What is seen in each frame: where the pointer is, and where its element.
WATCH = """() => new Promise((done) => {
    const pointer = bench.container.querySelector("[data-testid=remote-pointer]");
    const seen = [];
    const look = () => {
        const { x, y } = pointer.getBoundingClientRect();
        seen.push([x, y - target.getBoundingClientRect().y]);
        if (seen.length > 100 || %(until)s) done(seen);
        else requestAnimationFrame(() => setTimeout(look));
    };
    %(act)s;
    look();
})"""


def watch(shop: HandPage, act: str, until: str) -> list[tuple[float, float]]:
    seen: list[tuple[float, float]] = shop.page.evaluate(
        WATCH % {"act": act, "until": until}
    )
    return seen


def test_the_pointer_glides_from_place_to_place(shop: HandPage) -> None:
    node = shop.node("#target")
    places = set()
    # A busy machine may show no frame on the way, but not each time.
    for _ in range(8):
        shop.page.evaluate("bench.point('leave', 0, 0, 0)")
        shop.page.evaluate(f"bench.point('move', {node}, 0, 0.5)")
        act = f"bench.point('move', {node}, 1, 0.5)"
        across = [x for x, _ in watch(shop, act, "x === 200")]
        assert across == sorted(across)
        assert across[-1] == 200
        places.update(across)
    assert len(places) > 2, "it jumped"


def test_the_pointer_does_not_lag_behind_its_element_that_scrolls(
    shop: HandPage,
) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0.5, 0.5)")
    act = "scrollTo({ top: 80, behavior: 'smooth' })"
    seen = watch(shop, act, "scrollY === 80")
    assert {round(offset) for _, offset in seen} == {50}


def test_who_wants_less_motion_sees_the_pointer_jump(shop: HandPage) -> None:
    shop.page.emulate_media(reduced_motion="reduce")
    node = shop.node("#target")
    shop.page.evaluate(f"bench.point('move', {node}, 0, 0.5)")
    act = f"bench.point('move', {node}, 1, 0.5)"
    seen = watch(shop, act, "x === 200")
    assert [x for x, _ in seen] == [200]


def test_the_name_stays_on_the_screen(shop: HandPage) -> None:
    shop.page.evaluate("bench.cursor.rename('Bartholomew of the help desk')")
    view = shop.page.viewport_size
    assert view
    shop.page.evaluate(
        "() => Object.assign(target.style, { height: '600px', width: '100%' })"
    )
    node = shop.node("#target")
    for fx, fy in ((0, 0), (0.99, 0.2), (0.99, 0.99), (0, 0.99)):
        shop.page.evaluate("bench.point('leave', 0, 0, 0)")
        shop.page.evaluate(f"bench.point('move', {node}, {fx}, {fy})")
        name = shop.page.locator(".cobrowse-name").bounding_box()
        assert name
        assert 0 <= name["x"] <= name["x"] + name["width"] <= view["width"]
        assert 0 <= name["y"] <= name["y"] + name["height"] <= view["height"]


def test_the_pointer_may_get_another_name(shop: HandPage) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0.5, 0.5)")
    pointer = shop.page.get_by_test_id("remote-pointer")
    shop.page.evaluate("bench.cursor.rename('<b>Bob')")
    assert pointer.inner_text() == "<b>Bob"
    shop.page.evaluate("bench.cursor.rename('')")
    assert not pointer.locator(".cobrowse-name").is_visible()


def test_a_click_makes_a_ripple_that_passes(shop: HandPage) -> None:
    ripple = shop.page.get_by_test_id("remote-ripple")
    shop.page.evaluate(f"bench.point('click', {shop.node('#target')}, 0.5, 0.5)")
    assert ripple.count() == 1
    ripple.wait_for(state="detached")


def test_what_the_agent_uses_is_outlined_for_a_moment(shop: HandPage) -> None:
    shop.page.evaluate("bench.cursor.outline(() => target.getBoundingClientRect())")
    assert box(shop, "remote-outline") == (-3, 97)
    shop.page.get_by_test_id("remote-outline").wait_for(state="hidden")


def test_nothing_drawn_takes_the_mouse_or_is_read_aloud(shop: HandPage) -> None:
    shop.page.evaluate(f"bench.point('move', {shop.node('#target')}, 0.5, 0.5)")
    assert shop.page.evaluate("document.elementFromPoint(102, 152) === target")
    layers = shop.page.locator(".cobrowse-ground")
    assert {layer.get_attribute("aria-hidden") for layer in layers.all()} == {"true"}
