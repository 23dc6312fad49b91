"""Chats between real sockets: the widget's and the agents' desktops."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from agents.models import Agent
from agents.services import log_out_agent
from interactions.call_story import CallKind
from interactions.models import Queue, Site
from interactions.services import CallEvent, apply_call_event
from interactions.tasks import route_interactions
from tests.people import make_adapter, make_agent, make_site, sign_in
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = {
    "url": "https://user:pw@shop.example/cart?token=secret#x",
    "title": " Cart\n ",
    "referrer": "javascript:alert(1)",
}


@pytest.fixture
def site() -> Site:
    alice, bob = make_agent("alice"), make_agent("bob")
    make_agent("charlie")
    return make_site(alice, bob)


class Desk(Socket):
    welcome: dict[str, Any]


@asynccontextmanager
async def desk(name: str, *, ready: bool = True) -> AsyncIterator[Desk]:
    cookies, ticket = await sync_to_async(sign_in)(name)
    async with Desk("/ws/desktop", cookies=cookies) as socket:
        socket.welcome = await socket.hello(ticket=ticket)
        assert socket.welcome["type"] == "welcome", socket.welcome
        if ready:
            await socket.send("presence.set", state="ready")
            await socket.until(
                "presence.updated", where=lambda m: bool(m["agent"]["state"] == "ready")
            )
        yield socket


@asynccontextmanager
async def customer(token: str | None = None) -> AsyncIterator[Desk]:
    async with Desk("/ws/widget/shop") as socket:
        socket.welcome = await socket.hello(
            token=token, tab="t1", page=PAGE, language="en"
        )
        assert socket.welcome["type"] == "welcome", socket.welcome
        yield socket


def in_state(state: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: bool(message["interaction"]["state"] == state)


def by(author: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: bool(message["message"]["author"] == author)


async def connected(carla: Desk, alice: Desk) -> str:
    """Carla's chat is accepted by alice; its id."""
    await carla.send("chat.start", name="Carla", question="Where is it?")
    offer = await alice.until("offer.made")
    chat = str(offer["offer"]["interaction"]["id"])
    await alice.send("offer.accept", interaction=chat)
    await alice.until("interaction.opened")
    await carla.until("interaction.updated", where=in_state("active"))
    return chat


async def test_a_new_chat_is_told_before_its_first_line(site: Site) -> None:
    """A widget's screen starts clean with a new chat: lines before it would be lost."""
    async with customer() as carla:
        await carla.send("chat.start", name="Carla", question="Where is it?")
        told: list[str] = []
        while "chat.message" not in told:
            told.append((await carla.receive())["type"])
        assert "interaction.updated" in told


async def test_customer_and_agent_chat_both_ways(site: Site) -> None:
    async with desk("alice") as alice, customer() as carla:
        assert carla.welcome["interaction"] is None
        assert carla.welcome["site"] == {
            "name": "Shop",
            "chat_available": True,
            "voice_number": None,
            "browser_calls": False,
            "callbacks": False,
            "queues": [
                {
                    "key": "",
                    "name": "shop chat",
                    "media": "chat",
                    "availability": "open",
                    "opens_at": None,
                    "estimated_wait_seconds": None,
                    "callbacks": False,
                    "messaging": False,
                }
            ],
        }
        await carla.send("chat.start", name="Carla", question="Where is it?")
        offered = (await alice.until("offer.made"))["offer"]["interaction"]
        assert (offered["customer_name"], offered["source"]) == ("Carla", "web")
        assert offered["page"] == {
            "url": "https://shop.example/cart",
            "title": "Cart",
            "referrer": "",
        }
        chat = offered["id"]
        await alice.send("offer.accept", interaction=chat)
        gone = await alice.until("offer.withdrawn")
        assert gone["reason"] == "accepted"
        opened = await alice.until("interaction.opened")
        assert [line["text"] for line in opened["messages"]] == ["Where is it?"]
        active = await carla.until("interaction.updated", where=in_state("active"))
        assert active["interaction"]["agent_name"] == "Alice"
        assert active["interaction"]["queue_position"] is None

        await alice.send("chat.typing", interaction=chat)
        assert (await carla.until("chat.typing"))["name"] == "Alice"
        await alice.send("chat.send", interaction=chat, client_id="a1", text="I look.")
        line = (await carla.until("chat.message", where=by("agent")))["message"]
        assert (line["name"], line["text"], line["seq"]) == ("Alice", "I look.", 2)
        echo = await alice.until("chat.message")
        assert (echo["interaction"], echo["message"]["client_id"]) == (chat, "a1")

        await carla.send("chat.typing")
        assert (await alice.until("chat.typing"))["name"] == "Carla"
        await carla.send("chat.send", client_id="c1", text="Thanks")
        assert (await alice.until("chat.message"))["message"]["text"] == "Thanks"

        await carla.send("chat.end")
        closed = await alice.until("interaction.closed")
        assert closed == {
            "type": "interaction.closed",
            "interaction": chat,
            "reason": "customer_ended",
        }
        ended = await carla.until("interaction.updated", where=in_state("ended"))
        assert ended["interaction"]["end_reason"] == "customer_ended"


async def test_a_page_load_and_a_second_tab_find_the_chat_again(site: Site) -> None:
    async with desk("alice") as alice:
        async with customer() as carla:
            token = carla.welcome["token"]
            chat = await connected(carla, alice)
        await alice.send(
            "chat.send", interaction=chat, client_id="1", text="Still there?"
        )
        await alice.until("chat.message")
        async with customer(token) as back, customer(token) as second_tab:
            for tab in (back, second_tab):
                assert tab.welcome["token"] == token
                assert tab.welcome["interaction"]["id"] == chat
                texts = [line["text"] for line in tab.welcome["messages"]]
                assert texts == ["Where is it?", "Still there?"]
            await back.send("chat.send", client_id="c", text="Yes")
            told = await second_tab.until("chat.message")
            assert told["message"]["text"] == "Yes"


async def test_a_desktop_that_comes_back_gets_everything_anew(site: Site) -> None:
    async with customer() as carla, customer() as dora:
        async with desk("alice") as alice:
            chat = await connected(carla, alice)
            await dora.send("chat.start", name="Dora")
            await alice.until("offer.made")
        async with desk("alice", ready=False) as back:
            assert back.welcome["agent"]["state"] == "ready"
            (handled,) = back.welcome["interactions"]
            assert handled["interaction"]["id"] == chat
            assert [line["text"] for line in handled["messages"]] == ["Where is it?"]
            (offer,) = back.welcome["offers"]
            assert offer["interaction"]["customer_name"] == "Dora"
            targets = back.welcome["transfer_targets"]
            assert "Alice" in [agent["name"] for agent in targets["agents"]]
            assert [queue["name"] for queue in targets["queues"]] == ["shop chat"]


async def test_both_tabs_of_an_agent_see_the_same(site: Site) -> None:
    async with (
        desk("alice") as one,
        desk("alice", ready=False) as two,
        customer() as carla,
    ):
        chat = await connected(carla, one)
        assert (await two.until("offer.withdrawn"))["interaction"] == chat
        assert (await two.until("interaction.opened"))["interaction"]["id"] == chat
        await two.send("chat.send", interaction=chat, client_id="x", text="From two")
        assert (await one.until("chat.message"))["message"]["text"] == "From two"


async def test_a_rejected_offer_goes_to_bob_and_a_transfer_back_to_alice(
    site: Site,
) -> None:
    async with desk("alice") as alice, customer() as carla:
        await carla.send("chat.start", name="Carla")
        chat = (await alice.until("offer.made"))["offer"]["interaction"]["id"]
        async with desk("bob") as bob:
            await alice.send("offer.reject", interaction=chat)
            assert (await alice.until("offer.withdrawn"))["reason"] == "rejected"
            offer = await bob.until("offer.made")
            assert offer["offer"]["interaction"]["id"] == chat
            await bob.send("offer.accept", interaction=chat)
            await bob.until("interaction.opened")
            (target,) = [
                agent["id"]
                for agent in bob.welcome["transfer_targets"]["agents"]
                if agent["name"] == "Alice"
            ]
            await bob.send("interaction.transfer", interaction=chat, to_agent=target)
            assert (await bob.until("interaction.closed"))["reason"] == "transferred"
            assert (await alice.until("offer.made"))["offer"]["interaction"][
                "id"
            ] == chat
            line = await carla.until("chat.message", where=by("system"))
            assert "takes over" in line["message"]["text"]
            await alice.send("offer.accept", interaction=chat)
            active = await carla.until(
                "interaction.updated",
                where=lambda m: m["interaction"]["agent_name"] == "Alice",
            )
            assert active["interaction"]["state"] == "active"


async def test_customers_learn_their_place_in_the_queue(site: Site) -> None:
    async with customer() as first, customer() as second:
        await first.send("chat.start", name="First")
        await first.until("interaction.updated")
        await second.send("chat.start", name="Second")
        waiting = await second.until("interaction.updated")
        assert waiting["interaction"]["queue_position"] == 2
        await first.send("chat.end")
        moved = await second.until(
            "interaction.updated",
            where=lambda m: m["interaction"]["queue_position"] == 1,
        )
        assert moved["interaction"]["state"] == "queued"


async def test_charlie_can_do_nothing_with_alices_chat(site: Site) -> None:
    async with (
        desk("alice") as alice,
        desk("charlie") as charlie,
        customer() as carla,
        customer() as other,
    ):
        chat = await connected(carla, alice)
        for command in (
            {"kind": "offer.accept"},
            {"kind": "offer.reject"},
            {"kind": "chat.send", "client_id": "1", "text": "Hello"},
            {"kind": "chat.typing"},
            {"kind": "interaction.end"},
            {"kind": "interaction.transfer", "to_queue": 1},
        ):
            await charlie.send(**command, interaction=chat, ref="r")
            error = await charlie.until("error")
            assert (error["code"], error["ref"]) == ("not_found", "r"), command
        await other.send("chat.send", client_id="1", text="Hello", ref="r")
        assert (await other.until("error"))["code"] == "no_chat"
        await alice.send("chat.send", interaction=chat, client_id="1", text="Hi")
        await carla.until("chat.message", where=by("agent"))
        assert await other.is_silent()
        while not await charlie.is_silent():
            assert (await charlie.receive())["type"] in {
                "presence.updated",
                "transfer_targets.updated",
            }


async def test_an_agent_who_signs_out_hands_the_chat_to_bob(site: Site) -> None:
    async with desk("alice") as alice, customer() as carla:
        chat = await connected(carla, alice)
        async with desk("bob") as bob:
            agent = await Agent.objects.aget(display_name="Alice")
            await sync_to_async(log_out_agent)(agent=agent, actor=agent.as_actor())
            assert (await alice.until("interaction.closed"))["reason"] == "transferred"
            assert (await bob.until("offer.made"))["offer"]["interaction"]["id"] == chat
            await carla.until("interaction.updated", where=in_state("offered"))


async def test_the_task_withdraws_an_offer_that_ran_out(
    site: Site, settings: Any
) -> None:
    settings.COBROWSE_OFFER_SECONDS = 0
    async with desk("alice") as alice, customer() as carla:
        await carla.send("chat.start", name="Carla")
        await alice.until("offer.made")
        await sync_to_async(route_interactions)()
        assert (await alice.until("offer.withdrawn"))["reason"] == "missed"


async def test_a_call_shows_on_the_desktop(site: Site) -> None:
    adapter = await sync_to_async(make_adapter)(site)

    async def report(
        kind: CallKind, agent: str = "", to_agent: str = "", phone_number: str = ""
    ) -> None:
        event = CallEvent(
            call_id="7",
            event=kind,
            agent=agent,
            to_agent=to_agent,
            phone_number=phone_number,
        )
        await sync_to_async(apply_call_event)(adapter=adapter, event=event)

    async with desk("alice") as alice, desk("bob") as bob:
        await report(CallKind.RINGING, agent="alice", phone_number="+49 30 1")
        opened = (await alice.until("interaction.opened"))["interaction"]
        assert (opened["media"], opened["state"], opened["phone_number"]) == (
            "voice",
            "ringing",
            "+49 30 1",
        )
        await report(CallKind.ANSWERED, agent="alice")
        await alice.until("interaction.updated", where=in_state("active"))
        await report(CallKind.HELD)
        await alice.until("interaction.updated", where=in_state("held"))
        await report(CallKind.TRANSFERRED, to_agent="bob")
        assert (await alice.until("interaction.closed"))["reason"] == "transferred"
        await bob.until("interaction.opened", where=in_state("active"))
        await report(CallKind.ENDED)
        assert (await bob.until("interaction.closed"))["reason"] == "call_ended"


async def test_a_line_with_half_an_emoji_arrives(site: Site) -> None:
    async with desk("alice") as alice, customer() as carla:
        await connected(carla, alice)
        await carla.send_text(
            '{"type": "chat.send", "client_id": "h", "text": "ab\\ud83d"}'
        )
        assert (await alice.until("chat.message"))["message"]["text"] == "ab?"


async def test_a_chat_without_any_queue_is_refused_with_a_reason(site: Site) -> None:
    await Queue.objects.aupdate(active=False)
    async with customer() as carla:
        assert carla.welcome["site"]["chat_available"] is False
        await carla.send("chat.start", name="Carla")
        assert (await carla.until("error"))["code"] == "chat_unavailable"
