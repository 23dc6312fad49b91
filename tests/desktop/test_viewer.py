"""The customer's page before the agent's eyes: pointing, writing, drawing, ending."""

import pytest
from playwright.sync_api import FrameLocator, Request, expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser


def viewer_of(agent: Agent) -> FrameLocator:
    return agent.page.frame_locator('[data-testid="viewer"]')


def test_the_page_opens_by_itself_with_its_origin_and_size(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    expect(agent.part("mode")).to_have_text("Pointer Mode")
    expect(agent.part("viewer-stage")).to_have_text("Live")
    expect(agent.part("viewer-size")).to_contain_text("1280")
    expect(agent.part("nav-url")).to_have_value(f"{agent.origin}/shop/sign-in/")
    expect(viewer_of(agent).locator("#origin")).to_have_text(agent.origin)
    frame = viewer_of(agent).locator("iframe")
    expect(frame).to_have_attribute("sandbox", "allow-same-origin")
    agent.part("zoom-actual").check(force=True)
    expect(agent.part("viewer-scale")).to_have_text("100 %")


def test_the_first_hello_needs_no_ticket_of_its_own(
    agent: Agent, customer: Customer
) -> None:
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.url.endswith("/agent/ticket/"):
            asked.append(request.frame.url)

    agent.page.on("request", note)
    agent.work()
    agent.sees_page_of(customer)
    assert asked
    assert not any("/agent/viewer/" in url for url in asked)
    body = viewer_of(agent).locator("body")
    assert body.get_attribute("data-ticket") is None
    # A reload brings another one.
    agent.page.reload()
    agent.sees("body", text="Fjord")
    assert not any("/agent/viewer/" in url for url in asked)


def test_what_a_customer_sees_who_has_zoomed_in_is_outlined(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.may_write(customer)
    frame = viewer_of(agent).get_by_test_id("customer-zoom")
    expect(frame).to_be_hidden()
    devtools = customer.page.context.new_cdp_session(customer.page)
    devtools.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 2})
    expect(frame).to_have_text("Customer is zoomed in to 200 %")
    outline, sheet = frame.bounding_box(), viewer_of(agent).locator("#sheet")
    page = sheet.bounding_box()
    assert outline
    assert page
    assert outline["width"] == pytest.approx(page["width"] / 2, abs=12)
    assert outline["height"] == pytest.approx(page["height"] / 2, abs=2)
    assert (outline["x"], outline["y"]) == pytest.approx((page["x"], page["y"]), abs=1)
    agent.type("#id_email", "zoomed")
    expect(customer.page.locator("#id_email")).to_have_value("zoomed")
    devtools.send("Emulation.setPageScaleFactor", {"pageScaleFactor": 1})
    expect(frame).to_be_hidden()


def test_what_the_customers_keyboard_leaves_is_outlined(
    agent: Agent, customer: Customer
) -> None:
    """A browser says so by a view that is less high than its window."""
    agent.work()
    agent.sees_page_of(customer)
    frame = viewer_of(agent).get_by_test_id("customer-zoom")
    opens = """(share) => {
        const height = innerHeight * share;
        Object.defineProperty(VisualViewport.prototype, 'height',
            { get: () => height, configurable: true });
        visualViewport.dispatchEvent(new Event('resize'));
    }"""
    customer.page.evaluate(opens, 0.5)
    expect(frame).to_have_text("Customer's on-screen keyboard is open")
    outline = frame.bounding_box()
    page = viewer_of(agent).locator("#sheet").bounding_box()
    assert outline
    assert page
    assert outline["height"] == pytest.approx(page["height"] / 2, abs=2)
    customer.page.evaluate(opens, 1)
    expect(frame).to_be_hidden()


def test_pointer_mode_shows_and_changes_nothing(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    for control in ("nav-back", "nav-forward", "nav-refresh"):
        expect(agent.part(control)).to_be_disabled()
    agent.type("#id_email", "not yet")
    agent.click("text=Basket")
    customer.say("I see your mouse")
    expect(agent.part("message").last).to_contain_text("I see your mouse")
    expect(customer.page.locator("#id_email")).to_have_value("")
    assert customer.page.url.endswith("/shop/sign-in/")


def test_what_is_typed_at_once_after_a_click_arrives_whole(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.may_write(customer)
    agent.type("#id_email", "first letters count")
    expect(customer.page.locator("#id_email")).to_have_value("first letters count")
    agent.page.keyboard.press("Control+a")
    agent.page.keyboard.press("Backspace")
    agent.page.keyboard.type("milk")
    expect(customer.page.locator("#id_email")).to_have_value("milk")
    expect(agent.part("delay")).to_contain_text("ms")


def test_links_and_the_toolbar_lead_the_customer(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.may_write(customer)
    agent.click("header >> text=Basket")
    expect(agent.part("nav-url")).to_have_value(f"{agent.origin}/shop/basket/")
    expect(customer.page).to_have_url(f"{agent.origin}/shop/basket/")
    agent.sees("h1", text="basket")
    expect(agent.part("nav-back")).to_be_enabled()
    agent.part("nav-back").click()
    expect(customer.page).to_have_url(f"{agent.origin}/shop/sign-in/")
    agent.sees("#id_email")
    agent.part("nav-url").fill("/shop/help/")
    agent.part("nav-url").press("Enter")
    expect(customer.page).to_have_url(f"{agent.origin}/shop/help/")
    agent.has_mode("Write")


def test_a_refused_command_is_told_in_words(agent: Agent, customer: Customer) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.may_write(customer)
    agent.part("nav-url").fill("https://evil.example/")
    agent.part("nav-url").press("Enter")
    expect(agent.part("notice")).to_contain_text(["outside the allowed pages"])
    agent.click("input[type=password]")
    told = agent.part("notice").filter(has_text="customer")
    expect(told.last).to_be_visible()
    assert customer.page.url.endswith("/shop/sign-in/")


def test_a_declined_request_is_told_and_may_be_made_again(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.part("request-write").click()
    expect(agent.part("write-waiting")).to_be_visible()
    customer.part("write-decline").click()
    expect(agent.part("notice").filter(has_text="declined")).to_be_visible()
    expect(agent.part("write-waiting")).to_be_hidden()
    agent.part("request-write").click()
    expect(customer.part("write-accept")).to_be_visible()
    agent.part("withdraw-write").click()
    expect(customer.part("write-accept")).to_be_hidden()
    agent.may_write(customer)
    agent.part("drop-write").click()
    agent.has_mode("Pointer")


def test_drawings_are_seen_by_the_customer_until_they_are_cleared(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    x, y = agent.point_at("h1")
    agent.takes_up("pen")
    agent.page.mouse.move(x, y)
    agent.page.mouse.down()
    agent.page.mouse.move(x + 90, y + 30, steps=6)
    agent.page.mouse.up()
    expect(customer.part("annotation-agent")).to_have_count(1)
    agent.takes_up("note")
    agent.page.mouse.click(x, y + 60)
    viewer_of(agent).get_by_test_id("annotation-input").fill("Here")
    agent.page.keyboard.press("Enter")
    expect(customer.part("annotation-note")).to_contain_text("Here")
    agent.part("annotate-clear").click()
    expect(customer.part("annotation-note")).to_have_count(0)
    expect(agent.part("annotate-clear")).to_be_disabled()


def test_the_end_is_told_in_words_and_the_chat_goes_on(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.part("end-cobrowse").click()
    expect(agent.part("viewer")).to_have_count(0)
    expect(agent.part("session-ended")).to_contain_text("You ended it.")
    agent.say("Anything else?")
    customer.sees_message("Anything else?")
    customer.share_in_chat()
    agent.sees("body", text="Fjord")
    customer.part("stop-cobrowse").click()
    ended = agent.part("session-ended")
    expect(ended).to_contain_text("The customer stopped sharing.")


def test_a_replica_that_was_led_away_comes_back(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    viewer_of(agent).locator("iframe").evaluate(
        "frame => { frame.contentWindow.location = 'about:blank?elsewhere' }"
    )
    agent.sees("#id_email")
    expect(agent.part("viewer-stage")).to_have_text("Live")
    agent.may_write(customer)
    agent.type("#id_email", "healed")
    expect(customer.page.locator("#id_email")).to_have_value("healed")


def test_the_newest_tab_has_the_session_and_gives_it_back(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    second = agent.context.new_page()
    second.goto(f"{agent.origin}/agent/")
    expect(second.get_by_test_id("viewer-stage")).to_have_text("Live")
    expect(agent.part("viewer")).to_have_count(0)
    agent.part("take-over-tab").click()
    expect(agent.part("viewer-stage")).to_have_text("Live")
    agent.sees("#id_email")
    expect(second.get_by_test_id("viewer")).to_have_count(0)
    second.close()


def test_a_keyboard_gets_into_the_page_and_out_again(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.may_write(customer)
    agent.click("#id_email")
    agent.page.keyboard.press("F6")
    expect(agent.page.locator(".desk__toolbar :focus")).to_have_count(1)
    agent.page.keyboard.type("x")
    agent.part("zoom-fit").focus()
    agent.page.keyboard.press("Tab")
    agent.page.keyboard.type("in by Tab")
    expect(customer.page.locator("#id_email")).to_have_value("in by Tab")


def test_the_viewer_believes_nobody_but_its_desktop(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    # The right words from the wrong window: the frame speaks to itself.
    viewer_of(agent).locator("body").evaluate(
        "() => { window.postMessage({type: 'viewer.end'}, location.origin) }"
    )
    # And the wrong words from the right one.
    agent.page.evaluate(
        """() => {
          const frame = document.querySelector('[data-testid=viewer]')
          for (const data of [null, 7, {type: 'viewer.zoom', zoom: '900'},
                              {type: 'viewer.move', move: 'home'}])
            frame.contentWindow.postMessage(data, location.origin)
        }"""
    )
    agent.may_write(customer)
    expect(agent.part("viewer-stage")).to_have_text("Live")
