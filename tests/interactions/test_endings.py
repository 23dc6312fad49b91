"""Ending, transferring, and agents who are gone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent
from agents.services import log_out_agent, set_presence
from cobrowse.actors import SYSTEM, Actor, Role
from interactions import hooks
from interactions.call_story import CallKind
from interactions.hooks import Ending
from interactions.lifecycle import OfferState, State
from interactions.models import (
    ChatMessage,
    Customer,
    Interaction,
    InteractionEvent,
    Offer,
    Queue,
)
from interactions.selectors import chat_lines
from interactions.services import (
    CallEvent,
    accept_offer,
    apply_call_event,
    end_forgotten,
    end_interaction,
    expire_offers,
    reject_offer,
    requeue_orphans,
    requeue_work_of,
    route_waiting,
    send_message,
    transfer_interaction,
)
from interactions.tasks import route_interactions
from tests.people import (
    make_active_chat,
    make_adapter,
    make_agent,
    make_customer,
    make_ready,
    make_site,
    make_waiting_chat,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def endings() -> list[tuple[str, Ending, Role]]:
    """What the hooks were told, as an app further up would hear it."""
    return []


@pytest.fixture(autouse=True)
def _listen(
    endings: list[tuple[str, Ending, Role]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def listen(interaction: Interaction, how: Ending, actor: Actor) -> None:
        endings.append((interaction.state, how, actor.role))

    monkeypatch.setattr(hooks, "on_interaction_ended", [listen])


def pending(chat: Interaction) -> Offer:
    return Offer.objects.get(interaction=chat, state=OfferState.PENDING)


# -- ending -----------------------------------------------------------------------
def test_the_agent_ends_it_and_is_idle_again(
    endings: list[tuple[str, Ending, Role]],
) -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    ended = end_interaction(interaction=chat, actor=alice.as_actor())
    assert (ended.state, ended.end_reason, ended.ended_by) == (
        "ended",
        "agent_ended",
        "agent",
    )
    assert ended.ended_at is not None
    assert ended.agent == alice
    assert endings == [("ended", "ended", Role.AGENT)]
    alice.refresh_from_db()
    assert alice.idle_since_at is not None


def test_the_customer_ends_it() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    assert chat.customer is not None
    ended = end_interaction(interaction=chat, actor=chat.customer.as_actor())
    assert ended.end_reason == "customer_ended"


def test_a_customer_who_leaves_while_waiting_abandons_it() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_waiting_chat(make_site(alice))
    route_waiting()
    assert chat.customer is not None
    ended = end_interaction(interaction=chat, actor=chat.customer.as_actor())
    assert ended.end_reason == "abandoned"
    assert Offer.objects.get().state == OfferState.WITHDRAWN
    with refused("not_found"):
        accept_offer(interaction_id=chat.pk, agent=alice)


def test_an_ended_chat_stays_ended(endings: list[tuple[str, Ending, Role]]) -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    end_interaction(interaction=chat, actor=alice.as_actor())
    with refused("interaction_ended"):
        end_interaction(interaction=chat, actor=alice.as_actor())
    with refused("interaction_ended"):
        send_message(interaction=chat, actor=alice.as_actor(), text="Hm", client_id="1")
    with refused("interaction_ended"):
        transfer_interaction(interaction=chat, actor=alice.as_actor(), to_queue=1)
    assert len(endings) == 1


def test_bob_charlie_and_other_customers_cannot_end_it() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    site = make_site(alice, bob)
    chat = make_active_chat(site, alice)
    other, _ = make_customer(site)
    for outsider in (
        bob.as_actor(),
        make_agent("charlie").as_actor(),
        other.as_actor(),
    ):
        with refused("not_found"):
            end_interaction(interaction=chat, actor=outsider)
    chat.refresh_from_db()
    assert chat.state == State.ACTIVE


def test_the_next_chat_is_possible_after_the_end() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    chat = make_active_chat(site, alice)
    end_interaction(interaction=chat, actor=alice.as_actor())
    assert make_active_chat(site, alice).pk != chat.pk


def test_a_chat_whose_customer_never_comes_back_ends(
    endings: list[tuple[str, Ending, Role]],
) -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    chat, other = make_active_chat(site, alice), make_waiting_chat(site)
    Customer.objects.filter(interactions=chat).update(
        last_seen_at=timezone.now() - timedelta(days=2)
    )
    assert end_forgotten() == 1
    assert end_forgotten() == 0
    chat.refresh_from_db()
    other.refresh_from_db()
    assert (chat.state, chat.end_reason, chat.ended_by) == (
        "ended",
        "expired",
        "system",
    )
    assert other.state == State.QUEUED


# -- transfer ---------------------------------------------------------------------
def test_a_transfer_to_an_agent_is_an_offer_to_that_agent(
    endings: list[tuple[str, Ending, Role]],
) -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    site = make_site(alice)
    chat = make_active_chat(site, alice)
    set_presence(agent=bob, actor=bob.as_actor(), state=Presence.READY)
    moved = transfer_interaction(
        interaction=chat, actor=alice.as_actor(), to_agent=bob.pk
    )
    assert moved.agent is None
    assert pending(chat).agent == bob
    assert endings == [("queued", "transferred", Role.AGENT)]
    accepted = accept_offer(interaction_id=chat.pk, agent=bob)
    assert (accepted.agent, accepted.answered_at) == (bob, chat.answered_at)
    texts = [line.text for line in chat_lines(accepted)]
    assert texts[0] == "Where is my parcel?"
    assert "takes over" in texts[1]


def test_a_transfer_that_is_refused_goes_to_the_queue_first_in_line() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    dave = make_agent("dave", capacity=1)
    site = make_site(alice, dave)
    chat = make_active_chat(site, alice)
    later = make_waiting_chat(site)
    set_presence(agent=bob, actor=bob.as_actor(), state=Presence.READY)
    transfer_interaction(interaction=chat, actor=alice.as_actor(), to_agent=bob.pk)
    reject_offer(interaction_id=chat.pk, agent=bob)
    log_out_agent(agent=alice, actor=alice.as_actor())
    make_ready(dave)
    route_waiting()
    assert pending(chat).agent == dave
    assert not Offer.objects.filter(interaction=later).exists()


def test_who_hands_a_chat_on_does_not_get_it_back_at_once() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    transfer_interaction(
        interaction=chat, actor=alice.as_actor(), to_queue=Queue.objects.get().pk
    )
    assert route_waiting() == 0
    InteractionEvent.objects.update(at=timezone.now() - timedelta(minutes=5))
    assert route_waiting() == 1


def test_no_chat_is_transferred_to_somebody_in_a_call() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    site = make_site(alice)
    chat = make_active_chat(site, alice)
    make_ready(bob)
    call = CallEvent(call_id="1", event=CallKind.ANSWERED, agent="bob")
    apply_call_event(adapter=make_adapter(site), event=call)
    with refused("agent_not_available"):
        transfer_interaction(interaction=chat, actor=alice.as_actor(), to_agent=bob.pk)


@pytest.mark.parametrize(
    ("kind", "minutes"), [(CallKind.RINGING, 20), (CallKind.ANSWERED, 800)]
)
def test_a_call_whose_end_was_never_reported_ends(kind: CallKind, minutes: int) -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    event = CallEvent(call_id="1", event=kind, agent="alice")
    call = apply_call_event(adapter=make_adapter(site), event=event)
    assert end_forgotten() == 0
    Interaction.objects.update(
        call_event_at=timezone.now() - timedelta(minutes=minutes)
    )
    assert end_forgotten() == 1
    call.refresh_from_db()
    assert (call.state, call.end_reason) == ("ended", "expired")


def test_a_transfer_to_a_queue_is_routed_there() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site(alice)
    second = Queue.objects.create(site=site, name="second", media="chat")
    second.agents.add(bob)
    chat = make_active_chat(site, alice)
    moved = transfer_interaction(
        interaction=chat, actor=alice.as_actor(), to_queue=second.pk
    )
    assert moved.queue == second
    route_waiting()
    assert pending(chat).agent == bob


def test_a_transfer_in_the_language_of_the_customer() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    Customer.objects.update(language="xx-YY")
    transfer_interaction(
        interaction=chat, actor=alice.as_actor(), to_queue=Queue.objects.get().pk
    )
    assert ChatMessage.objects.filter(author_role="system").count() == 1


def test_bad_targets_are_refused_and_nothing_moves(
    endings: list[tuple[str, Ending, Role]],
) -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    site = make_site(alice)
    chat = make_active_chat(site, alice)
    calls = Queue.objects.create(site=site, name="calls", media="voice")
    off = Queue.objects.create(site=site, name="off", media="chat", active=False)
    make_site(key="other")
    foreign = Queue.objects.get(site__key="other")
    actor = alice.as_actor()
    with refused("agent_not_available"):
        transfer_interaction(interaction=chat, actor=actor, to_agent=bob.pk)
    for agent_id in (alice.pk, 999_999):
        with refused("not_found"):
            transfer_interaction(interaction=chat, actor=actor, to_agent=agent_id)
    for queue in (calls, off, foreign):
        with refused("not_found"):
            transfer_interaction(interaction=chat, actor=actor, to_queue=queue.pk)
    with refused("bad_target"):
        transfer_interaction(interaction=chat, actor=actor)
    with refused("bad_target"):
        transfer_interaction(interaction=chat, actor=actor, to_agent=1, to_queue=1)
    chat.refresh_from_db()
    assert (chat.state, chat.agent) == (State.ACTIVE, alice)
    assert endings == []


def test_only_the_handling_agent_transfers() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    chat = make_active_chat(make_site(alice), alice)
    assert chat.customer is not None
    queue = Queue.objects.get().pk
    with refused("not_found"):
        transfer_interaction(interaction=chat, actor=bob.as_actor(), to_queue=queue)
    with refused("not_allowed"):
        transfer_interaction(
            interaction=chat, actor=chat.customer.as_actor(), to_queue=queue
        )


# -- agents who are gone ----------------------------------------------------------
def test_the_chats_of_an_agent_who_logs_out_go_back_to_the_queue(
    endings: list[tuple[str, Ending, Role]],
) -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob")
    chat = make_active_chat(make_site(alice, bob), alice)
    set_presence(agent=bob, actor=bob.as_actor(), state=Presence.READY)
    log_out_agent(agent=alice, actor=alice.as_actor())
    assert requeue_work_of(agent=alice) == 1
    assert requeue_work_of(agent=alice) == 0
    assert endings == [("queued", "transferred", Role.SYSTEM)]
    route_waiting()
    assert pending(chat).agent == bob


def test_a_not_ready_agent_keeps_the_chats() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.NOT_READY)
    assert requeue_orphans() == 0
    chat.refresh_from_db()
    assert chat.agent == alice


def test_the_task_brings_a_dead_desktops_customers_to_somebody_else() -> None:
    alice, bob = make_agent("alice", ready=True), make_agent("bob", ready=True)
    site = make_site(alice, bob)
    Agent.objects.filter(pk=bob.pk).update(chat_capacity=0)
    chat = make_active_chat(site, alice)
    waiting = make_waiting_chat(site)
    route_waiting()
    Agent.objects.filter(pk=bob.pk).update(chat_capacity=3)
    assert pending(waiting).agent == alice
    Agent.objects.filter(pk=alice.pk).update(
        last_seen_at=timezone.now() - timedelta(minutes=10)
    )
    for _ in range(2):  # once more changes nothing
        route_interactions()
        alice.refresh_from_db()
        assert alice.state == Presence.LOGGED_OUT
        assert pending(chat).agent == bob
        assert pending(waiting).agent == bob


def test_an_offer_of_somebody_who_logged_out_is_withdrawn() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_waiting_chat(make_site(alice))
    route_waiting()
    log_out_agent(agent=alice, actor=SYSTEM)
    assert expire_offers() == 1
    chat.refresh_from_db()
    assert chat.state == State.QUEUED
    names = InteractionEvent.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["chat.started", "offer.made", "offer.withdrawn"]
