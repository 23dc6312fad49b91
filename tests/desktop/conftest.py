"""An agent at the real desktop, customers in the real shop."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

WATCHED = ("content security policy", "refused to", "violates")


Cookies = Any  # what Playwright gives and takes back


class Agent(AgentAtDesk):
    """Also notes what the browser complains about: a strict policy must hold."""

    complaints: list[str]

    def watch(self) -> None:
        self.complaints = []
        self.page.on("console", lambda message: self._hear(message.text))

    def sit_down(self) -> None:
        """The desktop of somebody who is signed in."""
        self.page.goto(f"{self.origin}/agent/")

    def _hear(self, text: str) -> None:
        if any(word in text.lower() for word in WATCHED):
            self.complaints.append(text)

    def work(self) -> None:
        self.sit_down()
        self.be_ready()

    def end_it(self) -> None:
        """End the open interaction; yes, also if something is lost by it."""
        self.part("end-interaction").click()
        over, confirm = self.part("interaction-over"), self.part("end-confirm")
        either = over.filter(visible=True).or_(confirm.filter(visible=True))
        expect(either.first).to_be_visible()
        if confirm.is_visible():
            confirm.click()
        expect(over).to_be_visible()

    def clear_the_desk(self) -> None:
        """What is still open would be offered to the next test's agent."""
        if self.part("take-over-tab").is_visible():
            self.part("take-over-tab").click()
            expect(self.part("superseded")).to_be_hidden()
        while True:
            items = self.page.locator(
                "#handling .desk__item, #wrapping .desk__item, #parked .desk__item"
            )
            if items.count() == 0:
                break
            items.first.click()
            if self.part("end-interaction").is_visible():
                self.end_it()
            self.page.wait_for_timeout(150)
            if self.part("wrap-up-done").is_visible():
                self.part("wrap-up-done").click()
                expect(self.part("wrap-up")).to_be_hidden()
        self.part("presence-not-ready").click()

    def takes(self, customer: Customer, name: str = "Carla") -> None:
        """A chat with this customer, accepted."""
        customer.open("/shop/")
        customer.start_chat(name)
        self.accept()
        expect(self.page.get_by_role("heading", name=name)).to_be_visible()

    def sees_page_of(self, customer: Customer, path: str = "/shop/sign-in/") -> None:
        """A chat with this customer, who shares the page."""
        self.takes(customer)
        customer.open(path)
        customer.share_in_chat()
        self.has_mode("Pointer")
        self.sees("body", text="Fjord")

    def takes_up(self, tool: str) -> None:
        """Draw with this from now on; the viewer says when it is in hand."""
        button = self.part(f"annotate-{tool}")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")

    def may_write(self, customer: Customer) -> None:
        self.part("request-write").click()
        customer.part("write-accept").click()
        self.has_mode("Write")


@pytest.fixture(scope="package")
def product(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """The demo, served for all modules of this folder."""
    server = LiveServer(tmp_path_factory.mktemp("server"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def cookies(chromium: Browser, product: LiveServer) -> Cookies:
    """Alice has signed in; once is enough for a module."""
    person = Agent(chromium, product.origin)
    person.sign_in()
    cookies = person.context.cookies()
    person.close()
    return cookies


@pytest.fixture
def agent(chromium: Browser, product: LiveServer, cookies: Cookies) -> Iterator[Agent]:
    person = Agent(chromium, product.origin, width=1440, height=900)
    person.context.add_cookies(cookies)
    person.watch()
    yield person
    person.clear_the_desk()
    person.close()
    assert person.errors == [], "the desktop threw"
    assert person.complaints == [], "the desktop offended its own policy"


@pytest.fixture
def new_customer(
    chromium: Browser, product: LiveServer
) -> Iterator[Callable[[], Customer]]:
    """Makes customers, each in a browser of their own."""
    people: list[Customer] = []

    def make() -> Customer:
        people.append(Customer(chromium, product.origin))
        return people[-1]

    yield make
    for person in people:
        person.close()


@pytest.fixture
def customer(new_customer: Callable[[], Customer]) -> Customer:
    return new_customer()
