"""Queues as customers meet them: choice, availability, wait."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agents.models import Agent, AgentGroup
from interactions.lifecycle import Media, State
from interactions.models import Interaction, OpeningHours, Queue, Site
from interactions.selectors.queues import (
    LONGEST_ESTIMATE_SECONDS,
    WaitOutlook,
    active_queues,
    availability,
    callback_queue,
    queue_for,
    wait_outlook,
)
from interactions.selectors.shapes import interaction_state, site_state
from interactions.services import route_waiting, start_chat
from tests.people import (
    make_agent,
    make_customer,
    make_ready,
    make_site,
    make_waiting_chat,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db

NOW = timezone.now


def make_queue(site: Site, name: str, **fields: object) -> Queue:
    return Queue.objects.create(
        **{"site": site, "name": name, "key": name, "media": Media.CHAT, **fields}
    )


def answered(queue: Queue, waits: list[int], *, ago: timedelta | None = None) -> None:
    """Ended chats that were answered after so many seconds."""
    then = NOW() - (ago or timedelta(minutes=10))
    for wait in waits:
        customer, _ = make_customer(queue.site)
        Interaction.objects.create(
            site=queue.site,
            media=Media.CHAT,
            state=State.ENDED,
            customer=customer,
            queue=queue,
            created_at=then - timedelta(seconds=wait),
            queued_at=then - timedelta(seconds=wait),
            answered_at=then,
            ended_at=then,
            end_reason="customer_ended",
        )


# -- which queue --------------------------------------------------------------------
def test_without_a_key_it_is_the_first_of_the_medium_by_position() -> None:
    site = make_site()
    Queue.objects.update(position=2)
    late = make_queue(site, "late", position=1)
    make_queue(site, "phone", position=0, media=Media.VOICE)
    assert queue_for(site, Media.CHAT) == late
    late.position = 3
    late.save()
    assert queue_for(site, Media.CHAT) == Queue.objects.get(name="shop chat")


def test_a_key_names_a_queue_of_this_site_and_medium_only() -> None:
    site, other = make_site(), make_site(key="other")
    sales = make_queue(site, "sales")
    make_queue(other, "foreign")
    make_queue(site, "calls", media=Media.VOICE)
    make_queue(site, "off", active=False)
    assert queue_for(site, Media.CHAT, "sales") == sales
    for key in ("foreign", "calls", "off", "shop chat", "SALES", "sales ", "%"):
        with refused("not_found"):
            queue_for(site, Media.CHAT, key)


def test_a_chat_goes_to_the_queue_that_was_named_and_to_no_foreign_one() -> None:
    alice = make_agent("alice", ready=True)
    site, other = make_site(alice), make_site(key="other")
    sales = make_queue(site, "sales")
    sales.agents.add(alice)
    make_queue(other, "foreign").agents.add(alice)
    customer, _ = make_customer(site)
    said = {"actor": customer.as_actor(), "name": "C", "question": "", "source": "web"}
    with refused("not_found"):
        start_chat(customer=customer, queue_key="foreign", **said)  # type: ignore[arg-type]
    chat = start_chat(customer=customer, queue_key="sales", **said)  # type: ignore[arg-type]
    assert chat.queue == sales


def test_callbacks_go_to_a_queue_that_takes_them_whatever_its_medium() -> None:
    site = make_site()
    assert callback_queue(site) is None
    calls = make_queue(site, "calls", media=Media.VOICE, accepts_callbacks=True)
    make_queue(site, "sales")
    assert callback_queue(site) == calls
    assert callback_queue(site, "calls") == calls
    with refused("not_found"):
        callback_queue(site, "sales")


# -- availability -------------------------------------------------------------------
def available(name: str = "shop chat") -> str:
    return availability(active_queues().get(name=name), NOW())


def test_open_needs_somebody_who_is_signed_in_and_there() -> None:
    alice = make_agent("alice")
    make_site(alice, staffed=False)
    assert available() == "no_agents"
    make_ready(alice)
    assert available() == "open"
    Agent.objects.update(last_seen_at=NOW() - timedelta(minutes=1))
    assert available() == "no_agents"


def test_an_agent_of_the_group_counts_and_one_of_another_queue_does_not() -> None:
    site = make_site(staffed=False)
    make_queue(site, "sales")
    team = AgentGroup.objects.create(name="team")
    Queue.objects.get(name="sales").groups.add(team)
    bob = make_agent("bob", ready=True)
    Agent.objects.filter(pk=bob.pk).update(group=team)
    assert available("sales") == "open"
    assert available() == "no_agents"


def test_a_closed_account_is_nobody() -> None:
    alice = make_agent("alice", ready=True)
    make_site(alice, staffed=False)
    alice.user.is_active = False
    alice.user.save()
    assert available() == "no_agents"


def test_a_queue_is_full_when_so_many_wait() -> None:
    site = make_site()
    Queue.objects.update(max_waiting=2)
    make_waiting_chat(site)
    assert available() == "open"
    chat = make_waiting_chat(site)
    assert available() == "full"
    with refused("queue_full"):
        make_waiting_chat(site)
    Interaction.objects.filter(pk=chat.pk).update(state=State.ENDED, ended_at=NOW())
    assert available() == "open"


def test_closed_comes_before_everything_else() -> None:
    make_site()
    Queue.objects.update(hours=OpeningHours.objects.create(name="never"))
    assert available() == "closed"


# -- what the widget is told --------------------------------------------------------
def test_the_widget_hears_of_keyed_queues_and_of_each_mediums_first() -> None:
    site = make_site()
    make_queue(site, "sales", position=1)
    make_queue(site, "inner", key="", position=2)
    make_queue(site, "calls", key="", media=Media.VOICE, position=3)
    make_queue(site, "second", key="", media=Media.VOICE, position=4)
    make_queue(make_site(key="other"), "foreign")
    state = site_state(site)
    assert [queue.name for queue in state.queues] == ["shop chat", "sales", "calls"]
    assert (state.chat_available, state.browser_calls, state.callbacks) == (
        True,
        True,
        False,
    )


def test_a_closed_queue_says_when_it_opens() -> None:
    site = make_site()
    hours = OpeningHours.objects.create(name="soon")
    tomorrow = NOW() + timedelta(days=1)
    hours.times.create(weekday=tomorrow.weekday(), opens="12:00", closes="13:00")
    Queue.objects.update(hours=hours)
    (queue,) = site_state(site).queues
    assert queue.availability == "closed"
    assert queue.opens_at is not None
    assert (queue.opens_at.date(), queue.opens_at.hour) == (tomorrow.date(), 12)


def test_a_site_whose_chats_are_all_full_has_no_chat_now() -> None:
    site = make_site()
    Queue.objects.update(max_waiting=1)
    make_waiting_chat(site)
    assert site_state(site).chat_available is False


# -- estimated wait -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("typical", "free", "position", "expected"),
    [
        (None, 3, 1, None),  # nobody was answered lately
        (30.0, 0, 1, 30),  # the next one, nobody free: as long as usual
        (30.0, 0, 4, 120),  # three before: four times
        (30.0, 2, 1, 30),  # somebody is free: as long as usual
        (30.0, 2, 2, 30),
        (30.0, 2, 3, 30),  # two of the three are served at once: max(1, 3 - 2)
        (30.0, 2, 5, 90),  # 5 - 2 = 3
        (0.4, 0, 1, 1),  # rounded up
        (0.0, 0, 9, 0),
        (7200.0, 0, 50, LONGEST_ESTIMATE_SECONDS),
    ],
)
def test_the_estimate_is_the_usual_wait_times_who_is_served_before(
    typical: float | None, free: int, position: int, expected: int | None
) -> None:
    assert WaitOutlook(typical, free).seconds_at(position) == expected


def test_the_usual_wait_is_the_median_of_the_last_answers() -> None:
    site = make_site()
    queue = Queue.objects.get()
    assert wait_outlook(queue).typical_seconds is None
    answered(queue, [10, 20, 600])
    assert wait_outlook(queue).typical_seconds == 20
    answered(queue, [30])
    assert wait_outlook(queue).typical_seconds == 25
    answered(make_queue(site, "sales"), [1] * 9)
    answered(queue, [1] * 9, ago=timedelta(hours=25))
    assert wait_outlook(queue).typical_seconds == 25


def test_only_the_last_twenty_count() -> None:
    make_site()
    queue = Queue.objects.get()
    answered(queue, [500] * 30, ago=timedelta(hours=1))
    answered(queue, [10] * 20)
    assert wait_outlook(queue).typical_seconds == 10


def test_free_places_are_those_of_ready_agents() -> None:
    alice = make_agent("alice", ready=True, capacity=3)
    bob = make_agent("bob", capacity=5)
    site = make_site(alice, bob)
    queue = Queue.objects.get()
    assert wait_outlook(queue).free_places == 3
    make_waiting_chat(site)
    route_waiting()
    assert wait_outlook(queue).free_places == 2
    queue.media = Media.VOICE
    assert wait_outlook(queue).free_places == 0  # a call needs both hands


def test_who_waits_is_told_place_and_estimate_and_who_talks_is_not() -> None:
    site = make_site()
    answered(Queue.objects.get(), [40])
    first, second = make_waiting_chat(site), make_waiting_chat(site)
    states = [interaction_state(chat) for chat in (first, second)]
    assert [(s.queue_position, s.estimated_wait_seconds) for s in states] == [
        (1, 40),
        (2, 80),
    ]
    (queue,) = site_state(site).queues
    assert queue.estimated_wait_seconds == 120
    assert site_state(site, estimates=False).queues[0].estimated_wait_seconds is None
