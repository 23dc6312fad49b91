"""Writing at the desktop: quick replies, emoji, drafts, links, receipts."""

import pytest
from playwright.sync_api import expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser

HOSTILE = (
    "javascript:alert(1) https://bank.example@evil.example/ "
    'https://a.example/"onmouseover="x <a href=https://b.example>b</a> '
    "see https://ok.example/path?q=1, thanks"
)


@pytest.fixture
def own_reply(agent: Agent, customer: Customer) -> str:
    """A reply that the agent has written, in a chat with Carla."""
    agent.work()
    agent.takes(customer)
    agent.part("quick-replies-open").click()
    agent.part("quick-replies-manage").click()
    dialog = agent.part("replies-dialog")
    agent.part("reply-shortcut").fill("Not Good")
    agent.part("reply-text").fill("x")
    agent.part("reply-save").click()
    expect(agent.part("reply-problem")).to_contain_text("small letters")
    for old in dialog.get_by_test_id("reply-delete").all():
        old.click()
    expect(dialog.get_by_test_id("reply-delete")).to_have_count(0)
    agent.part("reply-shortcut").fill("good_day")
    agent.part("reply-text").fill("Good day {customer}, this is {agent}.")
    agent.part("reply-save").click()
    expect(dialog.get_by_text("/good_day", exact=True)).to_be_visible()
    agent.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    return "good_day"


def test_a_slash_opens_quick_replies_and_the_keys_choose_one(
    agent: Agent, customer: Customer, own_reply: str
) -> None:
    field = agent.part("message-input")
    field.fill("")
    field.press_sequentially("Hello and/or https://x.example/ ")
    expect(agent.part("quick-replies")).to_be_hidden()
    field.fill("")
    field.press_sequentially("/goo")
    expect(agent.part("quick-reply").first).to_contain_text(own_reply)
    expect(agent.part("quick-reply").first).to_have_attribute("aria-selected", "true")
    field.press("Escape")
    expect(agent.part("quick-replies")).to_be_hidden()
    expect(field).to_have_value("/goo")
    field.fill("")
    field.press_sequentially("/good_d")
    field.press("Tab")
    expect(field).to_have_value("Good day Carla, this is Alice.")
    expect(field).to_be_focused()
    field.press("Enter")
    customer.sees_message("Good day Carla, this is Alice.")


def test_emoji_are_found_by_name_and_put_where_the_caret_is(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer)
    field = agent.part("message-input")
    field.fill("Done  now")
    field.press("Home")
    for _ in range(5):
        field.press("ArrowRight")
    agent.part("emoji").click()
    expect(agent.part("emoji-search")).to_be_focused()
    agent.page.keyboard.type("thumbs up")
    agent.page.keyboard.press("ArrowDown")
    agent.page.keyboard.press("Enter")
    expect(agent.part("emoji-panel")).to_be_hidden()
    expect(field).to_have_value("Done 👍 now")
    expect(field).to_be_focused()


def test_a_draft_outlives_a_reload(agent: Agent, customer: Customer) -> None:
    agent.work()
    agent.takes(customer)
    agent.part("message-input").fill("I was just about to")
    agent.page.reload()
    expect(agent.part("message-input")).to_have_value("I was just about to")
    agent.part("message-input").fill("")


def test_only_web_addresses_become_links_and_nothing_becomes_markup(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer)
    customer.say(HOSTILE)
    bubble = agent.part("message").filter(has_text="thanks")
    expect(bubble).to_contain_text(HOSTILE)
    links = bubble.get_by_role("link")
    expect(links).to_have_text(
        ["https://a.example/", "https://b.example", "https://ok.example/path?q=1"]
    )
    for link in links.all():
        assert link.get_attribute("target") == "_blank"
        assert {"noopener", "noreferrer"} <= set(
            (link.get_attribute("rel") or "").split()
        )
    assert bubble.locator("[onmouseover]").count() == 0


def test_a_line_says_how_far_it_has_come(agent: Agent, customer: Customer) -> None:
    agent.work()
    agent.takes(customer)
    agent.say("Can you read this?")
    line = agent.part("message").filter(has_text="Can you read this?")
    expect(line).to_have_attribute("data-delivery", "read")
    expect(line).to_contain_text("Read")


def test_what_comes_while_one_is_elsewhere_stands_below_a_line(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.takes(customer)
    customer.say("Seen at once")
    expect(agent.part("message").last).to_contain_text("Seen at once")
    expect(agent.part("news")).to_have_count(0)
    expect(agent.part("day")).to_have_text("Today")
    agent.page.evaluate(
        """() => {
          Object.defineProperty(document, 'visibilityState',
            {configurable: true, get: () => 'hidden'});
          document.dispatchEvent(new Event('visibilitychange'));
        }"""
    )
    customer.say("Unseen")
    expect(agent.part("message").last).to_contain_text("Unseen")
    expect(agent.part("news")).to_be_visible()
    expect(agent.page).to_have_title("(1) Agent desktop")
