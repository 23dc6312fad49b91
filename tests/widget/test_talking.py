"""Inside a chat: marks, drafts, alerts, emoji, the transcript, several tabs."""

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import HELP, Shopper
from tests.widget.desk import Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def talking(shopper: Shopper, desk: Desk) -> Shopper:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    expect(shopper.part("chat-status")).to_contain_text("Alice")
    return shopper


def send(shopper: Shopper, text: str) -> None:
    shopper.part("chat-input").fill(text)
    shopper.part("chat-send").click()


def test_a_message_is_marked_sent_delivered_and_read(
    talking: Shopper, desk: Desk
) -> None:
    send(talking, "Hello?")
    mark = talking.part("message-state")
    expect(mark).to_have_attribute("data-state", "sent")
    desk.receive(agent_delivered=1)
    expect(mark).to_have_text("Delivered")
    desk.receive(agent_read=1)
    expect(mark).to_have_text("Read")
    # Late news take nothing back.
    desk.widget.tell("chat.receipts", receipts=dict.fromkeys(RECEIPTS, 0))
    talking.settle()
    expect(mark).to_have_text("Read")


RECEIPTS = ("customer_delivered", "customer_read", "agent_delivered", "agent_read")


def test_the_server_hears_what_arrived_and_what_was_read(
    talking: Shopper, desk: Desk
) -> None:
    talking.part("launcher").click()
    desk.say("Are you there?")
    talking.until(lambda: desk.widget.of("chat.seen"))
    talking.settle()
    assert [seen["read"] for seen in desk.widget.of("chat.seen")] == [False]
    talking.part("launcher").click()
    talking.until(lambda: len(desk.widget.of("chat.seen")) == 2)
    assert desk.widget.of("chat.seen")[-1] | {"ref": None} == {
        "type": "chat.seen",
        "seq": 1,
        "read": True,
        "ref": None,
    }


def test_links_are_links_and_lead_to_what_they_say(
    talking: Shopper, desk: Desk
) -> None:
    desk.say("See https://help.test/a?b=1. Not javascript:alert(1)")
    link = talking.part("chat-message").locator("a")
    expect(link).to_have_count(1)
    expect(link).to_have_attribute("href", "https://help.test/a?b=1")
    expect(link).to_have_attribute("target", "_blank")
    assert "noopener" in str(link.get_attribute("rel"))


def test_a_draft_waits_for_the_customer_on_the_next_page(
    talking: Shopper, desk: Desk
) -> None:
    talking.part("chat-input").fill("half a sent")
    talking.open("/next")
    expect(talking.part("chat-input")).to_have_value("half a sent")
    talking.part("chat-send").click()
    talking.until(lambda: desk.messages)
    talking.open("/")
    expect(talking.part("chat-input")).to_have_value("")


def test_an_emoji_is_chosen_by_keyboard(talking: Shopper, desk: Desk) -> None:
    talking.part("chat-input").fill("ok ")
    talking.part("chat-emoji").click()
    expect(talking.part("emoji-picker").locator("button").first).to_be_focused()
    talking.page.keyboard.press("ArrowDown")
    talking.page.keyboard.press("ArrowDown")
    talking.page.keyboard.press("Enter")
    expect(talking.part("emoji-picker")).to_be_hidden()
    expect(talking.part("chat-input")).to_be_focused()
    talking.page.keyboard.press("Enter")
    talking.until(lambda: desk.messages)
    assert str(desk.messages[0]["text"]).startswith("ok \N{THUMBS UP SIGN}")


def test_the_menu_is_walked_by_arrow_keys(talking: Shopper, desk: Desk) -> None:
    talking.part("chat-menu").focus()
    talking.page.keyboard.press("ArrowDown")
    expect(talking.part("start-cobrowse")).to_be_focused()
    talking.page.keyboard.press("ArrowDown")
    expect(talking.part("chat-sound")).to_be_focused()
    expect(talking.part("chat-sound")).to_have_attribute("aria-checked", "false")
    talking.page.keyboard.press("Enter")
    expect(talking.part("chat-sound")).to_have_attribute("aria-checked", "true")
    talking.page.keyboard.press("End")
    expect(talking.part("chat-download")).to_be_focused()
    talking.page.keyboard.press("ArrowDown")
    expect(talking.part("start-cobrowse")).to_be_focused()
    # The choice is kept for the next page and for other tabs.
    talking.open("/next")
    talking.part("chat-menu").click()
    expect(talking.part("chat-sound")).to_have_attribute("aria-checked", "true")


def test_the_transcript_is_saved_without_the_token_in_an_address(
    talking: Shopper, desk: Desk
) -> None:
    asked: list[tuple[str, str]] = []

    def give(route: object, request: object) -> None:
        asked.append((request.url, request.headers["authorization"]))  # type: ignore[attr-defined]
        route.fulfill(  # type: ignore[attr-defined]
            body="Alice: Hello",
            headers={
                "access-control-allow-origin": "*",
                "access-control-allow-headers": "authorization, content-type",
                "content-type": "text/plain",
            },
        )

    talking.context.route(f"{HELP}/widget/demo/transcript", give)
    talking.part("chat-menu").click()
    with talking.page.expect_download() as download:
        talking.part("chat-download").click()
    assert download.value.suggested_filename == "Chat.txt"
    assert download.value.path().read_text() == "Alice: Hello"
    assert asked[-1] == (
        f"{HELP}/widget/demo/transcript",
        "Bearer token-of-this-browser",
    )


def test_a_transcript_that_does_not_come_is_said(talking: Shopper) -> None:
    talking.part("chat-menu").click()
    talking.part("chat-download").click()
    expect(talking.part("toast")).to_contain_text("could not be saved")


def test_a_message_that_nobody_reads_is_announced_and_shown_in_the_title(
    talking: Shopper, desk: Desk
) -> None:
    talking.page.evaluate(
        """() => {
            Object.defineProperty(document, "visibilityState", {
                get: () => window.away ? "hidden" : "visible", configurable: true,
            });
            window.away = true;
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    desk.say("Are you there?")
    talking.page.wait_for_function("() => document.title === '1 new message'")
    expect(talking.page.get_by_text("New message from Alice")).to_have_count(1)
    talking.page.evaluate(
        """() => {
            window.away = false;
            document.dispatchEvent(new Event("visibilitychange"));
        }"""
    )
    talking.page.wait_for_function("() => document.title === 'Shop'")
    talking.until(lambda: desk.widget.of("chat.seen")[-1]["read"] is True)


def test_two_tabs_show_one_chat_and_ring_once(talking: Shopper, desk: Desk) -> None:
    count = """
        window.rung = 0;
        const start = OscillatorNode.prototype.start;
        OscillatorNode.prototype.start = function (...when) {
            window.rung += 1;
            return start.apply(this, when);
        };
        0;"""
    talking.part("chat-menu").click()
    talking.part("chat-sound").click()
    talking.page.keyboard.press("Escape")
    talking.part("launcher").click()
    other = talking.context.new_page()
    other.add_init_script(count)
    other.goto("http://shop.test/next")
    expect(other.get_by_test_id("launcher")).to_be_visible()
    talking.until(lambda: len(desk.lines["widget"]) == 2)
    talking.settle()
    talking.page.evaluate(count)
    desk.say("Hello both")
    for page in (talking.page, other):
        expect(page.get_by_test_id("launcher")).to_have_attribute(
            "aria-label", "Open help, 1 new message"
        )
    talking.settle()
    rung = [page.evaluate("() => rung") for page in (talking.page, other)]
    assert sorted(rung) == [0, 2], "two notes in one tab"
    # What is read in one tab is read in the other.
    other.get_by_test_id("launcher").click()
    expect(other.get_by_test_id("chat-message")).to_have_text(["Hello both"])
    desk.receive(customer_read=1)
    expect(talking.part("launcher")).to_have_attribute("aria-label", "Open help")


def test_a_chat_begun_while_offline_begins_when_the_line_is_back(
    shopper: Shopper, desk: Desk
) -> None:
    desk.down = True
    shopper.open()
    shopper.part("launcher").click()
    shopper.part("channel-chat").click()
    shopper.part("chat-question").fill("Hello?")
    shopper.part("chat-start").click()
    expect(shopper.part("chat-start")).to_be_disabled()
    shopper.open("/next")
    desk.down = False
    expect(shopper.part("chat-message")).to_have_text(["Hello?"])
    assert len([line for line in desk.lines["widget"] if line.of("chat.start")]) == 1


def test_storage_that_is_full_loses_no_message(talking: Shopper, desk: Desk) -> None:
    talking.page.evaluate(
        """() => {
            Storage.prototype.setItem = () => {
                throw new DOMException("full", "QuotaExceededError");
            };
        }"""
    )
    desk.down = True
    desk.drop()
    expect(talking.part("chat-connection")).to_be_visible()
    send(talking, "still said")
    desk.down = False
    talking.until(lambda: desk.messages)
    expect(talking.part("chat-message")).to_have_text(["still said"])
