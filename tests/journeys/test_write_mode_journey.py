"""What the agent does in Write Mode ends and is told as the customer was promised."""

import pytest
from playwright.sync_api import Route, expect

from tests.journeys.people import AgentAtDesk, Customer

pytestmark = pytest.mark.browser

BURST = "".join(f"{word:03d} " for word in range(75))
ELSEWHERE = "http://elsewhere.test/"
# For what must not come.
QUIET_MS = 1_500

REVOKE_AT = """(field, length) => {
    let told = false;
    field.addEventListener("input", () => {
        if (told || field.value.length < length) return;
        told = true;
        revoke();
    });
}"""


@pytest.fixture
def writing(customer: Customer, agent: AgentAtDesk) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    customer.open("/shop/")
    customer.start_chat("Carla")
    agent.accept()
    customer.share_in_chat()
    agent.has_mode("Pointer")
    customer.open("/shop/sign-in/")
    agent.sees("#id_email")
    agent.part("request-write").click()
    customer.part("write-accept").click()
    agent.has_mode("Write")


@pytest.mark.usefixtures("writing")
def test_what_is_revoked_in_the_middle_of_a_word_stops_there(
    customer: Customer, agent: AgentAtDesk
) -> None:
    keys = customer.page.keyboard
    revoked: list[str] = []

    def revoke() -> None:
        revoked.append("asked")
        keys.press("Escape")
        keys.press("Escape")

    customer.page.expose_function("revoke", revoke)
    field = customer.page.locator("#id_email")
    field.evaluate(REVOKE_AT, 60)
    agent.type("#id_email", BURST)
    agent.has_mode("Pointer")
    expect(agent.part("notice").filter(has_text="took Write Mode back")).to_be_visible()
    assert revoked == ["asked"]
    written = field.input_value()
    assert BURST.startswith(written)
    assert 60 <= len(written) < len(BURST)
    agent.type("#id_email", "more")
    customer.page.wait_for_timeout(QUIET_MS)
    assert field.input_value() == written


@pytest.mark.usefixtures("writing")
def test_the_customer_is_told_of_each_journey_of_the_agent(
    customer: Customer, agent: AgentAtDesk
) -> None:
    def is_told(words: str, path: str, heading: str) -> None:
        expect(customer.part("toast").filter(has_text=words)).to_be_visible()
        expect(customer.page).to_have_url(f"{customer.origin}{path}")
        agent.sees("h1", text=heading)

    agent.click("header >> text=Basket")
    is_told("has opened another page", "/shop/basket/", "basket")
    agent.part("nav-back").click()
    is_told("went one page back", "/shop/sign-in/", "Welcome back")
    agent.part("nav-forward").click()
    is_told("went one page forward", "/shop/basket/", "basket")
    agent.part("nav-refresh").click()
    is_told("has reloaded the page", "/shop/basket/", "basket")

    # The customer's own journeys are no news.
    customer.page.goto(f"{customer.origin}/shop/planner/")
    agent.sees("h1", text="Trip planner")
    customer.page.wait_for_timeout(QUIET_MS)
    expect(customer.part("toast")).to_have_count(0)
    agent.click("text=Food")
    expect(customer.page).to_have_url(f"{customer.origin}/shop/planner/food/")
    told = customer.part("toast").filter(has_text="has opened another page")
    expect(told).to_be_visible()


@pytest.mark.usefixtures("writing")
def test_sharing_waits_while_a_link_has_led_to_an_origin_that_is_not_allowed(
    customer: Customer, agent: AgentAtDesk
) -> None:
    snippet = f'<script async src="{customer.origin}/widget.js" data-site="demo">'

    def serve(route: Route) -> None:
        body = f"<!doctype html><h1>Another shop</h1>{snippet}</script>"
        route.fulfill(body=body, content_type="text/html")

    customer.context.route(f"{ELSEWHERE}**", serve)
    customer.page.evaluate(
        """(url) => {
            const link = document.createElement("a");
            link.href = url;
            link.id = "away";
            link.textContent = "Our partner";
            document.querySelector("h1").append(link);
        }""",
        ELSEWHERE,
    )
    agent.click("#away")
    expect(customer.page).to_have_url(ELSEWHERE)
    expect(agent.part("viewer-stage")).to_contain_text("The customer is away")
    customer.page.wait_for_timeout(QUIET_MS)
    expect(agent.part("viewer-stage")).to_contain_text("The customer is away")
    assert "Another shop" not in agent.replica().content()
    expect(customer.part("stop-cobrowse")).to_have_count(0)

    customer.page.go_back()
    agent.sees("#id_email")
    expect(agent.part("viewer-stage")).to_have_text("Live")
    expect(customer.part("stop-cobrowse")).to_be_visible()
