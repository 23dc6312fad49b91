"""What a day brings besides chats: notes after the end, callbacks, reasons, search."""

import pytest
from playwright.sync_api import Locator, expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser


def ask_orders(customer: Customer, name: str) -> None:
    """A chat with the queue that has a wrap-up."""
    customer.open("/shop/")
    customer.part("launcher").click()
    customer.part("channel-chat").click()
    customer.part("chat-name").fill(name)
    customer.part("queue-choice").select_option(label="Orders & returns")
    customer.part("chat-start").click()


def test_an_outcome_and_a_note_follow_the_end(agent: Agent, customer: Customer) -> None:
    agent.work()
    ask_orders(customer, "Wanda")
    agent.accept()
    agent.say("Your parcel is on its way")
    customer.sees_message("on its way")
    agent.end_it()
    expect(agent.part("wrap-up")).to_be_visible()
    expect(agent.part("wrap-up-timer")).to_contain_text("left")
    expect(agent.part("interaction-close")).to_be_hidden()
    agent.part("wrap-up-disposition").select_option(label="Solved")
    agent.part("wrap-up-note").fill("Sent once more")
    agent.page.reload()
    expect(agent.part("interaction-wrapping")).to_have_count(1)
    agent.part("interaction-wrapping").click()
    expect(agent.part("wrap-up-note")).to_have_value("Sent once more")
    agent.part("wrap-up-note").press("Control+Enter")
    expect(agent.part("wrap-up")).to_be_hidden()
    expect(agent.part("interaction-wrapping")).to_have_count(0)

    # The next chat of the same customer shows what was noted of this one.
    customer.page.evaluate("window.Cobrowse.startChat('Wanda')")
    agent.accept()
    earlier = agent.part("earlier").first
    expect(earlier).to_contain_text("Solved")
    expect(earlier).to_contain_text("Sent once more")
    earlier.click()
    past = agent.part("past-transcript")
    expect(past).to_contain_text("Your parcel is on its way")
    agent.page.keyboard.press("Escape")
    expect(past).to_be_hidden()
    expect(earlier).to_be_focused()


def test_own_conversations_are_searched_and_read(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer, "Selma")
    customer.say("The lighthouse keeper asks for a ladder")
    expect(agent.part("message").last).to_contain_text("lighthouse")
    agent.end_it()
    agent.part("interaction-close").click()
    agent.page.keyboard.press("Alt+k")
    expect(agent.part("search")).to_be_focused()
    agent.page.keyboard.type("lighthouse")
    result = agent.part("search-result").first
    expect(result).to_contain_text("Selma")
    result.click()
    past = agent.part("past-transcript")
    expect(past).to_contain_text("asks for a ladder")
    expect(past.get_by_role("textbox")).to_have_count(0)
    agent.part("past-close").click()
    agent.part("search").fill("no such word anywhere")
    expect(agent.page.locator("#found")).to_contain_text("Nothing found")
    agent.part("search").press("Escape")
    expect(agent.page.locator("#found")).to_be_hidden()


def ask_for_a_call(customer: Customer, name: str, number: str) -> None:
    customer.open("/shop/")
    customer.part("launcher").click()
    customer.part("channel-callback").click()
    customer.part("callback-name").fill(name)
    customer.part("callback-phone").fill(number)
    customer.part("callback-send").click()


def card_of(agent: Agent, name: str) -> Locator:
    return agent.part("callback").filter(has_text=name)


def test_a_callback_is_taken_given_back_and_done(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    ask_for_a_call(customer, "Nora", "+47 55 00 11 22")
    card = card_of(agent, "Nora")
    card.get_by_test_id("callback-take").click()
    link = card.get_by_role("link")
    expect(link).to_have_attribute("href", "tel:+4755001122")
    card.get_by_test_id("callback-release").click()
    expect(link).to_be_hidden()
    card.get_by_test_id("callback-take").click()
    expect(card.get_by_test_id("callback-done")).to_be_disabled()
    card.get_by_test_id("callback-reached").check()
    card.get_by_test_id("callback-note").fill("Will come by")
    card.get_by_test_id("callback-done").click()
    expect(card).to_have_count(0)


def test_reasons_come_from_the_company_and_arrows_choose(agent: Agent) -> None:
    agent.work()
    agent.part("presence-menu").focus()
    agent.page.keyboard.press("ArrowDown")
    expect(agent.part("presence-reason-0")).to_be_focused()
    agent.page.keyboard.press("ArrowDown")
    agent.page.keyboard.press("Enter")
    expect(agent.page.locator("#presence")).to_contain_text("Lunch")
    expect(agent.part("presence-menu")).to_be_focused()
    expect(agent.part("presence-timer")).to_contain_text("0:0")
    agent.page.keyboard.press("Alt+g")
    expect(agent.part("presence-ready")).to_have_attribute("aria-pressed", "true")
    expect(agent.part("announcer")).to_contain_text("Ready")


def test_a_messaging_chat_waits_and_is_taken_up_again(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer, "Mona")
    agent.part("park").click()
    expect(agent.part("parked")).to_be_visible()
    expect(agent.part("message-input")).to_be_hidden()
    expect(agent.part("interaction-parked")).to_have_count(1)
    expect(agent.part("interaction")).to_have_count(0)
    agent.part("resume").click()
    expect(agent.part("message-input")).to_be_visible()
    agent.say("Here again")
    customer.sees_message("Here again")
