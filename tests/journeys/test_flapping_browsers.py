"""Widget and desktop on a bad line: what people see in the end is what was said."""

import re
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

from tests.flaky_proxy import FlakyProxy
from tests.journeys.ledger import read_ledger
from tests.journeys.numbered import numbered, said_by, same_story
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

LINES = 12
PATIENCE_MS = 60_000


def test_no_line_is_lost_or_doubled_between_two_browsers(
    chromium: Browser, proxy: FlakyProxy, product: LiveServer
) -> None:
    # A name of its own each time: the database keeps what an earlier try left.
    name = f"Line-eve {uuid4().hex[:8]}"
    customer = Customer(chromium, proxy.origin)
    agent = AgentAtDesk(chromium, proxy.origin, width=1440, height=900)
    agent.sign_in("alice")
    agent.be_ready()
    customer.open("/shop/help/")
    customer.start_chat(name)
    agent.accept()

    # Cuts, deaf lines, refusals; the server dies after a third and after two thirds.
    proxy.flap()
    both = zip(numbered("customer", LINES), numbered("agent", LINES), strict=True)
    for count, (asked, answered) in enumerate(both, start=1):
        if count in (LINES // 3, 2 * LINES // 3):
            product.kill()
        customer.say(asked)
        agent.say(answered)
        if count in (LINES // 3, 2 * LINES // 3):
            product.start()
        customer.page.wait_for_timeout(300)
    proxy.flap_through()
    proxy.calm()

    # A line that hangs without a sign: both notice when the network says it is back.
    proxy.stall()
    customer.say("customer hung")
    agent.say("agent hung")
    for person in (customer, agent):
        person.page.evaluate("window.dispatchEvent(new Event('online'))")

    for part in (customer.part("chat-message"), agent.part("message")):
        theirs = part.and_(part.page.locator("[data-author=customer]"))
        ours = part.and_(part.page.locator("[data-author=agent]"))
        expect(theirs).to_have_count(LINES + 1, timeout=PATIENCE_MS)
        expect(ours).to_have_count(LINES + 1, timeout=PATIENCE_MS)
    expect(agent.part("message").last).to_contain_text(re.compile("Delivered|Read"))

    story = read_ledger(product.environment, name)[name]
    same_story(
        customer=customer.transcript(), agent=agent.transcript(), stored=story.screen
    )
    for author in ("customer", "agent"):
        wanted = [*numbered(author, LINES), f"{author} hung"]
        assert said_by(author, story.screen) == wanted
    for person in (customer, agent):
        person.close()
        assert person.errors == []
