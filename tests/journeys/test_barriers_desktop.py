"""The agent desktop in each of its states, by day and by night."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.accessibility import Barriers, no_barriers
from tests.calls.journeys.listening import FAKE_MICROPHONE
from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser with a microphone, for the calls."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), args=[*CHROMIUM_FLAGS, *FAKE_MICROPHONE]
        )
        yield browser
        browser.close()


def test_a_working_day_at_the_desktop_has_no_barriers(
    agent: AgentAtDesk, customer: Customer
) -> None:
    with no_barriers() as barriers:
        agent.sign_in("alice")
        barriers.look(agent.page, "signed in")
        agent.part("presence-menu").click()
        barriers.look(agent.page, "the reasons for not being ready")
        agent.page.keyboard.press("Escape")
        agent.be_ready()
        agent.part("shortcut-sheet-open").click()
        barriers.look(agent.page, "the shortcut sheet")
        agent.page.keyboard.press("Escape")

        customer.open("/shop/sign-in/")
        customer.start_chat("Carla", queue="Orders & returns")
        agent.part("offer-accept").first.wait_for()
        barriers.look(agent.page, "an offer")
        agent.accept()
        talk(agent, customer, barriers)
        look_together(agent, customer, barriers)

        agent.part("end-interaction").click()
        agent.part("wrap-up").wait_for()
        barriers.look(agent.page, "the wrap-up")
        agent.part("wrap-up-done").click()
        agent.part("wrap-up").wait_for(state="hidden")
        barriers.look(agent.page, "after the wrap-up")
        agent.part("search").fill("parcel")
        agent.part("search-result").first.wait_for()
        barriers.look(agent.page, "what was found")


def talk(agent: AgentAtDesk, customer: Customer, barriers: Barriers) -> None:
    customer.say("Where is my parcel?")
    agent.say("Let me look: https://fjord.example/parcels")
    customer.sees_message("Let me look")
    barriers.look(agent.page, "a chat")
    agent.part("quick-replies-open").click()
    agent.part("quick-reply").first.wait_for()
    barriers.look(agent.page, "the quick replies")
    agent.page.keyboard.press("Escape")
    agent.part("message-input").fill("")
    agent.part("transfer").click()
    barriers.look(agent.page, "choosing whom to transfer to")
    agent.page.keyboard.press("Escape")


def look_together(agent: AgentAtDesk, customer: Customer, barriers: Barriers) -> None:
    customer.share_in_chat()
    agent.has_mode("Pointer")
    agent.sees("#id_email")
    barriers.look(agent.page, "co-browse, Pointer Mode")
    barriers.look_into(agent.part("viewer"), "the viewer")
    agent.part("request-write").click()
    customer.part("write-accept").wait_for()
    barriers.look(agent.page, "Write Mode requested")
    customer.part("write-accept").click()
    agent.has_mode("Write")
    barriers.look(agent.page, "co-browse, Write Mode")
    customer.part("pause-cobrowse").click()
    agent.has_mode("Paused")
    barriers.look(agent.page, "co-browse, paused")
    barriers.look_into(agent.part("viewer"), "the viewer while paused")
    customer.part("stop-cobrowse").click()
    agent.part("viewer").wait_for(state="hidden")
    barriers.look(agent.page, "co-browse ended")


def test_callbacks_parked_chats_and_calls_have_no_barriers(
    chromium: Browser, product: LiveServer, agent: AgentAtDesk
) -> None:
    carla, olaf, mia = (Customer(chromium, product.origin) for _ in range(3))
    for customer in (carla, olaf, mia):
        customer.open("/shop/")
    with no_barriers() as barriers:
        agent.sign_in("alice")
        agent.be_ready()
        carla.start_chat("Carla", queue="General")
        agent.accept("Carla")
        carla.say("I am off now.")
        agent.part("park").click()
        expect(agent.part("interaction-parked")).to_be_visible()
        barriers.look(agent.page, "a parked chat")

        olaf.ask_for_a_call("Olaf", "+47 55 00 19 99")
        barriers.look(agent.page, "a callback")
        agent.part("callback-take").click()
        barriers.look(agent.page, "a callback, taken")
        agent.part("callback-reached").check()
        agent.part("callback").get_by_test_id("callback-done").click()

        mia.call_from_the_browser("Mia")
        agent.accept("Mia")
        expect(agent.part("call-state")).to_contain_text("Talking")
        barriers.look(agent.page, "a call")
        mia.part("call-end").click()
        expect(agent.part("wrap-up")).to_be_visible()
        barriers.look(agent.page, "after the call")
    for customer in (carla, olaf, mia):
        customer.close()
        assert customer.errors == []
