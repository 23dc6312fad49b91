"""Callbacks, wrap-ups and calls under several threads at once: one wins."""

import pytest
from django.utils import timezone

from agents.models import Agent, AgentStateEvent
from agents.services import end_due_after_call_work, open_desktop
from interactions.lifecycle import CallbackOutcome, Media, OfferState
from interactions.models import (
    Callback,
    CallbackEvent,
    Interaction,
    InteractionEvent,
    Offer,
    Queue,
)
from interactions.services import end_interaction, route_waiting
from interactions.services.callbacks import (
    cancel_callback,
    finish_callback,
    request_callback,
    take_callback,
)
from interactions.services.wrap_ups import close_due_wrap_ups, finish_wrap_up
from tests.calls.callers import make_caller, make_waiting_call
from tests.interactions.test_races import at_once
from tests.people import (
    make_active_chat,
    make_agent,
    make_customer,
    make_site,
    make_waiting_chat,
)

pytestmark = pytest.mark.django_db(transaction=True)

THREADS = 4


def asked() -> Callback:
    site = make_site(*[make_agent(f"a{n}", ready=True) for n in range(THREADS)])
    Queue.objects.update(accepts_callbacks=True)
    customer, _ = make_customer(site)
    return request_callback(
        customer=customer,
        actor=customer.as_actor(),
        name="Carla",
        phone_number="+47 1234",
    )


def test_a_callback_is_taken_by_one() -> None:
    callback = asked()
    agents = list(Agent.objects.filter(user__username__startswith="a"))
    results = at_once(
        *[
            lambda agent=agent: (
                take_callback(callback_id=callback.pk, agent=agent).agent_id
            )
            for agent in agents
        ]
    )
    winner = Callback.objects.get().agent_id
    assert sorted(map(str, results)) == sorted(
        [str(winner)] + ["wrong_state"] * (THREADS - 1)
    )
    assert CallbackEvent.objects.filter(name="callback.taken").count() == 1


def test_done_and_cancelled_at_once_is_one_of_both() -> None:
    callback = asked()
    agent = Agent.objects.filter(user__username="a0").get()
    take_callback(callback_id=callback.pk, agent=agent)
    at_once(
        lambda: finish_callback(
            callback_id=callback.pk, agent=agent, outcome=CallbackOutcome.REACHED
        ),
        lambda: cancel_callback(callback=callback, actor=callback.customer.as_actor()),
    )
    ends = CallbackEvent.objects.filter(state__in=["done", "cancelled"])
    assert ends.count() == 1
    assert Callback.objects.get().state == ends.get().state


def test_requests_from_many_tabs_leave_one_open() -> None:
    callback = asked()
    customer = callback.customer

    def ask() -> str:
        return request_callback(
            customer=customer,
            actor=customer.as_actor(),
            name="Carla",
            phone_number="+47 9999",
        ).state

    at_once(*[ask] * THREADS)
    open_ones = Callback.objects.filter(state="open")
    assert open_ones.count() == 1
    assert open_ones.get().phone_number == "+47 9999"


def test_the_agent_and_time_close_a_wrap_up_once() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    Queue.objects.update(wrap_up_seconds=30)
    chat = make_active_chat(site, alice)
    end_interaction(interaction=chat, actor=alice.as_actor())
    Interaction.objects.update(wrap_up_until_at=timezone.now())
    at_once(
        lambda: finish_wrap_up(interaction_id=chat.pk, agent=alice, note="Mine"),
        close_due_wrap_ups,
        close_due_wrap_ups,
    )
    names = ["wrap_up.done", "wrap_up.timed_out"]
    closed = InteractionEvent.objects.filter(name__in=names)
    assert closed.count() == 1
    note = "Mine" if closed.get().name == "wrap_up.done" else ""
    assert Interaction.objects.get().note == note


def test_racing_routers_give_an_agent_one_call_and_no_chat_beside_it() -> None:
    alice = make_agent("alice", capacity=5)
    site = make_site(alice)
    calls = Queue.objects.create(site=site, name="calls", media=Media.VOICE)
    calls.agents.add(alice, *Queue.objects.get(name="shop chat").agents.all())
    Queue.objects.filter(pk=calls.pk).update(priority=1)
    for _ in range(2):
        make_waiting_call(make_caller(site))
    for _ in range(2):
        make_waiting_chat(site)
    Agent.objects.filter(pk=alice.pk).update(state="ready")
    at_once(*[route_waiting] * THREADS)
    offered = list(
        Offer.objects.filter(state=OfferState.PENDING).values_list(
            "interaction__media", flat=True
        )
    )
    assert offered in (["voice"], ["chat"], ["chat", "chat"]), offered


def test_after_call_work_ends_once_however_many_look() -> None:
    alice = make_agent("alice", ready=True)
    Agent.objects.filter(pk=alice.pk).update(
        state="after_call_work", state_until_at=timezone.now()
    )
    results = at_once(*[end_due_after_call_work] * THREADS)
    assert sorted(map(str, results)) == ["0"] * (THREADS - 1) + ["1"]
    assert AgentStateEvent.objects.filter(agent=alice, state="ready").count() == 2


def test_of_many_tabs_one_owns_the_desktop() -> None:
    alice = make_agent("alice")
    at_once(
        *[
            lambda tab=tab: open_desktop(agent=alice, tab=f"t{tab}").desktop_tab
            for tab in range(THREADS)
        ]
    )
    alice.refresh_from_db()
    assert alice.desktop_tab in {f"t{tab}" for tab in range(THREADS)}
    assert AgentStateEvent.objects.filter(agent=alice).count() == 1
