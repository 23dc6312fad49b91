"""What tells somebody who does not look: title, sign, notifications, tones."""

import pytest
from playwright.sync_api import expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser

# The browser's own notifications and sound cannot be seen from outside.
WATCH = """() => {
  window.notes = [];
  window.tones = 0;
  window.Notification = class extends EventTarget {
    static permission = 'granted';
    static requestPermission() { return Promise.resolve('granted'); }
    constructor(title, options) { super(); window.notes.push(options.body); }
    close() {}
  };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (...args) {
    window.tones += 1;
    return start.apply(this, args);
  };
}"""
LOOK = """seen => {
  Object.defineProperty(document, 'visibilityState',
    {configurable: true, get: () => seen ? 'visible' : 'hidden'});
  document.dispatchEvent(new Event('visibilitychange'));
}"""


def test_offers_are_told_to_whoever_wants_it_and_never_quote(
    agent: Agent, customer: Customer
) -> None:
    agent.page.add_init_script(f"({WATCH})()")
    agent.work()
    agent.part("settings").click()
    expect(agent.part("sound")).not_to_be_checked()
    expect(agent.part("notify")).not_to_be_checked()
    agent.part("sound").check()
    agent.part("notify").check()
    agent.page.keyboard.press("Escape")
    agent.page.evaluate("window.tones = 0")
    agent.page.evaluate(LOOK, False)
    customer.open("/shop/")
    customer.start_chat("Carla")
    expect(agent.part("offer")).to_be_visible()
    expect(agent.page).to_have_title("(1) Incoming: Carla")
    assert agent.page.evaluate("window.notes") == ["New chat from Carla"]
    assert agent.page.evaluate("window.tones") > 0
    sign = agent.page.locator("#favicon")
    assert (sign.get_attribute("href") or "").startswith("data:image/svg+xml")
    agent.accept()
    customer.say("My card number is 4111")
    expect(agent.part("message").last).to_contain_text("4111")
    told = agent.page.evaluate("window.notes")
    assert told[-1] == "New message from Carla"
    assert "4111" not in " ".join(told)
    agent.page.evaluate(LOOK, True)
    expect(agent.page).to_have_title("Agent desktop")
    assert (sign.get_attribute("href") or "").endswith(".svg")


def test_nothing_sounds_or_pops_up_unless_it_is_wanted(
    agent: Agent, customer: Customer
) -> None:
    agent.page.add_init_script(f"({WATCH})()")
    agent.work()
    agent.page.evaluate(LOOK, False)
    customer.open("/shop/")
    customer.start_chat("Carla")
    expect(agent.part("offer")).to_be_visible()
    assert agent.page.evaluate("window.notes") == []
    assert agent.page.evaluate("window.tones") == 0
    agent.page.evaluate(LOOK, True)
    agent.accept()
