"""/ws/embed: joins sessions, hears of them, and is no desktop."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from agents.models import Agent
from cobrowse.protocol import PROTOCOL_VERSION
from interactions.models import Interaction
from interactions.services import end_interaction
from sessions_app.models import CobrowseSession
from tests.people import make_active_chat, sign_in
from tests.sessions_app.places import (
    Place,
    make_call,
    make_place,
    make_waiting_session,
)
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)


def db(work: Callable[..., Any], *args: Any, **more: Any) -> Awaitable[Any]:
    return sync_to_async(work)(*args, **more)


def enter(name: str) -> tuple[Socket, str]:
    cookies, ticket = sign_in(name)
    return Socket("/ws/embed", cookies=cookies), ticket


async def greet(socket: Socket, ticket: str) -> dict[str, Any]:
    await socket.send("hello", protocol=PROTOCOL_VERSION, ticket=ticket)
    return await socket.until("welcome")


async def test_digits_are_joined_and_the_session_is_told() -> None:
    place: Place = await db(make_place)
    call: Interaction = await db(make_call, place.site, place.alice)
    session: CobrowseSession = await db(make_waiting_session, place)
    socket, ticket = await db(enter, "alice")
    async with socket:
        welcome = await greet(socket, ticket)
        assert welcome["agent_name"] == "Alice"
        assert [one["id"] for one in welcome["interactions"]] == [str(call.pk)]
        assert welcome["session"] is None
        await socket.send(
            "session.join", interaction=str(call.pk), session_id=session.session_id
        )
        opened = await socket.until("session.opened")
        assert opened["session"]["id"] == str(session.pk)
        await db(end_interaction, interaction=call, actor=place.alice.as_actor())
        ended = await socket.until(
            "session.updated", where=lambda one: one["session"]["state"] == "ended"
        )
        assert ended["session"]["end_reason"] == "interaction_ended"


@pytest.mark.parametrize(
    "command", ["presence.set", "chat.send", "offer.accept", "session.start"]
)
async def test_it_takes_nothing_that_belongs_to_a_desktop(command: str) -> None:
    place: Place = await db(make_place)
    await db(make_active_chat, place.site, place.alice)
    before = await db(Agent.objects.values().get, pk=place.alice.pk)
    socket, ticket = await db(enter, "alice")
    async with socket:
        await greet(socket, ticket)
        await socket.send(command)
        assert (await socket.until("error"))["code"] == "bad_message"
    after = await db(Agent.objects.values().get, pk=place.alice.pk)
    assert after == before


async def test_it_hears_no_chat(monkeypatch: pytest.MonkeyPatch) -> None:
    from interactions.services import send_message

    place: Place = await db(make_place)
    chat: Interaction = await db(make_active_chat, place.site, place.alice)
    socket, ticket = await db(enter, "alice")
    async with socket:
        await greet(socket, ticket)
        assert chat.customer is not None
        await db(
            send_message,
            interaction=chat,
            actor=chat.customer.as_actor(),
            client_id="c1",
            text="my secret",
        )
        await socket.send("ping")
        heard = await socket.receive()
        while heard["type"] != "pong":
            assert "my secret" not in str(heard)
            assert heard["type"] not in {"chat.message", "chat.typing"}
            heard = await socket.receive()


@pytest.mark.parametrize(
    "origin", [None, "https://crm.example.com", "http://localhost:9999", "null"]
)
async def test_no_other_page_opens_it(origin: str | None) -> None:
    await db(make_place)
    cookies, _ = await db(sign_in, "alice")
    socket = Socket("/ws/embed", cookies=cookies, origin=origin)
    assert not await socket.connect()


@pytest.mark.parametrize("case", ["no cookie", "foreign ticket", "no ticket"])
async def test_without_both_proofs_nobody_is_let_in(case: str) -> None:
    await db(make_place)
    cookies, ticket = await db(sign_in, "alice")
    _, foreign = await db(sign_in, "bob")
    socket = Socket("/ws/embed", cookies=None if case == "no cookie" else cookies)
    async with socket:
        shown = {"foreign ticket": foreign, "no ticket": "nonsense"}.get(case, ticket)
        await socket.send("hello", protocol=PROTOCOL_VERSION, ticket=shown)
        assert (await socket.until("error"))["code"] == "auth_required"
        assert await socket.close_code() == 4401


async def test_somebody_elses_interaction_is_not_found() -> None:
    place: Place = await db(make_place)
    call: Interaction = await db(make_call, place.site, place.alice)
    session: CobrowseSession = await db(make_waiting_session, place)
    socket, ticket = await db(enter, "bob")
    async with socket:
        welcome = await greet(socket, ticket)
        assert welcome["interactions"] == []
        await socket.send(
            "session.join", interaction=str(call.pk), session_id=session.session_id
        )
        assert (await socket.until("error"))["code"] == "not_found"
