"""The widget in each of its panels and states, by day, by night and from the right."""

import pytest
from playwright.sync_api import Browser, expect

from tests.accessibility import Barriers, no_barriers
from tests.journeys.people import AgentAtDesk, Customer
from tests.journeys.test_barriers_desktop import chromium
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

__all__ = ["chromium"]  # the browser with a microphone
DIRECTIONS = {"en-GB": "ltr", "ar": "rtl"}
WIDGET = "[data-cobrowse-root]"


class Walk:
    """Looks at the widget of one customer, and at nothing of the shop around it."""

    def __init__(self, customer: Customer, barriers: Barriers) -> None:
        self.customer = customer
        self._barriers = barriers

    def look(self, where: str) -> None:
        self._barriers.look(self.customer.page, where, within=WIDGET)

    def is_written(self, direction: str) -> None:
        sheet = self.customer.part("launcher").evaluate(
            "(element) => getComputedStyle(element).direction"
        )
        assert sheet == direction


@pytest.mark.parametrize("locale", DIRECTIONS)
def test_a_visit_from_the_first_click_to_the_last_has_no_barriers(
    locale: str, chromium: Browser, product: LiveServer, agent: AgentAtDesk
) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    customer = Customer(chromium, product.origin, locale=locale)
    with no_barriers() as barriers:
        walk = Walk(customer, barriers)
        customer.open("/shop/sign-in/")
        customer.part("launcher").wait_for()
        walk.is_written(DIRECTIONS[locale])
        walk.look("the launcher")
        chat(walk, agent)
        share(walk, agent)
        agent.end("Carla")
        walk.look("after the end")
    customer.close()
    assert customer.errors == []


@pytest.mark.parametrize("locale", DIRECTIONS)
def test_callback_and_call_have_no_barriers(
    locale: str, chromium: Browser, product: LiveServer, agent: AgentAtDesk
) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    olaf, mia = (Customer(chromium, product.origin, locale=locale) for _ in range(2))
    with no_barriers() as barriers:
        olaf.open("/shop/")
        callback(Walk(olaf, barriers))
        mia.open("/shop/")
        call(Walk(mia, barriers), agent)
    for customer in (olaf, mia):
        customer.close()
        assert customer.errors == []


def chat(walk: Walk, agent: AgentAtDesk) -> None:
    customer = walk.customer
    customer.part("launcher").click()
    expect(customer.part("channel-browser-call")).to_be_visible()
    walk.look("the channels")
    customer.part("channel-chat").click()
    walk.look("the form before a chat")
    customer.part("chat-name").fill("Carla")
    customer.part("chat-start").click()
    customer.part("chat-input").wait_for()
    walk.look("waiting for an agent")
    agent.accept()
    customer.say("Where is my parcel?")
    agent.say("Let me look: https://fjord.example/parcels")
    customer.sees_message("Let me look")
    walk.look("a chat")
    customer.part("chat-emoji").click()
    walk.look("the emoji")
    customer.page.keyboard.press("Escape")
    customer.part("chat-menu").click()
    walk.look("the menu")


def share(walk: Walk, agent: AgentAtDesk) -> None:
    customer = walk.customer
    customer.part("start-cobrowse").click()
    customer.part("consent-accept").wait_for()
    walk.look("the question for consent")
    customer.part("consent-accept").click()
    agent.part("mode").wait_for()
    walk.look("sharing")
    customer.part("draw").click()
    customer.part("draw-box").click()
    customer.part("draw-surface").wait_for()
    walk.look("drawing")
    customer.part("draw").click()
    agent.part("request-write").click()
    customer.part("write-accept").wait_for()
    walk.look("the question for Write Mode")
    customer.part("write-accept").click()
    customer.part("write-revoke").wait_for()
    walk.look("sharing in Write Mode")
    customer.part("pause-cobrowse").click()
    customer.part("resume-cobrowse").wait_for()
    walk.look("sharing is paused")
    customer.part("stop-cobrowse").click()
    customer.part("stop-cobrowse").wait_for(state="hidden")
    walk.look("after sharing")


def callback(walk: Walk) -> None:
    customer = walk.customer
    customer.ask_for_a_call("Olaf", "+47 55 00 19 99", before=walk.look)
    walk.look("a callback was asked for")
    customer.part("callback-cancel").click()
    customer.part("callback-name").wait_for()


def call(walk: Walk, agent: AgentAtDesk) -> None:
    customer = walk.customer
    customer.call_from_the_browser("Mia", before=walk.look)
    walk.look("ringing")
    agent.accept("Mia")
    expect(customer.part("call-timer")).to_be_visible()
    walk.look("a call")
    customer.part("call-end").click()
    walk.look("after the call")
