"""A session that nobody uses ends by itself, and both sides are told why."""

import pytest
from playwright.sync_api import expect

from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

SET_POLICY = (
    "from sessions_app.models import CobrowsePolicy;"
    "CobrowsePolicy.objects.filter(site__key='demo').update({field}={value})"
)


def test_inactivity_ends_the_session_for_both(
    customer: Customer, agent: AgentAtDesk, product: LiveServer
) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    customer.open("/shop/")
    customer.start_chat()
    agent.accept()
    customer.share_in_chat()
    agent.has_mode("Pointer")
    product.shell(SET_POLICY.format(field="inactivity_seconds", value=3))
    expect(customer.part("stop-cobrowse")).to_be_hidden(timeout=40_000)
    expect(agent.part("viewer")).to_be_hidden()
    customer.say("Are you still there?")
    agent.say("I am.")
    customer.sees_message("I am.")
    product.shell(SET_POLICY.format(field="inactivity_seconds", value=600))


def test_a_session_that_no_agent_joins_ends(
    customer: Customer, product: LiveServer
) -> None:
    product.shell(SET_POLICY.format(field="waiting_seconds", value=3))
    customer.open("/shop/")
    customer.share_on_a_call()
    expect(customer.part("session-id")).to_be_hidden(timeout=40_000)
    product.shell(SET_POLICY.format(field="waiting_seconds", value=600))
