"""Co-browse on a call: the customer reads nine digits, the agent types them."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.people import AgentAtDesk, Customer

pytestmark = pytest.mark.browser


def test_nine_digits_bring_the_agent_to_the_callers_page(
    customer: Customer, agent: AgentAtDesk
) -> None:
    agent.sign_in("bob")
    agent.be_ready()

    # The demo's phone places a call through the public CTI API.
    phone = customer.context.new_page()
    phone.goto(f"{customer.origin}/demo/phone/")
    phone.get_by_test_id("phone-agent").select_option("bob")
    phone.get_by_test_id("phone-call").click()
    expect(agent.part("interaction").first).to_be_visible()
    phone.get_by_test_id("phone-answer").click()

    customer.page.bring_to_front()
    customer.open("/shop/")
    digits = customer.share_on_a_call()
    assert re.fullmatch(r"[0-9]{9}", digits)

    # A wrong number is one clear error and joins nothing.
    wrong = "000000000" if digits != "000000000" else "111111111"
    agent.part("interaction").first.click()
    agent.join(wrong)
    expect(agent.part("viewer")).to_be_hidden()
    agent.join(digits)
    agent.has_mode("Pointer")
    agent.sees("body", text="Fjord")

    # Hanging up ends the co-browse too.
    phone.get_by_test_id("phone-hang-up").click()
    expect(customer.part("stop-cobrowse")).to_be_hidden()
