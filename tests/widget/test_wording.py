"""The site's own words before a page is shared, and a pause that holds."""

import pytest
from playwright.sync_api import expect

from tests.widget.conftest import Shopper
from tests.widget.desk import Desk

pytestmark = pytest.mark.browser

WORDS = "Our adviser looks along.\n\nNothing is kept.\nStop at any time."


def ask(shopper: Shopper, desk: Desk) -> None:
    shopper.open()
    shopper.start_chat()
    desk.accept_chat()
    expect(shopper.part("chat-status")).to_contain_text("Alice")
    shopper.part("chat-menu").click()
    shopper.part("start-cobrowse").click()
    expect(shopper.part("consent-accept")).to_be_visible()


def test_the_sites_own_words_stand_for_the_built_in_ones(
    shopper: Shopper, desk: Desk
) -> None:
    desk.consent = {"version": 7, "text": WORDS}
    ask(shopper, desk)
    wording = shopper.part("consent-wording")
    expect(wording).to_contain_text("Our adviser looks along.")
    assert wording.locator(".paragraph").count() == 2
    expect(shopper.page.get_by_text("What the agent sees")).to_be_hidden()
    shopper.part("consent-accept").click()
    shopper.until(lambda: desk.widget.of("session.start"))
    assert desk.widget.of("session.start")[0]["consent_version"] == 7


def test_without_own_words_version_0_is_agreed_to(shopper: Shopper, desk: Desk) -> None:
    ask(shopper, desk)
    expect(shopper.part("consent-wording")).to_be_hidden()
    expect(shopper.page.get_by_text("What the agent sees")).to_be_visible()
    shopper.part("consent-accept").click()
    shopper.until(lambda: desk.widget.of("session.start"))
    assert desk.widget.of("session.start")[0]["consent_version"] == 0


def test_markup_in_the_words_is_text(shopper: Shopper, desk: Desk) -> None:
    evil = "<img src=x onerror='document.title=1'><script>document.title=2</script>"
    desk.consent = {"version": 1, "text": evil}
    ask(shopper, desk)
    expect(shopper.part("consent-wording")).to_contain_text("<img src=x")
    assert shopper.part("consent-wording").locator("img, script").count() == 0
    assert shopper.page.title() == "Shop"


def test_words_that_are_out_of_date_are_asked_for_anew(
    shopper: Shopper, desk: Desk
) -> None:
    desk.consent = {"version": 1, "text": "Old words"}
    ask(shopper, desk)
    desk.deaf = True
    shopper.part("consent-accept").click()
    shopper.until(lambda: desk.widget.of("session.start"))
    refused = desk.widget.of("session.start")[0]
    desk.deaf = False
    desk.widget.tell(
        "error",
        code="consent_outdated",
        detail="",
        ref=refused["ref"],
        limit=None,
        retry_after=None,
    )
    desk.widget.tell("consent.updated", consent={"version": 2, "text": "New words"})
    expect(shopper.part("consent-wording")).to_have_text("New words")
    shopper.part("consent-accept").click()
    shopper.until(lambda: len(desk.widget.of("session.start")) == 2)
    assert desk.widget.of("session.start")[1]["consent_version"] == 2


def share(shopper: Shopper, desk: Desk) -> None:
    ask(shopper, desk)
    shopper.part("consent-accept").click()
    shopper.until(lambda: desk.lines["session"] and desk.sharing.of("hello"))
    desk.join()
    shopper.until(lambda: desk.sharing.frames)


def test_in_a_pause_no_frame_leaves_and_no_command_is_obeyed(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    desk.ask_for_write()
    shopper.part("write-accept").click()
    expect(shopper.part("write-revoke")).to_be_visible()
    epoch = desk.sharing.frames[0][2:6]
    shopper.page.evaluate(
        "() => addEventListener('click', () => { document.title = 'clicked'; }, true)"
    )
    # The server goes on as if it had not heard.
    desk.deaf = True
    shopper.page.evaluate("() => Cobrowse.pauseSession()")
    shopper.until(lambda: desk.sharing.of("sharing.pause"))
    sent = len(desk.sharing.frames)
    for seq in range(1, 20):
        body = (
            f'{{"do":"click","node":{seq},"fx":0.5,"fy":0.5,"button":0,"count":1,'
            '"mods":{"shift":false,"ctrl":false,"alt":false,"meta":false}}'
        )
        desk.sharing.route.send(
            b"\x04"
            + epoch
            + (2).to_bytes(4, "big")
            + seq.to_bytes(4, "big")
            + body.encode()
        )
    desk.sharing.tell("resync.requested", node=None, reason="viewer")
    shopper.page.get_by_label("Search").fill("nobody sees this")
    shopper.page.mouse.move(200, 200)
    shopper.settle()
    assert len(desk.sharing.frames) == sent
    assert shopper.page.title() == "Shop"


def test_a_pause_during_a_cut_is_told_as_soon_as_the_line_is_back(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    desk.down = True
    desk.drop("session")
    shopper.page.evaluate("() => Cobrowse.pauseSession()")
    desk.down = False
    shopper.until(lambda: desk.sharing.of("sharing.pause"))
    shopper.settle()
    assert desk.sharing.frames == []


def test_a_page_that_is_opened_in_a_pause_is_nobodys_business(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    shopper.part("pause-cobrowse").click()
    shopper.until(lambda: desk.sharing.of("sharing.pause"))
    shopper.open("/my/diagnosis")
    shopper.until(lambda: len(desk.lines["widget"]) == 2 and desk.widget.of("hello"))
    page = desk.widget.of("hello")[0]["page"]
    assert page == {"url": "http://shop.test/", "title": "", "referrer": ""}
    shopper.until(lambda: len(desk.lines["session"]) == 2 and desk.sharing.of("hello"))
    shopper.settle()
    assert desk.sharing.frames == []


def test_resuming_shows_the_whole_page_with_a_new_epoch(
    shopper: Shopper, desk: Desk
) -> None:
    share(shopper, desk)
    first = desk.sharing.frames[0]
    shopper.part("pause-cobrowse").click()
    shopper.until(lambda: desk.sharing.of("sharing.pause"))
    shopper.settle()
    sent = len(desk.sharing.frames)
    shopper.part("resume-cobrowse").click()
    shopper.until(lambda: desk.sharing.of("sharing.resume"))
    desk.sharing.tell("resync.requested", node=None, reason="resumed")
    shopper.until(lambda: len(desk.sharing.frames) > sent)
    again = desk.sharing.frames[sent]
    assert again[0] == 0x01
    # Another epoch, counted from the beginning.
    assert again[2:6] != first[2:6]
    assert again[6:10] == first[6:10]
