"""The chat window: from the launcher to the end, through bad weather."""

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk

pytestmark = pytest.mark.browser


def test_no_connection_is_made_before_the_customer_wants_one(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open()
    expect(shopper.part("launcher")).to_be_visible()
    shopper.settle()
    assert desk.lines["widget"] == []
    shopper.part("launcher").click()
    expect(shopper.part("channel-chat")).to_be_visible()
    shopper.until(lambda: desk.lines["widget"])


def test_a_chat_runs_from_the_queue_to_the_end(shopper: Shopper, desk: Desk) -> None:
    shopper.open()
    shopper.start_chat()
    assert desk.widget.of("chat.start")[0]["name"] == "Carla"
    expect(shopper.part("queue-position")).to_contain_text("number 2 in line")
    desk.accept_chat()
    expect(shopper.part("chat-status")).to_contain_text("Alice")
    desk.say("Hello Carla")
    expect(shopper.part("chat-message")).to_have_text(["Hello Carla"])
    shopper.part("chat-input").fill("I am stuck")
    shopper.part("chat-input").press("Enter")
    expect(shopper.part("chat-message")).to_have_text(["Hello Carla", "I am stuck"])
    expect(shopper.part("message-state")).to_contain_text("Sent")
    desk.widget.tell("chat.typing", name="Alice")
    expect(shopper.page.get_by_text("Alice is writing")).to_be_visible()
    shopper.part("end-chat").click()
    expect(shopper.part("chat-ended")).to_contain_text("Alice has ended this chat")
    expect(shopper.part("chat-input")).to_be_hidden()


def test_the_page_is_told_without_query_and_fragment(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open("/basket?token=secret#part")
    shopper.part("launcher").click()
    shopper.until(lambda: desk.lines["widget"] and desk.widget.of("page.told"))
    page = desk.widget.of("hello")[0]["page"]
    assert page == {"url": "http://shop.test/", "title": "", "referrer": ""}
    (told,) = desk.widget.of("page.told")
    assert (told["url"], told["title"]) == ("http://shop.test/basket", "Shop")


def test_titles_and_private_paths_stay_in_the_browser_where_the_site_says_so(
    shopper: Shopper, desk: Desk
) -> None:
    desk.mask_title = True
    desk.private_paths = ["/accounts/*/statements"]
    shopper.open("/accounts/eve4711/statements")
    shopper.start_chat()
    shopper.until(lambda: desk.widget.of("chat.start"))
    (told,) = desk.widget.of("page.told")
    assert told["url"] == "http://shop.test/accounts/*/statements"
    assert told["title"] == ""
    desk.accept_chat()
    shopper.share_in_chat()
    shopper.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    shopper.until(lambda: desk.sharing.frames)
    said = str(desk.widget.said) + str(desk.sharing.said)
    assert "eve4711" not in said
    assert "/accounts/*/statements" in str(desk.sharing.of("hello"))


def test_messages_survive_a_lost_connection_once_each(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    desk.deaf = True
    shopper.part("chat-input").fill("swallowed by the network")
    shopper.part("chat-send").click()
    shopper.until(lambda: desk.widget.of("chat.send"))
    swallowed = desk.widget.of("chat.send")[0]
    # The server had it after all, but its answer never came.
    desk.deaf = False
    desk.messages.append(
        {
            "seq": 1,
            "client_id": swallowed["client_id"],
            "author": "customer",
            "name": "Carla",
            "text": swallowed["text"],
            "at": "2026-01-01T10:00:00Z",
        }
    )
    desk.down = True
    desk.drop()
    expect(shopper.part("chat-connection")).to_be_visible()
    shopper.part("chat-input").fill("written while offline")
    shopper.part("chat-send").click()
    expect(shopper.page.get_by_text("Waiting to be sent")).to_be_visible()
    desk.down = False
    expect(shopper.part("chat-connection")).to_be_hidden()
    expect(shopper.part("chat-message")).to_have_text(
        ["swallowed by the network", "written while offline"]
    )
    shopper.until(lambda: len(desk.messages) == 2)


def test_the_window_and_unsent_messages_survive_a_page_load(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    desk.say("Hello")
    desk.down = True
    desk.drop()
    shopper.part("chat-input").fill("on my way out")
    shopper.part("chat-send").click()
    desk.down = False
    shopper.open("/next")
    expect(shopper.part("chat-message")).to_have_text(["Hello", "on my way out"])
    assert desk.widget.of("hello")[0]["token"] == "token-of-this-browser"
    shopper.part("launcher").click()
    shopper.open("/")
    expect(shopper.part("launcher")).to_be_visible()
    expect(shopper.part("chat-input")).to_be_hidden()


def test_unread_messages_are_counted_on_the_launcher(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    shopper.part("launcher").click()
    desk.say("Are you there?")
    desk.say("Hello?")
    expect(shopper.part("launcher")).to_have_attribute(
        "aria-label", "Open help, 2 new messages"
    )
    shopper.part("launcher").click()
    expect(shopper.part("chat-message")).to_have_count(2)


def test_a_refused_message_says_so_and_can_be_tried_again(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    desk.deaf = True
    shopper.part("chat-input").fill("hm")
    shopper.part("chat-send").click()
    shopper.until(lambda: desk.widget.of("chat.send"))
    ref = desk.widget.of("chat.send")[0]["client_id"]
    desk.widget.tell(
        "error", code="invalid_field", detail="", ref=ref, retry_after=None, limit=None
    )
    expect(shopper.page.get_by_text("Not sent")).to_be_visible()
    desk.deaf = False
    shopper.page.get_by_role("button", name="Try again").click()
    shopper.until(lambda: len(desk.messages) == 1)


def test_an_unreachable_server_is_said_and_overcome(
    shopper: Shopper, desk: Desk
) -> None:
    desk.down = True
    shopper.open()
    shopper.part("launcher").click()
    expect(shopper.part("problem")).to_contain_text("cannot be reached")
    expect(shopper.part("launcher")).to_be_visible()
    desk.down = False
    expect(shopper.part("problem")).to_be_hidden()


def test_messages_are_text_and_nothing_else(shopper: Shopper, desk: Desk) -> None:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    evil = "<img src=x onerror=\"document.title='owned'\"><script>1</script>"
    desk.say(evil)
    expect(shopper.part("chat-message")).to_have_text([evil])
    assert shopper.page.title() == "Shop"


def test_the_whole_chat_works_from_the_keyboard(shopper: Shopper, desk: Desk) -> None:
    shopper.open()
    shopper.part("launcher").focus()
    shopper.page.keyboard.press("Enter")
    expect(shopper.page.get_by_role("heading", name="How can we help")).to_be_focused()
    shopper.page.keyboard.press("Tab")
    expect(shopper.part("channel-chat")).to_be_focused()
    shopper.page.keyboard.press("Enter")
    expect(shopper.part("chat-name")).to_be_focused()
    shopper.page.keyboard.type("Carla")
    shopper.page.keyboard.press("Enter")
    shopper.until(lambda: desk.interaction)
    desk.accept_chat()
    shopper.part("chat-menu").focus()
    shopper.page.keyboard.press("ArrowDown")
    expect(shopper.part("start-cobrowse")).to_be_focused()
    shopper.page.keyboard.press("Escape")
    expect(shopper.part("chat-menu")).to_be_focused()
    shopper.page.keyboard.press("Escape")
    expect(shopper.part("launcher")).to_be_focused()


@pytest.mark.parametrize("locale", ["de-DE"])
def test_german_is_spoken_to_germans(shopper: Shopper, locale: str) -> None:
    shopper.tag = shopper.tag.replace("data-site", 'data-lang="de" data-site')
    shopper.open()
    shopper.part("launcher").click()
    expect(shopper.part("channel-chat")).to_contain_text("Mit uns chatten")
