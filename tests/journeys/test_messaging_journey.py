"""Conversations that outlast a visit: web messaging, messages left, calls asked for."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.ledger import read_ledger
from tests.journeys.people import AgentAtDesk, Customer
from tests.live_server import LiveServer

pytestmark = pytest.mark.browser

# Everything of the conversation so far happened a day ago.
LET_A_DAY_PASS = """
from datetime import timedelta
from django.db.models import F
from interactions.models import ChatMessage, Customer, Interaction

def a_day_before(rows, column):
    return rows.update(**{column: F(column) - timedelta(days=1)})

chats = Interaction.objects.filter(customer_name="Mia")
a_day_before(ChatMessage.objects.filter(interaction__in=chats), "created_at")
a_day_before(Customer.objects.filter(interactions__in=chats), "last_seen_at")
assert a_day_before(chats, "parked_at") == 1
"""
CLOSE = """
from interactions.models import OpeningHours, Queue
closed = OpeningHours.objects.create(name="Never")
Queue.objects.filter(key="general").update(hours=closed)
"""
OPEN = """
from interactions.models import Queue
Queue.objects.filter(key="general").update(hours=None)
"""


@pytest.fixture
def bob(chromium: Browser, product: LiveServer) -> Iterator[AgentAtDesk]:
    person = AgentAtDesk(chromium, product.origin, width=1440, height=900)
    yield person
    # A desktop that is only closed counts as ready for a while.
    person.part("presence-not-ready").click()
    expect(person.part("presence-not-ready")).to_have_attribute("aria-pressed", "true")
    person.close()
    assert person.errors == []


def test_a_conversation_left_and_taken_up_again_the_next_day(
    chromium: Browser, product: LiveServer, agent: AgentAtDesk, bob: AgentAtDesk
) -> None:
    agent.sign_in("alice")
    agent.be_ready()
    mia = Customer(chromium, product.origin)
    mia.open("/shop/")
    mia.start_chat("Mia", queue="General")
    agent.accept("Mia")
    mia.say("Will my tent be mended by Friday?")
    agent.say("I ask the workshop and write to you here.")
    mia.sees_message("write to you here")
    kept = mia.context.storage_state()
    mia.close()

    # Nobody waits at the other end: the agent answers and has hands free.
    agent.say("It will: the zip is in.")
    agent.part("park").click()
    expect(agent.part("interaction-parked").filter(has_text="Mia")).to_be_visible()
    expect(agent.part("interaction")).to_have_count(0)
    bob.sign_in("bob")
    bob.be_ready()
    product.shell(LET_A_DAY_PASS)

    mia = Customer(chromium, product.origin, storage=kept)
    mia.open("/shop/help/")
    mia.take_up_chat()
    mia.sees_message("It will: the zip is in.")
    mia.say("Wonderful, thank you!")
    # Her own agent is asked, and nobody else.
    expect(agent.part("offer").filter(has_text="Mia")).to_be_visible()
    expect(bob.part("offer")).to_have_count(0)
    agent.accept("Mia")
    agent.turn_to("Mia")
    agent.say("See you in the mountains.")
    mia.sees_message("See you in the mountains.")
    assert mia.transcript() == agent.transcript()
    agent.end("Mia")

    story = read_ledger(product.environment, "Mia")["Mia"]
    assert story.screen == mia.transcript()
    assert [offer.agent for offer in story.offers] == ["alice", "alice"]
    steps = [event.name for event in story.events if event.name != "data.attached"]
    assert steps == [
        "chat.started",
        "offer.made",
        "offer.accepted",
        "chat.parked",
        "chat.resumed",
        "offer.made",
        "offer.accepted",
        "interaction.ended",
    ]
    mia.close()
    assert mia.errors == []


def test_a_message_left_at_night_is_answered_in_the_morning(
    customer: Customer, agent: AgentAtDesk, product: LiveServer
) -> None:
    product.shell(CLOSE)
    customer.open("/shop/")
    customer.part("launcher").click()
    customer.part("channel-chat").click()
    customer.part("queue-choice").select_option(label="General")
    customer.part("chat-name").fill("Nora")
    customer.part("chat-question").fill("Which stove burns in the cold?")
    customer.part("chat-contact").fill("nora@example.com")
    customer.part("chat-start").click()
    customer.sees_message("Which stove burns in the cold?")

    product.shell(OPEN)
    agent.sign_in("alice")
    agent.be_ready()
    agent.accept("Nora")
    expect(agent.part("context")).to_contain_text("nora@example.com")
    agent.say("The one that burns petrol.")
    customer.sees_message("The one that burns petrol.")
    agent.end("Nora")
    assert customer.transcript() == [
        ("customer", "Which stove burns in the cold?"),
        ("agent", "The one that burns petrol."),
    ]


def test_a_call_that_was_asked_for_is_taken_and_done(
    customer: Customer, agent: AgentAtDesk
) -> None:
    agent.sign_in("alice")
    customer.open("/shop/")
    customer.ask_for_a_call("Olaf", "+47 55 00 19 99")

    card = agent.part("callback").filter(has_text="Olaf")
    expect(card).to_be_visible()
    card.get_by_test_id("callback-take").click()
    expect(card).to_contain_text("+47 55 00 19 99")
    card.get_by_test_id("callback-reached").check()
    card.get_by_test_id("callback-done").click()
    expect(agent.part("callback")).to_have_count(0)
    expect(customer.part("callback-done")).to_be_hidden()
