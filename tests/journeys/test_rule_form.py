"""The form of a masking rule measures its selector while one types."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.journeys.people import Person
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

ADD = "/admin/sessions_app/maskingrule/add/"
# Each look at the clock finds it ten milliseconds later.
SLOW_CLOCK = "let at = 0; performance.now = () => (at += 10)"
QUICK_CLOCK = "performance.now = () => 0"


class Supervisor(Person):
    def open(self, clock: str) -> None:
        self.page.add_init_script(clock)
        self.page.goto(f"{self.origin}/login/?next={ADD}")
        self.page.locator("#id_username").fill("sam")
        self.page.locator("#id_password").fill("demo")
        self.page.keyboard.press("Enter")
        self.page.locator("#id_site").select_option(label="Fjord & Field")

    @property
    def selector(self) -> Locator:
        return self.page.locator("#id_selector")

    def says(self, text: str) -> None:
        expect(self.page.locator(".selector-cost")).to_contain_text(text)

    def save(self) -> None:
        self.page.locator("input[name=_save]").click()


@pytest.fixture
def supervisor(chromium: Browser, product: LiveServer) -> Iterator[Supervisor]:
    person = Supervisor(chromium, product.origin)
    yield person
    person.close()
    assert person.errors == []


def test_what_a_selector_costs_is_said_and_told(supervisor: Supervisor) -> None:
    supervisor.open(QUICK_CLOCK)
    supervisor.selector.fill("*:has(.quick)")
    supervisor.says("Takes < 0.1 ms on a page of 10,000 elements.")
    supervisor.page.locator("#id_effect").select_option("mask")
    supervisor.save()
    expect(supervisor.page.locator(".messagelist .success")).to_be_visible()


def test_a_slow_selector_is_refused(supervisor: Supervisor) -> None:
    supervisor.open(SLOW_CLOCK)
    supervisor.selector.fill(".slow")
    supervisor.says("that is too slow")
    supervisor.page.locator("#id_effect").select_option("mask")
    supervisor.save()
    expect(supervisor.page.locator(".field-selector .errorlist")).to_contain_text(
        "It takes 10.0 ms"
    )


def test_what_this_browser_cannot_read_is_said(supervisor: Supervisor) -> None:
    supervisor.open(QUICK_CLOCK)
    supervisor.selector.fill("..odd")
    supervisor.says("would mask the whole page")
    expect(supervisor.page.locator("input[name=measured_ms]")).to_have_value("")
    supervisor.selector.fill("")
    expect(supervisor.page.locator(".selector-cost")).to_have_text("")
