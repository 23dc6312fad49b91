"""Queues, callbacks and wrap-ups as widgets and desktops hear of them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from agents.models import Agent, NotReadyReason
from interactions.models import (
    Callback,
    Disposition,
    Interaction,
    OpeningHours,
    Queue,
    Site,
)
from interactions.services.site_news import tell_sites
from interactions.tasks import route_interactions
from tests.people import make_agent, make_site, sign_in
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = {"url": "https://shop.example/", "title": "", "referrer": ""}
ASK = {"name": "Carla", "phone_number": "+47 55 00 19 74", "text": "My parcel"}


@pytest.fixture
def site() -> Site:
    alice, bob = make_agent("alice"), make_agent("bob")
    make_site(make_agent("charlie"), key="other")
    site = make_site(alice, bob, staffed=False)
    Queue.objects.filter(site=site).update(accepts_callbacks=True, key="general")
    return site


class Desk(Socket):
    welcome: dict[str, Any]


@asynccontextmanager
async def desk(name: str, *, ready: bool = True) -> AsyncIterator[Desk]:
    cookies, ticket = await sync_to_async(sign_in)(name)
    async with Desk("/ws/desktop", cookies=cookies) as socket:
        socket.welcome = await socket.hello(ticket=ticket)
        if ready:
            await socket.send("presence.set", state="ready")
            await socket.until(
                "presence.updated", where=lambda m: bool(m["agent"]["state"] == "ready")
            )
        yield socket


@asynccontextmanager
async def customer(token: str | None = None, key: str = "shop") -> AsyncIterator[Desk]:
    async with Desk(f"/ws/widget/{key}") as socket:
        socket.welcome = await socket.hello(token=token, tab="t1", page=PAGE)
        assert socket.welcome["type"] == "welcome", socket.welcome
        yield socket


def is_callback(state: str) -> Any:
    return lambda message: bool(message["callback"]["state"] == state)


def offers(availability: str) -> Any:
    return lambda message: bool(
        message["site"]["queues"][0]["availability"] == availability
    )


# -- the site -----------------------------------------------------------------------
async def test_widgets_hear_when_somebody_comes_and_goes(site: Site) -> None:
    async with customer() as carla:
        queue = carla.welcome["site"]["queues"][0]
        assert (queue["key"], queue["availability"]) == ("general", "no_agents")
        async with desk("alice", ready=False) as alice:
            await carla.until("site.updated", where=offers("open"))
            await alice.send("presence.set", state="ready")
            await alice.until("presence.updated")
        await Agent.objects.filter(display_name="Alice").aupdate(
            last_seen_at=timezone.now() - timedelta(minutes=10)
        )
        await sync_to_async(route_interactions)()
        await carla.until("site.updated", where=offers("no_agents"))


async def test_the_periodic_look_speaks_only_when_something_differs(site: Site) -> None:
    async with customer() as carla:
        await sync_to_async(tell_sites)()
        await carla.until("site.updated")
        assert await sync_to_async(tell_sites)() == 0
        assert await carla.is_silent()
        hours = await OpeningHours.objects.acreate(name="never")
        await Queue.objects.filter(site=site).aupdate(hours=hours)
        assert await sync_to_async(tell_sites)() == 1
        await carla.until("site.updated", where=offers("closed"))


async def test_widgets_of_another_site_hear_nothing(site: Site) -> None:
    await sync_to_async(tell_sites)()
    async with customer(key="other") as stranger:
        await Queue.objects.filter(site=site).aupdate(name="Renamed")
        assert await sync_to_async(tell_sites)() == 1
        assert await stranger.is_silent()


async def test_a_chat_on_a_closed_queue_is_refused_and_a_message_is_taken(
    site: Site,
) -> None:
    async with customer() as carla:
        await carla.send("chat.start", name="Carla", ref="r")
        error = await carla.until("error")
        assert (error["code"], error["ref"]) == ("no_agents", "r")
        await carla.send(
            "chat.start", name="Carla", question="Hi", contact="c@example.com"
        )
        told = await carla.until("interaction.updated")
        assert told["interaction"]["asynchronous"] is True
        assert told["interaction"]["contact"] == "c@example.com"


@pytest.mark.parametrize("queue", ["foreign", "GENERAL", "a" * 41, "x' OR 1=1", "\x00"])
async def test_a_queue_that_is_not_there_is_refused(site: Site, queue: str) -> None:
    await Queue.objects.filter(site__key="other").aupdate(
        key="foreign", accepts_callbacks=True
    )
    async with desk("alice"), customer() as carla:
        for command in (
            {"kind": "chat.start", "name": "C"},
            {"kind": "callback.request", **ASK},
        ):
            await carla.send(**command, queue=queue)
            error = await carla.until("error")
            assert error["code"] in {"not_found", "bad_message"}
    assert not await Interaction.objects.aexists()
    assert not await Callback.objects.aexists()


# -- callbacks ----------------------------------------------------------------------
async def test_a_callback_from_request_to_outcome(site: Site) -> None:
    async with (
        desk("alice") as alice,
        desk("bob", ready=False) as bob,
        desk("charlie") as charlie,
        customer() as carla,
    ):
        assert carla.welcome["callback"] is None
        assert carla.welcome["site"]["callbacks"] is True
        await carla.send("callback.request", **ASK)
        asked = (await carla.until("callback.updated"))["callback"]
        assert (asked["state"], asked["phone_number"]) == ("open", ASK["phone_number"])
        for colleague in (alice, bob):
            seen = (await colleague.until("callback.updated"))["callback"]
            assert (seen["name"], seen["text"], seen["mine"]) == (
                "Carla",
                "My parcel",
                False,
            )
        chosen = asked["id"]
        await charlie.send("callback.take", callback=chosen)
        assert (await charlie.until("error"))["code"] == "not_found"

        await alice.send("callback.take", callback=chosen)
        mine = await alice.until("callback.updated", where=is_callback("taken"))
        assert mine["callback"]["mine"] is True
        others = await bob.until("callback.updated", where=is_callback("taken"))
        assert (others["callback"]["mine"], others["callback"]["agent_name"]) == (
            False,
            "Alice",
        )
        await bob.send("callback.take", callback=chosen)
        assert (await bob.until("error"))["code"] == "wrong_state"
        await bob.send("callback.done", callback=chosen, outcome="reached")
        assert (await bob.until("error"))["code"] == "not_found"

        await alice.send(
            "callback.done", callback=chosen, outcome="reached", note="Found it"
        )
        for listener in (alice, bob, carla):
            await listener.until("callback.updated", where=is_callback("done"))
        while not await charlie.is_silent():
            assert (await charlie.receive())["type"] != "callback.updated"
    row = await Callback.objects.aget()
    assert (row.outcome, row.note) == ("reached", "Found it")


async def test_welcomes_bring_what_is_open_and_the_customer_may_cancel(
    site: Site,
) -> None:
    async with customer() as carla:
        await carla.send("callback.request", **ASK, queue="general")
        await carla.until("callback.updated")
        token = carla.welcome["token"]
    async with desk("alice", ready=False) as alice, desk("charlie") as charlie:
        (seen,) = alice.welcome["callbacks"]
        assert (seen["state"], seen["queue_name"]) == ("open", "shop chat")
        assert charlie.welcome["callbacks"] == []
        async with customer(token) as back, customer() as stranger:
            assert back.welcome["callback"]["state"] == "open"
            assert stranger.welcome["callback"] is None
            await stranger.send("callback.cancel")
            assert (await stranger.until("error"))["code"] == "no_callback"
            await back.send("callback.cancel")
            await alice.until("callback.updated", where=is_callback("cancelled"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"phone_number": ""},
        {"phone_number": "call me"},
        {"phone_number": "+1 2 3 <script>"},
        {"phone_number": "1" * 41},
        {"preferred_at": "tomorrow"},
        {"text": "x" * 2001},
        {"surprise": 1},
    ],
)
async def test_a_request_that_makes_no_sense_is_refused(
    site: Site, wrong: dict[str, Any]
) -> None:
    async with customer() as carla:
        await carla.send("callback.request", **{**ASK, **wrong})
        assert (await carla.until("error"))["code"] == "bad_message"
    assert not await Callback.objects.aexists()


# -- wrap-ups -----------------------------------------------------------------------
async def chatting(carla: Desk, alice: Desk) -> str:
    await carla.send("chat.start", name="Carla", question="Hello")
    chat = str((await alice.until("offer.made"))["offer"]["interaction"]["id"])
    await alice.send("offer.accept", interaction=chat)
    await alice.until("interaction.opened")
    return chat


async def test_a_wrap_up_follows_the_end_and_survives_a_reload(site: Site) -> None:
    await Queue.objects.aupdate(wrap_up_seconds=45)
    solved = await Disposition.objects.acreate(name="Solved")
    async with customer() as carla:
        async with desk("alice") as alice:
            chat = await chatting(carla, alice)
            await alice.send("interaction.end", interaction=chat)
            await alice.until("interaction.closed")
            started = await alice.until("wrap_up.started")
            assert (started["interaction"], bool(started["until_at"])) == (chat, True)
        async with desk("alice", ready=False) as back, desk("bob") as bob:
            (open_one,) = back.welcome["wrap_ups"]
            assert open_one["interaction"]["id"] == chat
            assert [line["text"] for line in open_one["messages"]] == ["Hello"]
            assert back.welcome["interactions"] == []
            (choice,) = back.welcome["dispositions"]
            assert choice == {"id": solved.pk, "name": "Solved"}
            said = {"interaction": chat, "disposition": solved.pk, "note": "Fine"}
            await bob.send("interaction.wrap_up", **said)
            assert (await bob.until("error"))["code"] == "not_found"
            await back.send("interaction.wrap_up", **said)
            done = await back.until("wrap_up.done")
            assert (done["interaction"], done["disposition"]) == (chat, "Solved")
            await back.send("interaction.wrap_up", **said)
            assert (await back.until("error"))["code"] == "not_found"


async def test_time_closes_a_wrap_up_and_the_desktop_hears_it(site: Site) -> None:
    await Queue.objects.aupdate(wrap_up_seconds=45)
    async with customer() as carla, desk("alice") as alice:
        chat = await chatting(carla, alice)
        await carla.send("chat.end")
        await alice.until("wrap_up.started")
        await Interaction.objects.aupdate(wrap_up_until_at=timezone.now())
        await sync_to_async(route_interactions)()
        done = await alice.until("wrap_up.done")
        assert (done["interaction"], done["disposition"]) == (chat, None)


# -- reasons ------------------------------------------------------------------------
async def test_reasons_are_those_that_are_set_up_or_none(site: Site) -> None:
    async with desk("alice") as alice:
        assert alice.welcome["not_ready_reasons"] == []
        await alice.send("presence.set", state="not_ready", reason="what I like")
        await alice.until("presence.updated")
        await NotReadyReason.objects.acreate(name="Lunch", position=2)
        await NotReadyReason.objects.acreate(name="Break", position=1)
        await NotReadyReason.objects.acreate(name="Old", active=False)
        for wrong in ("lunch", "Old", "missed"):
            await alice.send("presence.set", state="not_ready", reason=wrong)
            assert (await alice.until("error"))["code"] == "unknown_reason", wrong
        for right in ("Lunch", ""):
            await alice.send("presence.set", state="not_ready", reason=right)
            told = await alice.until("presence.updated")
            assert told["agent"]["state_reason"] == right
    async with desk("alice", ready=False) as back:
        assert back.welcome["not_ready_reasons"] == ["Break", "Lunch"]
