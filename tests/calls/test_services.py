"""Starting, holding and ending calls made in the browser, and who may."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from agents.models import Agent
from cobrowse.actors import SYSTEM
from interactions.lifecycle import EndReason, Kind, State
from interactions.models import BrowserCall, Customer, Interaction, Queue, Site
from interactions.protocol.calls import SignalConnected, SignalTrouble
from interactions.selectors import browser_call_of_agent, live_call_of, talking_tab
from interactions.services import (
    accept_offer,
    customer_tab_came,
    customer_tab_left,
    end_interaction,
    end_lost_calls,
    hold_call,
    relay_from_agent,
    relay_from_customer,
    retrieve_call,
    route_waiting,
    start_call,
    transfer_interaction,
)
from tests.calls.callers import (
    event_names,
    in_tab,
    make_answered_call,
    make_caller,
    make_waiting_call,
)
from tests.people import make_active_chat, make_adapter, make_ready
from tests.refusals import refused

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _staffed(alice: Agent) -> None:
    make_ready(alice)


@pytest.fixture
def carla(site: Site) -> Customer:
    return make_caller(site)


def test_a_call_waits_in_the_queue_that_was_named(carla: Customer) -> None:
    call = make_waiting_call(carla, queue="calls")
    assert (call.kind, call.state, call.source) == (Kind.CALL, State.QUEUED, "browser")
    assert call.queue is not None
    assert call.queue.key == "calls"
    assert call.attached_data["url"] == "https://shop.example/cart"
    assert talking_tab(carla) == "t1"
    assert event_names(call)[0] == "call.started"


def test_an_unknown_queue_and_a_chat_queue_look_the_same(carla: Customer) -> None:
    Queue.objects.filter(name="shop chat").update(key="chats")
    for key in ("chats", "nowhere"):
        with refused("not_found"):
            make_waiting_call(carla, queue=key)


def test_a_site_without_a_queue_for_calls_takes_none(carla: Customer) -> None:
    Queue.objects.filter(key="calls").update(active=False)
    with refused("call_unavailable"):
        make_waiting_call(carla)


def test_a_call_that_nobody_could_take_is_refused(
    carla: Customer, alice: Agent
) -> None:
    Queue.objects.get(key="calls").agents.set([])
    with refused("no_agents"):
        make_waiting_call(carla)


def test_a_full_queue_says_so(site: Site, carla: Customer) -> None:
    Queue.objects.filter(key="calls").update(max_waiting=1)
    make_waiting_call(carla)
    with refused("queue_full"):
        make_waiting_call(make_caller(site))


def test_one_live_call_per_customer(carla: Customer, alice: Agent) -> None:
    make_waiting_call(carla)
    with refused("conflict"):
        make_waiting_call(carla)


def test_nobody_starts_a_call_for_a_customer(carla: Customer, alice: Agent) -> None:
    for actor in (alice.as_actor(), SYSTEM):
        with refused("not_found"):
            start_call(
                customer=carla, actor=actor, name="", queue_key="", source="browser"
            )


def test_calls_of_one_customer_are_counted(carla: Customer, settings: Settings) -> None:
    settings.COBROWSE_CALLS_PER_HOUR = 1
    call = make_waiting_call(carla)
    end_interaction(interaction=call, actor=carla.as_actor())
    with refused("rate_limited"):
        make_waiting_call(carla)


def test_the_agent_holds_and_retrieves(carla: Customer, alice: Agent) -> None:
    call = make_answered_call(carla, alice)
    held = hold_call(interaction=call, actor=alice.as_actor())
    assert held.state == State.HELD
    with refused("wrong_state"):
        hold_call(interaction=call, actor=alice.as_actor())
    again = retrieve_call(interaction=call, actor=alice.as_actor())
    assert again.state == State.ACTIVE
    assert event_names(call)[-2:] == ["call.held", "call.retrieved"]


def test_hold_is_the_agents_alone(carla: Customer, alice: Agent, bob: Agent) -> None:
    call = make_answered_call(carla, alice)
    with refused("not_found"):
        hold_call(interaction=call, actor=bob.as_actor())
    with refused("not_allowed"):
        hold_call(interaction=call, actor=carla.as_actor())


def test_chats_and_calls_of_a_switch_are_not_held_from_here(
    site: Site, alice: Agent
) -> None:
    make_ready(alice)
    chat = make_active_chat(site, alice)
    with refused("not_allowed"):
        hold_call(interaction=chat, actor=alice.as_actor())
    switch = Interaction.objects.create(
        site=site,
        media="voice",
        state=State.ACTIVE,
        agent=alice,
        adapter=make_adapter(site),
        external_call_id="1",
    )
    with refused("not_allowed"):
        hold_call(interaction=switch, actor=alice.as_actor())
    with refused("not_found"):
        browser_call_of_agent(alice, switch.pk)


def test_a_transferred_call_is_answered_by_the_other_agent(
    carla: Customer, alice: Agent, bob: Agent
) -> None:
    call = make_answered_call(carla, alice)
    relay_from_customer(customer=carla, signal=SignalConnected(kind="connected"))
    make_ready(bob)
    transfer_interaction(interaction=call, actor=alice.as_actor(), to_agent=bob.pk)
    with refused("not_found"):
        browser_call_of_agent(alice, call.pk)
    taken = accept_offer(interaction_id=call.pk, agent=bob)
    assert taken.agent == bob
    assert BrowserCall.objects.get(pk=call.pk).connected_at is None
    assert not call.messages.exists()


def test_a_connection_is_noted_once_and_troubles_are(
    carla: Customer, alice: Agent
) -> None:
    call = make_answered_call(carla, alice)
    connected = SignalConnected(kind="connected")
    relay_from_customer(customer=carla, signal=connected)
    relay_from_agent(call=call, agent=alice, signal=connected)
    trouble = SignalTrouble(kind="trouble", code="microphone_busy")
    for _ in range(30):
        relay_from_agent(call=call, agent=alice, signal=trouble)
    names = event_names(call)
    assert names.count("call.connected") == 1
    assert names.count("call.trouble") == 20
    last = call.events.order_by("pk").last()
    assert last is not None
    assert (last.actor_role, last.detail) == ("agent", {"code": "microphone_busy"})


def later(seconds: int) -> None:
    """Everything was that much longer ago."""
    ago = timedelta(seconds=seconds)
    for row in BrowserCall.objects.filter(customer_left_at__isnull=False):
        assert row.customer_left_at is not None
        row.customer_left_at -= ago
        row.save()


def test_a_customer_whose_tab_stays_away_is_hung_up(
    carla: Customer, alice: Agent
) -> None:
    call = make_answered_call(carla, alice)
    customer_tab_left(customer=carla)
    assert end_lost_calls(up_since=LONG_AGO) == 0
    later(60)
    assert end_lost_calls(up_since=LONG_AGO) == 1
    call.refresh_from_db()
    assert (call.state, call.end_reason) == (State.ENDED, EndReason.CONNECTION_LOST)


def test_a_customer_who_left_while_waiting_has_given_up(carla: Customer) -> None:
    call = make_waiting_call(carla)
    customer_tab_left(customer=carla)
    later(60)
    assert end_lost_calls(up_since=LONG_AGO) == 1
    call.refresh_from_db()
    assert call.end_reason == EndReason.ABANDONED


def test_a_page_load_ends_nothing(carla: Customer, alice: Agent) -> None:
    make_answered_call(carla, alice)
    customer_tab_left(customer=carla)
    customer_tab_came(customer=in_tab(carla, "t1", "l2"))
    later(600)
    assert end_lost_calls(up_since=LONG_AGO) == 0


def test_an_old_socket_that_closes_late_means_nothing(
    carla: Customer, alice: Agent
) -> None:
    make_answered_call(carla, alice)
    customer_tab_came(customer=in_tab(carla, "t1", "l2"))
    customer_tab_left(customer=carla)
    assert BrowserCall.objects.get().customer_left_at is None


def test_another_tab_that_closes_means_nothing(carla: Customer, alice: Agent) -> None:
    make_answered_call(carla, alice)
    customer_tab_left(customer=in_tab(carla, "t2", "l1"))
    assert BrowserCall.objects.get().customer_left_at is None


def test_a_customer_of_a_server_that_died_is_missed_by_silence(
    carla: Customer, alice: Agent
) -> None:
    make_answered_call(carla, alice)
    Customer.objects.update(last_seen_at=timezone.now() - timedelta(minutes=5))
    assert end_lost_calls(up_since=LONG_AGO) == 1


def test_a_server_that_is_just_back_waits_for_those_who_still_talk(
    carla: Customer, alice: Agent
) -> None:
    make_answered_call(carla, alice)
    Customer.objects.update(last_seen_at=timezone.now() - timedelta(minutes=5))
    assert end_lost_calls(up_since=timezone.now()) == 0
    assert end_lost_calls(up_since=LONG_AGO) == 1


def test_a_call_whose_agent_is_gone_goes_to_the_next_one(
    carla: Customer, alice: Agent, bob: Agent
) -> None:
    call = make_answered_call(carla, alice)
    make_ready(bob)
    Agent.objects.filter(pk=alice.pk).update(
        last_seen_at=timezone.now() - timedelta(minutes=2)
    )
    assert end_lost_calls(up_since=LONG_AGO) == 1
    route_waiting()
    assert accept_offer(interaction_id=call.pk, agent=bob).agent == bob
    assert live_call_of(carla) is not None
    assert "interaction.requeued" in event_names(call)
