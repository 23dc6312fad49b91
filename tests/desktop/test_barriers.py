"""The states of a working day that open beside a conversation have no barriers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.accessibility import no_barriers
from tests.desktop.conftest import Agent
from tests.desktop.test_day import ask_for_a_call, ask_orders
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser


def test_lists_dialogs_and_notes_have_no_barriers(
    agent: Agent, new_customer: Callable[[], Customer]
) -> None:
    customer = new_customer()
    with no_barriers() as barriers:
        agent.work()
        ask_for_a_call(new_customer(), "Nora", "+47 55 00 11 22")
        agent.part("callback-take").click()
        expect(agent.part("callback-note")).to_be_visible()
        barriers.look(agent.page, "a callback taken")
        agent.part("callback-wrong_number").check()
        agent.part("callback-done").click()

        ask_orders(customer, "Wanda")
        agent.accept()
        agent.part("message-input").press_sequentially("/")
        expect(agent.part("quick-reply").first).to_be_visible()
        barriers.look(agent.page, "quick replies")
        agent.part("quick-replies-manage").click()
        expect(agent.part("replies-dialog")).to_be_visible()
        barriers.look(agent.page, "managing quick replies")
        agent.page.keyboard.press("Escape")
        agent.part("message-input").fill("")
        agent.part("emoji").click()
        barriers.look(agent.page, "emoji")
        agent.page.keyboard.press("Escape")
        agent.part("presence-menu").click()
        barriers.look(agent.page, "reasons")
        agent.page.keyboard.press("Escape")
        agent.part("settings").click()
        barriers.look(agent.page, "settings")
        agent.page.keyboard.press("Escape")
        agent.part("shortcut-sheet-open").click()
        barriers.look(agent.page, "shortcuts")
        agent.page.keyboard.press("Escape")

        customer.say("The chandelier is broken, see https://shop.example/")
        expect(agent.part("message").last).to_contain_text("chandelier")
        agent.part("end-interaction").click()
        expect(agent.part("wrap-up")).to_be_visible()
        barriers.look(agent.page, "wrap-up")
        agent.part("wrap-up-done").click()
        agent.part("search").fill("chandelier")
        agent.part("search-result").first.click()
        expect(agent.part("past-transcript")).to_contain_text("chandelier")
        barriers.look(agent.page, "a transcript of the past")
        agent.part("past-close").click()
        agent.part("search").fill("")
        agent.part("search").press("Escape")
