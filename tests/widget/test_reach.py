"""Who can be reached: open, waiting, closed, nobody there; and what then."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk, queue

pytestmark = pytest.mark.browser


def in_days(days: int) -> str:
    return (datetime.now(UTC) + timedelta(days=days)).isoformat()


def open_panel(shopper: Shopper) -> None:
    shopper.open()
    shopper.part("launcher").click()
    expect(shopper.part("channel-chat")).to_be_visible()


def test_each_channel_says_how_it_stands_and_follows_the_news(
    shopper: Shopper, desk: Desk
) -> None:
    desk.queues = [queue("help", estimated_wait_seconds=200)]
    open_panel(shopper)
    chat = shopper.part("channel-chat")
    expect(chat).to_contain_text("Answered in about 3 minutes")
    expect(shopper.part("channel-callback")).to_be_hidden()
    desk.queues = [queue("help", estimated_wait_seconds=10)]
    desk.publish_site()
    expect(chat).to_contain_text("less than a minute")
    desk.queues = [queue("help", availability="full")]
    desk.publish_site()
    expect(chat).to_be_disabled()
    expect(chat).to_contain_text("Many people are waiting")
    desk.queues = [queue("help", availability="closed", opens_at=in_days(1))]
    desk.publish_site()
    expect(chat).to_be_enabled()
    expect(chat).to_contain_text("Closed until tomorrow")
    desk.chat_available = False
    desk.publish_site()
    expect(chat).to_be_disabled()


def test_a_call_in_the_browser_is_offered_only_where_it_can_be_made(
    shopper: Shopper, desk: Desk
) -> None:
    """The shop's pages are not a secure context: browsers give no microphone there."""
    desk.browser_calls = True
    open_panel(shopper)
    shopper.settle()
    expect(shopper.part("channel-browser-call")).to_be_hidden()


def test_the_customer_chooses_among_several_queues(
    shopper: Shopper, desk: Desk
) -> None:
    desk.queues = [queue("sales"), queue("returns", availability="full")]
    open_panel(shopper)
    shopper.part("channel-chat").click()
    choice = shopper.part("queue-choice")
    expect(choice.locator("option")).to_have_text(["Sales", "Returns"])
    choice.select_option("returns")
    expect(shopper.part("chat-start")).to_be_disabled()
    choice.select_option("sales")
    shopper.part("chat-start").click()
    shopper.until(lambda: desk.interaction)
    assert desk.widget.of("chat.start")[0]["queue"] == "sales"


def test_a_page_may_choose_the_queue(shopper: Shopper, desk: Desk) -> None:
    desk.queues = [queue("sales"), queue("returns")]
    shopper.open()
    shopper.page.evaluate("() => Cobrowse.configure({queue: 'returns'})")
    shopper.start_chat()
    expect(shopper.part("queue-choice")).to_be_hidden()
    assert desk.widget.of("chat.start")[0]["queue"] == "returns"


def test_a_message_is_left_with_a_contact_and_answered_on_return(
    shopper: Shopper, desk: Desk
) -> None:
    desk.messaging = True
    desk.queues = [queue("help", availability="closed", opens_at=in_days(1))]
    open_panel(shopper)
    shopper.part("channel-chat").click()
    expect(shopper.part("chat-availability")).to_contain_text("We are back: tomorrow")
    # Nothing is sent before there is a message and a way to answer it.
    shopper.part("chat-start").click()
    expect(shopper.part("chat-question")).to_be_focused()
    shopper.part("chat-question").fill("Where is my chair?")
    shopper.part("chat-start").click()
    expect(shopper.part("chat-contact")).to_be_focused()
    expect(shopper.part("chat-contact")).to_have_attribute("aria-invalid", "true")
    assert desk.widget.of("chat.start") == []
    shopper.part("chat-contact").fill("carla@example.com")
    shopper.part("chat-start").click()
    expect(shopper.part("chat-away")).to_contain_text("We are back: tomorrow")
    expect(shopper.part("queue-position")).to_be_hidden()
    assert desk.widget.of("chat.start")[0]["contact"] == "carla@example.com"
    shopper.part("launcher").click()
    # The next day the answer is there, and the launcher says so.
    shopper.page.goto("about:blank")
    desk.queues = [queue("help")]
    desk.accept_chat()
    desk.say("Good morning Carla")
    shopper.open("/next")
    expect(shopper.part("launcher")).to_have_attribute(
        "aria-label", "Open help, 1 new message"
    )
    shopper.part("launcher").click()
    expect(shopper.part("chat-message")).to_have_text(
        ["Where is my chair?", "Good morning Carla"]
    )
    desk.change_chat(state="parked")
    expect(shopper.part("chat-status")).to_contain_text("Write whenever you like")
    shopper.part("chat-input").fill("Thank you")
    shopper.part("chat-send").click()
    shopper.until(lambda: len(desk.messages) == 3)


def test_where_answers_wait_a_name_is_enough_while_nobody_is_there(
    shopper: Shopper, desk: Desk
) -> None:
    desk.messaging = True
    desk.queues = [queue("help", availability="no_agents", messaging=True)]
    shopper.open()
    shopper.start_chat()
    shopper.part("chat-input").fill("Where is my chair?")
    shopper.part("chat-send").click()
    expect(shopper.part("chat-message")).to_have_text(["Where is my chair?"])


def test_earlier_conversations_stay_readable(shopper: Shopper, desk: Desk) -> None:
    line = {"seq": 1, "client_id": None, "author": "agent", "name": "Bob"}
    desk.earlier_chats = [
        {
            "interaction": "44444444-4444-4444-8444-444444444444",
            "queue_name": "Help",
            "agent_name": "Bob",
            "started_at": "2026-01-01T10:00:00Z",
            "ended_at": "2026-01-01T11:00:00Z",
            "messages": [line | {"text": "As before", "at": "2026-01-01T10:00:00Z"}],
        }
    ]
    shopper.open()
    shopper.start_chat()
    expect(shopper.part("chat-day").first).to_have_text("Earlier conversation")
    expect(shopper.part("chat-message")).to_have_text(["As before"])


def test_a_callback_is_asked_for_confirmed_and_cancelled(
    shopper: Shopper, desk: Desk
) -> None:
    desk.callbacks = True
    desk.queues = [queue("help", callbacks=True)]
    open_panel(shopper)
    shopper.part("channel-callback").click()
    shopper.part("callback-name").fill("Carla")
    shopper.part("callback-phone").fill("no number")
    shopper.part("callback-send").click()
    expect(shopper.part("callback-phone")).to_be_focused()
    expect(shopper.page.get_by_text("Please enter a phone number")).to_be_visible()
    assert desk.widget.of("callback.request") == []
    shopper.part("callback-phone").fill("+44 20 7946 0001")
    shopper.part("callback-when").select_option("at")
    shopper.part("callback-time").fill("2020-01-01T10:00")
    shopper.part("callback-send").click()
    expect(shopper.page.get_by_text("still to come")).to_be_visible()
    shopper.part("callback-time").fill("2099-01-01T10:00")
    shopper.part("callback-send").click()
    expect(shopper.part("callback-done")).to_contain_text("+44 20 7946 0001")
    wish = desk.widget.of("callback.request")[0]
    assert wish["name"] == "Carla"
    assert wish["queue"] == "help"
    assert str(wish["preferred_at"]).startswith(("2098-12-31", "2099-01-01"))
    # It is known on the next page, and goes when the customer takes it back.
    shopper.open("/next")
    expect(shopper.part("callback-done")).to_contain_text("+44 20 7946 0001")
    shopper.part("callback-cancel").click()
    expect(shopper.part("callback-phone")).to_be_visible()
    assert desk.callback is None


def test_a_refusal_says_why(shopper: Shopper, desk: Desk) -> None:
    desk.deaf = True
    open_panel(shopper)
    shopper.part("channel-chat").click()
    shopper.part("chat-start").click()
    shopper.until(lambda: desk.widget.of("chat.start"))
    ref = desk.widget.of("chat.start")[0]["ref"]
    desk.widget.tell("error", code="queue_full", detail="", ref=ref, retry_after=None)
    expect(shopper.part("problem")).to_contain_text("Too many people are waiting")
    expect(shopper.part("chat-start")).to_be_enabled()
