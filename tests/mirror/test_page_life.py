"""The replica is right again after the page slept, was hidden or was left."""

import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from tests.conftest import CHROMIUM_FLAGS, chromium_path
from tests.mirror.conftest import ORIGIN
from tests.mirror.twins import AGENT, OpenTwins, Twins, join

pytestmark = pytest.mark.browser

PAGE = """<!doctype html><title>Shop</title><body><h1>Shoes</h1><p id=p>0</p>
<script>const tick = setInterval(() => {
    p.textContent = Number(p.textContent) + 1;
}, 50)</script>"""

#: Everything that waits for a drawn frame: positions, the top layer, animations.
BUSY = """<!doctype html><title>Shop</title>
<style>#box { height: 80px; overflow: auto } #box p { height: 400px }
@keyframes fade { from { opacity: 1 } to { opacity: .5 } }
.fades { animation: fade 1s both }</style>
<body><h1>Shoes</h1><div id=box><p>Long</p></div><input id=field>
<dialog id=dialog>Really?</dialog><ul id=list></ul>"""
LIVE = """() => {
    box.scrollTop = 150;
    field.value = 'size 44';
    dialog.showModal();
    document.querySelector('h1').className = 'fades';
    for (let i = 0; i < 300; i++)
        list.append(Object.assign(document.createElement('li'), { textContent: i }));
}"""
SEEN = """() => {
    const page = player.frame.contentDocument;
    return [page.querySelector('#box')?.scrollTop,
        page.querySelector('#dialog')?.matches(':modal, :popover-open'),
        page.querySelector('#field')?.value];
}"""

OpenTab = Callable[[str], Twins]


def test_a_page_that_was_frozen_is_followed_again(twins: OpenTwins) -> None:
    both = twins(PAGE)
    devtools = both.customer.context.new_cdp_session(both.customer)
    devtools.send("Page.setWebLifecycleState", {"state": "frozen"})
    both.agent.wait_for_timeout(500)
    devtools.send("Page.setWebLifecycleState", {"state": "active"})
    both.customer.evaluate(
        "() => { clearInterval(tick); document.body.append('awake') }"
    )
    assert both.difference() == ""
    both.same_picture("awake-again")


@pytest.fixture
def plain_chromium(chromium: Browser, tmp_path: Path) -> Iterator[BrowserContext]:
    """As a person starts it: tabs hide tabs, and pages that are left are kept."""
    command = [chromium_path(), *CHROMIUM_FLAGS, "--headless", "--no-sandbox"]
    profile = f"--user-data-dir={tmp_path}"
    with subprocess.Popen(
        [*command, profile, "--remote-debugging-port=0", "about:blank"],
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr
        said = (re.search(r"ws://\S+", line) for line in process.stderr)
        address = next(found[0] for found in said if found)
        try:
            connect = chromium.browser_type.connect_over_cdp
            browser = connect(address, no_defaults=True)
            yield browser.contexts[0]
            browser.close()
        finally:
            process.terminate()
            process.stderr.close()


@pytest.fixture
def open_tab(
    plain_chromium: BrowserContext, chromium: Browser, bundle: str
) -> Iterator[OpenTab]:
    """Opens a customer's page among other tabs, and an agent's page that shows it."""
    errors: list[str] = []
    desk = chromium.new_context()

    def open_at(html: str) -> Twins:
        def answer(route: Route) -> None:
            body = html if route.request.url == f"{ORIGIN}/" else "<h1>Elsewhere</h1>"
            route.fulfill(body=body, content_type="text/html")

        customer, agent = plain_chromium.new_page(), desk.new_page()
        customer.route("**/*", answer)
        agent.route("**/*", lambda route: route.fulfill(body=AGENT))
        for page in (customer, agent):
            page.on("pageerror", lambda error: errors.append(str(error)))
        customer.goto(f"{ORIGIN}/")
        return join(customer, agent, bundle, {})

    yield open_at
    desk.close()
    assert errors == [], "a script in a page failed"


def hide(page: Page) -> Page:
    """Another tab in front of it."""
    front = page.context.new_page()
    front.bring_to_front()
    page.wait_for_function("document.visibilityState === 'hidden'", polling=50)
    return front


def test_a_hidden_tab_is_followed_and_caught_up_with(open_tab: OpenTab) -> None:
    both = open_tab(BUSY)
    assert both.difference() == ""
    front = hide(both.customer)
    both.customer.evaluate(LIVE)
    assert both.difference() == "", "nothing that is said waits for a frame"
    front.close()
    both.customer.bring_to_front()
    both.agent.wait_for_function(f"({SEEN})().join() === '150,true,size 44'")
    assert both.difference() == ""
    assert both.customer.evaluate("problems") == []


def test_a_tab_that_is_hidden_from_the_start_is_shown(open_tab: OpenTab) -> None:
    both = open_tab(BUSY)
    hide(both.customer)
    both.customer.evaluate(LIVE)
    both.customer.evaluate("recorder.resync()")
    assert both.difference() == ""


@pytest.mark.parametrize("when", ["live", "loading"])
def test_a_page_that_was_left_and_comes_back_is_followed(
    open_tab: OpenTab, when: str
) -> None:
    both = open_tab(BUSY)
    customer = both.customer
    if when == "live":
        assert both.difference() == ""
    customer.evaluate(
        """() => {
            addEventListener('pageshow', (event) => { window.kept = event.persisted });
        }"""
    )
    if when == "loading":
        customer.evaluate("() => { recorder.resync(); location.href = '/elsewhere' }")
    else:
        customer.evaluate("() => { location.href = '/elsewhere' }")
    customer.wait_for_url("**/elsewhere")
    customer.evaluate("() => { setTimeout(() => history.back()) }")
    customer.wait_for_function("window.kept === true")
    customer.evaluate(LIVE)
    assert both.difference() == ""
    both.agent.wait_for_function(f"({SEEN})().join() === '150,true,size 44'")
    assert both.customer.evaluate("problems") == []
