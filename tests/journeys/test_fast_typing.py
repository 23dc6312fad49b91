"""Somebody types faster than the line is: nothing is lost unsaid, nothing reordered."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.flaky_proxy import FlakyProxy
from tests.journeys.people import AgentAtDesk, Customer

pytestmark = pytest.mark.browser

#: Each place in it is known by its number; the field takes 120 characters.
TEXT = "".join(f"{chr(97 + number % 26)}{number:02}" for number in range(38))
#: About 16 characters a second.
BETWEEN_MS = 60
PATIENCE_MS = 30_000


@pytest.fixture
def far_customer(
    chromium: Browser, proxy: FlakyProxy, agent: AgentAtDesk
) -> Iterator[Customer]:
    """Lets the agent write, over a line that is good so far."""
    person = Customer(chromium, proxy.origin)
    agent.sign_in("alice")
    agent.be_ready()
    person.open("/shop/sign-in/")
    person.start_chat("Far Carla")
    agent.accept("Far Carla")
    person.share_in_chat()
    agent.sees("#id_email")
    agent.part("request-write").click()
    person.part("write-accept").click()
    agent.has_mode("Write")
    yield person
    proxy.calm()
    person.leave()
    person.close()
    assert person.errors == [], "the customer's page threw"


def test_a_slow_and_uneven_line_loses_and_reorders_nothing(
    far_customer: Customer, agent: AgentAtDesk, proxy: FlakyProxy
) -> None:
    proxy.slow(0.4)
    agent.click("#id_email")
    agent.page.keyboard.type(TEXT, delay=BETWEEN_MS)
    field = far_customer.page.locator("#id_email")
    expect(field).to_have_value(TEXT, timeout=PATIENCE_MS)


def test_what_a_cut_line_loses_is_said_and_the_rest_stays_in_order(
    far_customer: Customer, agent: AgentAtDesk, proxy: FlakyProxy
) -> None:
    agent.click("#id_email")
    half = len(TEXT) // 2
    agent.page.keyboard.type(TEXT[:half], delay=BETWEEN_MS)
    proxy.cut()
    agent.page.keyboard.type(TEXT[half:], delay=BETWEEN_MS)
    expect(far_customer.part("frame")).to_have_attribute(
        "data-mode", "write", timeout=PATIENCE_MS
    )
    # What was typed before a line that is good again has arrived or was given up.
    agent.page.keyboard.press("End")
    agent.page.keyboard.type("!")
    field = far_customer.page.locator("#id_email")
    expect(field).to_have_value(re.compile("!$"), timeout=PATIENCE_MS)
    value = field.input_value()
    assert is_in_order(value, TEXT + "!")
    if value != TEXT + "!":
        expect(agent.page.get_by_text("some of that was not done")).to_be_visible()


def is_in_order(part: str, whole: str) -> bool:
    """Whether nothing of `part` is doubled or out of its place in `whole`."""
    rest = iter(whole)
    return all(character in rest for character in part)
