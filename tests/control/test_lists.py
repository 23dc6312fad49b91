"""Lists and menus: what the mouse chooses, and what is drawn for the agent."""

import pytest
from playwright.sync_api import Page

from tests.control.conftest import OpenPage, OpenViewer
from tests.control.hand import HandPage

pytestmark = pytest.mark.browser

LIST = """<select id=list multiple size=7>
<option id=a>a<option id=b>b<option id=c disabled>c<option id=d>d
<optgroup label=More><option id=e>e<option id=f>f</optgroup></select>
<script>
const heard = [];
for (const type of ["input", "change"]) list.addEventListener(type, () =>
    heard.push(type + [...list.selectedOptions].map((one) => one.id)));
</script>"""
PRESSES = {
    "down": [("b", ""), ("e", "Shift")],
    "up": [("e", ""), ("a", "Shift")],
    "there and back": [("b", ""), ("f", "Shift"), ("a", "Shift")],
    "from what was added": [("a", ""), ("d", "Control"), ("f", "Shift")],
    "then one": [("a", ""), ("e", "Shift"), ("d", "")],
}


def chosen(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...list.selectedOptions].map((one) => one.id)")
    return found


@pytest.mark.parametrize("way", PRESSES)
def test_shift_chooses_as_far_as_for_a_person(open_page: OpenPage, way: str) -> None:
    shop, person = open_page(LIST), open_page(LIST).page
    for option, key in PRESSES[way]:
        mods = {"Shift": "shift", "Control": "ctrl"}
        held = {name: key == pressed for pressed, name in mods.items()}
        assert press(shop, option, held)["status"] == "ok"
        if key:
            person.keyboard.down(key)
        person.click(f"#{option}")
        if key:
            person.keyboard.up(key)
        assert chosen(shop.page) == chosen(person)
    assert shop.page.evaluate("heard") == person.evaluate("heard")


def press(shop: HandPage, option: str, held: dict[str, bool]) -> dict[str, object]:
    ack = shop.click(f"#{option}", button=0, count=1, mods=held)
    return {**ack}


def test_a_menu_is_drawn_in_its_groups(open_viewer: OpenViewer) -> None:
    viewer = open_viewer(
        "<select id=s><option>None<optgroup label=Fruit><option>Apple<option>Pear"
        "</optgroup><optgroup label=Fish disabled><option>Cod</optgroup>"
        "<option>Other</select>"
    )
    viewer.click("#s")
    menu = viewer.page.get_by_test_id("picker")
    drawn = menu.evaluate(
        """(menu) => [...menu.children].map((one) => one.matches('optgroup')
            ? [one.label, one.disabled, [...one.children].map((each) => each.label)]
            : one.label)"""
    )
    groups = [["Fruit", False, ["Apple", "Pear"]], ["Fish", True, ["Cod"]]]
    assert drawn == ["None", *groups, "Other"]
    menu.select_option(label="Other")
    viewer.wait_at_customer("document.querySelector('#s').value === 'Other'")
