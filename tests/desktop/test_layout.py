"""The desktop keeps its shape from a wide screen to a phone, in light and dark."""

import pytest
from playwright.sync_api import expect

from tests.desktop.conftest import Agent
from tests.journeys.people import Customer

pytestmark = pytest.mark.browser

WIDTHS = (1440, 1280, 1024, 820, 600, 390)


def test_no_width_makes_the_page_scroll_sideways(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    for share in (False, True):
        agent.page.set_viewport_size({"width": 1440, "height": 900})
        if share:
            agent.sees_page_of(customer)
        for width in WIDTHS:
            agent.page.set_viewport_size({"width": width, "height": 800})
            beyond = agent.page.evaluate(
                "document.documentElement.scrollWidth - innerWidth"
            )
            assert beyond <= 0, f"{beyond} pixels too wide at {width}"
    agent.page.set_viewport_size({"width": 1440, "height": 900})


def test_a_phone_shows_one_pane_at_a_time(agent: Agent, customer: Customer) -> None:
    agent.work()
    agent.sees_page_of(customer)
    agent.page.set_viewport_size({"width": 390, "height": 844})
    expect(agent.part("viewer")).to_be_visible()
    agent.part("pane-talk").click()
    expect(agent.part("viewer")).to_be_hidden()
    agent.say("Seen on a phone")
    customer.sees_message("Seen on a phone")
    agent.part("pane-list").click()
    expect(agent.part("interaction")).to_be_visible()
    agent.part("pane-page").click()
    expect(agent.part("viewer")).to_be_visible()
    agent.page.set_viewport_size({"width": 1440, "height": 900})


def test_controls_have_names_and_the_focus_is_seen(
    agent: Agent, customer: Customer
) -> None:
    agent.work()
    agent.sees_page_of(customer)
    nameless = agent.page.evaluate(
        """() => [...document.querySelectorAll('button, input, textarea, iframe')]
          .filter(element => element.checkVisibility())
          .filter(element => !(element.innerText || element.ariaLabel
            || element.title || element.labels?.length))
          .map(element => element.outerHTML)"""
    )
    assert nameless == []
    agent.part("message-input").focus()
    agent.page.keyboard.press("Tab")
    outline = agent.page.evaluate(
        "getComputedStyle(document.activeElement).outlineStyle"
    )
    assert outline != "none"
