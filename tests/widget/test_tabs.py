"""Several tabs of the site: the agent follows the one in front (SL-10).

The real product, one customer with several tabs, one agent. A headless browser holds
every tab for the one in front, so which it is, is for the test to say.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

# The tab in front is written down in the page; sockets are counted as they are used.
WATCH = """
(() => {
  Document.prototype.hasFocus = () => window.name.startsWith('front');
  Object.defineProperty(Document.prototype, 'visibilityState', {
    get: () => (window.name === 'back' ? 'hidden' : 'visible'),
  });
  window.frames_sent = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (typeof data !== 'string') window.frames_sent += 1;
    return send.call(this, data);
  };
})();
"""
TURN = """(name) => {
  window.name = name;
  document.dispatchEvent(new Event('visibilitychange'));
  window.dispatchEvent(new Event(name === 'front' ? 'focus' : 'blur'));
}"""


class Shopper(Customer):
    """A customer whose tabs know which of them is in front."""

    def __init__(self, browser: Browser, origin: str) -> None:
        super().__init__(browser, origin)
        self.context.add_init_script(WATCH)

    def new_tab(self, path: str) -> Page:
        page = self.context.new_page()
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.evaluate("() => { window.name = 'back'; }")
        page.goto(self.origin + path)
        # The widget is here and knows of the session.
        page.wait_for_function("() => window.Cobrowse?.version")
        return page

    def look_at(self, page: Page) -> None:
        for other in self.context.pages:
            if other is not page:
                other.evaluate(TURN, "back")
        page.evaluate(TURN, "front")


@pytest.fixture(scope="module")
def desk(chromium: Browser, product: LiveServer) -> Iterator[AgentAtDesk]:
    # Nobody writes up what was said: the next chat comes at once.
    product.shell(
        "from interactions.models import Queue; Queue.objects.update(wrap_up_seconds=0)"
    )
    person = AgentAtDesk(chromium, product.origin, width=1440, height=900)
    person.sign_in()
    person.be_ready()
    yield person
    person.close()
    assert person.errors == []


@pytest.fixture
def shopper(
    chromium: Browser, product: LiveServer, desk: AgentAtDesk
) -> Iterator[Shopper]:
    """Shares the sign-in page with alice; that tab is in front."""
    person = Shopper(chromium, product.origin)
    person.open("/shop/sign-in/")
    person.page.evaluate(TURN, "front")
    person.start_chat()
    desk.accept()
    person.share_in_chat()
    desk.has_mode("Pointer")
    desk.sees("h1", text="Welcome back")
    yield person
    person.leave()
    expect(desk.part("viewer")).to_be_hidden()
    person.close()
    assert person.errors == []


def is_elsewhere(page: Page) -> None:
    expect(page.get_by_test_id("session-state")).to_have_attribute(
        "data-state", "elsewhere"
    )


def is_shared(page: Page) -> None:
    expect(page.get_by_test_id("session-state")).to_have_attribute(
        "data-state", "viewing"
    )


def sends_nothing(page: Page) -> None:
    """However much happens on the page."""
    page.wait_for_timeout(300)
    before = page.evaluate("() => window.frames_sent")
    page.evaluate(
        """() => { for (let i = 0; i < 20; i++)
             document.body.append(Object.assign(document.createElement('p'),
               { textContent: 'hidden-tab-' + i })); }"""
    )
    page.wait_for_timeout(700)
    assert page.evaluate("() => window.frames_sent") == before


def test_the_agent_follows_the_tab_in_front_and_the_others_are_silent(
    shopper: Shopper, desk: AgentAtDesk
) -> None:
    first = shopper.page
    second = shopper.new_tab("/shop/help/")
    is_elsewhere(second)
    sends_nothing(second)
    shopper.look_at(second)
    desk.sees("h1", text="Help")
    is_shared(second)
    is_elsewhere(first)
    sends_nothing(first)
    shopper.look_at(first)
    desk.sees("h1", text="Welcome back")
    is_elsewhere(second)
    sends_nothing(second)


def test_when_the_tab_in_front_is_closed_the_next_one_is_shared(
    shopper: Shopper, desk: AgentAtDesk
) -> None:
    first = shopper.page
    second = shopper.new_tab("/shop/help/")
    shopper.look_at(second)
    desk.sees("h1", text="Help")
    second.close()
    shopper.look_at(first)
    desk.sees("h1", text="Welcome back")
    is_shared(first)


def test_all_tabs_reload_and_the_same_one_goes_on(
    shopper: Shopper, desk: AgentAtDesk
) -> None:
    first = shopper.page
    second = shopper.new_tab("/shop/help/")
    shopper.look_at(second)
    desk.sees("h1", text="Help")
    for page in (first, second):
        page.evaluate("() => { setTimeout(() => location.reload(), 0); }")
    for page in (first, second):
        page.wait_for_function("() => window.Cobrowse?.version")
    is_shared(second)
    is_elsewhere(first)
    desk.sees("h1", text="Help")
    sends_nothing(first)


def test_a_duplicated_tab_is_a_tab_of_its_own(
    shopper: Shopper, desk: AgentAtDesk
) -> None:
    """It starts with a copy of the first one's session storage, and its focus."""
    first = shopper.page
    with shopper.context.expect_page() as opened:
        first.evaluate("() => { window.open('/shop/help/', 'front-twin'); }")
    twin = opened.value
    first.evaluate(TURN, "back")
    desk.sees("h1", text="Help")
    is_shared(twin)
    is_elsewhere(first)
    sends_nothing(first)
    # Neither throws the other out again and again.
    twin.wait_for_timeout(1_000)
    is_shared(twin)
    shopper.look_at(first)
    desk.sees("h1", text="Welcome back")
    is_elsewhere(twin)


def test_the_end_in_one_tab_is_the_end_in_all(
    shopper: Shopper, desk: AgentAtDesk
) -> None:
    first = shopper.page
    second = shopper.new_tab("/shop/help/")
    is_elsewhere(second)
    first.get_by_test_id("stop-cobrowse").click()
    for page in (first, second):
        expect(page.get_by_test_id("session-state")).to_have_attribute(
            "data-state", "ended"
        )
    sends_nothing(first)
    shopper.look_at(second)
    sends_nothing(second)


def test_a_paused_session_stays_paused_in_every_tab(
    shopper: Shopper, desk: AgentAtDesk
) -> None:
    first = shopper.page
    first.get_by_test_id("pause-cobrowse").click()
    expect(desk.part("mode")).to_contain_text("Paused")
    viewer = desk.page.frame_locator('[data-testid="viewer"]')
    expect(viewer.get_by_text("The customer has paused sharing").first).to_be_visible()
    expect(viewer.frame_locator("iframe").locator("h1")).to_have_count(0)
    sends_nothing(first)
    second = shopper.new_tab("/shop/help/")
    shopper.look_at(second)
    expect(second.get_by_test_id("resume-cobrowse")).to_be_visible()
    sends_nothing(second)
    second.reload()
    expect(second.get_by_test_id("resume-cobrowse")).to_be_visible()
    sends_nothing(second)
    expect(desk.part("mode")).to_contain_text("Paused")
    second.get_by_test_id("resume-cobrowse").click()
    desk.sees("h1", text="Help")
    is_shared(second)
