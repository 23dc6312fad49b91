"""Co-browse from the customer's side: consent, modes, resume, end."""

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk

pytestmark = pytest.mark.browser


@pytest.fixture
def chatting(shopper: Shopper, desk: Desk) -> Shopper:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    expect(shopper.part("chat-status")).to_contain_text("Alice")
    return shopper


@pytest.fixture
def sharing(chatting: Shopper, desk: Desk) -> Shopper:
    chatting.share_in_chat()
    chatting.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    expect(chatting.part("session-state")).to_have_attribute("data-state", "viewing")
    return chatting


def test_nothing_leaves_before_the_customer_says_yes(
    chatting: Shopper, desk: Desk
) -> None:
    chatting.part("chat-menu").click()
    chatting.part("start-cobrowse").click()
    expect(chatting.part("consent-accept")).to_be_visible()
    chatting.settle()
    assert desk.lines["session"] == []
    assert desk.widget.of("session.start") == []
    chatting.part("consent-decline").click()
    expect(chatting.part("consent-accept")).to_be_hidden()
    chatting.settle()
    assert desk.widget.of("session.start") == []


def test_a_script_cannot_say_yes_for_the_customer(
    chatting: Shopper, desk: Desk
) -> None:
    chatting.part("chat-menu").click()
    chatting.part("start-cobrowse").click()
    chatting.part("consent-accept").evaluate("button => button.click()")
    chatting.settle()
    assert desk.widget.of("session.start") == []
    expect(chatting.part("consent-accept")).to_be_visible()


def test_a_session_without_consent_is_never_shared(
    chatting: Shopper, desk: Desk
) -> None:
    desk.start_session("chat")
    desk.join()
    chatting.settle()
    assert desk.lines["session"] == []


def test_co_browse_waits_for_an_agent_in_the_chat(shopper: Shopper, desk: Desk) -> None:
    shopper.open()
    shopper.start_chat()
    shopper.part("chat-menu").click()
    expect(shopper.part("start-cobrowse")).to_be_disabled()
    desk.accept_chat()
    expect(shopper.part("start-cobrowse")).to_be_enabled()


def test_sharing_shows_frame_badge_and_state(sharing: Shopper, desk: Desk) -> None:
    expect(sharing.part("frame")).to_be_visible()
    expect(sharing.part("badge")).to_contain_text("Alice")
    expect(sharing.part("session-state")).to_contain_text("Alice sees this page")
    sharing.until(lambda: desk.sharing.frames)
    assert desk.sharing.frames[0][0] == 0x01
    # The frame covers the page and takes no clicks.
    sharing.page.get_by_label("Search").click()


def test_the_agent_hears_where_the_pointer_is(sharing: Shopper, desk: Desk) -> None:
    sharing.until(lambda: desk.sharing.frames)
    sharing.page.mouse.move(100, 40)
    sharing.page.mouse.move(140, 45)
    sharing.until(lambda: [f for f in desk.sharing.frames if f[0] == 0x02])


def test_a_voice_session_shows_nine_digits_to_read_out(
    shopper: Shopper, desk: Desk
) -> None:
    shopper.open()
    shopper.part("launcher").click()
    shopper.part("channel-cobrowse").click()
    shopper.part("consent-accept").click()
    expect(shopper.part("session-id")).to_have_text("123 456 789")
    assert desk.widget.of("session.start")[0]["media"] == "voice"
    desk.join()
    expect(shopper.part("session-id")).to_be_hidden()


def test_the_call_window_tells_the_number_and_leads_to_co_browse(
    shopper: Shopper,
) -> None:
    shopper.open()
    shopper.part("launcher").click()
    shopper.part("channel-call").click()
    expect(shopper.part("phone-number")).to_have_attribute("href", "tel:+442079460000")
    shopper.part("call-cobrowse").click()
    expect(shopper.part("consent-accept")).to_be_visible()


def test_with_neither_chat_nor_call_the_widget_asks_which(shopper: Shopper) -> None:
    shopper.open()
    shopper.page.evaluate("() => Cobrowse.startSession()")
    expect(shopper.part("ask-media")).to_be_visible()
    shopper.page.get_by_role("button", name="I would like to chat").click()
    expect(shopper.part("chat-name")).to_be_visible()


def test_write_mode_is_granted_and_taken_back(sharing: Shopper, desk: Desk) -> None:
    desk.ask_for_write()
    expect(sharing.part("write-accept")).to_be_visible()
    sharing.part("write-accept").evaluate("button => button.click()")
    sharing.settle()
    assert desk.sharing.of("write.grant") == []
    sharing.part("write-accept").click()
    expect(sharing.part("session-state")).to_have_attribute("data-state", "editing")
    sharing.part("write-revoke").click()
    expect(sharing.part("session-state")).to_have_attribute("data-state", "viewing")
    assert len(desk.sharing.of("write.revoke")) == 1


def test_escape_twice_takes_write_mode_back_even_without_a_server(
    sharing: Shopper, desk: Desk
) -> None:
    desk.ask_for_write()
    sharing.part("write-accept").click()
    expect(sharing.part("write-revoke")).to_be_visible()
    desk.deaf = True
    sharing.page.get_by_label("Search").focus()
    sharing.page.keyboard.press("Escape")
    expect(sharing.part("write-revoke")).to_be_visible()
    sharing.page.keyboard.press("Escape")
    expect(sharing.part("write-revoke")).to_be_hidden()
    expect(sharing.part("session-state")).to_have_attribute("data-state", "viewing")


def test_a_revoke_during_a_cut_holds_and_reaches_the_server_later(
    sharing: Shopper, desk: Desk
) -> None:
    desk.ask_for_write()
    sharing.part("write-accept").click()
    expect(sharing.part("write-revoke")).to_be_visible()
    desk.down = True
    desk.drop("session")
    expect(sharing.part("session-state")).to_contain_text("Connection lost")
    sharing.page.keyboard.press("Escape")
    sharing.page.keyboard.press("Escape")
    desk.down = False
    sharing.until(lambda: desk.sharing.of("write.revoke"))
    expect(sharing.part("session-state")).to_have_attribute("data-state", "viewing")


def test_the_customer_is_told_of_each_journey_of_the_agent(
    sharing: Shopper, desk: Desk
) -> None:
    sharing.until(lambda: desk.sharing.frames)
    desk.ask_for_write()
    sharing.part("write-accept").click()
    expect(sharing.part("write-revoke")).to_be_visible()
    epoch = int.from_bytes(desk.sharing.frames[0][2:6], "big")
    desk.sharing.route.send(
        b"\x04"
        + epoch.to_bytes(4, "big")
        + (2).to_bytes(4, "big")
        + (1).to_bytes(4, "big")
        + b'{"do":"navigate","url":"http://shop.test/chairs"}'
    )
    sharing.page.wait_for_url("**/chairs")
    expect(sharing.part("toast")).to_have_text("Alice has opened another page")
    # Told once: the customer's own journeys are no news.
    sharing.open("/next")
    expect(sharing.part("session-state")).to_have_attribute("data-state", "editing")
    sharing.settle()
    expect(sharing.part("toast")).to_have_count(0)


def test_a_write_request_can_be_declined_and_runs_out(
    sharing: Shopper, desk: Desk
) -> None:
    desk.ask_for_write()
    sharing.part("write-decline").click()
    sharing.until(lambda: desk.sharing.of("write.decline"))
    expect(sharing.part("write-accept")).to_be_hidden()
    desk.ask_for_write(seconds=1.5)
    expect(sharing.part("write-accept")).to_be_visible()
    expect(sharing.part("write-accept")).to_be_hidden()
    assert len(desk.sharing.of("write.decline")) == 1


def test_the_question_takes_the_focus_and_a_stray_key_answers_nothing(
    sharing: Shopper, desk: Desk
) -> None:
    sharing.page.get_by_label("Search").focus()
    desk.ask_for_write()
    expect(sharing.part("write-accept")).to_be_visible()
    sharing.page.keyboard.type("chairs \n")
    sharing.settle()
    assert desk.sharing.of("write.grant") == []
    for _ in range(4):
        sharing.page.keyboard.press("Tab")
        inside = sharing.page.evaluate(
            "() => document.activeElement.shadowRoot?.activeElement"
            "?.closest('dialog') !== null"
        )
        assert inside
    sharing.part("write-accept").focus()
    sharing.page.keyboard.press("Enter")
    sharing.until(lambda: desk.sharing.of("write.grant"))


def test_stop_works_at_once_and_without_a_server(sharing: Shopper, desk: Desk) -> None:
    sharing.until(lambda: desk.sharing.frames)
    desk.down = True
    desk.drop("widget")
    desk.deaf = True
    line = desk.sharing
    sharing.part("stop-cobrowse").click()
    expect(sharing.part("session-state")).to_contain_text("ended")
    expect(sharing.part("frame")).to_be_hidden()
    sent = len(line.frames)
    sharing.page.get_by_label("Search").fill("nobody sees this")
    sharing.settle()
    assert len(line.frames) == sent
    # The server is told as soon as it is back.
    desk.down = desk.deaf = False
    sharing.until(lambda: desk.session and desk.session["state"] == "ended")


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("agent_ended", "The agent ended it"),
        ("interaction_ended", "conversation has ended"),
        ("interaction_transferred", "moved to someone else"),
        ("inactivity", "Nothing happened"),
        ("customer_offline", "Your connection was away"),
        ("agent_offline", "agent's connection was away"),
        ("never_joined", "No agent joined"),
        ("error", "Something went wrong"),
    ],
)
def test_the_end_is_told_in_words(
    sharing: Shopper, desk: Desk, reason: str, words: str
) -> None:
    desk.end_session(reason)
    expect(sharing.page.get_by_text(words)).to_be_visible()
    expect(sharing.part("stop-cobrowse")).to_be_hidden()


def test_a_second_session_follows_in_the_same_chat(
    sharing: Shopper, desk: Desk
) -> None:
    sharing.part("stop-cobrowse").click()
    sharing.share_in_chat()
    sharing.until(lambda: len(desk.lines["session"]) == 2)
    desk.join()
    expect(sharing.part("session-state")).to_have_attribute("data-state", "viewing")


def test_sharing_goes_on_by_itself_on_the_next_page(
    sharing: Shopper, desk: Desk
) -> None:
    first = desk.sharing.of("hello")[0]
    sharing.page.get_by_role("link", name="Next page").click()
    sharing.until(lambda: len(desk.lines["session"]) == 2 and desk.sharing.of("hello"))
    second = desk.sharing.of("hello")[0]
    assert second["tab"] == first["tab"]
    assert second["epoch"] != first["epoch"]
    expect(sharing.part("session-state")).to_have_attribute("data-state", "viewing")
    sharing.until(lambda: desk.sharing.frames)


def test_the_next_page_says_at_once_where_it_is_and_no_more(
    sharing: Shopper, desk: Desk
) -> None:
    """Its rules are found by that address, before anything of it is sent."""
    hellos = len(desk.lines["session"])
    sharing.open("/help")
    sharing.until(lambda: len(desk.lines["session"]) > hellos)
    sharing.until(lambda: desk.sharing.of("hello"))
    page = desk.sharing.of("hello")[0]["page"]
    assert page == {"url": "http://shop.test/help", "title": ""}


def test_without_the_sites_private_paths_no_address_is_told(
    sharing: Shopper, desk: Desk
) -> None:
    desk.private_paths = ["/accounts/*"]
    forget = """Storage.prototype.getItem = new Proxy(Storage.prototype.getItem, {
        apply: (get, self, [name]) =>
            name.endsWith('private_paths') ? null : get.call(self, name) })"""
    sharing.page.add_init_script(forget)
    hellos = len(desk.lines["session"])
    sharing.open("/accounts/eve4711")
    sharing.until(lambda: len(desk.lines["session"]) > hellos)
    sharing.until(lambda: "/accounts/*" in str(desk.sharing.said))
    # Said at once, or after the welcome: until then every rule that protects counts.
    page = desk.sharing.of("hello")[0]["page"]
    told = ("", "http://shop.test/accounts/*")
    assert page in [{"url": url, "title": ""} for url in told]
    assert "eve4711" not in str(desk.sharing.said)


def test_a_short_cut_is_shown_and_healed(sharing: Shopper, desk: Desk) -> None:
    desk.down = True
    desk.drop("session")
    expect(sharing.part("session-state")).to_contain_text("Connection lost")
    desk.down = False
    expect(sharing.part("session-state")).to_contain_text("Alice sees this page")


def test_another_tab_takes_over_and_this_one_can_come_back(
    sharing: Shopper, desk: Desk
) -> None:
    desk.drop("session", 4409)
    expect(sharing.part("session-state")).to_contain_text("another tab")
    expect(sharing.part("frame")).to_be_hidden()
    sharing.settle()
    assert len(desk.lines["session"]) == 1
    sharing.part("take-over").click()
    sharing.until(lambda: len(desk.lines["session"]) == 2)
    expect(sharing.part("session-state")).to_have_attribute("data-state", "viewing")


def test_a_start_that_was_taken_back_comes_to_nothing(
    chatting: Shopper, desk: Desk
) -> None:
    desk.deaf = True
    chatting.share_in_chat()
    expect(chatting.part("session-state")).to_contain_text("Starting")
    chatting.part("stop-cobrowse").click()
    desk.deaf = False
    desk.start_session("chat")
    chatting.until(lambda: desk.session and desk.session["state"] == "ended")
    assert desk.lines["session"] == []


def test_a_tab_that_was_open_before_leaves_the_session_where_it_began(
    chatting: Shopper, desk: Desk
) -> None:
    # Both tabs believe to be in front here, as windows side by side may.
    other = chatting.new_page()
    other.goto("http://shop.test/next")
    expect(
        other.get_by_test_id("chat-status").or_(other.get_by_test_id("launcher")).first
    ).to_be_visible()
    chatting.until(lambda: len(desk.lines["widget"]) == 2)
    chatting.share_in_chat()
    chatting.until(lambda: desk.lines["session"])
    chatting.settle()
    assert len(desk.lines["session"]) == 1


def test_a_masked_field_says_that_the_agent_cannot_see_it(
    sharing: Shopper, desk: Desk
) -> None:
    sharing.until(lambda: desk.sharing.frames)
    sharing.page.get_by_label("Search").click()
    sharing.settle()
    expect(sharing.part("toast")).to_have_count(0)
    sharing.page.get_by_label("Card").click()
    expect(sharing.part("toast")).to_contain_text("cannot see")


def test_the_customer_can_look_what_the_agent_does_not_see(
    sharing: Shopper, desk: Desk
) -> None:
    sharing.until(lambda: desk.sharing.frames)
    marks = sharing.page.get_by_test_id("hidden-mark")
    toggle = sharing.part("show-hidden")
    expect(toggle).to_have_attribute("aria-pressed", "false")
    toggle.click()
    expect(toggle).to_have_attribute("aria-pressed", "true")
    expect(marks.and_(sharing.page.locator(":visible"))).to_have_count(1)
    field = sharing.page.get_by_label("Card").bounding_box()
    around = marks.first.bounding_box()
    assert field
    assert around
    assert abs(around["x"] - field["x"]) <= 3
    assert abs(around["width"] - field["width"]) <= 6
    expect(sharing.part("session-state").locator("..")).to_contain_text("Dashed parts")
    # It is the customer's own: it is no part of the page.
    sharing.page.get_by_label("Card").fill("4111")
    toggle.click()
    expect(marks).to_have_count(0)
    expect(toggle).to_have_attribute("aria-pressed", "false")


def test_the_page_tells_which_masking_rules_matched(
    chatting: Shopper, desk: Desk
) -> None:
    desk.rules = [
        {"id": 4, "selector": "input", "effect": "mask"},
        {"id": 5, "selector": ".not-there", "effect": "mask"},
    ]
    chatting.share_in_chat()
    chatting.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    chatting.until(lambda: desk.sharing.of("mirror.rules"))
    [told] = desk.sharing.of("mirror.rules")
    assert told["matched"] == [4]
    assert told["failed"] == []
    assert told["first"] is True


def test_commands_of_the_agent_do_nothing_without_write_mode(
    sharing: Shopper, desk: Desk
) -> None:
    sharing.until(lambda: desk.sharing.frames)
    epoch = int.from_bytes(desk.sharing.frames[0][2:6], "big")
    sharing.page.evaluate(
        "() => addEventListener('click', () => { document.title = 'clicked'; }, true)"
    )
    for node in range(1, 40):
        body = (
            f'{{"do":"click","node":{node},"fx":0.5,"fy":0.5,"button":0,"count":1,'
            '"mods":{"shift":false,"ctrl":false,"alt":false,"meta":false}}'
        )
        desk.sharing.route.send(
            b"\x04"
            + epoch.to_bytes(4, "big")
            + (1).to_bytes(4, "big")
            + node.to_bytes(4, "big")
            + body.encode()
        )
    sharing.until(lambda: len([f for f in desk.sharing.frames if f[0] == 5]) == 39)
    assert {f[9] for f in desk.sharing.frames if f[0] == 5} == {2}  # mode_required
    assert sharing.page.title() == "Shop"


def test_the_customer_pauses_and_goes_on(sharing: Shopper, desk: Desk) -> None:
    sharing.part("pause-cobrowse").click()
    sharing.until(lambda: desk.sharing.of("sharing.pause"))
    expect(sharing.part("session-state")).to_have_attribute("data-state", "paused")
    expect(sharing.part("frame")).to_have_attribute("data-mode", "paused")
    expect(sharing.part("resume-cobrowse")).to_be_focused()
    sharing.part("resume-cobrowse").click()
    sharing.until(lambda: desk.sharing.of("sharing.resume"))
    expect(sharing.part("frame")).to_have_attribute("data-mode", "pointer")


def test_the_bar_can_be_moved_out_of_the_way_and_stays_there(
    sharing: Shopper, desk: Desk
) -> None:
    def top() -> float:
        box = sharing.part("stop-cobrowse").bounding_box()
        assert box
        return box["y"]

    assert top() > 500
    sharing.part("move-bar").press("Enter")
    assert top() < 200
    sharing.part("move-bar").press("ArrowDown")
    assert top() > 50
    handle = sharing.part("move-bar").bounding_box()
    assert handle
    sharing.page.mouse.move(handle["x"] + 10, handle["y"] + 10)
    sharing.page.mouse.down()
    sharing.page.mouse.move(200, 400, steps=4)
    sharing.page.mouse.up()
    moved = top()
    assert 300 < moved < 500
    sharing.open("/next")
    expect(sharing.part("session-state")).to_have_attribute("data-state", "viewing")
    assert abs(top() - moved) < 3


def test_the_sites_own_words_are_asked_with_and_their_version_is_told(
    shopper: Shopper, desk: Desk
) -> None:
    desk.consent = {"version": 7, "text": "May we look?\n\nYou may stop at any time."}
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    shopper.part("chat-menu").click()
    shopper.part("start-cobrowse").click()
    expect(shopper.part("consent-wording")).to_contain_text("May we look?")
    shopper.part("consent-accept").click()
    shopper.until(lambda: desk.widget.of("session.start"))
    assert desk.widget.of("session.start")[0]["consent_version"] == 7
