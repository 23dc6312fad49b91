"""Elements look the way their state in the customer's page makes them look."""

import pytest

from tests.mirror.same_states import marks, same, wait_for
from tests.mirror.twins import OpenTwins

pytestmark = pytest.mark.browser

STYLE = """<!doctype html><meta charset=utf-8><title>States</title><style>
body{font:16px/1.5 sans-serif;margin:8px} a,button,input,label,p{margin:4px}
nav ul{display:none} nav:hover ul{display:block} input{border:1px solid gray}
button{border:2px outset gray;background:silver}
button:active{background:gold;border-style:inset}
p:hover{background:#def} a:focus{background:#fed} :focus-within>legend{color:red}
:target{border:3px solid green}</style>"""


MENU = f"{STYLE}<nav>Menu<ul><li>One<li>Two</ul></nav><p id=p>Some <b>text</b></p>"


def test_a_menu_that_opens_under_the_pointer_is_seen_open(twins: OpenTwins) -> None:
    both = twins(MENU)
    same(both, "menu-closed")
    both.customer.hover("nav")
    assert "hover" in wait_for(both, "nav", "hover")
    same(both, "menu-open")
    both.customer.hover("li:nth-child(2)")
    same(both, "menu-inside")
    both.customer.hover("b")
    wait_for(both, "b", "hover")
    same(both, "menu-left")


def test_a_pointer_that_rests_when_we_come_is_seen(twins: OpenTwins) -> None:
    both = twins(MENU)
    both.customer.hover("nav")
    wait_for(both, "nav", "hover")
    both.customer.evaluate("recorder.stop(); recorder.start()")
    both.customer.wait_for_timeout(2200)
    assert "hover" in wait_for(both, "nav", "hover")
    same(both, "menu-from-start")


def test_a_pressed_button_is_seen_pressed(twins: OpenTwins) -> None:
    both = twins(f"{STYLE}<button id=b>Buy</button><label id=l>Or <input id=i></label>")
    both.customer.hover("#b")
    both.customer.mouse.down()
    assert "active" in wait_for(both, "#b", "active")
    same(both, "pressed")
    both.customer.mouse.up()
    same(both, "released")
    both.customer.hover("#l", position={"x": 3, "y": 3})
    assert "hover" in wait_for(both, "#i", "hover")
    same(both, "label")


FORM = f"""{STYLE}<fieldset><legend>Who</legend><a href=# id=a>Terms</a>
<button id=b>Go</button><input type=checkbox id=c><div tabindex=0 id=d>Box</div>
<select id=s><option>1</select></fieldset><iframe srcdoc="{STYLE}<a href=# id=f>In</a>">
</iframe><x-field></x-field>
<script>customElements.define('x-field', class extends HTMLElement {{
  constructor() {{ super().attachShadow({{mode: 'open'}}).innerHTML =
    '<style>a:focus-visible{{color:red}}</style><a href=# id=in>In</a><slot></slot>' }}
}})</script>"""


@pytest.mark.parametrize("id", ["a", "b", "c", "d", "s"])
def test_what_the_keyboard_reached_has_its_ring(twins: OpenTwins, id: str) -> None:
    both = twins(FORM)
    both.customer.focus("body")
    both.customer.keyboard.press("Tab")
    both.customer.evaluate("(id) => document.getElementById(id).focus()", id)
    assert "focus-visible" in wait_for(both, f"#{id}", "focus-visible")
    same(both, f"focus-{id}")
    both.customer.evaluate("document.activeElement.blur()")
    same(both, f"blur-{id}")


def test_focus_in_a_shadow_tree_and_in_a_frame_is_seen(twins: OpenTwins) -> None:
    both = twins(FORM)
    both.customer.evaluate(
        "document.querySelector('x-field').shadowRoot.getElementById('in').focus()"
    )
    wait_for(both, "x-field", "focus-within")
    same(both, "focus-shadow")
    both.customer.frames[1].evaluate("document.querySelector('a').focus()")
    wait_for(both, "iframe", "focus-within")
    same(both, "focus-frame")


def test_a_click_leaves_no_ring(twins: OpenTwins) -> None:
    both = twins(FORM)
    both.customer.click("#b")
    assert "focus" in wait_for(both, "#b", "focus")
    assert "focus-visible" not in marks(both, "#b")
    same(both, "focus-clicked")


def test_the_target_of_the_address_is_seen(twins: OpenTwins) -> None:
    both = twins(f"{STYLE}<p id=one>One<p id=two>Two")
    both.customer.evaluate("location.hash = 'two'")
    assert "target" in wait_for(both, "#two", "target")
    same(both, "target")
    both.customer.evaluate("location.hash = 'one'")
    assert "target" in wait_for(both, "#one", "target")
    same(both, "target-other")
    both.customer.evaluate("history.replaceState(0, '', location.pathname)")
    both.customer.evaluate("recorder.resync(1)")
    same(both, "target-kept")


def test_elements_appear_once_they_are_defined(twins: OpenTwins) -> None:
    hide = "<style>:not(:defined){display:none} x-b:defined{color:red}</style>"
    both = twins(f"{STYLE}{hide}<x-a>Early</x-a><x-b>Late</x-b>")
    same(both, "undefined")
    both.customer.evaluate("customElements.define('x-b', class extends HTMLElement {})")
    assert wait_for(both, "x-b", "defined") == "defined"
    same(both, "defined")
    both.customer.evaluate("document.body.append(document.createElement('x-b'), 'x')")
    same(both, "defined-added")


@pytest.mark.parametrize("layer", ["@layer base", "@media all"])
def test_what_the_page_says_of_links_and_rings_wins(
    twins: OpenTwins, layer: str
) -> None:
    reset = f"<style>{layer}{{*{{color:inherit;text-decoration:none;outline:none}}}}"
    both = twins(f"{STYLE}{reset}</style><a href=# id=a>Plain</a> text")
    same(both, "reset")
    both.customer.focus("#a")
    assert "focus-visible" in wait_for(both, "#a", "focus-visible")
    same(both, "reset-focus")
