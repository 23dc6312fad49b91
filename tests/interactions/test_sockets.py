"""A chat between two real sockets: the widget's and the desktop's."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from interactions.models import Site
from tests.people import make_agent, make_site, sign_in
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = {
    "url": "https://shop.example/cart?token=secret#x",
    "title": "Cart",
    "referrer": "",
}


@pytest.fixture
def site() -> Site:
    alice, bob = make_agent("alice"), make_agent("bob")
    make_agent("charlie")
    return make_site(alice, bob)


def widget() -> Socket:
    return Socket("/ws/widget/shop")


async def greet(
    socket: Socket, token: str | None = None, **more: Any
) -> dict[str, Any]:
    return await socket.hello(token=token, tab="t1", page=PAGE, language="en", **more)


async def desk(name: str) -> Socket:
    cookies, ticket = await sync_to_async(sign_in)(name)
    socket = Socket("/ws/desktop", cookies=cookies)
    assert await socket.connect()
    welcome = await socket.hello(ticket=ticket)
    assert welcome["type"] == "welcome", welcome
    socket.welcome = welcome  # type: ignore[attr-defined]
    return socket


def from_agent(message: dict[str, Any]) -> bool:
    return bool(message["message"]["author"] == "agent")


async def test_customer_and_agent_chat_both_ways(site: Site) -> None:
    alice = await desk("alice")
    await alice.send("presence.set", state="ready")
    await alice.until(
        "presence.updated", where=lambda m: m["agent"]["state"] == "ready"
    )
    async with widget() as carla:
        welcome = await greet(carla)
        assert welcome["interaction"] is None
        assert welcome["site"] == {
            "name": "Shop",
            "chat_available": True,
            "voice_number": None,
        }
        await carla.send("chat.start", name="Carla", question="Where is it?")
        offer = (await alice.until("offer.made"))["offer"]
        assert offer["interaction"]["customer_name"] == "Carla"
        assert offer["interaction"]["page"]["url"] == "https://shop.example/cart"
        chat = offer["interaction"]["id"]
        await alice.send("offer.accept", interaction=chat)
        opened = await alice.until("interaction.opened")
        assert [line["text"] for line in opened["messages"]] == ["Where is it?"]
        active = await carla.until(
            "interaction.updated", where=lambda m: m["interaction"]["state"] == "active"
        )
        assert active["interaction"]["agent_name"] == "Alice"
        await alice.send(
            "chat.send", interaction=chat, client_id="a1", text="I look it up."
        )
        line = (await carla.until("chat.message", where=from_agent))["message"]
        assert (line["author"], line["name"], line["text"], line["seq"]) == (
            "agent",
            "Alice",
            "I look it up.",
            2,
        )
        await carla.send("chat.typing")
        assert (await alice.until("chat.typing"))["name"] == "Carla"
        await carla.send("chat.send", client_id="c1", text="Thanks")
        echo = await carla.until("chat.message")
        assert echo["message"]["client_id"] == "c1"
        await carla.send("chat.end")
        closed = await alice.until("interaction.closed")
        assert closed == {
            "type": "interaction.closed",
            "interaction": chat,
            "reason": "customer_ended",
        }
    await alice.hang_up()
