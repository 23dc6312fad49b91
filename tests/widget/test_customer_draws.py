"""The customer's own drawing tools, and the switch that turns drawings off."""

import json
import struct

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import TAG, Shopper
from tests.widget.desk import Desk

pytestmark = pytest.mark.browser

REFUSED = "not_possible_now"


@pytest.fixture
def sharing(shopper: Shopper, desk: Desk) -> Shopper:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    shopper.share_in_chat()
    shopper.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    expect(shopper.part("session-state")).to_have_attribute("data-state", "viewing")
    shopper.until(lambda: any(frame[0] == 1 for frame in desk.sharing.frames))
    shopper.part("launcher").click()
    return shopper


def told(desk: Desk) -> list[dict[str, object]]:
    bodies = [frame[5:] for frame in desk.sharing.frames if frame[0] == 3]
    messages = [json.loads(body) for body in bodies]
    # Without what is only said again.
    return [one for one in messages if one["op"] != "on" and "by" not in one]


def agent_draws(desk: Desk, node: object, name: str = "theirs") -> None:
    (hello,) = desk.sharing.of("hello")
    message = {"op": "draw", "id": name, "node": node, "points": [[0, 0], [1, 1]]}
    look = {"colour": "blue", "shape": "box", "stays": True}
    head = struct.pack(">BI", 3, hello["epoch"])
    desk.sharing.route.send(head + json.dumps({**message, **look}).encode())


def takes_up(shopper: Shopper, tool: str) -> None:
    if shopper.part("draw").get_attribute("aria-expanded") == "false":
        shopper.part("draw").click()
    shopper.part(f"draw-{tool}").click()
    expect(shopper.part("draw-surface")).to_be_attached()


def drags(shopper: Shopper, selector: str) -> None:
    box = shopper.page.locator(selector).first.bounding_box()
    assert box
    x, y = box["x"] + 20, box["y"] + box["height"] / 2
    shopper.page.mouse.move(x, y)
    shopper.page.mouse.down()
    shopper.page.mouse.move(x + 60, y + 8, steps=4)
    shopper.page.mouse.up()


@pytest.mark.parametrize("tool", ["pen", "arrow", "box", "highlight"])
def test_what_the_customer_draws_is_told_to_the_agent(
    sharing: Shopper, desk: Desk, tool: str
) -> None:
    takes_up(sharing, tool)
    drags(sharing, "h1")
    expect(sharing.part("annotation-customer")).to_have_attribute("data-shape", tool)
    sharing.until(lambda: told(desk))
    (message,) = told(desk)
    assert (message["op"], message["shape"]) == ("draw", tool)
    assert isinstance(message["node"], int)
    assert message["node"] > 0


def test_the_page_hears_nothing_of_a_stroke(sharing: Shopper, desk: Desk) -> None:
    sharing.page.evaluate(
        """() => {
            window.heard = [];
            for (const type of ["pointerdown", "mousedown", "click", "touchstart"])
                document.addEventListener(type, (e) => heard.push(type));
        }"""
    )
    takes_up(sharing, "pen")
    sharing.page.evaluate("heard.length = 0")
    drags(sharing, "a")
    expect(sharing.part("annotation-customer")).to_have_count(1)
    assert sharing.page.evaluate("heard") == []
    assert sharing.page.url.endswith("/")
    sharing.page.keyboard.press("Escape")
    expect(sharing.part("draw-surface")).to_have_count(0)
    sharing.page.get_by_text("Next page", exact=True).click()
    sharing.page.wait_for_url("**/next")


def test_the_customer_undoes_their_own_last_one_alone(
    sharing: Shopper, desk: Desk
) -> None:
    takes_up(sharing, "box")
    expect(sharing.part("draw-undo")).to_be_disabled()
    drags(sharing, "h1")
    sharing.until(lambda: told(desk))
    agent_draws(desk, told(desk)[0]["node"])
    expect(sharing.part("annotation-agent")).to_have_count(1)
    sharing.part("draw-undo").click()
    expect(sharing.part("annotation-customer")).to_have_count(0)
    expect(sharing.part("annotation-agent")).to_have_count(1)
    expect(sharing.part("draw-undo")).to_be_disabled()
    sharing.until(lambda: len(told(desk)) == 2)
    assert told(desk)[1] == {"op": "remove", "id": told(desk)[0]["id"]}


def test_a_note_is_written_where_it_belongs(sharing: Shopper, desk: Desk) -> None:
    takes_up(sharing, "note")
    box = sharing.page.locator("h1").bounding_box()
    assert box
    sharing.page.mouse.click(box["x"] + 20, box["y"] + 10)
    sharing.part("annotation-input").fill("Is this in stock?")
    sharing.part("annotation-input").press("Enter")
    sharing.until(lambda: told(desk))
    assert told(desk)[0]["text"] == "Is this in stock?"
    notes = sharing.page.get_by_role("list", name="Notes on this page")
    expect(notes.get_by_role("listitem")).to_have_text(
        ["You, at Garden chairs: Is this in stock?"]
    )


def test_everything_works_by_keyboard(sharing: Shopper, desk: Desk) -> None:
    keys = sharing.page.keyboard
    sharing.part("draw").press("Enter")
    sharing.part("draw-box").press("Enter")
    surface = sharing.part("draw-surface")
    expect(surface).to_be_focused()
    expect(sharing.part("annotation-crosshair")).to_be_visible()
    for _ in range(8):
        keys.press("Tab")
        if sharing.page.get_by_role("status").get_by_text("Next page").count():
            break
    keys.press("Enter")
    keys.press("Enter")
    sharing.until(lambda: told(desk))
    assert told(desk)[0]["points"] == [[0, 0], [1, 1]]
    keys.press("Escape")
    expect(surface).to_have_count(0)
    expect(sharing.part("draw-box")).to_be_focused()
    expect(sharing.page.locator(".stage")).to_have_attribute("aria-hidden", "true")


def test_drawings_are_turned_off_for_both_and_on_again(
    sharing: Shopper, desk: Desk
) -> None:
    takes_up(sharing, "box")
    drags(sharing, "h1")
    sharing.until(lambda: told(desk))
    node = told(desk)[0]["node"]
    agent_draws(desk, node)
    expect(sharing.part("annotation-agent")).to_have_count(1)
    sharing.part("draw-off").click()
    expect(sharing.part("draw-off")).to_have_attribute("aria-pressed", "true")
    expect(sharing.part("annotation-agent")).to_have_count(0)
    expect(sharing.part("annotation-customer")).to_have_count(0)
    expect(sharing.part("draw-surface")).to_have_count(0)
    expect(sharing.part("draw-pen")).to_be_disabled()
    sharing.until(lambda: told(desk)[-1]["op"] == "off")
    agent_draws(desk, node, "again")
    sharing.settle()
    expect(sharing.part("annotation-agent")).to_have_count(0)

    sharing.open("/next")
    sharing.until(lambda: len(desk.lines["session"]) > 1)
    sharing.until(lambda: [one for one in told(desk) if one["op"] == "off"])
    sharing.part("draw").click()
    sharing.part("draw-off").click()
    expect(sharing.part("draw-pen")).to_be_enabled()
    on = b'{"op":"on"}'
    sharing.until(lambda: any(frame[5:] == on for frame in desk.sharing.frames))


def test_no_script_turns_drawings_on(sharing: Shopper, desk: Desk) -> None:
    sharing.part("draw").click()
    sharing.part("draw-off").click()
    expect(sharing.part("draw-off")).to_have_attribute("aria-pressed", "true")
    sharing.part("draw-off").evaluate("button => button.click()")
    sharing.settle()
    expect(sharing.part("draw-off")).to_have_attribute("aria-pressed", "true")


def test_a_pause_takes_the_pen_away(sharing: Shopper, desk: Desk) -> None:
    takes_up(sharing, "pen")
    sharing.part("pause-cobrowse").click()
    expect(sharing.part("draw-surface")).to_have_count(0)
    expect(sharing.part("draw")).to_be_hidden()
    sharing.part("resume-cobrowse").click()
    expect(sharing.part("draw")).to_be_visible()
    expect(sharing.part("draw")).to_have_attribute("aria-expanded", "false")


def test_pages_with_windows_of_their_own_have_it_in_the_api(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.tag = TAG.replace("data-site", 'data-ui="none" data-site')
    shopper.open()
    assert api(shopper, "drawWith('pen')") == {"ok": False, "code": REFUSED}
    shopper.page.evaluate("() => Cobrowse.startChat('Carla')")
    shopper.until(lambda: desk.interaction)
    desk.accept_chat()
    shopper.page.evaluate(
        """() => {
            Cobrowse.on("chat", (event) => { window.chat = event.state; });
            Cobrowse.on("drawings", (event) => { window.drawings = event; });
        }"""
    )
    shopper.page.wait_for_function("() => window.chat === 'active'")
    assert api(shopper, "startSession()") == {"ok": True}
    shopper.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    shopper.until(lambda: any(frame[0] == 1 for frame in desk.sharing.frames))
    for odd in ("'brush'", "null", "{}"):
        assert api(shopper, f"drawWith({odd})") == {"ok": False, "code": REFUSED}
    assert api(shopper, "drawWith('arrow')") == {"ok": True}
    expect(shopper.part("draw-surface")).to_be_attached()
    drags(shopper, "h1")
    shopper.page.wait_for_function("() => drawings.own === 1")
    assert api(shopper, "undoDrawing()") == {"ok": True}
    assert api(shopper, "undoDrawing()") == {"ok": False, "code": REFUSED}
    drags(shopper, "h1")
    assert api(shopper, "clearDrawings()") == {"ok": True}
    assert api(shopper, "allowDrawings(false)") == {"ok": True}
    shopper.page.wait_for_function("() => !drawings.allowed && drawings.count === 0")
    expect(shopper.part("draw-surface")).to_have_count(0)
    assert api(shopper, "drawWith('arrow')") == {"ok": False, "code": REFUSED}
    shopper.until(lambda: told(desk)[-1]["op"] == "off")


def api(shopper: Shopper, call: str) -> object:
    return shopper.page.evaluate(f"() => Cobrowse.{call}")


def test_the_bar_stays_within_reach_above_a_popover_of_the_page(
    sharing: Shopper, desk: Desk
) -> None:
    sharing.page.evaluate(
        """() => {
            const menu = document.createElement("div");
            menu.popover = "manual";
            menu.textContent = "Menu";
            document.body.append(menu);
            menu.showPopover();
        }"""
    )
    takes_up(sharing, "pen")
    box = sharing.part("stop-cobrowse").bounding_box()
    assert box
    sharing.page.mouse.click(box["x"] + 10, box["y"] + 10)
    expect(sharing.part("draw-surface")).to_have_count(0)
    sharing.part("stop-cobrowse").click()
    expect(sharing.part("session-state")).to_have_attribute("data-state", "ended")
