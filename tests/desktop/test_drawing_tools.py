"""The drawing tools of the desktop, by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import FrameLocator, Locator, expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser


def viewer_of(agent: Agent) -> FrameLocator:
    return agent.page.frame_locator('[data-testid="viewer"]')


def drags(agent: Agent, selector: str, by: tuple[int, int]) -> None:
    x, y = agent.point_at(selector)
    agent.page.mouse.move(x, y)
    agent.page.mouse.down()
    agent.page.mouse.move(x + by[0], y + by[1], steps=6)
    agent.page.mouse.up()


def drawn_for(customer: Customer) -> Locator:
    return customer.part("annotation-agent")


def test_each_shape_reaches_the_customer_in_the_colour_that_was_chosen(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.part("annotate-colour").click()
    agent.page.get_by_text("Violet").click()
    agent.page.keyboard.press("Escape")
    for count, tool in enumerate(("pen", "arrow", "box", "highlight"), start=1):
        agent.takes_up(tool)
        drags(agent, "h1", (90, 30))
        expect(drawn_for(customer)).to_have_count(count)
        last = drawn_for(customer).last
        expect(last).to_have_attribute("data-shape", tool)
        expect(last).to_have_attribute("data-colour", "violet")
    agent.page.reload()
    expect(agent.part("annotate-colour")).to_have_accessible_name(
        "Colour and duration: Violet"
    )


def test_undo_takes_back_ones_own_last_and_then_rests(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    expect(agent.part("annotate-undo")).to_be_disabled()
    for tool in ("box", "arrow"):
        agent.takes_up(tool)
        drags(agent, "h1", (90, 30))
    expect(drawn_for(customer)).to_have_count(2)
    agent.part("annotate-undo").click()
    expect(drawn_for(customer)).to_have_count(1)
    expect(drawn_for(customer)).to_have_attribute("data-shape", "box")
    agent.part("annotate-undo").click()
    expect(drawn_for(customer)).to_have_count(0)
    expect(agent.part("annotate-undo")).to_be_disabled()
    expect(agent.part("annotate-clear")).to_be_disabled()


def test_what_need_not_stay_fades_on_both_sides(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.part("annotate-colour").click()
    agent.part("annotate-stays").click()
    agent.page.keyboard.press("Escape")
    agent.takes_up("box")
    drags(agent, "h1", (90, 30))
    expect(drawn_for(customer)).to_have_class("cobrowse-fades")
    agent.takes_up("note")
    agent.page.mouse.click(*agent.point_at("h1"))
    viewer_of(agent).get_by_test_id("annotation-input").fill("Read me")
    agent.page.keyboard.press("Enter")
    expect(drawn_for(customer)).to_have_count(0, timeout=20_000)
    expect(viewer_of(agent).get_by_test_id("annotation-agent")).to_have_count(0)
    expect(customer.part("annotation-note")).to_contain_text("Read me")


def test_everything_is_drawn_without_a_mouse(agent: Agent, customer: Customer) -> None:
    agent.work()
    agent.sees_page_of(customer)
    keys = agent.page.keyboard
    cross = viewer_of(agent).get_by_test_id("annotation-crosshair")
    said = viewer_of(agent).get_by_test_id("said")
    agent.part("annotate-box").focus()
    keys.press("Enter")
    expect(cross).to_be_visible()
    surface = viewer_of(agent).locator("#overlay")
    expect(surface).to_be_focused()
    expect(surface).to_have_accessible_name(re.compile("^Box, on the customer's page"))
    for _ in range(40):
        keys.press("Tab")
        if "E-mail" in said.inner_text():
            break
    expect(said).to_contain_text("E-mail")
    keys.press("Enter")
    expect(said).to_have_text("Started. Enter ends it.")
    keys.press("Enter")
    expect(said).to_have_text("Drawn")
    # A start and an end at one place mean the control itself.
    expect(drawn_for(customer)).to_have_attribute("data-shape", "box")
    wanted = customer.page.locator("#id_email").bounding_box()
    framed = drawn_for(customer).bounding_box()
    assert wanted
    assert framed
    assert abs(framed["x"] - wanted["x"]) < 6
    assert abs(framed["width"] - wanted["width"]) < 12

    keys.press("Escape")
    expect(agent.part("annotate-box")).to_be_focused()
    expect(agent.part("annotate-box")).to_have_attribute("aria-pressed", "false")
    expect(cross).to_be_hidden()

    agent.part("annotate-arrow").focus()
    keys.press("Space")
    expect(cross).to_be_visible()
    keys.press("Enter")
    keys.press("Shift+ArrowRight")
    keys.press("ArrowDown")
    keys.press("Escape")
    expect(said).to_have_text("Not drawn")
    keys.press("Enter")
    keys.press("Shift+ArrowLeft")
    keys.press("Shift+ArrowUp")
    keys.press("Enter")
    expect(drawn_for(customer)).to_have_count(2)

    keys.press("F6")
    expect(agent.part("annotate-arrow")).to_be_focused()
    agent.part("annotate-note").focus()
    keys.press("Enter")
    expect(cross).to_be_visible()
    field = viewer_of(agent).get_by_test_id("annotation-input")
    keys.press("Enter")
    expect(field).to_be_focused()
    keys.type("Your order number")
    keys.press("Enter")
    expect(customer.part("annotation-note")).to_contain_text("Your order number")
    keys.press("Enter")
    expect(field).to_be_focused()
    keys.type("slip")
    keys.press("Escape")
    expect(surface).to_be_focused()
    expect(customer.part("annotation-note")).to_have_count(1)


def test_the_keys_of_a_tool_never_reach_the_customers_page(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.may_write(customer)
    agent.click("#id_email")
    agent.page.keyboard.type("a")
    expect(customer.page.locator("#id_email")).to_have_value("a")
    agent.part("annotate-pen").focus()
    agent.page.keyboard.press("Enter")
    expect(viewer_of(agent).get_by_test_id("annotation-crosshair")).to_be_visible()
    agent.page.keyboard.type("bcd")
    agent.page.keyboard.press("Backspace")
    agent.page.keyboard.press("Escape")
    agent.click("#id_email")
    agent.page.keyboard.type("e")
    expect(customer.page.locator("#id_email")).to_have_value("ae")


def test_drawings_are_there_after_a_reload_and_in_another_tab(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.takes_up("box")
    drags(agent, "h1", (90, 30))
    agent.takes_up("note")
    agent.page.mouse.click(*agent.point_at("#id_email"))
    viewer_of(agent).get_by_test_id("annotation-input").fill("Read me")
    agent.page.keyboard.press("Enter")
    expect(customer.part("annotation-note")).to_contain_text("Read me")

    agent.page.reload()
    drawn = viewer_of(agent).get_by_test_id("annotation-agent")
    expect(drawn).to_have_attribute("data-shape", "box")
    expect(viewer_of(agent).get_by_test_id("annotation-note")).to_have_text("Read me")
    expect(drawn_for(customer)).to_have_count(1)
    agent.part("annotate-undo").click()
    expect(customer.part("annotation-note")).to_have_count(0)
    expect(viewer_of(agent).get_by_test_id("annotation-note")).to_have_count(0)

    second = agent.context.new_page()
    second.goto(f"{agent.origin}/agent/")
    there = second.frame_locator('[data-testid="viewer"]')
    expect(there.get_by_test_id("annotation-agent")).to_have_count(1)
    second.get_by_test_id("annotate-clear").click()
    expect(drawn_for(customer)).to_have_count(0)
    expect(there.get_by_test_id("annotation-agent")).to_have_count(0)
    second.close()


def test_drawings_come_back_after_a_pause(agent: Agent, customer: Customer) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.takes_up("highlight")
    drags(agent, "h1", (90, 30))
    expect(drawn_for(customer)).to_have_count(1)
    customer.part("pause-cobrowse").click()
    expect(drawn_for(customer)).to_have_count(0)
    expect(agent.part("annotate-clear")).to_be_disabled()
    customer.part("resume-cobrowse").click()
    expect(drawn_for(customer)).to_have_count(1)
    drawn = viewer_of(agent).get_by_test_id("annotation-agent")
    expect(drawn).to_have_attribute("data-shape", "highlight")


def test_the_tools_rest_while_the_customer_wants_no_drawings(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.takes_up("box")
    drags(agent, "h1", (90, 30))
    expect(drawn_for(customer)).to_have_count(1)
    customer.part("draw").click()
    customer.part("draw-off").click()
    expect(agent.part("annotate-off")).to_have_text("Turned off by the customer")
    expect(agent.part("annotate-box")).to_be_disabled()
    expect(agent.part("annotate-box")).to_have_attribute("aria-pressed", "false")
    expect(viewer_of(agent).get_by_test_id("annotation-agent")).to_have_count(0)
    agent.page.reload()
    expect(agent.part("annotate-off")).to_have_text("Turned off by the customer")
    # While the agent was away the row closed: nobody would have seen a stroke.
    customer.part("draw").click()
    customer.part("draw-off").click()
    expect(agent.part("annotate-off")).to_have_text("")
    agent.takes_up("box")
    drags(agent, "h1", (90, 30))
    expect(drawn_for(customer)).to_have_count(1)


def test_what_the_customer_draws_is_seen_and_heard_at_the_desk(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    customer.part("draw").click()
    customer.part("draw-arrow").click()
    box = customer.page.locator("h1").bounding_box()
    assert box
    customer.page.mouse.move(box["x"] + 200, box["y"] + 150)
    customer.page.mouse.down()
    customer.page.mouse.move(box["x"] + 20, box["y"] + 15, steps=5)
    customer.page.mouse.up()
    drawn = viewer_of(agent).get_by_test_id("annotation-customer")
    expect(drawn).to_have_attribute("data-shape", "arrow")
    said = viewer_of(agent).get_by_test_id("said")
    expect(said).to_contain_text("The customer has drawn an arrow to: Welcome back")
    agent.part("annotate-clear").click()
    expect(customer.part("annotation-customer")).to_have_count(0)
