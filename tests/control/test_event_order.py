"""The hand makes the events that a person's mouse and keyboard make, in their order.

The expected order is not written down here: Playwright's mouse and keyboard, which send
real input to the browser, work a page; the hand works a copy of it; both logs agree.
"""

from difflib import unified_diff

import pytest
from playwright.sync_api import Page

from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser

CONTROLS = """
<style>body { margin: 0; font: 16px sans-serif } #d { padding: 12px }
  #body > * { display: block; margin: 6px }</style>
<div id=body>
<form id=f onsubmit="event.preventDefault()">
  <input id=t><input id=t2 value="two words"><textarea id=ta></textarea>
  <input type=checkbox id=cb><label id=lb for=cb>label</label>
  <input type=radio name=r id=r1><input type=radio name=r id=r2>
  <button type=button id=b><span id=bs>button</span></button>
</form>
<form id=single onsubmit="event.preventDefault()"><input id=only></form>
<details id=de><summary id=sm>summary</summary>text</details>
<a id=a href="#x">link</a>
<div id=d><span id=s>span</span></div>
<div id=ce contenteditable>some words</div>
<input type=range id=rg><input type=number id=n value=3>
<select id=sel><option>1<option>2<option>3</select>
<button type=button id=np onmousedown="event.preventDefault()">no focus</button>
<button type=button id=pd onpointerdown="event.preventDefault()">no mouse</button>
<input id=kd onkeydown="event.preventDefault()"><input id=bi value=x
  onbeforeinput="event.preventDefault()">
<input id=mx maxlength=2>
<div id=cap onpointerdown="this.setPointerCapture(event.pointerId)">captures</div>
<div id=free onpointerup="this.releasePointerCapture(event.pointerId)"
  onpointerdown="this.setPointerCapture(event.pointerId)">lets go</div>
<div id=wh>wheel</div>
<x-host id=host></x-host>
</div>
<script>
wh.addEventListener("wheel", (event) => event.preventDefault(), { passive: false });
host.attachShadow({ mode: "open" }).innerHTML = "<input id=si><button id=sb>b</button>";
window.log = [];
const facts = (e) => {
    const target = e.composedPath()[0];
    const list = [e.type, target.id || target.nodeName || "window"];
    if ("button" in e) list.push(e.button, e.buttons, e.detail);
    if ("pointerType" in e && e.type !== "click") list.push(e.pointerType, e.isPrimary);
    if ("keyCode" in e) list.push(e.key, e.code, e.keyCode, e.charCode, e.which);
    if ("inputType" in e) list.push(e.inputType, e.data);
    if ("relatedTarget" in e) list.push(e.relatedTarget?.id ?? null);
    if ("deltaX" in e) list.push(e.deltaX, e.deltaY, e.deltaMode);
    list.push(e.bubbles, e.cancelable, e.composed);
    return list.join(" ");
};
const TYPES = `pointerover pointerenter pointermove pointerdown pointerup pointerout
    pointerleave mouseover mouseenter mousemove mousedown mouseup mouseout mouseleave
    click dblclick auxclick contextmenu focus focusin blur focusout keydown keypress
    keyup beforeinput input change submit wheel gotpointercapture
    lostpointercapture`.split(/\\s+/);
for (const root of [document, host.shadowRoot])
    for (const element of root.querySelectorAll("*"))
        for (const type of TYPES)
            element.addEventListener(type, (event) => {
                if (event.composedPath()[0] === element) log.push(facts(event));
            });
</script>"""

Step = tuple[str, ...]

# What is done, one step after another: ("click", id), ("type", text), ("press", key).
SCENARIOS: dict[str, list[Step]] = {
    "typing into a field": [("click", "t"), ("type", "aB, 1!"), ("press", "Backspace")],
    "leaving an edited field": [("click", "t"), ("type", "x"), ("click", "t2")],
    "tabbing on from an edited field": [
        ("click", "t"),
        ("type", "x"),
        ("press", "Tab"),
        ("press", "Tab"),
    ],
    "enter in a textarea": [("click", "ta"), ("type", "a"), ("press", "Enter")],
    "enter in the only field of a form": [
        ("click", "only"),
        ("type", "milk"),
        ("press", "Enter"),
        ("type", "x"),
        ("click", "d"),
    ],
    "enter in one of several fields": [
        ("click", "t"),
        ("type", "x"),
        ("press", "Enter"),
        ("click", "d"),
    ],
    "checkbox": [("click", "cb"), ("click", "cb")],
    "label": [("click", "t"), ("click", "lb")],
    "radio and arrows": [("click", "r1"), ("press", "ArrowDown"), ("press", "ArrowUp")],
    "summary": [("click", "sm"), ("press", "Enter"), ("press", " ")],
    "link": [("click", "a"), ("press", "Enter")],
    "button by mouse and keys": [("click", "bs"), ("press", "Enter"), ("press", " ")],
    "plain text": [("click", "t"), ("click", "s"), ("click", "d")],
    "double click": [("dblclick", "s")],
    "right click": [("rightclick", "s")],
    "editable region": [
        ("click", "ce"),
        ("type", "x"),
        ("press", "Enter"),
        ("type", "y"),
        ("press", "Backspace"),
    ],
    "number and arrows": [("click", "n"), ("press", "ArrowDown"), ("type", "4")],
    "range and arrows": [("tab_to", "rg"), ("press", "ArrowRight"), ("press", "Home")],
    "select and arrows": [("tab_to", "sel"), ("press", "ArrowDown"), ("press", "End")],
    "mouse down prevented": [("click", "t"), ("click", "np")],
    "pointer down prevented": [("click", "t"), ("click", "pd")],
    "key down prevented": [("click", "kd"), ("type", "x"), ("press", "Enter")],
    "before input prevented": [("click", "bi"), ("type", "x"), ("press", "Backspace")],
    "field that is full": [("click", "mx"), ("type", "abc"), ("click", "d")],
    "shadow root": [("click", "si"), ("type", "x"), ("press", "Tab"), ("click", "sb")],
    "drag from one to another": [("drag", "s", "b")],
    "drag inside one": [("drag", "bs", "bs")],
    "drag with the pointer captured": [("drag", "cap", "b"), ("drag", "free", "wh")],
    "drag where the mouse is prevented": [("drag", "np", "s"), ("drag", "pd", "s")],
    "drag over the text of a field": [("click", "t2"), ("drag", "t2", "d")],
    "wheel that the page takes": [("wheel", "wh")],
    "escape and select all": [("click", "t2"), ("press", "Escape"), ("press", "End")],
}


def middle(page: Page, target: str) -> tuple[float, float]:
    box = page.locator(f"#{target}").bounding_box()
    assert box
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def person(page: Page, step: Step) -> None:
    match step:
        case ("drag", start, end):
            page.mouse.move(*middle(page, start))
            page.mouse.down()
            page.mouse.move(*middle(page, end))
            page.mouse.up()
        case ("wheel", target):
            page.mouse.move(*middle(page, target))
            page.mouse.wheel(0, 120)
        case ("click", target):
            page.click(f"#{target}")
        case ("dblclick", target):
            page.dblclick(f"#{target}")
        case ("rightclick", target):
            page.click(f"#{target}", button="right")
        case ("type", text):
            page.keyboard.type(text)
        case ("press", key):
            page.keyboard.press(key)
        case ("tab_to", target):
            page.focus(f"#{target}")


def hand(shop: HandPage, step: Step) -> None:
    match step:
        case ("drag", start, end):
            ack = shop.drag(f"#{start}", f"#{end}")
        case ("wheel", target):
            shop.do("hover", f"#{target}", fx=0.5, fy=0.5)
            ack = shop.do("wheel", f"#{target}", fx=0.5, fy=0.5, dx=0, dy=120)
        case ("click", target):
            ack = shop.click(f"#{target}")
        case ("dblclick", target):
            ack = shop.click(f"#{target}", count=2)
        case ("rightclick", target):
            ack = shop.click(f"#{target}", button=2)
        case ("type", text):
            ack = shop.type("html", text)
        case ("press", " "):
            ack = shop.type("html", " ")
        case ("press", key):
            ack = shop.press(key)
        case ("tab_to", target):
            ack = shop.do("focus", f"#{target}")
    assert ack["status"] == "ok", step


def log_of(page: Page) -> list[str]:
    page.wait_for_timeout(50)
    log: list[str] = page.evaluate("log.splice(0)")
    return log


def difference(step: Step, expected: list[str], made: list[str]) -> str:
    lines = unified_diff(expected, made, "person", "hand", lineterm="", n=1)
    return "\n".join([f"{step}:", *lines])


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_hand_makes_the_events_of_a_person(open_page: OpenPage, name: str) -> None:
    real = open_page(CONTROLS)
    hands = open_page(CONTROLS)
    # Playwright drags when the button goes down on a fresh page: rest the mouse first.
    real.page.mouse.move(890, 690)
    hands.do("hover", "html", fx=0.99, fy=0.99)
    log_of(real.page)
    log_of(hands.page)
    for step in SCENARIOS[name]:
        real.page.bring_to_front()
        person(real.page, step)
        expected = log_of(real.page)
        hand(hands, step)
        made = log_of(hands.page)
        assert made == expected, difference(step, expected, made)
    values = "[...document.querySelectorAll('input, textarea, select, #ce')].map("
    values += "(e) => e.id === 'ce' ? e.innerHTML : e.value + e.checked)"
    assert hands.page.evaluate(values) == real.page.evaluate(values)
