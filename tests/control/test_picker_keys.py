"""Pickers opened from the keyboard: at the agent, where the customer's focus is."""

import pytest

from tests.control.conftest import OpenViewer
from tests.control.viewer import Viewer

pytestmark = pytest.mark.browser

PAGE = """<input id=t><select id=menu><option>a<option>b</select>
<input type=date id=day><input type=color id=tint><select id=list size=3><option>a
<option>b</select><select id=off disabled><option>a</select><div id=host></div>"""
FOCUS = """(selector) => {
    const page = replica.contentDocument;
    for (const one of page.querySelectorAll('[data-cobrowse-state]'))
        one.removeAttribute('data-cobrowse-state');
    const at = page.querySelector(selector);
    at.setAttribute('data-cobrowse-state', 'focus focus-within');
    page.body.setAttribute('data-cobrowse-state', 'focus-within');
}"""
OPENS = [
    ("menu", "Enter"),
    ("menu", "Space"),
    ("menu", "Alt+ArrowDown"),
    ("day", "Space"),
    ("day", "Alt+ArrowDown"),
    ("tint", "Enter"),
]
OPENS_NOT = [
    ("day", "Enter"),
    ("menu", "ArrowDown"),
    ("list", "Space"),
    ("off", "Space"),
    ("t", "Space"),
    ("t", "Alt+ArrowDown"),
]


def focused(open_viewer: OpenViewer, target: str) -> Viewer:
    """The agent has pressed Tab since the last click, and the focus is here now."""
    viewer = open_viewer(PAGE)
    viewer.click("#t")
    viewer.page.evaluate(FOCUS, f"#{target}")
    return viewer


@pytest.mark.parametrize(("target", "key"), OPENS)
def test_a_key_opens_the_picker_where_the_focus_is(
    open_viewer: OpenViewer, target: str, key: str
) -> None:
    viewer = focused(open_viewer, target)
    viewer.page.keyboard.press(key)
    picker = viewer.page.get_by_test_id("picker")
    assert picker.count() == 1
    value = {"menu": "b", "day": "2026-02-28", "tint": "#00ff80"}[target]
    if target == "menu":
        picker.select_option(label=value)
    else:
        picker.fill(value)
    viewer.wait_at_customer(f"document.querySelector('#{target}').value === '{value}'")
    assert viewer.sent("key", "text") == []


@pytest.mark.parametrize(("target", "key"), OPENS_NOT)
def test_other_keys_and_fields_open_nothing(
    open_viewer: OpenViewer, target: str, key: str
) -> None:
    viewer = focused(open_viewer, target)
    viewer.page.keyboard.press(key)
    assert viewer.page.get_by_test_id("picker").count() == 0


def test_the_keys_go_on_to_the_customer_once_it_is_shut(
    open_viewer: OpenViewer,
) -> None:
    viewer = focused(open_viewer, "menu")
    viewer.page.keyboard.press("Enter")
    viewer.page.keyboard.press("Escape")
    viewer.page.keyboard.press("Escape")
    viewer.page.evaluate(FOCUS, "#t")
    viewer.page.keyboard.type("x")
    viewer.wait_at_customer("document.querySelector('#t').value === 'x'")


def test_in_pointer_mode_no_key_opens_anything(open_viewer: OpenViewer) -> None:
    viewer = focused(open_viewer, "menu")
    viewer.set(mode="pointer")
    viewer.page.keyboard.press("Enter")
    assert viewer.page.get_by_test_id("picker").count() == 0
