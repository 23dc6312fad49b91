"""Marks stay on their element while it scrolls, moves and goes out of sight."""

import json
import struct
from typing import Literal

import pytest
from playwright.sync_api import FloatRect, Locator, expect

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk
from tests.widget.shared import let_write, point, pointers, share

pytestmark = pytest.mark.browser

WHERE = ["page", "open", "closed", "frame"]

# A box that scrolls, and in it the element that marks are on.
ADD = """async (where) => {
    const markup = `<style>#box { overflow: auto; width: 300px; height: 200px;
        margin: 40px; background: #eee } #inside { width: 100px; height: 40px }
        </style><div id=box><div style="height:120px"></div>
        <button id=inside>Inside</button><div style="height:900px"></div></div>`;
    const host = document.body.appendChild(document.createElement("div"));
    let root = host;
    if (where === "frame") {
        const frame = document.createElement("iframe");
        frame.width = frame.height = 400;
        frame.srcdoc = markup;
        const loaded = new Promise((done) => { frame.onload = done; });
        host.append(frame);
        await loaded;
        root = frame.contentDocument;
    } else {
        if (where !== "page") root = host.attachShadow({ mode: where });
        root.innerHTML = markup;
    }
    window.box = root.querySelector("#box");
    window.inside = root.querySelector("#inside");
    window.place = () => {
        let { x, y } = inside.getBoundingClientRect();
        const frame = inside.ownerDocument.defaultView.frameElement;
        if (frame) {
            const outer = frame.getBoundingClientRect();
            x += outer.x + frame.clientLeft;
            y += outer.y + frame.clientTop;
        }
        return [x + 50, y + 20];
    };
}"""

# How far a mark is from its element, in each frame while it is on its way.
FOLLOW = """async (act) => {
    const widget = document.querySelector("[data-cobrowse-root]").shadowRoot;
    const pointer = widget.querySelector("[data-testid=remote-pointer]");
    const frame = () => new Promise((done) =>
        requestAnimationFrame(() => setTimeout(done)));
    const seen = [];
    %s;
    for (let step = 0; step < 40; step++) {
        await frame();
        const { x, y } = pointer.getBoundingClientRect();
        const [px, py] = place();
        seen.push([Math.round(x - px), Math.round(y - py), Math.round(py)]);
    }
    return seen;
}"""


def mark(shopper: Shopper, desk: Desk, where: str) -> tuple[Locator, ...]:
    """Alice's pointer, a box that she drew and a note, all on the element."""
    share(shopper, desk)
    shopper.page.evaluate(ADD, where)
    # Longer than it takes to notice a frame.
    shopper.page.wait_for_timeout(700)
    shopper.page.mouse.move(5, 5)
    shopper.page.mouse.move(*shopper.page.evaluate("place()"))
    shopper.until(lambda: pointers(desk) and pointers(desk)[-1].node)
    shopper.settle()
    at = pointers(desk)[-1]
    point(desk, 0, at.epoch, at.node)
    pinned = {"node": at.node, "colour": "blue"}
    drawing = {"op": "draw", "id": "d", "shape": "box", "stays": True, **pinned}
    note = {"op": "note", "id": "n", "at": [0, 0], "text": "Here", **pinned}
    for message in ({**drawing, "points": [[0, 0], [1, 1]]}, note):
        body = json.dumps(message).encode()
        desk.sharing.route.send(struct.pack(">BI", 3, at.epoch) + body)
    parts = ("remote-pointer", "annotation-agent", "annotation-note")
    marks = tuple(shopper.part(name) for name in parts)
    for one in marks:
        expect(one).to_be_visible()
    shopper.settle()
    return marks


def is_at_its_place(shopper: Shopper, mark: Locator) -> bool:
    box = mark.bounding_box()
    place = shopper.page.evaluate("place()")
    return box is not None and (box["x"], box["y"]) == pytest.approx(place, abs=1)


@pytest.mark.parametrize("where", WHERE)
def test_they_scroll_with_the_box_they_are_in_and_leave_its_sight(
    shopper: Shopper, desk: Desk, where: str
) -> None:
    marks = mark(shopper, desk, where)
    seen = shopper.page.evaluate(FOLLOW % "box.scrollTop = 30")
    assert {(x, y) for x, y, _ in seen} == {(0, 0)}, "it lagged behind"
    shopper.page.evaluate("() => { box.scrollTop = 400; }")
    for one in marks:
        expect(one).to_be_hidden()
    shopper.page.evaluate("() => { box.scrollTop = 0; }")
    for one in marks:
        expect(one).to_be_visible()
    assert is_at_its_place(shopper, marks[0])


@pytest.mark.parametrize("where", WHERE)
def test_they_follow_what_is_resized_or_moved(
    shopper: Shopper, desk: Desk, where: str
) -> None:
    pointer, *_ = mark(shopper, desk, where)
    for change in (
        "box.style.margin = '80px 0 0 90px'",
        "box.firstElementChild.style.height = '20px'",
        "document.body.style.paddingTop = '70px'",
    ):
        before = shopper.page.evaluate("place()")
        shopper.page.evaluate(f"() => {{ {change}; }}")
        assert shopper.page.evaluate("place()") != before
        shopper.until(lambda: is_at_its_place(shopper, pointer))
    shopper.page.set_viewport_size({"width": 700, "height": 600})
    shopper.until(lambda: is_at_its_place(shopper, pointer))


def test_they_follow_what_moves_by_itself_frame_by_frame(
    shopper: Shopper, desk: Desk
) -> None:
    mark(shopper, desk, "page")
    seen = shopper.page.evaluate(
        FOLLOW % "box.animate({ marginTop: ['40px', '300px'] }, 1500)"
    )
    stops = {y for _, off, y in seen if off == 0}
    assert len(stops) > 4, "it was put right now and then only"


def test_what_is_placed_outside_of_a_box_is_not_cut_off_by_it(
    shopper: Shopper, desk: Desk
) -> None:
    marks = mark(shopper, desk, "page")
    shopper.page.evaluate(
        "() => Object.assign(inside.style, "
        "{ position: 'fixed', left: '600px', top: '300px' })"
    )
    shopper.until(lambda: is_at_its_place(shopper, marks[0]))
    for one in marks:
        expect(one).to_be_visible()


def test_the_outline_of_what_is_half_out_of_sight_is_cut(
    shopper: Shopper, desk: Desk
) -> None:
    mark(shopper, desk, "page")
    at = pointers(desk)[-1]
    let_write(shopper, desk)
    shopper.page.evaluate("() => { box.scrollTop = 140; }")
    press = b'{"do":"click","node":%d,"fx":0.5,"fy":0.9}' % at.node
    desk.sharing.route.send(struct.pack(">BIII", 4, at.epoch, 2, 1) + press)
    outline = shopper.part("remote-outline")
    expect(outline).to_be_visible()
    box = outline.bounding_box()
    seen = shopper.page.evaluate("box.getBoundingClientRect().toJSON()")
    assert box
    assert box["y"] >= seen["top"] - 4


@pytest.mark.parametrize("where", WHERE)
def test_a_drawing_is_cut_off_with_what_it_is_on(
    shopper: Shopper, desk: Desk, where: str
) -> None:
    mark(shopper, desk, where)
    at = pointers(desk)[-1]
    point(desk, 2, at.epoch, at.node)
    head = struct.pack(">BI", 3, at.epoch)
    desk.sharing.route.send(head + b'{"op":"remove","id":"n"}')
    drawing = shopper.part("annotation-agent")
    expect(shopper.part("annotation-note")).to_have_count(0)
    shopper.page.evaluate("() => { box.scrollTop = 140; }")
    shopper.settle()
    x, edge = shopper.page.evaluate("place()")

    def shows(part: Literal["above", "below"]) -> bool:
        y = edge - 15 if part == "above" else edge + 1
        clip: FloatRect = {"x": x - 60, "y": y, "width": 120, "height": 14}
        with_it = shopper.page.screenshot(clip=clip)
        drawing.evaluate("drawn => { drawn.style.opacity = 0; }")
        without = shopper.page.screenshot(clip=clip)
        drawing.evaluate("drawn => { drawn.style.opacity = ''; }")
        return with_it != without

    assert shows("below")
    assert not shows("above")
    shopper.page.evaluate("() => { box.scrollTop = 0; }")
    shopper.settle()
    edge = shopper.page.evaluate("place()")[1]
    assert shows("above")
    assert shows("below")
