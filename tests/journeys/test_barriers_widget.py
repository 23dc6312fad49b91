"""The widget in each of its panels and states, by day, by night and from the right."""

import pytest
from playwright.sync_api import Browser

from tests.accessibility import Barriers, no_barriers
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

LOCALES = ("en-GB", "ar")
WIDGET = "[data-cobrowse-root]"


@pytest.mark.parametrize("locale", LOCALES)
def test_a_chat_that_becomes_a_shared_page_has_no_barriers(
    locale: str, chromium: Browser, product: LiveServer, agent: AgentAtDesk
) -> None:
    customer = Customer(chromium, product.origin, locale=locale)
    with no_barriers() as barriers:
        walk(customer, agent, barriers)
    customer.leave()
    customer.close()


def walk(customer: Customer, agent: AgentAtDesk, barriers: Barriers) -> None:
    def look(where: str) -> None:
        barriers.look(customer.page, where, within=WIDGET)

    agent.sign_in("alice")
    agent.be_ready()
    customer.open("/shop/sign-in/")
    customer.part("launcher").wait_for()
    look("the launcher")
    customer.part("launcher").click()
    look("the channels")
    customer.part("channel-chat").click()
    look("the form before a chat")
    customer.part("chat-name").fill("Carla")
    customer.part("chat-start").click()
    customer.part("chat-input").wait_for()
    look("waiting for an agent")
    agent.accept()
    customer.say("Where is my parcel?")
    agent.say("Let me look.")
    customer.sees_message("Let me look.")
    look("a chat")
    customer.part("chat-menu").click()
    look("the menu")
    customer.part("start-cobrowse").click()
    customer.part("consent-accept").wait_for()
    look("the question for consent")
    customer.part("consent-accept").click()
    agent.part("mode").wait_for()
    look("sharing")
    agent.part("request-write").click()
    customer.part("write-accept").wait_for()
    look("the question for Write Mode")
    customer.part("write-accept").click()
    customer.part("write-revoke").wait_for()
    look("sharing in Write Mode")
    customer.part("stop-cobrowse").click()
    customer.part("stop-cobrowse").wait_for(state="hidden")
    look("after sharing")
    agent.part("end-interaction").click()
    look("after the end")
