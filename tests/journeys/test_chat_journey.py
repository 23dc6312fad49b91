"""The whole main job over chat: ask, share, point, edit with consent, end."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import AgentAtDesk, Customer

pytestmark = pytest.mark.browser


def open_chat(customer: Customer, agent: AgentAtDesk) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    customer.open("/shop/checkout/")
    customer.start_chat("Carla")
    agent.accept()
    customer.say("I am stuck at the address.")
    agent.say("Let us look at it together.")
    customer.sees_message("Let us look at it together.")


def test_from_chat_to_a_form_filled_by_the_agent(
    customer: Customer, agent: AgentAtDesk
) -> None:
    open_chat(customer, agent)

    # Only the customer starts; the desktop joins by itself, in Pointer Mode.
    customer.share_in_chat()
    agent.has_mode("Pointer")
    agent.sees("body", text="Fjord")

    # In Pointer Mode a click is a ripple and typing goes nowhere.
    customer.open("/shop/sign-in/")
    agent.sees("#id_email")
    field = customer.page.locator("#id_email")
    agent.type("#id_email", "not yet")
    expect(field).to_have_value("")

    # The customer declines once, then allows.
    agent.part("request-write").click()
    customer.part("write-decline").click()
    agent.has_mode("Pointer")
    agent.part("request-write").click()
    customer.part("write-accept").click()
    agent.has_mode("Write")
    agent.type("#id_email", "carla@example.com")
    expect(field).to_have_value("carla@example.com")
    agent.sees("#id_email")

    # Revoked at any moment; from then on nothing arrives.
    customer.page.keyboard.press("Escape")
    customer.page.keyboard.press("Escape")
    agent.has_mode("Pointer")
    agent.type("#id_email", "!!!")
    expect(field).to_have_value("carla@example.com")

    # The session follows the customer to the next page without asking again.
    customer.page.goto(f"{customer.origin}/shop/help/")
    agent.sees("body", text="Help")
    expect(customer.part("stop-cobrowse")).to_be_visible()

    # The customer ends it; the chat goes on.
    customer.part("stop-cobrowse").click()
    expect(agent.part("mode")).to_be_hidden()
    agent.say("Good luck!")
    customer.sees_message("Good luck!")


def test_a_second_session_in_the_same_chat_works(
    customer: Customer, agent: AgentAtDesk
) -> None:
    open_chat(customer, agent)
    for _ in range(2):
        customer.share_in_chat()
        agent.has_mode("Pointer")
        agent.sees("body", text="Fjord")
        agent.part("end-cobrowse").click()
        expect(customer.part("stop-cobrowse")).to_be_hidden()


def test_ending_the_chat_ends_the_session_and_both_are_told(
    customer: Customer, agent: AgentAtDesk
) -> None:
    open_chat(customer, agent)
    customer.share_in_chat()
    agent.has_mode("Pointer")
    agent.part("end-interaction").click()
    confirm = agent.page.get_by_role("dialog").get_by_role("button")
    if confirm.count():
        confirm.last.click()
    expect(customer.part("stop-cobrowse")).to_be_hidden()


def test_nothing_is_shared_before_the_customer_says_yes(
    customer: Customer, agent: AgentAtDesk
) -> None:
    open_chat(customer, agent)
    sent: list[bytes] = []
    customer.page.on(
        "websocket",
        lambda socket: socket.on(
            "framesent",
            lambda data: sent.append(data) if isinstance(data, bytes) else None,
        ),
    )
    customer.part("chat-menu").click()
    customer.part("start-cobrowse").click()
    expect(customer.part("consent-decline")).to_be_visible()
    customer.part("consent-decline").click()
    agent.say("No hurry.")
    customer.sees_message("No hurry.")
    assert sent == []
    expect(agent.part("viewer")).to_be_hidden()
