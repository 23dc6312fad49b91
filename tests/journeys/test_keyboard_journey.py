"""Whole jobs without a mouse, on both sides."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from tests.journeys.keyboard import Keyboard
from tests.journeys.people import AgentAtDesk, Customer

pytestmark = pytest.mark.browser

QUEUE = "Orders & returns"  # the demo's queue with a wrap-up
MOUSE = ("pointerdown", "mousedown")
NO_MOUSE = """(kinds) => {
    window.mouse_was_here = [];
    for (const kind of kinds)
        addEventListener(kind, (event) => mouse_was_here.push(event.type), true);
}"""


@dataclass
class Hands:
    """One person, the keyboard, and the watch over it."""

    person: AgentAtDesk | Customer
    keys: Keyboard

    def watch(self) -> None:
        self.person.page.evaluate(NO_MOUSE, MOUSE)

    def never_touched_the_mouse(self) -> None:
        assert self.person.page.evaluate("window.mouse_was_here") == []


@pytest.fixture
def desk(agent: AgentAtDesk) -> Iterator[Hands]:
    """alice, signed in and ready by keyboard."""
    hands = Hands(agent, Keyboard(agent.page))
    agent.page.goto(f"{agent.origin}/agent/")
    hands.keys.write("username", "alice")
    hands.keys.write("password", "demo")
    hands.keys.keys("Enter")
    expect(agent.part("presence-ready")).to_be_visible()
    hands.watch()
    hands.keys.press("presence-ready", key="Space")
    expect(agent.part("presence-ready")).to_have_attribute("aria-pressed", "true")
    yield hands
    hands.never_touched_the_mouse()
    sign_out(hands)


def sign_out(hands: Hands) -> None:
    """The last in the bar: its menu opens by Enter."""
    page = hands.person.page
    hands.keys.press("presence-menu", key="Escape", backwards=True)
    for _ in range(12):
        hands.keys.keys("Tab")
        if page.evaluate("document.activeElement.closest('#account') !== null"):
            break
    hands.keys.keys("Enter")
    hands.keys.press("sign-out")
    expect(page.get_by_label("Username")).to_be_visible()


@pytest.fixture
def shopper(customer: Customer) -> Iterator[Hands]:
    hands = Hands(customer, Keyboard(customer.page))
    customer.open("/shop/sign-in/")
    hands.watch()
    yield hands
    hands.never_touched_the_mouse()


def test_a_chat_with_a_shared_page_from_start_to_wrap_up(
    shopper: Hands, desk: Hands
) -> None:
    customer, agent = shopper.person, desk.person
    begin_a_chat(shopper)
    desk.keys.press("offer-accept")

    shopper.keys.write("chat-input", "Where is my parcel?")
    shopper.keys.keys("Enter")
    expect(agent.part("message").filter(has_text="Where is my parcel?")).to_be_visible()
    desk.keys.write("message-input", "One moment.")
    desk.keys.keys("Enter")
    # A quick reply: a slash, the first letters, Enter takes it, Enter sends it.
    desk.keys.write("message-input", "/deliv")
    expect(agent.part("quick-reply").first).to_be_visible()
    desk.keys.keys("Enter", "Enter")
    expect(
        customer.part("chat-message").filter(has_text="arrive within")
    ).to_be_visible()

    share(shopper)
    expect(agent.part("mode")).to_contain_text("Pointer")
    desk.keys.press("request-write")
    shopper.keys.press("write-accept")
    expect(agent.part("mode")).to_contain_text("Write")
    shopper.keys.press("write-revoke")
    expect(agent.part("mode")).to_contain_text("Pointer")
    desk.keys.press("request-write")
    shopper.keys.press("write-accept")
    expect(agent.part("mode")).to_contain_text("Write")
    desk.keys.press("drop-write")
    expect(agent.part("mode")).to_contain_text("Pointer")
    shopper.keys.press("stop-cobrowse")
    expect(customer.part("stop-cobrowse")).to_be_hidden()
    expect(agent.part("viewer")).to_be_hidden()

    # The agent ends the second one, the customer the chat.
    share(shopper)
    expect(agent.part("mode")).to_contain_text("Pointer")
    desk.keys.press("end-cobrowse")
    expect(customer.part("stop-cobrowse")).to_be_hidden()
    shopper.keys.press("end-chat")
    desk.keys.reach("wrap-up-disposition")
    desk.keys.page.keyboard.type("Solved")
    desk.keys.write("wrap-up-note", "Sent the link.")
    desk.keys.press("wrap-up-done")
    expect(agent.part("wrap-up")).to_be_hidden()


def begin_a_chat(shopper: Hands) -> None:
    """The launcher is the last stop of the page: one step backwards."""
    shopper.keys.press("launcher", backwards=True)
    shopper.keys.press("channel-chat")
    shopper.keys.write("chat-name", "Carla")
    shopper.keys.reach("queue-choice")
    shopper.keys.page.keyboard.type("Orders")
    expect(shopper.person.part("queue-choice").locator("option:checked")).to_have_text(
        QUEUE
    )
    shopper.keys.press("chat-start")
    expect(shopper.person.part("chat-input")).to_be_visible()


def share(shopper: Hands) -> None:
    shopper.keys.press("chat-menu")
    shopper.keys.press("start-cobrowse")
    shopper.keys.press("consent-accept")
    expect(shopper.person.part("stop-cobrowse")).to_be_visible()


def test_nine_digits_on_a_call(desk: Hands, shopper: Hands) -> None:
    agent, customer = desk.person, shopper.person
    phone = Keyboard(customer.context.new_page())
    phone.page.goto(f"{customer.origin}/demo/phone/")
    phone.press("phone-agent", key="a")
    phone.press("phone-call")
    expect(agent.part("interaction").first).to_be_visible()
    phone.press("phone-answer")

    customer.page.bring_to_front()
    shopper.keys.press("launcher", backwards=True)
    shopper.keys.press("channel-cobrowse")
    shopper.keys.press("consent-accept")
    digits = customer.part("session-id")
    expect(digits).to_be_visible()
    desk.keys.write("session-id-input", digits.inner_text())
    desk.keys.keys("Enter")
    expect(agent.part("mode")).to_contain_text("Pointer")

    shopper.keys.press("stop-cobrowse")
    expect(agent.part("viewer")).to_be_hidden()
    phone.page.bring_to_front()
    phone.press("phone-hang-up")
    expect(agent.part("interaction")).to_have_count(0)
