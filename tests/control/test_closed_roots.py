"""What lies in a closed shadow root is worked as all else, once its root is known."""

import pytest

from tests.control.conftest import OpenPage
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser

#: The root is made while the recorder runs; the page keeps it to itself.
MAKE = """() => {
    ControlTest.watchShadowRoots(window);
    const root = document.getElementById('host').attachShadow({ mode: 'closed' });
    root.innerHTML = `<input id=inner value=a><button id=press type=button>b</button>
        <input id=tint type=color><input id=secret type=password value=s>`;
    window.heard = [];
    for (const type of ['keydown', 'beforeinput', 'input', 'click'])
        root.addEventListener(type, ({ target }) => heard.push(`${type} ${target.id}`));
    bench.inside = (id) => root.getElementById(id);
}"""


@pytest.fixture
def shop(open_page: OpenPage) -> HandPage:
    opened = open_page("<input id=before><x-host id=host></x-host><input id=after>")
    opened.page.evaluate(MAKE)
    return opened


def do(
    shop: HandPage, command: str, target: str, **fields: object
) -> dict[str, object]:
    node = shop.page.evaluate("(id) => bench.mirror.id_of(bench.inside(id))", target)
    ack = shop.execute(shop.frame({"do": command, "node": node, **fields}))[0]
    return {**ack}


def value(shop: HandPage, target: str) -> str:
    found: str = shop.page.evaluate("(id) => bench.inside(id).value", target)
    return found


def test_text_and_keys_go_into_its_field(shop: HandPage) -> None:
    assert do(shop, "text", "inner", text="bc")["status"] == "ok"
    assert do(shop, "key", "inner", key="Backspace", mods={})["status"] == "ok"
    assert value(shop, "inner") == "ab"
    assert "keydown inner" in shop.page.evaluate("heard")


def test_its_button_is_pressed_and_tab_goes_through_it(shop: HandPage) -> None:
    assert do(shop, "click", "press", fx=0.5, fy=0.5)["status"] == "ok"
    assert "click press" in shop.page.evaluate("heard")
    shop.do("focus", "#before")
    shop.press("Tab", "#before")
    shop.do("text", "#before", text="x")
    assert value(shop, "inner") == "x", "what had the focus was chosen whole"


def test_no_picker_opens_at_the_customer_there_either(shop: HandPage) -> None:
    assert do(shop, "click", "tint", fx=0.5, fy=0.5)["status"] == "ok"
    assert not shop.page.evaluate("bench.inside('tint').matches(':open')")


def test_a_secret_in_it_stays_one(shop: HandPage) -> None:
    ack = do(shop, "text", "secret", text="x")
    assert (ack["status"], ack["kind"]) == ("target_forbidden", "password")
    shop.page.evaluate("bench.inside('secret').focus()")
    ack = {**shop.do("key", node=None, key="Delete", mods={})}
    assert ack["status"] == "target_forbidden"
    assert value(shop, "secret") == "s"
