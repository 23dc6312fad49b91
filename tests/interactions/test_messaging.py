"""Web messaging (PI-12): a chat is left, waits, and is taken up again."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent
from agents.services import set_presence
from cobrowse.actors import SYSTEM, Actor
from interactions.lifecycle import OfferState, State
from interactions.models import (
    ChatMessage,
    Customer,
    Interaction,
    InteractionEvent,
    Offer,
    Queue,
    Site,
)
from interactions.selectors import earlier_chats, handled_by, live_chat_of
from interactions.services import (
    accept_offer,
    end_forgotten,
    end_interaction,
    expire_offers,
    mark_customer_seen,
    note_absences,
    park_interaction,
    park_left_chats,
    requeue_work_of,
    resume_interaction,
    route_waiting,
    send_message,
)
from interactions.tasks import route_interactions
from tests.people import (
    make_active_chat,
    make_agent,
    make_site,
    make_waiting_chat,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice() -> Agent:
    return make_agent("alice", ready=True, capacity=1)


@pytest.fixture
def site(alice: Agent) -> Site:
    site = make_site(alice)
    Queue.objects.update(messaging=True)
    return site


@pytest.fixture
def chat(site: Site, alice: Agent) -> Interaction:
    """Alice has answered; both are there."""
    chat = make_active_chat(site, alice)
    assert chat.asynchronous
    say(chat, alice.as_actor(), "It comes tomorrow.")
    return fresh(chat)


def fresh(chat: Interaction) -> Interaction:
    return Interaction.objects.select_related("customer", "agent").get(pk=chat.pk)


def carla(chat: Interaction) -> Actor:
    assert chat.customer is not None
    return chat.customer.as_actor()


def say(chat: Interaction, actor: Actor, text: str = "Hm") -> ChatMessage:
    number = ChatMessage.objects.count()
    return send_message(
        interaction=chat, actor=actor, text=text, client_id=f"c{number}"
    )


def long_ago(chat: Interaction, **ago: float) -> None:
    """As if everything in the chat, and its customer's last sign, were that old."""
    by = timedelta(**ago)
    for row in InteractionEvent.objects.filter(interaction=chat):
        InteractionEvent.objects.filter(pk=row.pk).update(at=row.at - by)
    for line in ChatMessage.objects.filter(interaction=chat):
        ChatMessage.objects.filter(pk=line.pk).update(created_at=line.created_at - by)
    Customer.objects.filter(interactions=chat).update(last_seen_at=timezone.now() - by)


def park(chat: Interaction, alice: Agent) -> Interaction:
    return park_interaction(interaction=chat, actor=alice.as_actor())


# -- leaving ------------------------------------------------------------------------
def test_a_parked_chat_stays_with_its_agent_and_takes_no_capacity(
    site: Site, chat: Interaction, alice: Agent
) -> None:
    other = make_waiting_chat(site, name="Dora")
    route_waiting()
    assert not Offer.objects.filter(interaction=other).exists()
    parked = park(chat, alice)
    assert (parked.state, parked.agent) == (State.PARKED, alice)
    assert parked.parked_at is not None
    assert list(handled_by(alice)) == [parked]
    route_waiting()
    accept_offer(interaction_id=other.pk, agent=alice)
    alice.refresh_from_db()
    assert fresh(other).state == State.ACTIVE


def test_idle_time_begins_when_the_last_chat_is_parked(
    chat: Interaction, alice: Agent
) -> None:
    alice.refresh_from_db()
    assert alice.idle_since_at is None
    park(chat, alice)
    alice.refresh_from_db()
    assert alice.idle_since_at is not None


def test_who_parked_is_in_the_timeline(chat: Interaction, alice: Agent) -> None:
    park(chat, alice)
    event = InteractionEvent.objects.get(name="chat.parked")
    assert (event.actor_role, event.agent) == ("agent", alice)
    assert (event.old_state, event.state) == ("active", "parked")


def test_only_messaging_chats_and_only_the_own_ones_are_parked(
    chat: Interaction, alice: Agent
) -> None:
    charlie = make_agent("charlie")
    with refused("not_found"):
        park_interaction(interaction=chat, actor=charlie.as_actor())
    with refused("not_allowed"):
        park_interaction(interaction=chat, actor=carla(chat))
    Interaction.objects.update(asynchronous=False)
    with refused("not_messaging"):
        park(chat, alice)
    assert fresh(chat).state == State.ACTIVE


def test_a_chat_is_not_parked_twice_nor_after_its_end(
    chat: Interaction, alice: Agent
) -> None:
    park(chat, alice)
    with refused("wrong_state"):
        park(chat, alice)
    end_interaction(interaction=chat, actor=alice.as_actor())
    with refused("interaction_ended"):
        park(chat, alice)


# -- by the system ------------------------------------------------------------------
def test_an_answered_chat_whose_customer_has_gone_waits_by_itself(
    chat: Interaction,
) -> None:
    assert park_left_chats() == 0
    long_ago(chat, seconds=301)
    assert park_left_chats() == 1
    assert fresh(chat).state == State.PARKED
    assert InteractionEvent.objects.get(name="chat.parked").actor_role == "system"
    assert park_left_chats() == 0


@pytest.mark.parametrize("why", ["asked last", "here", "just answered", "no messaging"])
def test_other_chats_are_left_alone(chat: Interaction, alice: Agent, why: str) -> None:
    if why == "asked last":
        say(chat, carla(chat), "And if not?")
    long_ago(chat, seconds=301)
    if why == "here":
        Customer.objects.update(last_seen_at=timezone.now())
    elif why == "just answered":
        say(chat, alice.as_actor(), "One more thing.")
    elif why == "no messaging":
        Interaction.objects.update(asynchronous=False)
    assert park_left_chats() == 0
    assert fresh(chat).state == State.ACTIVE


def test_what_an_agent_has_just_taken_up_is_not_parked_again_at_once(
    chat: Interaction, alice: Agent
) -> None:
    long_ago(chat, days=2)
    assert park_left_chats() == 1
    long_ago(chat, days=2)
    resume_interaction(interaction=chat, agent=alice)
    assert park_left_chats() == 0
    long_ago(chat, seconds=301)
    assert park_left_chats() == 1


# -- coming back --------------------------------------------------------------------
def test_a_customer_who_writes_is_offered_to_the_last_agent_first(
    site: Site, chat: Interaction, alice: Agent
) -> None:
    bob = make_agent("bob", ready=True)
    Queue.objects.get().agents.add(bob)
    park(chat, alice)
    say(chat, carla(chat), "Nothing came.")
    offer = Offer.objects.get(state=OfferState.PENDING)
    assert (offer.agent, fresh(chat).state) == (alice, State.OFFERED)
    accepted = accept_offer(interaction_id=chat.pk, agent=alice)
    assert (accepted.state, accepted.parked_at) == (State.ACTIVE, None)
    texts = ChatMessage.objects.filter(interaction=chat).values_list("text", flat=True)
    assert list(texts) == ["Where is my parcel?", "It comes tomorrow.", "Nothing came."]


@pytest.mark.parametrize("why", ["not ready", "full", "logged out"])
def test_without_the_last_agent_the_queue_is_asked(
    site: Site,
    chat: Interaction,
    alice: Agent,
    why: str,
) -> None:
    bob = make_agent("bob", ready=True)
    Queue.objects.get().agents.add(bob)
    park(chat, alice)
    if why == "full":
        make_waiting_chat(site, name="Dora")
        Agent.objects.filter(pk=bob.pk).update(chat_capacity=0)
        route_waiting()
        Agent.objects.filter(pk=bob.pk).update(chat_capacity=3)
    else:
        state = Presence.NOT_READY if why == "not ready" else Presence.LOGGED_OUT
        set_presence(agent=alice, actor=alice.as_actor(), state=state)
    say(chat, carla(chat), "Hello?")
    waiting = fresh(chat)
    assert (waiting.state, waiting.agent) == (State.QUEUED, None)
    route_waiting()
    assert Offer.objects.get(interaction=chat, state=OfferState.PENDING).agent == bob


def test_a_last_agent_who_misses_it_leaves_it_to_the_others(
    chat: Interaction, alice: Agent
) -> None:
    bob = make_agent("bob", ready=True)
    Queue.objects.get().agents.add(bob)
    park(chat, alice)
    say(chat, carla(chat))
    Offer.objects.filter(agent=alice).update(expires_at=timezone.now())
    expire_offers()
    route_waiting()
    assert Offer.objects.get(state=OfferState.PENDING).agent == bob


def test_an_agent_takes_up_the_own_chat_if_there_is_room(
    site: Site, chat: Interaction, alice: Agent
) -> None:
    park(chat, alice)
    with refused("not_found"):
        resume_interaction(interaction=chat, agent=make_agent("charlie"))
    other = make_waiting_chat(site, name="Dora")
    route_waiting()
    with refused("no_room"):
        resume_interaction(interaction=chat, agent=alice)
    accept_offer(interaction_id=other.pk, agent=alice)
    end_interaction(interaction=other, actor=alice.as_actor())
    Interaction.objects.update(wrap_up_open=False)
    resumed = resume_interaction(interaction=chat, agent=alice)
    assert (resumed.state, resumed.parked_at) == (State.ACTIVE, None)
    say(resumed, alice.as_actor(), "I have asked the carrier.")


def test_an_agent_first_takes_it_up_then_writes(
    chat: Interaction, alice: Agent
) -> None:
    park(chat, alice)
    with refused("wrong_state"):
        say(chat, alice.as_actor(), "By the way")
    assert fresh(chat).last_seq == 2


def test_an_agent_who_signs_out_keeps_parked_chats(
    chat: Interaction, alice: Agent
) -> None:
    park(chat, alice)
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.LOGGED_OUT)
    requeue_work_of(agent=alice)
    assert (fresh(chat).state, fresh(chat).agent) == (State.PARKED, alice)


def test_a_queue_that_was_closed_down_does_not_swallow_who_comes_back(
    site: Site, chat: Interaction, alice: Agent
) -> None:
    park(chat, alice)
    set_presence(agent=alice, actor=alice.as_actor(), state=Presence.NOT_READY)
    Queue.objects.update(active=False)
    new = Queue.objects.create(site=site, name="New chat", messaging=True)
    say(chat, carla(chat), "Hello?")
    assert fresh(chat).queue == new


def test_the_customer_ends_a_parked_chat(chat: Interaction, alice: Agent) -> None:
    park(chat, alice)
    ended = end_interaction(interaction=chat, actor=carla(chat))
    assert (ended.state, ended.end_reason) == (State.ENDED, "customer_ended")


# -- how long -----------------------------------------------------------------------
def test_a_parked_chat_waits_for_weeks_then_expires(
    chat: Interaction, alice: Agent
) -> None:
    park(chat, alice)
    long_ago(chat, days=29)
    Interaction.objects.update(parked_at=timezone.now() - timedelta(days=29))
    assert end_forgotten() == 0
    Interaction.objects.update(parked_at=timezone.now() - timedelta(days=31))
    assert end_forgotten() == 1
    assert fresh(chat).end_reason == "expired"


def test_a_message_left_waits_for_weeks_too(site: Site) -> None:
    chat = make_waiting_chat(site)
    Customer.objects.update(last_seen_at=timezone.now() - timedelta(days=29))
    assert end_forgotten() == 0
    Customer.objects.update(last_seen_at=timezone.now() - timedelta(days=31))
    assert end_forgotten() == 1
    assert fresh(chat).state == State.ENDED


def test_chats_that_are_no_messaging_end_after_a_day_as_ever(
    site: Site, alice: Agent
) -> None:
    Queue.objects.update(messaging=False)
    chat = make_active_chat(site, alice)
    assert not chat.asynchronous
    Customer.objects.update(last_seen_at=timezone.now() - timedelta(hours=25))
    assert end_forgotten() == 1


def test_the_task_looks_after_all_of_it(chat: Interaction) -> None:
    long_ago(chat, seconds=301)
    route_interactions()
    assert fresh(chat).state == State.PARKED
    customer = Customer.objects.get()
    assert customer.away_at is not None


# -- away and there -----------------------------------------------------------------
def test_an_absence_is_noted_once_and_ends_with_a_sign_of_life(
    chat: Interaction,
) -> None:
    assert note_absences() == 0
    Customer.objects.update(last_seen_at=timezone.now() - timedelta(seconds=76))
    assert note_absences() == 1
    assert note_absences() == 0
    customer = Customer.objects.get()
    mark_customer_seen(customer=customer)
    customer.refresh_from_db()
    assert customer.away_at is None


def test_nobody_looks_for_customers_whose_chats_are_over(
    chat: Interaction, alice: Agent
) -> None:
    end_interaction(interaction=chat, actor=alice.as_actor())
    Customer.objects.update(last_seen_at=timezone.now() - timedelta(days=1))
    assert note_absences() == 0


# -- what was before ----------------------------------------------------------------
def test_earlier_conversations_of_messaging_are_kept_for_the_customer(
    chat: Interaction, alice: Agent
) -> None:
    customer = chat.customer
    assert customer is not None
    assert earlier_chats(customer) == []
    end_interaction(interaction=chat, actor=alice.as_actor())
    (earlier,) = earlier_chats(customer)
    assert [line.text for line in earlier.messages] == [
        "Where is my parcel?",
        "It comes tomorrow.",
    ]
    assert (earlier.agent_name, live_chat_of(customer)) == ("Alice", None)
    Interaction.objects.update(asynchronous=False)
    assert earlier_chats(customer) == []


def test_only_the_last_lines_of_a_few_chats_are_sent(
    site: Site, chat: Interaction, alice: Agent
) -> None:
    customer = chat.customer
    assert customer is not None
    end_interaction(interaction=chat, actor=SYSTEM)
    for number in range(4):
        past = Interaction.objects.get(pk=chat.pk)
        past.pk = None
        past._state.adding = True
        past.created_at -= timedelta(days=number + 1)
        past.last_seq = 150
        past.save()
        ChatMessage.objects.bulk_create(
            ChatMessage(
                interaction=past, seq=seq, author_role="customer", text=f"{number}"
            )
            for seq in range(1, 151)
        )
    shown = earlier_chats(customer)
    assert [len(each.messages) for each in shown] == [2, 100, 100]
    assert shown[1].messages[-1].seq == 150
