"""What the database itself refuses, whatever the code does."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from interactions.models import ChatMessage, Interaction, Offer, Queue
from tests.people import (
    make_active_chat,
    make_adapter,
    make_agent,
    make_customer,
    make_site,
    make_waiting_chat,
)

pytestmark = pytest.mark.django_db


def change(chat: Interaction, **values: Any) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Interaction.objects.filter(pk=chat.pk).update(**values)


def test_states_fit_the_medium_and_the_agent() -> None:
    alice = make_agent("alice", ready=True)
    site = make_site(alice)
    active, waiting = make_active_chat(site, alice), make_waiting_chat(site)
    now = timezone.now()
    change(active, state="ringing")
    change(active, state="on fire")
    change(active, media="fax")
    change(active, media="voice", state="queued")
    change(active, agent=None)
    change(active, customer=None)
    change(waiting, agent=alice)
    change(active, state="ended")
    change(active, ended_at=now)
    change(active, state="ended", ended_at=active.created_at - timedelta(hours=1))
    change(waiting, customer=active.customer)


def test_a_call_is_one_interaction() -> None:
    site = make_site()
    adapter = make_adapter(site)
    call = {
        "site": site,
        "media": "voice",
        "adapter": adapter,
        "external_call_id": "1",
        "agent": make_agent("alice"),
        "state": "active",
    }
    Interaction.objects.create(**call)
    with pytest.raises(IntegrityError), transaction.atomic():
        Interaction.objects.create(**call)


def test_one_pending_offer_for_one_interaction() -> None:
    alice, bob = make_agent("alice"), make_agent("bob")
    chat = make_waiting_chat(make_site())
    now = timezone.now()
    Offer.objects.create(interaction=chat, agent=alice, expires_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.create(interaction=chat, agent=bob, expires_at=now)
    with pytest.raises(IntegrityError), transaction.atomic():
        Offer.objects.update(state="accepted")
    Offer.objects.update(state="missed", closed_at=now)
    Offer.objects.create(interaction=chat, agent=bob, expires_at=now)


def test_lines_have_one_number_and_one_client_id_each() -> None:
    chat = make_waiting_chat(make_site())
    line = {"interaction": chat, "author_role": "customer", "text": "x"}
    ChatMessage.objects.create(**line, seq=2, client_id="a")
    for seq, client_id in ((2, "b"), (3, "a")):
        with pytest.raises(IntegrityError), transaction.atomic():
            ChatMessage.objects.create(**line, seq=seq, client_id=client_id)
    ChatMessage.objects.create(**line, seq=3, client_id=None)
    ChatMessage.objects.create(**line, seq=4, client_id=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        ChatMessage.objects.create(
            interaction=chat, author_role="agent", text="x", seq=5
        )


def test_names_and_tokens_are_unique_where_they_must_be() -> None:
    site = make_site()
    customer, _ = make_customer(site)
    with pytest.raises(IntegrityError), transaction.atomic():
        Queue.objects.create(site=site, name="shop chat")
    with pytest.raises(IntegrityError), transaction.atomic():
        type(customer).objects.create(site=site, token_hash=customer.token_hash)
