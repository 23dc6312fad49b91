"""The agent's marks lie above what the page lifts above all else, and stay inert."""

import io
import math

import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk
from tests.widget.shared import let_write, point, pointers, share

pytestmark = pytest.mark.browser

AGENT_COLOUR = (11, 103, 117)

ADD = """([tag, where]) => {
    const host = document.body.appendChild(document.createElement("div"));
    const root = where === "page" ? host : host.attachShadow({ mode: where });
    const lifted = document.createElement(tag === "dialog" ? "dialog" : "div");
    Object.assign(lifted.style, { padding: "80px", background: "white" });
    const button = document.createElement("button");
    button.id = "inside";
    button.textContent = "Inside";
    button.onclick = () => { window.pressed = (window.pressed ?? 0) + 1; };
    lifted.append(button);
    if (tag === "popover") lifted.popover = "auto";
    root.append(lifted);
    window.lifted = lifted;
}"""

LIFT = {
    "dialog": "() => lifted.showModal()",
    "popover": "() => lifted.showPopover()",
    "fullscreen": "() => lifted.requestFullscreen()",
}
LOWER = {
    "dialog": "() => lifted.close()",
    "popover": "() => lifted.hidePopover()",
    "fullscreen": "() => document.exitFullscreen()",
}


def is_drawn_over(shopper: Shopper, part: Locator) -> bool:
    """Whether what is seen at a mark of the agent is of the agent's colour."""
    box = part.bounding_box()
    assert box
    clip = {"x": box["x"], "y": box["y"], "width": 24, "height": 24}
    picture = Image.open(io.BytesIO(shopper.page.screenshot(clip=clip)))  # type: ignore[arg-type]
    found = picture.convert("RGB").getcolors(maxcolors=10_000) or []
    colours = [colour for _, colour in found if isinstance(colour, tuple)]
    return any(math.dist(colour, AGENT_COLOUR) < 6 for colour in colours)


def point_inside(shopper: Shopper, desk: Desk) -> Locator:
    """Alice points at the button in what was lifted."""
    inside = shopper.page.evaluate(
        """() => { const { left, top, width, height } =
            lifted.firstChild.getBoundingClientRect();
            return [left + width / 2, top + height / 2]; }"""
    )
    shopper.page.mouse.move(5, 5)
    shopper.page.mouse.move(*inside)
    shopper.until(lambda: pointers(desk) and pointers(desk)[-1].node)
    shopper.settle()
    at = pointers(desk)[-1]
    point(desk, 0, at.epoch, at.node)
    pointer = shopper.part("remote-pointer")
    expect(pointer).to_be_visible()
    shopper.settle()
    return pointer


@pytest.mark.parametrize("where", ["page", "open", "closed"])
@pytest.mark.parametrize("tag", ["dialog", "popover", "fullscreen"])
def test_marks_lie_above_what_the_page_lifts_and_take_no_clicks(
    shopper: Shopper, desk: Desk, tag: str, where: str
) -> None:
    share(shopper, desk)
    shopper.page.evaluate(ADD, [tag, where])
    shopper.settle()
    shopper.page.evaluate(LIFT[tag])
    shopper.settle()
    pointer = point_inside(shopper, desk)
    assert is_drawn_over(shopper, pointer)
    box = pointer.bounding_box()
    assert box
    shopper.page.mouse.click(box["x"] + 4, box["y"] + 4)
    assert shopper.page.evaluate("() => window.pressed") == 1
    # Lifted anew, and thus above what was lifted since.
    shopper.page.evaluate(LOWER[tag])
    shopper.page.evaluate(LIFT[tag])
    shopper.settle()
    assert is_drawn_over(shopper, point_inside(shopper, desk))
    shopper.page.evaluate(LOWER[tag])
    expect(shopper.page.locator(".stage")).not_to_have_attribute("popover", "manual")


def test_what_was_lifted_before_sharing_began_is_below_too(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    shopper.page.evaluate(ADD, ["popover", "page"])
    shopper.page.evaluate("() => { lifted.popover = 'manual'; lifted.showPopover(); }")
    shopper.part("pause-cobrowse").click()
    shopper.part("resume-cobrowse").click()
    expect(shopper.part("frame")).to_have_attribute("data-mode", "pointer")
    shopper.page.wait_for_timeout(1_500)
    assert is_drawn_over(shopper, point_inside(shopper, desk))


def test_what_the_agent_uses_in_a_dialog_is_outlined_above_it(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    let_write(shopper, desk)
    shopper.page.evaluate(ADD, ["dialog", "page"])
    shopper.page.evaluate(LIFT["dialog"])
    shopper.settle()
    point_inside(shopper, desk)
    at = pointers(desk)[-1]
    click = b'{"do":"click","node":%d,"fx":0.5,"fy":0.5}' % at.node
    header = b"\x04" + at.epoch.to_bytes(4, "big") + (2).to_bytes(4, "big")
    desk.sharing.route.send(header + (1).to_bytes(4, "big") + click)
    outline = shopper.part("remote-outline")
    expect(outline).to_be_visible()
    shopper.page.wait_for_function("() => window.pressed === 1")
    assert shopper.page.locator(".stage").evaluate("e => e.matches(':popover-open')")


@pytest.mark.parametrize("tag", ["dialog", "popover"])
def test_our_own_questions_stay_above_what_the_page_lifts(
    shopper: Shopper, desk: Desk, tag: str
) -> None:
    share(shopper, desk)
    shopper.page.evaluate(ADD, [tag, "page"])
    shopper.page.evaluate(
        "() => { lifted.style.inset = 0; lifted.style.margin = 0; "
        "lifted.style.width = lifted.style.height = '100%'; }"
    )
    desk.ask_for_write()
    expect(shopper.part("write-accept")).to_be_visible()
    shopper.page.evaluate(LIFT[tag])
    shopper.settle()
    shopper.part("write-accept").click()
    shopper.until(lambda: desk.sharing.of("write.grant"))
    assert shopper.page.evaluate("() => window.pressed") is None


def test_a_page_that_lifts_again_and_again_does_not_win(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    shopper.page.evaluate(ADD, ["dialog", "page"])
    desk.ask_for_write()
    expect(shopper.part("write-accept")).to_be_visible()
    shopper.page.evaluate(
        """() => { window.again = setInterval(() => {
            lifted.close(); lifted.showModal(); }, 150); }"""
    )
    shopper.settle()
    shopper.part("write-accept").click()
    shopper.until(lambda: desk.sharing.of("write.grant"))
    shopper.page.evaluate("() => clearInterval(again)")


def test_nothing_of_it_stays_when_sharing_is_over(shopper: Shopper, desk: Desk) -> None:
    share(shopper, desk)
    shopper.page.evaluate(ADD, ["popover", "page"])
    shopper.page.evaluate("() => { lifted.popover = 'manual'; lifted.showPopover(); }")
    stage = shopper.page.locator(".stage")
    expect(stage).to_have_attribute("popover", "manual")
    shopper.part("stop-cobrowse").click()
    expect(stage).not_to_have_attribute("popover", "manual")
