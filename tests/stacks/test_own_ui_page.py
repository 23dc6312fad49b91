"""A page with a user interface of its own, on the JavaScript API alone (WG-7)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def agent(chromium: Browser, product: LiveServer) -> Iterator[AgentAtDesk]:
    person = AgentAtDesk(chromium, product.origin, width=1440, height=900)
    person.sign_in()
    person.be_ready()
    yield person
    person.close()
    assert person.errors == []


@pytest.fixture
def customer(chromium: Browser, product: LiveServer) -> Iterator[Customer]:
    person = Customer(chromium, product.origin)
    person.open("/demo/own-ui/")
    yield person
    person.leave()
    person.close()
    assert person.errors == []


def widget_shows_nothing(customer: Customer) -> None:
    """Not one part of the built-in screens is there."""
    customer.page.locator("[data-cobrowse-root]").wait_for(state="attached")
    parts = customer.page.evaluate(
        "[...document.querySelector('[data-cobrowse-root]').shadowRoot"
        ".querySelectorAll('[data-testid]')].map(e => e.dataset.testid)"
    )
    # The agent's pointer is not a screen of ours.
    pointing = {"remote-pointer", "remote-aim", "remote-outline"}
    assert set(parts) <= {"toasts", *pointing}


def test_chat_co_browse_grant_and_end_on_the_pages_own_screens(
    agent: AgentAtDesk, customer: Customer
) -> None:
    customer.part("own-name").fill("Carla")
    customer.part("own-start").click()
    agent.accept()
    expect(customer.part("own-state")).to_have_text("Alice is with you")
    customer.part("own-input").fill("My jacket is torn")
    customer.page.keyboard.press("Enter")
    expect(customer.part("own-mark").last).to_have_text("Read")
    agent.part("message-input").press_sequentially("Let me")
    expect(customer.part("own-typing")).to_contain_text("Alice is writing")
    agent.say("Let me look at it with you")
    expect(customer.part("own-line").last).to_have_text("Let me look at it with you")

    customer.part("own-share").click()
    expect(customer.part("own-session")).to_have_text("Alice sees this page")
    agent.sees("#thing")
    widget_shows_nothing(customer)

    agent.part("request-write").click()
    expect(customer.part("own-question")).to_contain_text("Alice would like")
    customer.part("own-refuse").click()
    expect(customer.part("own-question")).not_to_be_visible()
    agent.part("request-write").click()
    customer.part("own-allow").click()
    expect(customer.part("own-session")).to_have_text("Alice may fill this in")
    agent.type("#thing", "Rain jacket")
    expect(customer.page.locator("#thing")).to_have_value("Rain jacket")
    customer.part("own-revoke").click()
    expect(customer.part("own-session")).to_have_text("Alice sees this page")
    agent.has_mode("Pointer")

    customer.part("own-pause").click()
    expect(customer.part("own-session")).to_contain_text("nobody sees this page")
    customer.part("own-pause").click()
    expect(customer.part("own-session")).to_have_text("Alice sees this page")

    customer.part("own-stop").click()
    expect(customer.part("own-session")).not_to_be_visible()
    expect(customer.part("own-share")).to_be_visible()
    widget_shows_nothing(customer)
    customer.part("own-end").click()
    expect(customer.part("own-state")).to_have_text("The conversation has ended")


def test_the_conversation_is_there_again_after_a_page_load(
    agent: AgentAtDesk, customer: Customer
) -> None:
    customer.part("own-name").fill("Dora")
    customer.part("own-start").click()
    agent.accept()
    agent.say("Welcome")
    expect(customer.part("own-line").last).to_have_text("Welcome")
    customer.page.reload()
    expect(customer.part("own-state")).to_have_text("Alice is with you")
    expect(customer.part("own-line").last).to_have_text("Welcome")


def test_without_a_chat_nothing_is_shared(customer: Customer) -> None:
    outcome = customer.page.evaluate("Cobrowse.startSession()")
    assert outcome == {"ok": False, "code": "interaction_required"}
    expect(customer.page.get_by_text("has to be with you in the chat")).to_be_visible()
    widget_shows_nothing(customer)
