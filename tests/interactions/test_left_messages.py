"""Somebody comes while nobody is there: refused with a reason, or a message is left."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agents.models import Agent
from interactions.lifecycle import State
from interactions.models import Interaction, InteractionEvent, OpeningHours, Queue, Site
from interactions.services import (
    end_forgotten,
    route_waiting,
    start_chat,
)
from tests.people import make_agent, make_customer, make_ready, make_site
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def come(
    site: Site, *, contact: str = "", question: str = "Hello?", language: str = "en"
) -> Interaction:
    customer, _ = make_customer(site)
    customer.language = language
    customer.save()
    return start_chat(
        customer=customer,
        actor=customer.as_actor(),
        name="Carla",
        question=question,
        source="web",
        contact=contact,
    )


def lines_of(chat: Interaction) -> list[tuple[str, str]]:
    return list(chat.messages.values_list("author_role", "text"))


def close_for_good() -> None:
    Queue.objects.update(hours=OpeningHours.objects.create(name="never"))


def test_without_agents_a_chat_is_refused_with_the_reason() -> None:
    site = make_site(make_agent("alice"), staffed=False)
    with refused("no_agents"):
        come(site)
    close_for_good()
    with refused("queue_closed"):
        come(site)
    assert not Interaction.objects.exists()


@pytest.mark.parametrize("closed", [False, True])
def test_who_says_how_to_be_reached_leaves_a_message(closed: bool) -> None:
    site = make_site(make_agent("alice"), staffed=False)
    if closed:
        close_for_good()
    chat = come(site, contact="carla@example.com")
    assert (chat.state, chat.asynchronous, chat.contact) == (
        State.QUEUED,
        True,
        "carla@example.com",
    )
    (question, told) = lines_of(chat)
    assert question == ("customer", "Hello?")
    assert told[0] == "system"
    assert "as soon as we are back" in told[1]
    event = InteractionEvent.objects.get(interaction=chat, name="chat.started")
    assert event.detail == {"source": "web", "message_left": True}


def test_a_messaging_queue_takes_messages_of_everybody() -> None:
    site = make_site(staffed=False)
    Queue.objects.update(messaging=True)
    chat = come(site)
    assert (chat.asynchronous, len(lines_of(chat))) == (True, 2)


def test_while_somebody_is_there_nothing_is_said_and_only_messaging_waits() -> None:
    site = make_site(make_agent("alice", ready=True))
    chat = come(site, contact="carla@example.com")
    assert (chat.asynchronous, lines_of(chat)) == (False, [("customer", "Hello?")])
    Queue.objects.update(messaging=True)
    assert come(site).asynchronous


def test_a_message_is_routed_as_soon_as_somebody_is_ready() -> None:
    alice = make_agent("alice")
    chat = come(make_site(alice, staffed=False), contact="c@example.com")
    assert route_waiting() == 0
    make_ready(alice)
    assert route_waiting() == 1
    chat.refresh_from_db()
    assert chat.state == State.OFFERED


def test_out_of_hours_a_message_waits_for_the_agents_not_for_the_hours() -> None:
    """Agents who are ready work, whatever the hours say to new customers."""
    site = make_site(make_agent("alice", ready=True))
    close_for_good()
    come(site, contact="c@example.com")
    assert route_waiting() == 1


def test_a_message_outlives_the_night_its_customer_is_away() -> None:
    chat = come(make_site(staffed=False), contact="c@example.com")
    assert chat.customer is not None
    chat.customer.last_seen_at = timezone.now() - timedelta(days=3)
    chat.customer.save()
    assert end_forgotten() == 0


def test_a_full_queue_takes_no_messages() -> None:
    site = make_site(make_agent("alice", ready=True))
    Queue.objects.update(max_waiting=1, messaging=True)
    Agent.objects.update(chat_capacity=0)
    come(site)
    with refused("queue_full"):
        come(site, contact="c@example.com")
