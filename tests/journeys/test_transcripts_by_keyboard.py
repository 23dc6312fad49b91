"""Find a past conversation and read it, with nothing but a keyboard."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.accessibility import no_barriers
from tests.journeys.people import AgentAtDesk
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


@pytest.fixture
def reader(chromium: Browser, product: LiveServer) -> Iterator[AgentAtDesk]:
    person = AgentAtDesk(chromium, product.origin)
    yield person
    person.close()
    assert person.errors == []


def test_a_conversation_is_found_and_read_by_keyboard(reader: AgentAtDesk) -> None:
    reader.sign_in("alice")
    page = reader.page
    page.goto(f"{reader.origin}/agent/transcripts/")
    words = page.get_by_label("Words")
    words.focus()
    page.keyboard.type("parcel")
    page.keyboard.press("Enter")
    page.wait_for_url("**q=parcel*")
    expect(words).to_have_value("parcel")
    result = page.get_by_test_id("transcript-row").first.get_by_role("link")
    for _ in range(30):
        page.keyboard.press("Tab")
        if result.evaluate("link => link === document.activeElement"):
            break
    expect(result).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**#line-*")
    line = page.locator(".line:target")
    expect(line).to_be_visible()
    expect(line.locator("mark").first).to_have_text("parcel")
    with no_barriers() as barriers:
        barriers.look(page, "a transcript")
        page.emulate_media(media="print")
        expect(page.get_by_role("banner")).to_be_hidden()
        expect(line).to_be_visible()
