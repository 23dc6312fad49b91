"""The desktop without a mouse: panes, splitters, shortcuts, the sheet."""

import pytest
from playwright.sync_api import expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser


def test_splitters_follow_the_arrows_and_are_remembered(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer)
    line = agent.page.locator("#split-list")
    side = agent.page.locator("#side")
    line.dblclick()
    usual = line.get_attribute("aria-valuenow")
    line.focus()
    agent.page.keyboard.press("ArrowRight")
    agent.page.keyboard.press("Shift+ArrowRight")
    wider = int(usual or 0) + 16 + 64
    expect(line).to_have_attribute("aria-valuenow", str(wider))
    box = side.bounding_box()
    assert box is not None
    assert round(box["width"]) == wider
    agent.page.reload()
    expect(line).to_have_attribute("aria-valuenow", str(wider))
    line.focus()
    agent.page.keyboard.press("Enter")
    expect(agent.page.locator("body")).to_have_attribute("data-list", "rail")
    agent.page.keyboard.press("Enter")
    expect(agent.page.locator("body")).to_have_attribute("data-list", "wide")
    line.dblclick()
    expect(line).to_have_attribute("aria-valuenow", usual or "")


def test_a_splitter_is_dragged_over_the_customers_page(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    line = agent.page.locator("#split-talk")
    box = line.bounding_box()
    assert box is not None
    before = int(line.get_attribute("aria-valuenow") or 0)
    y = box["y"] + box["height"] / 2
    agent.page.mouse.move(box["x"], y)
    agent.page.mouse.down()
    agent.page.mouse.move(box["x"] + 60, y, steps=5)
    agent.page.mouse.up()
    expect(line).to_have_attribute("aria-valuenow", str(before + 60))
    agent.page.mouse.move(box["x"] + 200, y)
    expect(line).to_have_attribute("aria-valuenow", str(before + 60))
    line.dblclick()


def test_the_sheet_keeps_the_focus_and_gives_it_back(agent: Agent) -> None:
    agent.work()
    agent.part("presence-ready").focus()
    agent.page.keyboard.press("?")
    sheet = agent.part("shortcut-sheet")
    expect(sheet).to_be_visible()
    for _ in range(6):
        agent.page.keyboard.press("Tab")
        outside = agent.page.evaluate(
            """() => document.activeElement !== document.body
              && !document.activeElement.closest('dialog')"""
        )
        assert not outside
    agent.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(agent.part("presence-ready")).to_be_focused()


def test_shortcuts_leave_what_is_typed_alone_and_can_be_turned_off(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer)
    field = agent.part("message-input")
    field.press_sequentially("what? a question")
    expect(field).to_have_value("what? a question")
    expect(agent.part("shortcut-sheet")).to_be_hidden()
    agent.page.keyboard.press("Alt+i")
    expect(agent.part("context")).to_be_hidden()
    agent.page.keyboard.press("Alt+i")
    expect(agent.part("context")).to_be_visible()
    agent.part("shortcut-sheet-open").click()
    agent.part("shortcuts-on").uncheck()
    agent.page.keyboard.press("Escape")
    field.focus()
    agent.page.keyboard.press("Alt+i")
    expect(agent.part("context")).to_be_visible()
    agent.part("shortcut-sheet-open").click()
    agent.part("shortcuts-on").check()
    agent.page.keyboard.press("Escape")
    field.fill("")


def test_keys_go_from_one_interaction_to_the_next_and_around_the_panes(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer)
    agent.part("message-input").focus()
    for region in ("context", "side", "talk"):
        agent.page.keyboard.press("Alt+o")
        inside = agent.page.evaluate(
            "id => document.getElementById(id).contains(document.activeElement)", region
        )
        assert inside, region
    agent.page.keyboard.press("Alt+n")
    expect(agent.part("interaction").first).to_have_attribute("aria-current", "true")


def test_an_end_that_costs_something_is_asked_for(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer)
    agent.part("message-input").fill("not sent yet")
    agent.page.keyboard.press("Alt+w")
    dialog = agent.part("end-dialog")
    expect(dialog).to_contain_text("has not been sent")
    expect(agent.part("end-cancel")).to_be_focused()
    agent.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    agent.part("message-input").fill("")
    agent.page.keyboard.press("Alt+w")
    expect(agent.part("interaction-over")).to_be_visible()
    expect(dialog).to_be_hidden()
