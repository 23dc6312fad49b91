"""A phone call at the desktop, and the nine digits."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser


@pytest.fixture
def phone(new_customer: Callable[[], Customer]) -> Iterator[Page]:
    """The demo's simulated phone, which speaks to the public CTI API."""
    caller = new_customer()
    caller.open("/demo/phone/")
    yield caller.page
    hang_up = caller.page.get_by_test_id("phone-hang-up")
    if hang_up.is_enabled():
        hang_up.click()


def take_call(agent: Agent, phone: Page) -> None:
    agent.work()
    phone.get_by_test_id("phone-agent").select_option("alice")
    phone.get_by_test_id("phone-call").click()
    expect(agent.part("call-panel")).to_contain_text("Ringing")
    phone.get_by_test_id("phone-answer").click()
    expect(agent.part("call-panel")).to_contain_text("Active")


def test_digits_may_be_pasted_as_people_write_them(
    agent: Agent, phone: Page, customer: Customer
) -> None:
    take_call(agent, phone)
    customer.open("/shop/")
    digits = customer.share_on_a_call()
    agent.part("session-id-input").fill(f" {digits[:3]}-{digits[3:6]}.{digits[6:]} ")
    grouped = f"{digits[:3]} {digits[3:6]} {digits[6:]}"
    expect(agent.part("session-id-input")).to_have_value(grouped)
    agent.part("session-id-input").press("Enter")
    agent.has_mode("Pointer")
    agent.sees("body", text="Fjord")
    expect(agent.part("session-id-input")).to_be_hidden()
    expect(agent.part("transfer")).to_be_hidden()


def test_a_wrong_id_is_one_clear_error_and_guessing_is_slowed(
    agent: Agent, phone: Page
) -> None:
    take_call(agent, phone)
    field, error = agent.part("session-id-input"), agent.part("session-id-error")
    agent.join("12345")
    expect(error).to_have_text("The session id has nine digits.")
    for guess in range(30):
        field.fill(f"{guess:09d}")
        expect(error).to_have_text("")
        agent.part("session-id-join").click()
        expect(error).not_to_have_text("")
        if "Too many attempts" in error.inner_text():
            break
        expect(error).to_contain_text("no open session with this id")
    expect(error).to_contain_text("Try again in")
    expect(agent.part("session-id-join")).to_be_disabled()
