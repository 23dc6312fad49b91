"""The masking rule tester: a page of a site, and the agent's view of it beside."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    FrameLocator,
    Locator,
    Page,
    Request,
    Route,
    expect,
)

from tests.accessibility import no_barriers
from tests.journeys.people import Person
from tests.journeys.tested_site import TestedSite
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

TESTER = "/admin/sessions_app/maskingrule/tester/"


class Tester(Person):
    """A supervisor before the rule tester, and the window that it opened."""

    __test__ = False
    window: Page

    def sign_in(self) -> None:
        self.page.goto(f"{self.origin}/login/?next={TESTER}")
        self.page.locator("#id_username").fill("sam")
        self.page.locator("#id_password").fill("demo")
        self.page.keyboard.press("Enter")
        expect(self.page.locator("#address")).to_be_visible()

    def open(self, address: str) -> Page:
        self.page.locator("#address").fill(address)
        with self.page.expect_popup() as popup:
            self.part("tester-open").click()
        self.window = popup.value
        return self.window

    @property
    def replica(self) -> FrameLocator:
        return self.page.frame_locator("#replica iframe")

    def is_live(self) -> None:
        expect(self.page.locator("body")).to_have_attribute("data-line", "live")
        expect(self.part("tester-curtain")).to_be_hidden()

    def says(self, text: str) -> None:
        expect(self.part("tester-curtain")).to_contain_text(text)

    def found(self, kind: str) -> Locator:
        return self.page.locator(f"[data-kind={kind}] li")

    def rule(self, selector: str) -> Locator:
        return self.part("tester-rules").locator("tr").filter(has_text=selector)


@pytest.fixture(scope="module")
def site(product: LiveServer) -> Iterator[TestedSite]:
    served = TestedSite(product.origin)
    yield served
    served.close()


@pytest.fixture
def tester(chromium: Browser, product: LiveServer) -> Iterator[Tester]:
    person = Tester(chromium, product.origin)
    person.sign_in()
    yield person
    person.close()
    assert person.errors == []


@pytest.fixture(scope="module")
def _rule(product: LiveServer) -> None:
    product.shell(
        "from interactions.models import Site;"
        "site = Site.objects.get(key='demo');"
        "make = site.masking_rules.create;"
        "make(url_pattern='/account/', selector='.secret', effect='mask');"
        "make(url_pattern='/account/', selector='.gone', effect='mask');"
        "make(url_pattern='/checkout/', selector='h1', effect='block')"
    )


@pytest.mark.usefixtures("_rule")
def test_what_looks_sensitive_is_listed_and_hidden_by_a_rule_that_is_tried(
    tester: Tester, site: TestedSite, product: LiveServer
) -> None:
    window = tester.open(f"{site.origin}/account/?token=secret")
    tester.is_live()
    expect(tester.replica.locator("h1")).to_have_text("Your account")
    expect(window.locator("cobrowse-rule-test")).to_contain_text("masking rule tester")
    assert window.url == f"{site.origin}/account/?token=secret"

    expect(tester.found("email")).to_have_count(3)
    emails = tester.found("email").all_text_contents()
    assert [text[:3] for text in emails] == ["a…@", "c…@", "b…@"]
    for kind in ("card", "iban", "phone", "birth"):
        expect(tester.found(kind)).to_have_count(1)
    expect(tester.page.locator("#findings")).not_to_contain_text("ada@")
    expect(tester.part("found-count")).to_have_text("7")

    expect(tester.rule(".secret").locator("td").nth(2)).to_have_text("1")
    expect(tester.rule(".gone")).to_contain_text("Matches nothing here.")
    expect(tester.part("rules-note")).to_contain_text("Rules for other pages:")

    tester.found("iban").get_by_test_id("finding").press("Enter")
    expect(tester.part("tester-outline")).to_be_visible()
    tester.found("iban").get_by_test_id("mask-this").click()
    expect(tester.page.locator("#draft-selector")).to_have_value("#account-iban")
    expect(tester.found("iban")).to_have_count(0)
    expect(tester.rule("#account-iban").locator("td").nth(2)).to_have_text("1")
    expect(tester.found("email")).to_have_count(3)

    address = str(tester.part("draft-save").get_attribute("href"))
    filled = parse_qs(urlsplit(address).query)
    assert filled["selector"] == ["#account-iban"]
    assert filled["url_pattern"] == ["/account/"]
    with tester.context.expect_page() as form:
        tester.part("draft-save").click()
    expect(form.value.locator("#id_selector")).to_have_value("#account-iban")
    expect(form.value.locator("#id_site option:checked")).to_have_text("Fjord & Field")

    tester.part("draft-drop").click()
    expect(tester.found("iban")).to_have_count(1)
    # Nothing of it is a session, and no rule was used.
    product.shell(
        "from sessions_app.models import CobrowseSession, MaskingRule;"
        "here = CobrowseSession.objects.filter;"
        f"assert not here(page_url__startswith='{site.origin}');"
        "rules = MaskingRule.objects.filter(url_pattern='/account/');"
        "assert not any(r.last_matched_at or r.pages_unmatched for r in rules)"
    )


def test_findings_follow_the_page(tester: Tester, site: TestedSite) -> None:
    window = tester.open(f"{site.origin}/clean/")
    tester.is_live()
    expect(tester.part("none-found")).to_be_visible()
    window.evaluate("document.querySelector('p').textContent = 'late@example.com'")
    expect(tester.found("email")).to_have_count(1)
    window.evaluate("document.querySelector('p').dataset.cobrowse = 'mask'")
    expect(tester.found("email")).to_have_count(0)
    expect(tester.part("none-found")).to_be_visible()


@pytest.mark.usefixtures("_rule")
def test_pages_that_follow_in_the_window_are_tested_too(
    tester: Tester, site: TestedSite
) -> None:
    window = tester.open(f"{site.origin}/account/")
    tester.is_live()
    window.locator("#move").click()
    expect(tester.page.locator("#page-url")).to_have_text(f"{site.origin}/checkout/")
    expect(tester.rule("h1")).to_have_count(1)
    expect(tester.rule(".secret")).to_have_count(0)

    window.get_by_text("Next page").click()
    expect(tester.replica.locator(".late")).to_have_text("dave@example.com")
    tester.is_live()
    expect(tester.found("email")).to_have_count(1)
    window.reload()
    tester.is_live()
    expect(tester.replica.locator(".late")).to_have_text("dave@example.com")


def test_a_server_that_does_not_answer_is_told_and_the_next_page_goes_on(
    tester: Tester, site: TestedSite
) -> None:
    tester.page.route(
        "**/tester/policy/**", lambda route: route.fulfill(body="<h1>Sign in</h1>")
    )
    window = tester.open(f"{site.origin}/account/")
    tester.says("The server does not answer")
    tester.page.unroute("**/tester/policy/**")
    window.get_by_text("Next page").click()
    tester.is_live()
    expect(tester.found("email")).to_have_count(1)
    tester.page.route("**/tester/policy/**", lambda route: route.abort())
    window.evaluate("history.pushState(null, '', '/elsewhere/')")
    tester.says("The server does not answer")
    expect(window.locator("cobrowse-rule-test")).to_have_count(0)


def test_an_answer_for_a_page_that_was_left_does_not_count(
    tester: Tester, site: TestedSite
) -> None:
    waiting: list[Route] = []
    tester.page.route(
        "**/tester/policy/**", lambda route: waiting.append(route), times=1
    )
    with tester.page.expect_request("**/tester/policy/**"):
        window = tester.open(f"{site.origin}/account/")
    window.get_by_text("Next page").click()
    tester.is_live()
    waiting[0].fulfill(status=403, json={"error": "origin_not_allowed"})
    expect(tester.replica.locator(".late")).to_have_text("dave@example.com")
    tester.is_live()
    expect(tester.page.locator("#page-url")).to_have_text(f"{site.origin}/next/")


def test_a_page_keeps_its_own_fragment(tester: Tester, site: TestedSite) -> None:
    window = tester.open(f"{site.origin}/routed/#/cart")
    expect(tester.replica.locator("h1")).to_have_text("#/cart")
    assert window.url == f"{site.origin}/routed/#/cart"
    window = tester.open(f"{site.origin}/routed/?a=1")
    tester.is_live()
    assert window.url == f"{site.origin}/routed/?a=1"
    expect(window.locator("cobrowse-widget")).to_be_attached()


SUGGESTED = {
    "card": ".card-number",
    "iban": "#account-iban",
    "birth": ".birthday",
    "phone": ".hotline",
}


def test_what_is_to_be_masked_gets_a_name_that_lasts(
    tester: Tester, site: TestedSite
) -> None:
    window = tester.open(f"{site.origin}/account/")
    tester.is_live()
    for kind, selector in SUGGESTED.items():
        tester.found(kind).get_by_test_id("mask-this").click()
        expect(tester.part("draft-selector")).to_have_value(selector)
        expect(tester.found(kind)).to_have_count(0)
        tester.part("draft-drop").click()
        expect(tester.found(kind)).to_have_count(1)
    window.evaluate(
        """document.body.innerHTML =
            "<div class='css-1x2y3z'><i id='u-83746'>eve@example.com</i></div>" """
    )
    expect(tester.found("email")).to_have_count(1)
    expect(tester.found("iban")).to_have_count(0)
    tester.found("email").get_by_test_id("mask-this").click()
    expect(tester.page.locator("#draft-hints")).to_contain_text("data-cobrowse")


def test_the_tester_has_no_barriers(tester: Tester, site: TestedSite) -> None:
    with no_barriers() as barriers:
        barriers.look(tester.page, "before a page is open")
        window = tester.open(f"{site.origin}/account/")
        tester.is_live()
        expect(tester.found("iban")).to_have_count(1)
        tester.found("iban").get_by_test_id("mask-this").click()
        expect(tester.found("iban")).to_have_count(0)
        barriers.look(tester.page, "with findings")
        barriers.look(window, "the bar on the page", within="cobrowse-rule-test")


def test_the_demo_shop_is_tested(tester: Tester) -> None:
    window = tester.open(f"{tester.origin}/shop/checkout/payment/")
    tester.is_live()
    expect(window.locator("cobrowse-rule-test")).to_be_attached()
    expect(tester.part("tester-rules").locator("tr").first).to_be_visible()


def test_it_ends_with_a_click_on_the_page_or_with_either_window(
    tester: Tester, site: TestedSite
) -> None:
    window = tester.open(f"{site.origin}/account/")
    tester.is_live()
    window.get_by_test_id("rule-test-stop").click()
    tester.says("The test was stopped")
    expect(window.locator("cobrowse-rule-test")).to_have_count(0)
    window.reload()
    expect(window.locator("cobrowse-widget")).to_be_attached()
    expect(window.locator("cobrowse-rule-test")).to_have_count(0)

    window = tester.open(f"{site.origin}/account/")
    tester.is_live()
    window.close()
    tester.says("The window was closed")

    window = tester.open(f"{site.origin}/account/")
    tester.is_live()
    tester.page.goto(f"{tester.origin}/healthz")
    expect(window.locator("cobrowse-rule-test")).to_have_count(0)


def test_a_page_that_cannot_answer_is_explained(
    tester: Tester, site: TestedSite
) -> None:
    tester.open(f"{site.origin}/plain/")
    tester.says("Waiting for the page")
    tester.says("The page does not answer")
    tester.says("Cross-Origin-Opener-Policy")
    tester.open(f"{site.origin}/other-site/")
    tester.says("The page carries the snippet of another site")
    tester.open(f"{site.origin}/account/?cut")
    tester.says("The page does not answer")
    tester.open(f"{site.origin}/account/")
    tester.is_live()


def test_addresses_of_others_and_blocked_windows_are_explained(tester: Tester) -> None:
    problem = tester.page.locator("#address-problem")
    for address, text in {
        "https://elsewhere.example/": "is not on the list",
        "javascript:alert(1)": "Write a whole address",
        "shop": "Write a whole address",
    }.items():
        tester.page.locator("#address").fill(address)
        tester.part("tester-open").click()
        expect(problem).to_contain_text(text)
    assert len(tester.context.pages) == 1
    tester.page.evaluate("window.open = () => null")
    tester.page.locator("#address").fill(f"{tester.origin}/shop/")
    tester.part("tester-open").click()
    tester.says("Your browser opened no window")


def test_a_customer_without_the_tester_sees_nothing_of_it(
    chromium: Browser, product: LiveServer, site: TestedSite
) -> None:
    customer = Person(chromium, product.origin)
    asked: list[str] = []
    customer.page.on("request", lambda request: asked.append(request.url))
    customer.page.goto(f"{site.origin}/account/#cobrowse-rule-test")
    expect(customer.page.locator("cobrowse-widget")).to_be_attached()
    assert customer.page.url.endswith("#cobrowse-rule-test")
    expect(customer.page.locator("cobrowse-rule-test")).to_have_count(0)
    assert any("/app-" in url for url in asked)
    assert not any("rule_test" in url for url in asked)
    customer.close()


def test_another_opener_hears_nothing_and_drives_nothing(
    chromium: Browser, product: LiveServer, site: TestedSite
) -> None:
    stranger = Person(chromium, product.origin)
    stranger.page.goto(f"{site.origin}/opener/")

    def is_test(request: Request) -> bool:
        return "rule_test" in request.url

    with (
        stranger.context.expect_event("requestfinished", is_test),
        stranger.page.expect_popup() as popup,
    ):
        stranger.page.evaluate("go('/account/#cobrowse-rule-test')")
    opened = popup.value
    expect(opened.locator("cobrowse-widget")).to_be_attached()
    for _ in range(3):
        policy = "{rules: [], mask_all: false, mask_title: false, private_paths: []}"
        stranger.page.evaluate(f"drive({policy})")
        opened.evaluate("new Promise((done) => setTimeout(done, 200))")
    assert stranger.page.evaluate("heard") == []
    expect(opened.locator("cobrowse-rule-test")).to_have_count(0)
    stranger.close()


def test_a_page_of_another_site_cannot_speak_to_the_tester(
    tester: Tester, site: TestedSite
) -> None:
    window = tester.open(f"{site.origin}/account/")
    tester.is_live()
    ready = (
        "{type: 'cobrowse.rule_test', say: 'ready', site: 'demo', url: location.href}"
    )
    tester.context.route(
        "https://elsewhere.example/**",
        lambda route: route.fulfill(
            content_type="text/html",
            body=f"<script>heard = []; onmessage = ({{data}}) => heard.push(data);"
            f"opener.postMessage({ready}, '*')</script>",
        ),
    )
    window.evaluate("location.href = 'https://elsewhere.example/'")
    tester.says("This site does not allow that page")
    assert window.evaluate("heard") == []

    # Another window than the one that was opened is not heard at all.
    window = tester.open(f"{site.origin}/clean/")
    tester.is_live()
    window.evaluate(
        """(ready) => new Promise((done) => {
            const frame = document.createElement("iframe");
            frame.srcdoc = `<script>top.opener.postMessage(${ready}, "*")<\\/script>`;
            frame.onload = () => setTimeout(done, 300);
            document.body.append(frame);
        })""",
        ready.replace("location.href", f"'{site.origin}/account/'"),
    )
    tester.is_live()
    expect(tester.page.locator("#page-url")).to_have_text(f"{site.origin}/clean/")


def test_a_hostile_page_does_not_break_the_tester(
    tester: Tester, site: TestedSite
) -> None:
    window = tester.open(f"{site.origin}/hostile/")
    expect(tester.page.locator("body")).to_have_attribute("data-line", "live")
    tester.says("The page is arriving")
    assert window.evaluate("heard") == ["start"]
    expect(tester.page.locator("#page-url")).to_have_text(f"{site.origin}/hostile/")
    tester.open(f"{site.origin}/account/")
    tester.is_live()
    expect(tester.found("iban")).to_have_count(1)
