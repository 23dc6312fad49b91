"""Who is offered a waiting chat, and what happens to offers."""

from datetime import timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent, AgentGroup
from agents.services import set_presence
from interactions.call_story import CallKind
from interactions.lifecycle import OfferState, State
from interactions.models import Interaction, InteractionEvent, Offer, Queue, Site
from interactions.services import (
    CallEvent,
    accept_offer,
    apply_call_event,
    end_interaction,
    expire_offers,
    reject_offer,
    route_waiting,
)
from tests.people import (
    make_active_chat,
    make_adapter,
    make_agent,
    make_ready,
    make_site,
    make_waiting_chat,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def idle_for(agent: Agent, seconds: int) -> None:
    then = timezone.now() - timedelta(seconds=seconds)
    Agent.objects.filter(pk=agent.pk).update(idle_since_at=then)


def offered_agent(chat: Interaction) -> str | None:
    offer = Offer.objects.filter(interaction=chat, state=OfferState.PENDING).first()
    return offer.agent.display_name if offer else None


def run_out(chat: Interaction) -> None:
    """The pending offer's time is over."""
    Offer.objects.filter(interaction=chat, state=OfferState.PENDING).update(
        expires_at=timezone.now() - timedelta(seconds=1)
    )


def pardon(chat: Interaction) -> None:
    """As if the refusals of this chat were long ago."""
    Offer.objects.filter(interaction=chat).exclude(state=OfferState.PENDING).update(
        closed_at=timezone.now() - timedelta(minutes=5)
    )


def test_nobody_is_offered_a_chat_while_nobody_is_ready() -> None:
    chat = make_waiting_chat(make_site(make_agent("alice")))
    assert route_waiting() == 0
    chat.refresh_from_db()
    assert chat.state == State.QUEUED


def test_the_longest_idle_agent_is_asked_first() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site(alice, bob)
    idle_for(alice, 10)
    idle_for(bob, 100)
    chat = make_waiting_chat(site)
    assert route_waiting() == 1
    assert offered_agent(chat) == "Bob"
    chat.refresh_from_db()
    assert (chat.state, chat.agent) == (State.OFFERED, None)


def test_an_idle_agent_comes_before_a_busy_one() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    make_active_chat(site, alice)
    bob = make_agent("bob", ready=True)
    Queue.objects.get().agents.add(bob)
    idle_for(bob, 0)
    chat = make_waiting_chat(site)
    route_waiting()
    assert offered_agent(chat) == "Bob"


def test_the_customer_who_waits_longest_is_served_first() -> None:
    alice = make_agent("alice", ready=True, capacity=1)
    site = make_site(alice)
    first, second = make_waiting_chat(site), make_waiting_chat(site)
    assert route_waiting() == 1
    assert offered_agent(first) == "Alice"
    assert offered_agent(second) is None


def test_offers_and_chats_together_stay_within_capacity() -> None:
    alice = make_agent("alice", ready=True, capacity=2)
    site = make_site(alice)
    chats = [make_waiting_chat(site) for _ in range(4)]
    assert route_waiting() == 2
    assert route_waiting() == 0
    accept_offer(interaction_id=chats[0].pk, agent=alice)
    assert route_waiting() == 0
    end_interaction(
        interaction=Interaction.objects.get(pk=chats[0].pk), actor=alice.as_actor()
    )
    assert route_waiting() == 1


def test_an_agent_with_no_capacity_is_never_asked() -> None:
    make_waiting_chat(make_site(make_agent("alice", ready=True, capacity=0)))
    assert route_waiting() == 0


def test_only_agents_of_the_queue_are_asked() -> None:
    make_agent("charlie", ready=True)
    make_waiting_chat(make_site())
    assert route_waiting() == 0


def test_a_queue_is_served_by_groups_too() -> None:
    alice = make_agent("alice", ready=True)
    group = AgentGroup.objects.create(name="second level")
    site = make_site()
    Queue.objects.get().groups.add(group)
    chat = make_waiting_chat(site)
    assert route_waiting() == 0
    Agent.objects.filter(pk=alice.pk).update(group=group)
    assert route_waiting() == 1
    assert offered_agent(chat) == "Alice"


def test_nobody_in_a_call_is_offered_a_chat() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    adapter = make_adapter(site)
    make_waiting_chat(site)
    call = CallEvent(call_id="1", event=CallKind.RINGING, agent="alice")
    apply_call_event(adapter=adapter, event=call)
    assert route_waiting() == 0
    ended = CallEvent(call_id="1", event=CallKind.ENDED)
    apply_call_event(adapter=adapter, event=ended)
    assert route_waiting() == 1


def test_accepting_makes_it_active_and_the_agent_busy() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    assert (chat.state, chat.agent) == (State.ACTIVE, alice)
    assert chat.answered_at is not None
    alice.refresh_from_db()
    assert alice.idle_since_at is None


def test_charlie_cannot_answer_alices_offer() -> None:
    alice, charlie = make_agent("alice", ready=True), make_agent("charlie", ready=True)
    chat = make_waiting_chat(make_site(alice))
    route_waiting()
    with refused("not_found"):
        accept_offer(interaction_id=chat.pk, agent=charlie)
    with refused("not_found"):
        reject_offer(interaction_id=chat.pk, agent=charlie)
    assert offered_agent(chat) == "Alice"


def test_an_offer_is_answered_once() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    with refused("not_found"):
        accept_offer(interaction_id=chat.pk, agent=alice)
    with refused("not_found"):
        reject_offer(interaction_id=chat.pk, agent=alice)


def test_a_rejected_chat_goes_to_the_next_agent_and_keeps_its_place() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site(alice, bob)
    idle_for(alice, 100)
    idle_for(bob, 50)
    chat = make_waiting_chat(site)
    route_waiting()
    reject_offer(interaction_id=chat.pk, agent=alice)
    fresh = Interaction.objects.get(pk=chat.pk)
    assert (fresh.state, fresh.queued_at) == (State.QUEUED, chat.queued_at)
    route_waiting()
    assert offered_agent(chat) == "Bob"
    alice.refresh_from_db()
    assert alice.state == Presence.READY


def test_who_rejected_it_is_not_asked_again_at_once_but_later() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_waiting_chat(make_site(alice))
    route_waiting()
    reject_offer(interaction_id=chat.pk, agent=alice)
    assert route_waiting() == 0
    pardon(chat)
    assert route_waiting() == 1


def test_a_missed_offer_goes_to_the_next_agent() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site(alice, bob)
    idle_for(alice, 100)
    idle_for(bob, 50)
    chat = make_waiting_chat(site)
    route_waiting()
    assert expire_offers() == 0
    run_out(chat)
    assert expire_offers() == 1
    assert expire_offers() == 0
    route_waiting()
    assert offered_agent(chat) == "Bob"
    missed = Offer.objects.get(agent=alice)
    assert missed.state == OfferState.MISSED
    alice.refresh_from_db()
    assert alice.state == Presence.READY


@override_settings(COBROWSE_MISSED_OFFERS=2)
def test_two_missed_offers_in_a_row_take_the_agent_off_work() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_waiting_chat(make_site(alice))
    for _ in range(2):
        pardon(chat)
        assert route_waiting() == 1
        run_out(chat)
        expire_offers()
    # The first miss was moved into the past by pardon(): it no longer counts.
    alice.refresh_from_db()
    assert alice.state == Presence.READY

    Offer.objects.filter(agent=alice).update(closed_at=timezone.now())
    other = make_waiting_chat(Site.objects.get())
    assert route_waiting() == 1
    run_out(other)
    expire_offers()
    alice.refresh_from_db()
    assert (alice.state, alice.state_reason) == ("not_ready", "missed")
    assert route_waiting() == 0


def test_being_ready_again_forgives_what_was_missed() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    for round_ in range(2):
        chat = make_waiting_chat(site)
        route_waiting()
        run_out(chat)
        expire_offers()
        end_interaction(
            interaction=Interaction.objects.get(pk=chat.pk),
            actor=chat.customer.as_actor(),  # type: ignore[union-attr]
        )
        if round_ == 0:
            set_presence(agent=alice, actor=alice.as_actor(), state=Presence.NOT_READY)
            make_ready(alice)
    alice.refresh_from_db()
    assert alice.state == Presence.READY


def test_the_offer_of_a_dead_desktop_is_withdrawn_not_missed() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_waiting_chat(make_site(alice))
    route_waiting()
    Agent.objects.filter(pk=alice.pk).update(
        last_seen_at=timezone.now() - timedelta(minutes=1)
    )
    assert expire_offers() == 1
    assert Offer.objects.get().state == OfferState.WITHDRAWN
    alice.refresh_from_db()
    assert alice.state == Presence.READY
    assert route_waiting() == 0
    chat.refresh_from_db()
    assert chat.state == State.QUEUED


def test_every_step_of_an_offer_is_written_down() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_waiting_chat(make_site(alice))
    route_waiting()
    reject_offer(interaction_id=chat.pk, agent=alice)
    pardon(chat)
    route_waiting()
    run_out(chat)
    expire_offers()
    pardon(chat)
    route_waiting()
    accept_offer(interaction_id=chat.pk, agent=alice)
    events = InteractionEvent.objects.filter(interaction=chat).order_by("pk")
    assert [(e.name, e.old_state, e.state, e.actor_role) for e in events] == [
        ("chat.started", "queued", "queued", "customer"),
        ("offer.made", "queued", "offered", "system"),
        ("offer.rejected", "offered", "queued", "agent"),
        ("offer.made", "queued", "offered", "system"),
        ("offer.missed", "offered", "queued", "system"),
        ("offer.made", "queued", "offered", "system"),
        ("offer.accepted", "offered", "active", "agent"),
    ]
    assert {e.agent for e in events if e.name.startswith("offer")} == {alice}


def test_a_chat_of_a_queue_that_is_switched_off_waits() -> None:
    make_waiting_chat(make_site(make_agent("alice", ready=True)))
    Queue.objects.update(active=False)
    assert route_waiting() == 0
