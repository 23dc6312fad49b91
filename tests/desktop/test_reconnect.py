"""The connection goes and comes back; nothing that a person did is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


def test_a_killed_server_costs_no_word_and_no_session(
    agent: Agent, customer: Customer, product: LiveServer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    product.kill()
    expect(agent.page.locator("#banner")).to_contain_text("Reconnecting")
    agent.say("Written while nobody listened")
    expect(agent.part("message").last).to_contain_text("Waiting for the connection")
    product.start()
    expect(agent.page.locator("#banner")).to_be_hidden()
    customer.sees_message("Written while nobody listened")
    expect(agent.part("message").last).to_contain_text(
        re.compile("Sent|Delivered|Read")
    )
    mine = agent.part("message").filter(has_text="Written while")
    expect(mine).to_have_count(1)
    agent.sees("#id_email")
    expect(agent.part("viewer-stage")).to_have_text("Live")
    agent.may_write(customer)
    agent.type("#id_email", "back")
    expect(customer.page.locator("#id_email")).to_have_value("back")


def test_somebody_who_signed_out_elsewhere_is_told(agent: Agent) -> None:
    agent.work()
    second = agent.context.new_page()
    # Not the desktop itself: a second one would take this one's place.
    second.goto(f"{agent.origin}/agent/history/")
    second.get_by_role("button", name="Sign out").click()
    expect(agent.page.locator("#banner")).to_contain_text("signed out")
    agent.part("connection-action").click()
    expect(agent.page.get_by_label("Username")).to_be_visible()
    second.close()
    agent.sign_in()
