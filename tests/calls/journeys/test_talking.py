"""Calls in real browsers: the sound really arrives, and stops when it must."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.calls.journeys.listening import (
    Caller,
    CallTaker,
    hears,
    hears_nothing,
    microphones_on,
)
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser


def test_customer_and_agent_hear_each_other(carla: Caller, alice: CallTaker) -> None:
    carla.call()
    expect(alice.part("offer-accept")).to_contain_text("Answer")
    assert microphones_on(carla.page) == 0  # nobody listens while one waits
    alice.accept()
    alice.has_state("Talking")
    carla.has_state("You are speaking with Alice")
    hears(carla.page)
    hears(alice.page)
    expect(carla.part("call-timer")).to_have_text(re.compile(r"^\d+:\d\d$"))
    for person, meter in ((carla, "call-level"), (alice, "call-level-customer")):
        expect(person.part(meter)).to_have_attribute(
            "data-level", re.compile(r"^(1\.00|0\.[1-9]\d)$")
        )
    expect(alice.part("call-quality")).to_contain_text("Good")


def test_mute_and_hold_make_silence(carla: Caller, alice: CallTaker) -> None:
    alice.talks_with(carla)
    hears(alice.page)

    carla.part("call-mute").click()
    expect(alice.part("call-hint")).to_contain_text("customer has muted")
    hears_nothing(alice.page)
    hears(carla.page)
    carla.part("call-mute").click()
    hears(alice.page)

    alice.part("call-mute").click()
    carla.has_state("You are speaking with")
    expect(carla.part("call-hint")).to_contain_text("switched the microphone off")
    hears_nothing(carla.page)
    alice.part("call-mute").click()
    hears(carla.page)

    alice.part("call-hold").click()
    carla.has_state("You are on hold")
    hears_nothing(carla.page)
    hears_nothing(alice.page)
    alice.part("call-hold").click()
    carla.has_state("You are speaking with")
    hears(carla.page)
    hears(alice.page)


def test_the_agent_hangs_up(carla: Caller, alice: CallTaker) -> None:
    alice.talks_with(carla)
    alice.part("call-end").click()
    carla.has_state("Alice has hung up")
    expect(alice.part("call-panel")).to_have_count(0)
    for person in (carla, alice):
        assert microphones_on(person.page) == 0
    carla.part("call-again").click()
    expect(carla.part("call-start")).to_be_visible()


def test_the_customer_hangs_up(carla: Caller, alice: CallTaker) -> None:
    alice.talks_with(carla)
    carla.part("call-end").click()
    carla.has_state("You have hung up")
    assert microphones_on(carla.page) == 0
    expect(alice.part("interaction-over")).to_be_visible()
    assert microphones_on(alice.page) == 0


def test_the_call_survives_page_loads_on_both_sides(
    carla: Caller, alice: CallTaker
) -> None:
    alice.talks_with(carla)
    hears(alice.page)
    carla.part("call-mute").click()
    carla.page.reload()
    alice.has_state("Talking")
    carla.has_state("You are speaking with")
    # Whoever was muted stays so.
    expect(carla.part("call-mute")).to_have_text("Unmute")
    hears(carla.page)
    hears_nothing(alice.page)
    carla.part("call-mute").click()
    hears(alice.page)

    alice.page.reload()
    alice.has_state("Talking")
    carla.has_state("You are speaking with")
    hears(carla.page)
    hears(alice.page)


def test_a_transferred_call_goes_on_with_the_other_agent(
    carla: Caller, sign_in: Callable[[str], CallTaker]
) -> None:
    alice, bob = sign_in("alice"), sign_in("bob")
    alice.be_ready()
    alice.talks_with(carla)
    bob.be_ready()
    alice.part("transfer").click()
    alice.page.get_by_role("dialog").get_by_text("Bob").click()
    alice.page.get_by_role("dialog").get_by_role("button", name="Transfer").click()
    bob.accept()
    bob.has_state("Talking")
    carla.has_state("You are speaking with Bob")
    hears(carla.page)
    hears(bob.page)
    assert microphones_on(alice.page) == 0


def test_co_browse_starts_from_the_call_without_digits(
    carla: Caller, alice: CallTaker
) -> None:
    alice.talks_with(carla)
    carla.part("call-share").click()
    carla.part("consent-accept").click()
    alice.has_mode("Pointer")
    alice.sees("body", text="Fjord")
    hears(alice.page)
    alice.part("call-end").click()
    expect(carla.part("stop-cobrowse")).to_be_hidden()


def test_a_second_tab_leaves_the_call_where_it_is_until_asked(
    carla: Caller, alice: CallTaker
) -> None:
    alice.talks_with(carla)
    second = carla.context.new_page()
    second.goto(f"{carla.origin}/shop/")
    expect(second.get_by_test_id("launcher")).to_contain_text("In a call")
    second.get_by_test_id("launcher").click()
    expect(second.get_by_test_id("call-state")).to_contain_text("another tab")
    assert microphones_on(second) == 0
    second.get_by_test_id("call-take-over").click()
    expect(second.get_by_test_id("call-state")).to_contain_text("speaking with")
    hears(second)
    hears(alice.page)
    carla.has_state("another tab")
    assert microphones_on(carla.page) == 0


def test_a_refused_microphone_is_said_before_anybody_is_called(
    mute_browser: Browser, shop: LiveServer, alice: CallTaker
) -> None:
    dora = Caller(mute_browser, shop.origin)
    dora.call("Dora")
    expect(dora.part("call-problem")).to_contain_text("does not allow the microphone")
    expect(alice.part("offer-accept")).to_be_hidden()
    assert dora.errors == []
    dora.close()


def test_an_agent_without_a_microphone_is_told_and_so_is_the_customer(
    mute_browser: Browser, shop: LiveServer, carla: Caller
) -> None:
    bob = CallTaker(mute_browser, shop.origin)
    bob.sign_in("bob")
    bob.be_ready()
    carla.call()
    bob.accept()
    expect(bob.part("call-hint")).to_contain_text("does not allow the microphone")
    expect(bob.part("call-retry")).to_be_visible()
    expect(carla.part("call-hint")).to_contain_text("trouble with the sound")
    bob.part("call-end").click()
    carla.has_state("Bob has hung up")
    bob.part("presence-not-ready").click()
    bob.close()
