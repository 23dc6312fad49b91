"""Skills, priorities, time-outs of queues, and calls beside chats."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from agents.models import Agent, Skill
from interactions.lifecycle import Media, OfferState, State
from interactions.models import Interaction, InteractionEvent, Offer, Queue, Site
from interactions.services import (
    accept_offer,
    end_interaction,
    expire_offers,
    reject_offer,
    requeue_orphans,
    requeue_work_of,
    route_waiting,
    transfer_interaction,
)
from tests.calls.callers import make_caller, make_waiting_call
from tests.people import (
    make_active_chat,
    make_agent,
    make_site,
    make_waiting_chat,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def offered_to(interaction: Interaction) -> str | None:
    offer = Offer.objects.filter(
        interaction=interaction, state=OfferState.PENDING
    ).first()
    return offer.agent.display_name if offer else None


def waits_since(interaction: Interaction, seconds: int) -> None:
    then = timezone.now() - timedelta(seconds=seconds)
    Interaction.objects.filter(pk=interaction.pk).update(queued_at=then)


def needs(queue: Queue, *names: str) -> None:
    queue.skills.set([Skill.objects.get_or_create(name=name)[0] for name in names])


def can(agent: Agent, *names: str) -> None:
    agent.skills.set([Skill.objects.get_or_create(name=name)[0] for name in names])


def make_voice_queue(site: Site, *agents: Agent, **fields: object) -> Queue:
    queue = Queue.objects.create(
        **{"site": site, "name": "calls", "media": Media.VOICE, **fields}
    )
    queue.agents.set(agents)
    return queue


# -- skills -------------------------------------------------------------------------
def test_an_agent_needs_all_skills_of_the_queue() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    chat = make_waiting_chat(make_site())
    queue = Queue.objects.get()
    queue.agents.set([alice, bob])
    needs(queue, "German", "Orders")
    can(alice, "German", "Tax")
    assert route_waiting() == 0
    can(bob, "German", "Orders", "Tax")
    assert route_waiting() == 1
    assert offered_to(chat) == "Bob"


def test_without_a_time_skills_are_needed_however_long_it_takes() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site()
    Queue.objects.get().agents.add(alice)
    needs(Queue.objects.get(), "German")
    waits_since(make_waiting_chat(site), 100_000)
    assert route_waiting() == 0


def test_after_a_wait_anybody_of_the_queue_will_do_but_the_skilled_come_first() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site()
    queue = Queue.objects.get()
    queue.agents.add(alice)
    needs(queue, "German")
    Queue.objects.update(relax_skills_after_seconds=60)
    chat = make_waiting_chat(site)
    waits_since(chat, 59)
    assert route_waiting() == 0
    waits_since(chat, 61)
    assert route_waiting() == 1
    assert offered_to(chat) == "Alice"

    queue.agents.add(bob)
    can(bob, "German")
    # Bob has been idle for a shorter time than Alice, who has room too.
    Agent.objects.filter(pk=bob.pk).update(idle_since_at=timezone.now())
    other = make_waiting_chat(site)
    waits_since(other, 61)
    assert route_waiting() == 1
    assert offered_to(other) == "Bob"


def test_an_agent_of_no_queue_is_not_asked_for_skills_alone() -> None:
    charlie = make_agent("charlie", ready=True)
    can(charlie, "German")
    site = make_site()
    needs(Queue.objects.get(), "German")
    make_waiting_chat(site)
    assert route_waiting() == 0


# -- order of service ---------------------------------------------------------------
def test_a_smaller_priority_number_is_served_first_then_who_waits_longest() -> None:
    alice = make_agent("alice", ready=True, capacity=1)
    site, vip = make_site(alice), make_site(alice, key="vip")
    Agent.objects.filter(pk=alice.pk).update(chat_capacity=0)
    old, new = make_waiting_chat(site), make_waiting_chat(vip)
    waits_since(old, 600)
    Agent.objects.filter(pk=alice.pk).update(chat_capacity=1)
    Queue.objects.filter(site=vip).update(priority=2)
    assert route_waiting() == 1
    assert offered_to(new) == "Alice"

    reject_offer(interaction_id=new.pk, agent=alice)
    Queue.objects.filter(site=vip).update(priority=5)
    Offer.objects.all().delete()
    assert route_waiting() == 1
    assert offered_to(old) == "Alice"


def test_a_queue_full_of_people_nobody_serves_does_not_hold_up_the_others() -> None:
    alice = make_agent("alice", ready=True)
    lonely, busy = make_site(key="lonely"), make_site(alice, key="busy")
    Queue.objects.filter(site=lonely).update(priority=1)
    for _ in range(3):
        make_waiting_chat(lonely)
    chat = make_waiting_chat(busy)
    assert route_waiting() == 1
    assert offered_to(chat) == "Alice"


@override_settings(COBROWSE_OFFER_SECONDS=30)
def test_a_queue_may_have_its_own_time_for_an_offer() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    make_waiting_chat(site)
    route_waiting()
    Queue.objects.update(offer_seconds=7)
    make_waiting_chat(site)
    route_waiting()
    lasts = [
        round((offer.expires_at - offer.made_at).total_seconds())
        for offer in Offer.objects.order_by("pk")
    ]
    assert lasts == [30, 7]


# -- calls --------------------------------------------------------------------------
def test_a_call_is_offered_to_an_agent_of_its_queue_and_accepted() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site(bob)
    make_voice_queue(site, alice)
    call = make_waiting_call(make_caller(site))
    assert route_waiting() == 1
    assert offered_to(call) == "Alice"
    accepted = accept_offer(interaction_id=call.pk, agent=alice)
    assert (accepted.state, accepted.agent) == (State.ACTIVE, alice)


def test_an_agent_takes_one_call_and_one_offer_of_a_call_at_a_time() -> None:
    alice = make_agent("alice", ready=True, capacity=20)
    site = make_site()
    make_voice_queue(site, alice)
    first, second = (make_waiting_call(make_caller(site)) for _ in range(2))
    assert route_waiting() == 1
    assert route_waiting() == 0
    accept_offer(interaction_id=first.pk, agent=alice)
    assert route_waiting() == 0
    end_interaction(
        interaction=Interaction.objects.get(pk=first.pk), actor=alice.as_actor()
    )
    Agent.objects.filter(pk=alice.pk).update(state="ready", state_until_at=None)
    assert route_waiting() == 1
    assert offered_to(second) == "Alice"


def test_nobody_is_offered_a_chat_while_a_call_rings_or_goes_on() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    make_voice_queue(site, alice)
    call = make_waiting_call(make_caller(site))
    route_waiting()
    make_waiting_chat(site)
    assert route_waiting() == 0
    accept_offer(interaction_id=call.pk, agent=alice)
    assert route_waiting() == 0


@pytest.mark.parametrize(("beside", "offers"), [(False, 0), (True, 1)])
def test_calls_beside_chats_are_a_setting(beside: bool, offers: int) -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    make_active_chat(site, alice)
    make_voice_queue(site, alice)
    make_waiting_call(make_caller(site))
    with override_settings(COBROWSE_CALLS_BESIDE_CHATS=beside):
        assert route_waiting() == offers


def test_a_parked_chat_leaves_hands_free_for_a_call() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    chat = make_active_chat(site, alice)
    Interaction.objects.filter(pk=chat.pk).update(
        state=State.PARKED, asynchronous=True, parked_at=timezone.now()
    )
    make_voice_queue(site, alice)
    make_waiting_call(make_caller(site))
    assert route_waiting() == 1


def test_a_missed_call_goes_to_the_next_agent() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site()
    make_voice_queue(site, alice, bob)
    call = make_waiting_call(make_caller(site))
    route_waiting()
    first = offered_to(call)
    Offer.objects.update(expires_at=timezone.now())
    assert expire_offers() == 1
    route_waiting()
    assert {first, offered_to(call)} == {"Alice", "Bob"}


# -- transfers of calls -------------------------------------------------------------
def talking(site: Site, alice: Agent) -> Interaction:
    call = make_waiting_call(make_caller(site))
    route_waiting()
    return accept_offer(interaction_id=call.pk, agent=alice)


def test_a_call_on_hold_is_transferred_to_a_voice_queue_and_no_other() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site, other = make_site(bob), make_site(key="other")
    make_voice_queue(site, alice)
    second = make_voice_queue(site, bob, name="second level")
    foreign = make_voice_queue(other, bob)
    call = talking(site, alice)
    Interaction.objects.filter(pk=call.pk).update(state=State.HELD)
    chats = Queue.objects.get(name="shop chat")
    for queue in (chats, foreign):
        with refused("not_found"):
            transfer_interaction(
                interaction=call, actor=alice.as_actor(), to_queue=queue.pk
            )
    moved = transfer_interaction(
        interaction=call, actor=alice.as_actor(), to_queue=second.pk
    )
    assert (moved.state, moved.agent, moved.queue) == (State.QUEUED, None, second)
    route_waiting()
    assert offered_to(call) == "Bob"
    assert not moved.messages.exists()


def test_a_chat_is_not_transferred_to_a_voice_queue() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    calls = make_voice_queue(site, alice)
    chat = make_active_chat(site, alice)
    with refused("not_found"):
        transfer_interaction(
            interaction=chat, actor=alice.as_actor(), to_queue=calls.pk
        )


def test_a_call_is_transferred_to_an_agent_only_whose_hands_are_free() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site(bob)
    make_voice_queue(site, alice)
    call = talking(site, alice)
    chat = make_active_chat(site, bob)
    with refused("agent_not_available"):
        transfer_interaction(interaction=call, actor=alice.as_actor(), to_agent=bob.pk)
    end_interaction(interaction=chat, actor=bob.as_actor())
    transfer_interaction(interaction=call, actor=alice.as_actor(), to_agent=bob.pk)
    assert offered_to(call) == "Bob"


def test_bob_cannot_transfer_or_end_alices_call() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site()
    queue = make_voice_queue(site, alice)
    call = talking(site, alice)
    for code in ("transfer", "end"):
        with refused("not_found"):
            if code == "end":
                end_interaction(interaction=call, actor=bob.as_actor())
            else:
                transfer_interaction(
                    interaction=call, actor=bob.as_actor(), to_queue=queue.pk
                )


def test_the_call_of_an_agent_who_is_gone_goes_back_and_is_written_down() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    site = make_site()
    make_voice_queue(site, alice, bob)
    call = talking(site, alice)
    assert requeue_work_of(agent=bob) == 0
    Agent.objects.filter(pk=alice.pk).update(state="logged_out")
    assert requeue_orphans() == 1
    call.refresh_from_db()
    assert (call.state, call.agent) == (State.QUEUED, None)
    event = InteractionEvent.objects.get(interaction=call, name="interaction.requeued")
    assert event.agent == alice
