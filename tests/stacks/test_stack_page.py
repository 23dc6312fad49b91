"""A bank with a chat of its own: shared over the public adapter, REST and the frame."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Route, expect

from tests.journeys.people import Customer, Person
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


class BankCustomer(Customer):
    """Somebody on the bank's page. The widget's own way in is not there."""

    def begin(self, name: str = "Carla") -> None:
        self.open("/demo/stack/")
        self.part("stack-name").fill(name)
        self.part("stack-start").click()

    def share(self) -> None:
        self.part("stack-share").click()


class BankAgent(Person):
    """Somebody at the bank's desktop, with the platform in a frame."""

    @property
    def frame(self) -> FrameLocator:
        return self.page.frame_locator('[data-testid="crm-frame"]')

    def inside(self, name: str) -> Locator:
        return self.frame.get_by_test_id(name)

    def sit_down(self) -> None:
        """Signs in in the window that the frame's own button opens."""
        self.page.goto(f"{self.origin}/demo/stack/desk/")
        expect(self.part("crm-state")).to_have_text("Sign in below")
        with self.page.expect_popup() as opened:
            self.inside("sign-in").click()
        window = opened.value
        window.get_by_label("Username").fill("alice")
        window.get_by_label("Password").fill("demo")
        window.keyboard.press("Enter")
        expect(self.part("crm-state")).to_have_text("Ready for Alice")

    def take(self, name: str) -> None:
        self.part("crm-chat").filter(has_text=name).first.click()
        self.part("crm-take").click()
        expect(self.part("crm-input")).to_be_visible()

    def sees(self, selector: str) -> Locator:
        viewer = self.frame.frame_locator('[data-testid="viewer"]')
        found = viewer.frame_locator("iframe").locator(selector).first
        expect(found).to_be_attached()
        return found


@pytest.fixture(scope="module")
def agent(chromium: Browser, product: LiveServer) -> Iterator[BankAgent]:
    person = BankAgent(chromium, product.origin, width=1500, height=900)
    person.sit_down()
    yield person
    person.close()
    assert person.errors == []


@pytest.fixture
def customer(chromium: Browser, product: LiveServer) -> Iterator[BankCustomer]:
    person = BankCustomer(chromium, product.origin)
    yield person
    person.close()
    assert person.errors == []


def test_a_page_is_shared_over_the_banks_own_chat(
    agent: BankAgent, customer: BankCustomer
) -> None:
    customer.begin("Carla")
    # Nobody is there yet: the adapter says no, and the widget says so.
    customer.share()
    expect(customer.page.get_by_text("start a chat or a call with us")).to_be_visible()
    expect(customer.part("consent-accept")).to_have_count(0)
    agent.take("Carla")
    agent.part("crm-input").fill("How can I help?")
    agent.page.keyboard.press("Enter")
    expect(customer.part("stack-log")).to_contain_text("How can I help?")

    customer.share()
    customer.part("consent-accept").click()
    expect(customer.part("stack-log")).to_contain_text("The page is shared")
    expect(agent.part("crm-state")).to_have_text("Looking along")
    # The digits went from machine to machine: no screen showed them.
    expect(customer.part("session-id")).not_to_be_visible()
    assert not re.search(r"\d{3} \d{3} \d{3}", customer.page.inner_text("body"))
    agent.sees("#amount")

    agent.part("crm-request-write").click()
    customer.part("write-accept").click()
    expect(agent.part("crm-state")).to_have_text("You may fill in")
    box = agent.sees("#amount").bounding_box()
    assert box is not None
    agent.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    agent.page.keyboard.type("120000")
    expect(customer.page.locator("#amount")).to_have_value("120000")

    agent.part("crm-stop").click()
    expect(agent.part("crm-state")).to_have_text("Sharing has ended")
    expect(customer.part("session-state")).to_contain_text("ended")


def test_the_end_of_the_banks_chat_ends_the_co_browse(
    agent: BankAgent, customer: BankCustomer
) -> None:
    customer.begin("Dora")
    agent.take("Dora")
    expect(customer.part("stack-state")).to_have_text("with alice")
    customer.share()
    customer.part("consent-accept").click()
    expect(agent.part("crm-state")).to_have_text("Looking along")
    agent.part("crm-end").click()
    expect(customer.part("session-state")).to_contain_text("ended")
    expect(agent.inside("session-ended")).to_be_visible()


def test_digits_that_the_chat_could_not_pass_on_are_shown(
    agent: BankAgent, customer: BankCustomer
) -> None:
    customer.begin("Emil")
    agent.take("Emil")
    expect(customer.part("stack-state")).to_have_text("with alice")
    customer.page.route("**/demo/stack/chat/", _refuse_digits)
    customer.share()
    customer.part("consent-accept").click()
    shown = customer.part("session-id")
    expect(shown).to_be_visible()
    agent.inside("session-id-input").fill("000000000")
    agent.inside("session-id-join").click()
    expect(agent.inside("session-id-error")).to_contain_text("no open session")
    agent.inside("session-id-input").fill(shown.inner_text())
    agent.inside("session-id-join").click()
    expect(agent.part("crm-state")).to_have_text("Looking along")
    agent.part("crm-stop").click()
    agent.part("crm-end").click()


def _refuse_digits(route: Route) -> None:
    if "wish=digits" in (route.request.post_data or ""):
        route.fulfill(status=503, body="{}")
    else:
        route.fallback()
