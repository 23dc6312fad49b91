"""Starting a chat and writing in it; charlie and other customers see nothing."""

import pytest
from django.test import override_settings

from cobrowse.actors import SYSTEM, Actor, Role
from interactions.lifecycle import State
from interactions.models import ChatMessage, Interaction, InteractionEvent, Queue
from interactions.protocol.shapes import PageView
from interactions.selectors import (
    chat_lines,
    handled_by,
    interaction_of_agent,
    interaction_state,
    live_interaction_for_customer,
    offered_to,
    queue_position,
)
from interactions.services import (
    attach_data,
    greet_customer,
    send_message,
    show_typing,
    start_chat,
)
from tests.people import (
    make_active_chat,
    make_agent,
    make_customer,
    make_site,
    make_waiting_chat,
)
from tests.refusals import refused

pytestmark = pytest.mark.django_db


def names_of(interaction: Interaction) -> list[str]:
    events = InteractionEvent.objects.filter(interaction=interaction)
    return list(events.order_by("pk").values_list("name", flat=True))


def test_a_new_chat_waits_with_its_question_and_attached_data() -> None:
    chat = make_waiting_chat(make_site())
    assert chat.state == State.QUEUED
    assert [line.text for line in chat_lines(chat)] == ["Where is my parcel?"]
    assert names_of(chat) == ["chat.started"]
    assert chat.attached_data == {
        "source": "web",
        "referrer": "",
        "url": "https://shop.example/cart",
        "pageTitle": "Cart",
    }


def test_one_customer_has_one_live_chat() -> None:
    chat = make_waiting_chat(make_site())
    customer = chat.customer
    assert customer is not None

    def again() -> Interaction:
        return start_chat(
            customer=customer,
            actor=customer.as_actor(),
            name="Carla",
            question="",
            source="web",
        )

    with refused("conflict"):
        again()
    assert Interaction.objects.count() == 1
    assert InteractionEvent.objects.count() == 1


def test_nobody_starts_a_chat_for_somebody_else() -> None:
    """Spec PI-3: only the customer starts."""
    site = make_site()
    customer, _ = make_customer(site)
    other, _ = make_customer(site)
    alice = make_agent("alice")
    for actor in (other.as_actor(), alice.as_actor(), SYSTEM, Actor(Role.STAFF, "1")):
        with refused("not_found"):
            start_chat(
                customer=customer, actor=actor, name="X", question="", source="web"
            )
    assert not Interaction.objects.exists()


def test_a_site_without_a_chat_queue_says_so() -> None:
    site = make_site()
    Queue.objects.update(active=False)
    customer, _ = make_customer(site)
    with refused("chat_unavailable"):
        start_chat(
            customer=customer,
            actor=customer.as_actor(),
            name="",
            question="",
            source="web",
        )


def test_a_customer_without_a_name_gets_one() -> None:
    chat = make_waiting_chat(make_site(), name="")
    assert chat.customer_name == "Visitor"


@override_settings(COBROWSE_CHATS_PER_HOUR=2)
def test_chats_of_one_customer_are_counted() -> None:
    site = make_site()
    customer, _ = make_customer(site)

    def start() -> Interaction:
        Interaction.objects.all().delete()
        return start_chat(
            customer=customer,
            actor=customer.as_actor(),
            name="",
            question="",
            source="web",
        )

    start()
    start()
    with refused("rate_limited"):
        start()


def test_lines_are_numbered_without_gaps() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    customer = chat.customer
    assert customer is not None
    for number in range(3):
        for actor in (alice.as_actor(), customer.as_actor()):
            send_message(
                interaction=chat, actor=actor, text="Hm.", client_id=f"x{number}"
            )
    lines = chat_lines(chat)
    assert [line.seq for line in lines] == list(range(1, 8))
    assert {line.name for line in lines} == {"Carla", "Alice"}


def test_a_line_sent_twice_is_stored_once() -> None:
    chat = make_waiting_chat(make_site())
    customer = chat.customer
    assert customer is not None
    first, second = (
        send_message(
            interaction=chat, actor=customer.as_actor(), text=text, client_id="a"
        )
        for text in ("Hello", "Hello again")
    )
    assert first.pk == second.pk
    assert ChatMessage.objects.filter(text__startswith="Hello").count() == 1


def test_both_sides_may_use_the_same_client_id() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    assert chat.customer is not None
    for actor in (alice.as_actor(), chat.customer.as_actor()):
        send_message(interaction=chat, actor=actor, text="Hm.", client_id="1")
    assert ChatMessage.objects.filter(client_id="1").count() == 2


def test_a_waiting_customer_may_write_but_no_agent_yet() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_waiting_chat(make_site(alice))
    assert chat.customer is not None
    actor = chat.customer.as_actor()
    assert (
        send_message(interaction=chat, actor=actor, text="Hm", client_id="1").seq == 2
    )
    with refused("not_found"):
        send_message(interaction=chat, actor=alice.as_actor(), text="Hm", client_id="1")


def test_charlie_and_other_customers_cannot_touch_the_chat() -> None:
    alice, charlie = make_agent("alice", ready=True), make_agent("charlie")
    site = make_site(alice)
    chat = make_active_chat(site, alice)
    other, _ = make_customer(site)
    for outsider in (charlie.as_actor(), other.as_actor()):
        with refused("not_found"):
            send_message(interaction=chat, actor=outsider, text="Hm", client_id="1")
        with refused("not_found"):
            show_typing(interaction=chat, actor=outsider)
    assert list(handled_by(charlie)) == []
    assert list(offered_to(charlie)) == []
    with refused("not_found"):
        interaction_of_agent(charlie, chat.pk)
    assert live_interaction_for_customer(other) is None
    assert interaction_of_agent(alice, chat.pk) == chat
    assert ChatMessage.objects.count() == 1


def test_positions_count_from_one_and_only_the_own_queue() -> None:
    site, other = make_site(), make_site(key="other")
    first, second = make_waiting_chat(site), make_waiting_chat(site)
    elsewhere = make_waiting_chat(other)
    assert [queue_position(chat) for chat in (first, second, elsewhere)] == [1, 2, 1]


def test_the_customer_learns_no_more_of_the_agent_than_the_name() -> None:
    alice = make_agent("alice", ready=True)
    chat = make_active_chat(make_site(alice), alice)
    text = interaction_state(chat).model_dump_json()
    assert "Alice" in text
    assert "alice" not in text
    assert "agent_id" not in text


def test_attached_data_takes_the_keys_of_the_spec_only() -> None:
    chat = make_waiting_chat(make_site())
    attach_data(
        interaction=chat,
        actor=SYSTEM,
        data={"CoBrowseAssociated": "Yes", "CoBrowseSessionsQuantity": 1},
    )
    chat.refresh_from_db()
    assert chat.attached_data["CoBrowseAssociated"] == "Yes"
    assert chat.attached_data["pageTitle"] == "Cart"
    assert names_of(chat)[-1] == "data.attached"
    with refused("unknown_key"):
        attach_data(interaction=chat, actor=SYSTEM, data={"password": "x"})
    with refused("text_too_long"):
        attach_data(interaction=chat, actor=SYSTEM, data={"url": "x" * 2049})


PAGE = PageView(url="https://shop.example/cart", title="Cart", referrer="")


def test_a_known_browser_is_the_same_customer_an_unknown_token_a_new_one() -> None:
    site = make_site()
    first, token = greet_customer(
        site=site, token=None, address="1.1.1.1", page=PAGE, language="de"
    )
    again, same = greet_customer(
        site=site, token=token, address="1.1.1.1", page=PAGE, language="de"
    )
    assert (again.pk, same) == (first.pk, token)
    stranger, new = greet_customer(
        site=site, token="invented", address="1.1.1.1", page=PAGE, language="de"
    )
    assert stranger.pk != first.pk
    assert new not in {"invented", token}
    assert token not in str(first.__dict__.values())


@override_settings(COBROWSE_CUSTOMERS_PER_MINUTE=2)
def test_new_customers_of_one_address_are_counted_known_ones_are_not() -> None:
    site = make_site()

    def greet(token: str | None, address: str) -> str:
        return greet_customer(
            site=site, token=token, address=address, page=PAGE, language=""
        )[1]

    token = greet(None, "9.9.9.9")
    greet(None, "9.9.9.9")
    with refused("rate_limited"):
        greet(None, "9.9.9.9")
    assert greet(token, "9.9.9.9") == token
    greet(None, "8.8.8.8")
