"""Presence, offers and chats at the agent desktop."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser

HOSTILE = "<img src=x onerror=\"document.title='owned'\">{{7*7}}"


def test_presence_is_kept_with_its_reason(agent: Agent) -> None:
    agent.sit_down()
    agent.part("presence-ready").click()
    expect(agent.part("presence-ready")).to_have_attribute("aria-pressed", "true")
    agent.part("presence-menu").click()
    agent.page.get_by_role("button", name="Lunch").click()
    expect(agent.page.locator("#presence")).to_contain_text("Lunch")
    agent.page.reload()
    expect(agent.page.locator("#presence")).to_contain_text("Lunch")
    expect(agent.part("presence-not-ready")).to_have_attribute("aria-pressed", "true")


def test_a_click_before_the_connection_stands_still_counts(agent: Agent) -> None:
    agent.sit_down()
    agent.page.reload(wait_until="domcontentloaded")
    agent.part("presence-ready").click()
    expect(agent.part("presence-ready")).to_have_attribute("aria-pressed", "true")


def test_an_offer_is_taken_and_answered_by_keyboard_alone(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    customer.open("/shop/")
    customer.start_chat("Carla")
    expect(agent.part("offer-accept")).to_be_visible()
    expect(agent.page).to_have_title("(1) Agent desktop")
    agent.page.keyboard.press("Alt+a")
    expect(agent.part("message-input")).to_be_visible()
    agent.page.keyboard.press("Alt+m")
    agent.page.keyboard.type("Good morning")
    agent.page.keyboard.press("Shift+Enter")
    agent.page.keyboard.type("Carla")
    agent.page.keyboard.press("Enter")
    customer.sees_message("Good morning")
    expect(agent.part("message-input")).to_have_value("")
    expect(agent.part("message").last).to_have_attribute("data-delivery", "read")


def test_a_rejected_offer_goes_away(agent: Agent, customer: Customer) -> None:
    agent.work()
    customer.open("/shop/")
    customer.start_chat("Carla")
    agent.part("offer-reject").click()
    expect(agent.part("offer-reject")).to_be_hidden()
    expect(agent.part("interaction")).to_have_count(0)
    customer.part("end-chat").click()


def test_what_a_customer_writes_is_only_ever_text(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer, name="<b>Mallory</b>")
    customer.say(HOSTILE)
    expect(agent.part("message").last).to_contain_text(HOSTILE)
    expect(agent.page.locator("main img, nav img, #talk b")).to_have_count(0)
    expect(agent.page).to_have_title("Agent desktop")


def test_drafts_and_unread_marks_belong_to_their_interaction(
    agent: Agent, new_customer: Callable[[], Customer]
) -> None:
    carla, dora = new_customer(), new_customer()
    agent.work()
    agent.takes(carla, "Carla")
    agent.takes(dora, "Dora")
    item = agent.part("interaction").filter(has_text="Carla")
    agent.part("message-input").fill("for Dora")
    carla.say("Are you there?")
    expect(item.get_by_test_id("unread")).to_have_text("1")
    item.click()
    expect(item.get_by_test_id("unread")).to_be_hidden()
    expect(agent.part("message-input")).to_have_value("")
    agent.part("interaction").filter(has_text="Dora").click()
    expect(agent.part("message-input")).to_have_value("for Dora")


def test_typing_is_shown_while_it_lasts(agent: Agent, customer: Customer) -> None:
    agent.work()
    agent.takes(customer)
    customer.part("chat-input").press_sequentially("I wonder")
    expect(agent.part("typing")).to_be_visible()
    customer.part("chat-send").click()
    expect(agent.part("typing")).to_be_hidden()
    expect(agent.part("message").last).to_contain_text("I wonder")


def test_the_newest_tab_has_the_desktop_and_gives_it_back(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer)
    agent.part("message-input").fill("half a sentence")
    second = agent.context.new_page()
    second.goto(f"{agent.origin}/agent/")
    expect(second.get_by_test_id("interaction")).to_have_count(1)
    expect(agent.part("superseded")).to_be_visible()
    expect(agent.part("take-over-tab")).to_be_focused()
    second.get_by_test_id("message-input").fill("from the second tab")
    second.get_by_test_id("message-send").click()
    customer.sees_message("from the second tab")
    agent.page.keyboard.press("Enter")
    expect(agent.part("superseded")).to_be_hidden()
    expect(second.get_by_test_id("superseded")).to_be_visible()
    expect(agent.part("message").last).to_contain_text("from the second tab")
    expect(agent.part("message-input")).to_have_value("half a sentence")
    second.close()


def test_an_ended_chat_stays_readable_until_it_is_closed(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer)
    customer.say("That was all, thank you.")
    expect(agent.part("message").last).to_contain_text("thank you")
    customer.part("end-chat").click()
    expect(agent.part("interaction-over")).to_contain_text("The customer ended it.")
    expect(agent.part("message").last).to_contain_text("thank you")
    expect(agent.part("message-input")).to_be_hidden()
    expect(agent.part("interaction")).to_have_count(0)
    agent.part("interaction-close").click()
    expect(agent.part("interaction-ended")).to_have_count(0)


def test_a_chat_goes_back_to_a_queue(agent: Agent, customer: Customer) -> None:
    agent.work()
    agent.takes(customer)
    agent.part("presence-not-ready").click()
    agent.part("transfer").click()
    dialog = agent.page.get_by_role("dialog")
    expect(dialog.get_by_text("This ends the co-browse session")).to_be_hidden()
    dialog.get_by_role("group", name="Queues").get_by_test_id(
        "transfer-target"
    ).first.check()
    agent.part("transfer-submit").click()
    expect(dialog).to_be_hidden()
    expect(agent.part("interaction-over")).to_contain_text("transferred")
    customer.part("end-chat").click()
    agent.part("interaction-close").click()


def test_the_page_speaks_german_to_a_german_browser(
    agent: Agent, chromium: Browser
) -> None:
    agent.sit_down()
    context = chromium.new_context(locale="de-DE")
    context.add_cookies(agent.context.cookies())  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{agent.origin}/agent/")
    expect(page.get_by_test_id("presence-ready")).to_have_text("Bereit")
    expect(page).to_have_title("Arbeitsplatz")
    expect(agent.part("superseded")).to_be_visible()
    context.close()
