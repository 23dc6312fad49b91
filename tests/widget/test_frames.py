"""What the customer does inside frames counts as what they do beside them."""

import struct

import pytest
from playwright.sync_api import FrameLocator, expect

from tests.widget.conftest import TAG, Shopper
from tests.widget.desk import Desk
from tests.widget.shared import MIDDLE, let_write, pointers, share

pytestmark = pytest.mark.browser

INSIDE = """<style>body { margin: 0 } button { margin: 40px; width: 100px;
height: 50px }</style><button id=order>Order</button><div data-cobrowse=mask>
<button id=digit>7</button></div><input id=card autocomplete=cc-number>"""

# One frame in the page, or one in a frame in a closed shadow root; both come late.
ADD_FRAME = """([inside, deep]) => {
    const frame = document.createElement("iframe");
    frame.title = "order";
    frame.width = frame.height = 400;
    frame.style.border = "7px solid";
    const host = document.body.appendChild(document.createElement("div"));
    const nest = inside.replaceAll('"', "&quot;");
    frame.srcdoc = deep ? `<iframe title=inner height=300 srcdoc="${nest}">` : inside;
    (deep ? host.attachShadow({ mode: "closed" }) : host).append(frame);
}"""

KEEPS_KEYS = """<script>for (const type of ["keydown", "keyup"])
addEventListener(type, (event) => event.stopImmediatePropagation(), true)</script>"""


def add_frame(
    shopper: Shopper, inside: str = INSIDE, *, deep: bool = False
) -> FrameLocator:
    shopper.page.evaluate(ADD_FRAME, [inside, deep])
    # Longer than it takes to notice a frame.
    shopper.page.wait_for_timeout(700)
    return shopper.page.frame_locator("iframe[title=order]")


def place_in_frame(shopper: Shopper, selector: str) -> tuple[float, float]:
    """The middle of an element, in pixels of the window."""
    box = next(
        found.bounding_box()
        for frame in shopper.page.frames
        if frame != shopper.page.main_frame
        and (found := frame.query_selector(selector))
    )
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


@pytest.mark.parametrize("deep", [False, True], ids=["frame", "in closed shadow"])
def test_escape_twice_inside_a_frame_takes_write_mode_back(
    shopper: Shopper, desk: Desk, deep: bool
) -> None:
    share(shopper, desk)
    let_write(shopper, desk)
    add_frame(shopper, deep=deep)
    shopper.page.mouse.click(*place_in_frame(shopper, "#card"))
    shopper.page.keyboard.press("Escape")
    expect(shopper.part("write-revoke")).to_be_visible()
    shopper.page.keyboard.press("Escape")
    expect(shopper.part("write-revoke")).to_be_hidden()
    shopper.until(lambda: desk.sharing.of("write.revoke"))


def test_one_press_in_the_page_and_one_in_a_frame_are_two(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    let_write(shopper, desk)
    frame = add_frame(shopper)
    shopper.page.get_by_label("Search").press("Escape")
    frame.locator("#order").press("Escape")
    expect(shopper.part("write-revoke")).to_be_hidden()


@pytest.mark.parametrize("place", ["page", "frame"])
def test_a_page_that_keeps_its_keys_to_itself_cannot_keep_this_one(
    shopper: Shopper, desk: Desk, place: str
) -> None:
    shopper.head = KEEPS_KEYS
    share(shopper, desk)
    let_write(shopper, desk)
    frame = add_frame(shopper, KEEPS_KEYS + INSIDE)
    search = shopper.page.get_by_label("Search")
    field = search if place == "page" else frame.locator("#order")
    field.press("Escape")
    expect(shopper.part("write-revoke")).to_be_visible()
    field.press("Escape")
    expect(shopper.part("write-revoke")).to_be_hidden()


def test_keys_made_by_scripts_take_nothing_back(shopper: Shopper, desk: Desk) -> None:
    share(shopper, desk)
    let_write(shopper, desk)
    frame = add_frame(shopper)
    frame.locator("#order").evaluate(
        """button => { for (let i = 0; i < 4; i++) {
            const key = new KeyboardEvent("keydown", { key: "Escape", bubbles: true });
            button.dispatchEvent(key);
            key.stopImmediatePropagation();
        } }"""
    )
    shopper.settle()
    assert desk.sharing.of("write.revoke") == []
    expect(shopper.part("write-revoke")).to_be_visible()


def test_a_frame_that_goes_to_another_origin_and_comes_back(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.context.route(
        "http://pay.test/**",
        lambda route: route.fulfill(body="<input id=pay>", content_type="text/html"),
    )
    share(shopper, desk)
    let_write(shopper, desk)
    frame = add_frame(shopper)
    element = shopper.page.locator("iframe[title=order]")
    element.evaluate("e => { e.removeAttribute('srcdoc'); e.src = 'http://pay.test/' }")
    frame.locator("#pay").press("Escape")
    shopper.page.wait_for_timeout(700)
    element.evaluate("(e, inside) => { e.srcdoc = inside }", INSIDE)
    frame.locator("#order").wait_for()
    shopper.page.wait_for_timeout(700)
    frame.locator("#order").press("Escape")
    expect(shopper.part("write-revoke")).to_be_visible()
    frame.locator("#order").press("Escape")
    expect(shopper.part("write-revoke")).to_be_hidden()


def test_nothing_of_the_watch_stays_when_sharing_is_over(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.head = "<script>stop_native = Event.prototype.stopImmediatePropagation;"
    shopper.head += "</script>"
    share(shopper, desk)
    frame = add_frame(shopper)
    native = "() => Event.prototype.stopImmediatePropagation === stop_native"
    assert not shopper.page.evaluate(native)
    shopper.part("stop-cobrowse").click()
    expect(shopper.part("stop-cobrowse")).to_be_hidden()
    assert shopper.page.evaluate(native)
    text = frame.locator("body").evaluate(
        "() => String(Event.prototype.stopImmediatePropagation)"
    )
    assert "[native code]" in text


@pytest.mark.parametrize("deep", [False, True], ids=["frame", "in closed shadow"])
def test_the_agent_hears_where_the_pointer_is_inside_a_frame(
    shopper: Shopper, desk: Desk, deep: bool
) -> None:
    share(shopper, desk)
    add_frame(shopper, deep=deep)
    shopper.page.mouse.move(20, 20)
    shopper.page.mouse.move(*place_in_frame(shopper, "#order"))
    shopper.until(lambda: pointers(desk) and pointers(desk)[-1].fx in MIDDLE)
    at = pointers(desk)[-1]
    assert at.fy in MIDDLE
    shopper.page.mouse.move(*place_in_frame(shopper, "#digit"))
    shopper.settle()
    assert pointers(desk)[-1].node == 0, "a step over a hidden keypad was told"


def test_a_frame_that_is_hidden_tells_no_pointer(shopper: Shopper, desk: Desk) -> None:
    share(shopper, desk)
    shopper.page.evaluate("() => { document.body.dataset.cobrowse = 'mask' }")
    add_frame(shopper)
    before = len(pointers(desk))
    for selector in ("#digit", "#order", "#card"):
        shopper.page.mouse.move(*place_in_frame(shopper, selector))
        shopper.page.wait_for_timeout(100)
    shopper.page.mouse.down()
    shopper.settle()
    assert {at.node for at in pointers(desk)[before:]} <= {0}


@pytest.mark.parametrize("deep", [False, True], ids=["frame", "in closed shadow"])
def test_what_the_agent_uses_inside_a_frame_is_outlined_there(
    shopper: Shopper, desk: Desk, deep: bool
) -> None:
    share(shopper, desk)
    let_write(shopper, desk)
    add_frame(shopper, deep=deep)
    x, y = place_in_frame(shopper, "#order")
    shopper.page.mouse.move(x, y)
    shopper.until(lambda: pointers(desk) and pointers(desk)[-1].node)
    shopper.settle()
    at = pointers(desk)[-1]
    click = b'{"do":"click","node":%d,"fx":0.5,"fy":0.5}' % at.node
    desk.sharing.route.send(struct.pack(">BIII", 4, at.epoch, 2, 1) + click)
    outline = shopper.part("remote-outline")
    expect(outline).to_be_visible()
    box = outline.bounding_box()
    assert box
    assert (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2) == (
        pytest.approx((x, y), abs=1)
    )
    assert (box["width"], box["height"]) == (106, 56)


def test_a_field_in_a_frame_that_the_agent_does_not_see_is_told_of(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    frame = add_frame(shopper)
    frame.locator("#card").click()
    expect(shopper.part("toast")).to_contain_text("not see")


def test_a_page_for_frames_has_the_whole_widget_when_it_is_opened_by_itself(
    shopper: Shopper,
) -> None:
    shopper.tag = TAG.replace("data-site", "data-frame=only data-site")
    shopper.open()
    expect(shopper.part("launcher")).to_be_visible()
