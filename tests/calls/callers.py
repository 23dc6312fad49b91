"""Customers and agents of browser calls: as rows, and on the product's real sockets."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from asgiref.sync import sync_to_async

from agents.models import Agent
from interactions.models import Customer, Interaction, Site
from interactions.services import accept_offer, route_waiting, start_call
from tests.people import make_customer, make_ready, sign_in
from tests.sockets import Socket

PAGE = {"url": "https://shop.example/cart", "title": "Cart", "referrer": ""}
READY = {"kind": "ready"}
OFFER = {"kind": "offer", "round": 1, "sdp": "v=0"}


def make_caller(site: Site, *, tab: str = "t1", line: str = "l1") -> Customer:
    """A visitor as the socket of one of its tabs knows it."""
    customer, _ = make_customer(site)
    return in_tab(customer, tab, line)


def in_tab(customer: Customer, tab: str, line: str) -> Customer:
    same = Customer.objects.select_related("site").get(pk=customer.pk)
    same.tab, same.line = tab, line
    return same


def make_waiting_call(customer: Customer, *, queue: str = "") -> Interaction:
    return start_call(
        customer=customer,
        actor=customer.as_actor(),
        name="Carla",
        queue_key=queue,
        source="browser",
    )


def make_answered_call(customer: Customer, agent: Agent) -> Interaction:
    """A call that this agent, the only one who is ready, has taken."""
    make_ready(agent)
    call = make_waiting_call(customer)
    route_waiting()
    return accept_offer(interaction_id=call.pk, agent=agent)


def event_names(call: Interaction) -> list[str]:
    return list(call.events.order_by("pk").values_list("name", flat=True))


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
async def caller(token: str | None = None, *, tab: str = "t1") -> AsyncIterator[Desk]:
    async with Desk("/ws/widget/shop") as socket:
        socket.welcome = await socket.hello(
            token=token, tab=tab, page=PAGE, language="en"
        )
        assert socket.welcome["type"] == "welcome", socket.welcome
        yield socket


async def connected(carla: Desk, alice: Desk) -> str:
    """Carla calls, alice answers; the call's id."""
    await carla.send("call.start", name="Carla")
    offer = await alice.until("offer.made")
    call = str(offer["offer"]["interaction"]["id"])
    await alice.send("offer.accept", interaction=call)
    for side in (alice, carla):
        connect = await side.until("call.connect")
        assert (connect["interaction"], connect["asked"]) == (call, False)
    return call
