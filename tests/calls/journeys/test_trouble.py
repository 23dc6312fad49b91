"""Calls outlive what happens to sockets, servers and tabs."""

import pytest
from playwright.sync_api import expect

from tests.calls.journeys.conftest import GRACE_SECONDS
from tests.calls.journeys.listening import (
    Caller,
    CallTaker,
    hears,
    microphones_on,
)
from tests.journeys.people import PATIENCE_MS
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


def test_a_killed_server_is_not_heard_by_those_who_talk(
    shop: LiveServer, carla: Caller, alice: CallTaker
) -> None:
    alice.talks_with(carla)
    hears(alice.page)
    shop.kill()
    hears(alice.page)
    hears(carla.page)
    shop.start()
    expect(alice.part("connection")).to_contain_text("Connected")
    # The way through the new server is open: hold goes there and comes back.
    alice.part("call-hold").click()
    carla.has_state("You are on hold")
    alice.part("call-hold").click()
    carla.has_state("You are speaking with Alice")
    hears(alice.page)
    hears(carla.page)


def test_a_newer_tab_of_the_agent_takes_the_call_along(
    carla: Caller, alice: CallTaker
) -> None:
    alice.talks_with(carla)
    first = alice.page
    alice.page = alice.context.new_page()
    alice.page.goto(f"{alice.origin}/agent/")
    alice.has_state("Talking")
    hears(alice.page)
    hears(carla.page)
    assert microphones_on(first) == 0


def test_a_connection_that_breaks_is_made_again(
    carla: Caller, alice: CallTaker
) -> None:
    alice.talks_with(carla)
    hears(alice.page)
    # One end is gone without a word, as when a network changes.
    carla.page.evaluate("window.__peers.at(-1).close()")
    alice.has_state("Reconnecting")
    alice.has_state("Talking")
    carla.has_state("You are speaking with")
    hears(alice.page)
    hears(carla.page)


def test_a_customer_who_closes_the_page_is_missed_after_a_while(
    carla: Caller, alice: CallTaker
) -> None:
    alice.talks_with(carla)
    carla.page.close()
    expect(alice.part("interaction-over")).to_contain_text(
        "connection", timeout=PATIENCE_MS + GRACE_SECONDS * 1000
    )


def test_another_microphone_is_heard_without_a_break(
    carla: Caller, alice: CallTaker
) -> None:
    alice.talks_with(carla)
    carla.part("call-settings").click()
    carla.part("call-device").select_option(label="Fake Audio Input 2")
    hears(alice.page)
    assert microphones_on(carla.page) == 1
    assert carla.page.evaluate("window.__peers.length") == 1
