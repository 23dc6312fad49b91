"""Co-browse on a call: the customer reads nine digits, the agent types them."""

import re

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

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


def test_a_call_pops_up_waits_on_hold_and_is_handed_over(
    customer: Customer, agent: AgentAtDesk, chromium: Browser, product: LiveServer
) -> None:
    bob = AgentAtDesk(chromium, product.origin, width=1440, height=900)
    for person, name in ((agent, "alice"), (bob, "bob")):
        person.sign_in(name)
        person.be_ready()
    phone = customer.context.new_page()
    phone.goto(f"{customer.origin}/demo/phone/")
    phone.get_by_label("The caller's number").fill("+47 911 55 667")
    phone.get_by_test_id("phone-agent").select_option("alice")
    phone.get_by_test_id("phone-call").click()

    # The call comes up by itself and says who it is; nobody else sees it.
    panel = agent.part("call-panel")
    expect(panel).to_contain_text("Ringing")
    expect(agent.page.get_by_role("main")).to_contain_text("+47 911 55 667")
    expect(bob.part("interaction")).to_have_count(0)
    phone.get_by_test_id("phone-answer").click()
    expect(panel).to_contain_text("Active")
    phone.get_by_test_id("phone-hold").click()
    expect(panel).to_contain_text("On hold")
    phone.get_by_test_id("phone-retrieve").click()
    expect(panel).to_contain_text("Active")

    customer.page.bring_to_front()
    customer.open("/shop/")
    agent.join(customer.share_on_a_call())
    agent.has_mode("Pointer")

    # Handed over in the switch: the co-browse ends, the colleague has the call.
    phone.bring_to_front()
    phone.get_by_role("combobox", name="Hand over to").select_option("bob")
    phone.get_by_test_id("phone-transfer").click()
    expect(agent.part("interaction")).to_have_count(0)
    expect(bob.part("call-panel")).to_contain_text("Active")
    customer.page.bring_to_front()
    expect(customer.part("stop-cobrowse")).to_be_hidden()
    phone.get_by_test_id("phone-hang-up").click()
    expect(bob.part("interaction")).to_have_count(0)
    # A desktop that is only closed counts as ready for a while.
    bob.part("presence-not-ready").click()
    expect(bob.part("presence-not-ready")).to_have_attribute("aria-pressed", "true")
    bob.close()
    assert bob.errors == []
