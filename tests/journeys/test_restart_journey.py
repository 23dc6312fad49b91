"""The server is killed half-way; both sides come back by themselves."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


def test_session_and_chat_survive_a_killed_server(
    customer: Customer, agent: AgentAtDesk, product: LiveServer
) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    customer.open("/shop/sign-in/")
    customer.start_chat()
    agent.accept()
    customer.share_in_chat()
    agent.has_mode("Pointer")
    agent.sees("#id_email")

    product.kill()
    customer.page.evaluate(
        "document.querySelector('main').append("
        "Object.assign(document.createElement('p'), "
        "{id: 'while-away', textContent: 'Changed while nobody was there'}))"
    )
    product.start()

    agent.sees("#while-away", text="Changed while nobody was there")
    agent.part("request-write").click()
    customer.part("write-accept").click()
    agent.has_mode("Write")
    agent.type("#id_email", "back@example.com")
    expect(customer.page.locator("#id_email")).to_have_value("back@example.com")
    customer.say("Still there?")
    agent.say("Yes.")
    customer.sees_message("Yes.")
