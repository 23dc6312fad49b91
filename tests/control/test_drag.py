"""The mouse with its button held: things that are dragged, text that is selected."""

import pytest

from tests.control.conftest import OpenPage, OpenViewer
from tests.control.viewer import Viewer

pytestmark = pytest.mark.browser

#: A list sorted by dragging, as libraries do it: what is dragged is under the mouse.
LIST = """<style>body{margin:0} li{height:40px;width:300px;list-style:none}
.dragged{position:fixed;z-index:9}</style>
<ul id=list style="margin:0;padding:0"><li id=a>a<li id=b>b<li id=c>c<li id=d>d</ul>
<p id=p style="height:60px">Some words to select</p><input id=t value="some words">
<form onsubmit='return false'><button id=pay>Pay</button></form>
<div id=secret data-cobrowse=mask style="height:40px">x</div>"""

SORTING = """(captures) => {
    window.log = [];
    let held = null;
    const order = () => [...list.children].map((one) => one.id).join("");
    for (const item of list.children) {
        item.addEventListener("pointerdown", (event) => {
            held = item;
            log.push("down");
            item.classList.add("dragged");
            if (captures) item.setPointerCapture(event.pointerId);
            event.preventDefault();
        });
    }
    const place = (event) => {
        if (!held) return;
        held.style.left = event.clientX - 10 + "px";
        held.style.top = event.clientY - 10 + "px";
        const others = [...list.children].filter((one) => one !== held);
        const next = others.find((one) => {
            const box = one.getBoundingClientRect();
            return event.clientY < box.top + box.height / 2;
        });
        list.insertBefore(held, next ?? null);
    };
    const drop = (kind) => (event) => {
        if (!held) return;
        log.push(kind);
        held.classList.remove("dragged");
        held = null;
    };
    document.addEventListener("pointermove", place);
    document.addEventListener("pointerup", drop("up"));
    document.addEventListener("pointercancel", drop("cancel"));
    window.order = order;
}"""


def over(viewer: Viewer, x: float, y: float) -> tuple[float, float]:
    """A place of the customer's window, which differs, in pixels of the viewer."""
    width, height = viewer.customer.evaluate("[innerWidth, innerHeight]")
    box = viewer.page.locator("#replica").bounding_box()
    assert box
    return (
        box["x"] + x / width * box["width"],
        box["y"] + y / height * box["height"],
    )


@pytest.mark.parametrize("captures", [True, False])
def test_what_the_agent_drags_lands_where_it_is_dropped(
    open_viewer: OpenViewer, captures: bool
) -> None:
    viewer = open_viewer(LIST)
    viewer.customer.evaluate(SORTING, captures)
    mouse = viewer.page.mouse
    mouse.move(*viewer.at("#a"))
    mouse.down()
    mouse.move(*over(viewer, 150, 90), steps=8)
    viewer.wait_at_customer("order() === 'bcad'")
    mouse.up()
    viewer.wait_at_customer("log.join() === 'down,up'")
    assert viewer.customer.evaluate("order()") == "bcad"
    drags = viewer.sent("drag")
    assert 1 <= len(drags) <= 9
    assert [frame["do"] for frame in viewer.sent("press", "release", "click")] == [
        "press",
        "release",
    ]
    descriptor = "Object.getOwnPropertyDescriptor(Element.prototype, "
    native = f"String({descriptor}'setPointerCapture').value)"
    assert "[native code]" in viewer.customer.evaluate(native)


def test_a_drag_ends_outside_of_the_window(open_viewer: OpenViewer) -> None:
    viewer = open_viewer(LIST)
    viewer.customer.evaluate(SORTING, True)
    mouse = viewer.page.mouse
    mouse.move(*viewer.at("#a"))
    mouse.down()
    mouse.move(5, 690, steps=4)
    mouse.up()
    viewer.wait_at_customer("log.join() === 'down,up' && order() === 'bcda'")
    release = viewer.sent("release")[0]
    assert (release["x"], release["y"]) == (0, 1)


def test_a_press_within_the_slack_is_a_click_and_beyond_it_a_drag(
    open_viewer: OpenViewer,
) -> None:
    viewer = open_viewer(LIST)
    x, y = viewer.at("#p")
    mouse = viewer.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 3, y + 3)
    mouse.up()
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 30, y)
    mouse.up()
    sent = viewer.sent("click", "press", "release")
    assert [frame["do"] for frame in sent] == ["click", "press", "release"]


def end_of(viewer: Viewer, target: str) -> tuple[float, float]:
    box = viewer.customer.locator(target).bounding_box()
    assert box
    return box["x"] + box["width"] - 2, box["y"] + box["height"] * 0.3


def test_text_is_selected_by_drawing_over_it(open_viewer: OpenViewer) -> None:
    viewer = open_viewer(LIST)
    mouse = viewer.page.mouse
    for target, chosen in [
        ("#t", "document.querySelector('#t').selectionEnd > 4"),
        ("#p", "getSelection().toString().includes('words to')"),
    ]:
        mouse.move(*viewer.at(target, 0.01, 0.2))
        mouse.down()
        mouse.move(*over(viewer, *end_of(viewer, target)), steps=4)
        mouse.up()
        viewer.wait_at_customer(chosen)
    mouse.move(*viewer.at("#t", 0.01, 0.5))
    mouse.down()
    mouse.move(*over(viewer, *end_of(viewer, "#t")), steps=4)
    mouse.up()
    viewer.page.keyboard.type("new")
    viewer.wait_at_customer("document.querySelector('#t').value === 'new'")


def test_a_page_that_wants_no_selection_has_none(open_page: OpenPage) -> None:
    shop = open_page(LIST)
    shop.page.evaluate("document.onselectstart = () => false")
    assert shop.drag("#p", "#t")["status"] == "ok"
    assert shop.page.evaluate("getSelection().toString()") == ""


def test_a_revoked_hand_lets_go_without_dropping(open_page: OpenPage) -> None:
    shop = open_page(LIST)
    shop.page.evaluate(SORTING, True)
    assert shop.hold("#a")["status"] == "ok"
    shop.do("drag", **shop.middle("#c"))
    shop.page.evaluate("bench.state.mode = 'pointer'")
    shop.page.wait_for_function("log.join() === 'down,cancel'")
    assert shop.do("release", **shop.middle("#d"))["status"] == "mode_required"
    assert shop.page.evaluate("log.join()") == "down,cancel"


def test_another_press_and_a_closed_hand_let_go(open_page: OpenPage) -> None:
    shop = open_page(LIST)
    shop.page.evaluate(SORTING, False)
    shop.hold("#a")
    shop.hold("#b")
    shop.page.evaluate("bench.hand.close()")
    assert shop.page.evaluate("log.join()") == "down,cancel,down,cancel"


@pytest.mark.parametrize("command", ["drag", "release"])
def test_nothing_is_dragged_that_is_not_held(open_page: OpenPage, command: str) -> None:
    shop = open_page(LIST)
    assert shop.do(command, x=0.5, y=0.5)["status"] == "target_gone"
    assert shop.do("cancel")["status"] == "ok"


def test_nothing_is_dropped_on_what_is_masked(open_page: OpenPage) -> None:
    shop = open_page(LIST)
    shop.page.evaluate(SORTING, False)
    shop.page.evaluate(
        """() => { window.heard = [];
        for (const type of ['pointermove', 'pointerover', 'pointerup', 'mousemove'])
            secret.addEventListener(type, () => heard.push(type)); }"""
    )
    shop.page.add_style_tag(content=".dragged { pointer-events: none }")
    shop.hold("#a")
    shop.do("drag", **shop.middle("#secret"))
    ack = shop.do("release", **shop.middle("#secret"))
    assert (ack["status"], ack["kind"]) == ("target_forbidden", "masked")
    assert shop.page.evaluate("heard") == []
    assert shop.page.evaluate("log.join()") == "down,cancel"


def test_a_drag_begins_on_nothing_that_may_not_be_pressed(open_page: OpenPage) -> None:
    shop = open_page(LIST)
    ack = shop.hold("#pay")
    assert (ack["status"], ack["kind"]) == ("target_forbidden", "submit")
    # A click is what a press and its release have in common: not that of the button.
    shop.page.evaluate("pay.addEventListener('click', () => { window.paid = true; })")
    shop.drag("#p", "#pay")
    assert shop.page.evaluate("window.paid") is None


def test_a_link_that_is_dragged_is_not_followed(open_page: OpenPage) -> None:
    shop = open_page("<a id=a href=#gone style='padding:30px'><b id=b>Away</b></a>")
    shop.page.evaluate("a.addEventListener('click', () => { window.followed = true; })")
    assert shop.drag("#a", "#b")["status"] == "ok"
    assert shop.page.evaluate("[window.followed, location.hash]") == [None, ""]


def test_a_drag_inside_a_frame_has_the_places_of_the_frame(open_page: OpenPage) -> None:
    shop = open_page(
        "<body style='margin:0'><iframe id=f style='margin:50px;border:7px solid;"
        "width:300px;height:200px' srcdoc='<body style=margin:0>"
        "<b id=x style=display:block;height:100px>x</b>'></iframe>"
    )
    shop.page.wait_for_function(
        "document.querySelector('#f').contentDocument.querySelector('#x')"
    )
    shop.page.evaluate(
        """() => { window.places = [];
        const inner = document.querySelector('#f').contentDocument;
        inner.addEventListener('pointermove', ({ clientX, clientY }) =>
            places.push([clientX, clientY].map(Math.round))); }"""
    )
    size = shop.page.evaluate("[innerWidth, innerHeight]")
    assert shop.hold("#x")["status"] == "ok"
    shop.do("drag", x=(57 + 20) / size[0], y=(57 + 30) / size[1])
    assert shop.page.evaluate("places.at(-1)") == [20, 30]
