"""Several threads at once, each with its own connection: one wins, nothing is lost."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import override_settings

from agents.models import Agent
from cobrowse.errors import DomainError
from interactions.call_story import CallKind
from interactions.lifecycle import OfferState, State
from interactions.models import ChatMessage, Interaction, InteractionEvent, Offer, Site
from interactions.protocol.shapes import PageView
from interactions.services import (
    CallEvent,
    accept_offer,
    apply_call_event,
    end_interaction,
    expire_offers,
    greet_customer,
    reject_offer,
    route_waiting,
    send_message,
    start_chat,
)
from tests.people import (
    make_active_chat,
    make_adapter,
    make_agent,
    make_customer,
    make_site,
    make_waiting_chat,
)

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 4


def at_once(*calls: Callable[[], object]) -> list[object]:
    """Run all calls at the same moment; refusals come back as their codes."""
    start = Barrier(len(calls))

    def run(call: Callable[[], object]) -> object:
        start.wait()
        try:
            return call()
        except DomainError as error:
            return error.code
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_racing_routers_never_overfill_an_agent() -> None:
    alice = make_agent("alice", ready=True, capacity=2)
    site = make_site(alice)
    Agent.objects.update(chat_capacity=0)
    for _ in range(6):
        make_waiting_chat(site)
    Agent.objects.update(chat_capacity=2)
    made = at_once(*[route_waiting] * THREADS)
    assert sum(int(str(count)) for count in made) == 2
    assert Offer.objects.filter(state=OfferState.PENDING).count() == 2


def test_one_chat_is_offered_once_however_many_route() -> None:
    make_site(*[make_agent(name, ready=True) for name in ("alice", "bob")])
    Agent.objects.update(chat_capacity=0)
    make_waiting_chat(Site.objects.get())
    Agent.objects.update(chat_capacity=3)
    at_once(*[route_waiting] * THREADS)
    assert Offer.objects.count() == 1


def test_accept_reject_and_time_out_leave_one_winner() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_waiting_chat(make_site(alice))
    Offer.objects.update(expires_at=chat.created_at)
    results = at_once(
        lambda: accept_offer(interaction_id=chat.pk, agent=alice).state,
        lambda: reject_offer(interaction_id=chat.pk, agent=alice).state,
        expire_offers,
    )
    first = Offer.objects.order_by("pk")[0]
    assert first.state != OfferState.PENDING
    closings = InteractionEvent.objects.filter(
        interaction=chat, name__in=["offer.accepted", "offer.rejected", "offer.missed"]
    )
    assert closings.count() == 1
    won = [result for result in results if result not in {"not_found", "conflict", 0}]
    assert len(won) == 1


def test_both_press_end_and_it_ends_once() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    customer = chat.customer
    assert customer is not None
    results = at_once(
        lambda: end_interaction(interaction=chat, actor=alice.as_actor()).state,
        lambda: end_interaction(interaction=chat, actor=customer.as_actor()).state,
    )
    assert sorted(map(str, results)) == ["ended", "interaction_ended"]
    ended = InteractionEvent.objects.filter(name="interaction.ended")
    assert ended.count() == 1
    assert Interaction.objects.get().ended_by == ended.get().actor_role


def test_racing_lines_are_numbered_without_gaps() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    customer = chat.customer
    assert customer is not None

    def write(side: int) -> None:
        actor = (alice.as_actor(), customer.as_actor())[side % 2]
        for number in range(5):
            send_message(
                interaction=chat,
                actor=actor,
                text="Hm",
                client_id=f"{side}.{number}",
            )

    at_once(*[lambda side=side: write(side) for side in range(THREADS)])
    seqs = ChatMessage.objects.order_by("seq").values_list("seq", flat=True)
    assert list(seqs) == list(range(1, 5 * THREADS + 2))


def test_the_same_line_sent_by_many_is_stored_once() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    at_once(
        *[
            lambda: (
                send_message(
                    interaction=chat, actor=alice.as_actor(), text="Hm", client_id="1"
                ).seq
            )
        ]
        * THREADS
    )
    assert ChatMessage.objects.filter(client_id="1").count() == 1


def test_two_tabs_start_one_chat() -> None:
    customer, _ = make_customer(make_site())

    def start() -> str:
        return start_chat(
            customer=customer,
            actor=customer.as_actor(),
            name="Carla",
            question="",
            source="web",
        ).state

    results = at_once(*[start] * THREADS)
    assert sorted(map(str, results)) == ["conflict"] * (THREADS - 1) + ["queued"]


def test_the_same_call_reported_by_many_is_one_interaction() -> None:
    alice = make_agent("alice", ready=True)
    adapter = make_adapter(make_site(alice))

    def report(kind: CallKind) -> str:
        event = CallEvent(call_id="7", event=kind, agent="alice")
        return apply_call_event(adapter=adapter, event=event).state

    results = at_once(
        lambda: report(CallKind.RINGING),
        lambda: report(CallKind.RINGING),
        lambda: report(CallKind.ANSWERED),
        lambda: report(CallKind.ANSWERED),
    )
    assert set(results) <= {"ringing", "active"}
    call = Interaction.objects.get()
    assert call.state == State.ACTIVE
    assert call.answered_at is not None


def test_quotas_hold_under_racing() -> None:
    site = make_site()
    page = PageView(url="", title="", referrer="")

    def greet() -> str:
        greet_customer(site=site, token=None, address="a", page=page, language="")
        return "greeted"

    with override_settings(COBROWSE_CUSTOMERS_PER_MINUTE=3):
        results = at_once(*[greet] * 8)
    assert sorted(map(str, results)) == ["greeted"] * 3 + ["rate_limited"] * 5
