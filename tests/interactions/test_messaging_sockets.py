"""Web messaging between real sockets: who goes, who comes back, what is seen then."""

from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from interactions.consumers import WidgetConsumer
from interactions.models import Customer, Interaction, Queue, Site
from interactions.services import note_absences
from tests.interactions.test_chat_sockets import (
    Desk,
    by,
    connected,
    customer,
    desk,
    in_state,
)
from tests.people import make_agent, make_site

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def site() -> Site:
    site = make_site(make_agent("alice"), make_agent("bob"))
    Queue.objects.update(messaging=True)
    return site


def online(value: bool) -> Any:
    return lambda message: message["interaction"]["customer_online"] is value


async def silent_for(seconds: float) -> None:
    await Customer.objects.aupdate(
        last_seen_at=timezone.now() - timedelta(seconds=seconds)
    )
    await sync_to_async(note_absences)()


async def parked(carla: Desk, alice: Desk) -> str:
    chat = await connected(carla, alice)
    await alice.send("chat.send", interaction=chat, client_id="1", text="Tomorrow.")
    await carla.until("chat.message", where=by("agent"))
    await alice.send("interaction.park", interaction=chat)
    updated = await alice.until("interaction.updated", where=in_state("parked"))
    assert updated["interaction"]["asynchronous"] is True
    await carla.until("interaction.updated", where=in_state("parked"))
    return chat


async def test_the_agent_sees_the_customer_go_and_come_back(site: Site) -> None:
    async with desk("alice") as alice:
        async with customer() as carla:
            token = carla.welcome["token"]
            chat = await connected(carla, alice)
        await silent_for(76)
        gone = await alice.until("interaction.updated", where=online(False))
        assert (gone["interaction"]["id"], gone["interaction"]["state"]) == (
            chat,
            "active",
        )
        async with customer(token):
            await alice.until("interaction.updated", where=online(True))


async def test_a_heartbeat_brings_somebody_back_too(
    site: Site, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    monkeypatch.setattr(WidgetConsumer, "heartbeat_seconds", 0.2)
    settings.COBROWSE_HELLO_SECONDS = 0.2
    async with desk("alice") as alice, customer() as carla:
        await connected(carla, alice)
        await silent_for(76)
        await alice.until("interaction.updated", where=online(False))
        await alice.until("interaction.updated", where=online(True))


async def test_who_comes_back_finds_everything_and_goes_on_with_the_same_agent(
    site: Site,
) -> None:
    async with desk("alice") as alice:
        async with customer() as carla:
            token = carla.welcome["token"]
            chat = await parked(carla, alice)
        async with customer(token) as back:
            assert back.welcome["interaction"]["id"] == chat
            assert back.welcome["interaction"]["state"] == "parked"
            texts = [line["text"] for line in back.welcome["messages"]]
            assert texts == ["Where is it?", "Tomorrow."]
            await back.send("chat.send", client_id="c2", text="It is not there.")
            closed = await alice.until("interaction.closed")
            assert (closed["interaction"], closed["reason"]) == (chat, "resumed")
            offer = (await alice.until("offer.made"))["offer"]["interaction"]
            assert (offer["id"], offer["asynchronous"]) == (chat, True)
            await alice.send("offer.accept", interaction=chat)
            opened = await alice.until("interaction.opened")
            assert opened["messages"][-1]["text"] == "It is not there."
            await back.until("interaction.updated", where=in_state("active"))


async def test_an_answer_given_meanwhile_is_seen_on_return(site: Site) -> None:
    async with desk("alice") as alice:
        async with customer() as carla:
            token = carla.welcome["token"]
            chat = await parked(carla, alice)
        await silent_for(76)
        await alice.send("interaction.resume", interaction=chat)
        await alice.until("interaction.updated", where=in_state("active"))
        await alice.send("chat.send", interaction=chat, client_id="2", text="Found it!")
        await alice.until("chat.message")
        await alice.send("interaction.park", interaction=chat)
        await alice.until("interaction.updated", where=in_state("parked"))
        async with customer(token) as back:
            assert back.welcome["messages"][-1]["text"] == "Found it!"
            await back.send("chat.seen", seq=3, read=True)
            ticks = await alice.until("chat.receipts")
            assert ticks["receipts"]["customer_read"] == 3


async def test_a_parked_chat_is_on_the_desktop_that_comes_back(site: Site) -> None:
    async with customer() as carla:
        async with desk("alice") as alice:
            chat = await parked(carla, alice)
        async with desk("alice", ready=False) as back:
            (handled,) = back.welcome["interactions"]
            assert handled["interaction"]["id"] == chat
            assert handled["interaction"]["state"] == "parked"


async def test_bob_can_neither_park_nor_resume_alices_chat(site: Site) -> None:
    async with desk("alice") as alice, desk("bob") as bob, customer() as carla:
        chat = await connected(carla, alice)
        for command in ("interaction.park", "interaction.resume"):
            await bob.send(command, interaction=chat)
            assert (await bob.until("error"))["code"] == "not_found"
        row = await Interaction.objects.aget()
        assert row.state == "active"


async def test_a_new_chat_shows_the_earlier_ones_below(site: Site) -> None:
    async with desk("alice") as alice:
        async with customer() as carla:
            token = carla.welcome["token"]
            chat = await connected(carla, alice)
            await carla.send("chat.end")
            await alice.until("interaction.closed")
        async with customer(token) as back:
            assert back.welcome["interaction"] is None
            (earlier,) = back.welcome["earlier_chats"]
            assert earlier["interaction"] == chat
            assert [line["text"] for line in earlier["messages"]] == ["Where is it?"]
        async with customer() as stranger:
            assert stranger.welcome["earlier_chats"] == []
