"""The desktop's socket: handshake, hello, limits, revalidation, several tabs."""

import asyncio
import json
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import reverse

from agents.lifecycle import Presence
from agents.models import Agent
from agents.services import log_out_agent, recheck_user
from cobrowse.actors import SYSTEM
from tests.people import make_agent, sign_in
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def alice() -> Agent:
    make_agent("bob")
    return make_agent("alice")


async def open_desk(name: str = "alice") -> tuple[Socket, dict[str, Any]]:
    cookies, ticket = await sync_to_async(sign_in)(name)
    socket = Socket("/ws/desktop", cookies=cookies)
    assert await socket.connect()
    return socket, await socket.hello(ticket=ticket)


async def state_of(agent: Agent) -> str:
    await agent.arefresh_from_db()
    return agent.state


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://evil.example",
        "https://localhost:8000",
        "http://localhost:8001",
        "http://localhost",
        "http://localhost.evil.com:8000",
        "http://localhost:8000@evil.com",
        "http://localhost:99999",
        "javascript:alert(1)",
        "http://" + "a" * 5000,
        "http://l\u00f6calhost:8000",
    ],
)
async def test_foreign_pages_are_refused_before_accept(
    alice: Agent, origin: str | None
) -> None:
    cookies, _ = await sync_to_async(sign_in)("alice")
    assert not await Socket("/ws/desktop", origin=origin, cookies=cookies).connect()


async def test_the_case_of_the_origin_does_not_matter(alice: Agent) -> None:
    async with Socket("/ws/desktop", origin="HTTP://LocalHost:8000") as socket:
        assert socket.accepted


async def test_the_welcome_says_who_i_am(alice: Agent) -> None:
    socket, welcome = await open_desk()
    assert welcome["type"] == "welcome"
    assert welcome["protocol"] == 1
    assert welcome["agent"]["name"] == "Alice"
    assert welcome["agent"]["state"] == "not_ready"
    assert welcome["agent"]["capacity"] == 3
    assert welcome["offers"] == welcome["interactions"] == []
    assert await state_of(alice) == Presence.NOT_READY
    await socket.hang_up()


async def test_without_cookie_or_ticket_nobody_is_let_in(alice: Agent) -> None:
    cookies, ticket = await sync_to_async(sign_in)("alice")
    bobs_cookies, bobs_ticket = await sync_to_async(sign_in)("bob")
    for sent, proof in (
        ({}, ticket),
        (cookies, "invented"),
        (cookies, bobs_ticket),
        (bobs_cookies, ticket),
    ):
        async with Socket("/ws/desktop", cookies=sent) as socket:
            assert (await socket.hello(ticket=proof))["code"] == "auth_required"
            assert await socket.close_code() == 4401
    assert await state_of(alice) == Presence.LOGGED_OUT


@pytest.mark.parametrize(
    ("text", "code", "close"),
    [
        ('{"type": "ping"}', "auth_required", 4401),
        ('{"type": "presence.set", "state": "ready"}', "auth_required", 4401),
        ("no json", "bad_message", 4400),
        ("[]", "bad_message", 4400),
        ('{"type": "hello"}', "protocol_version", 4400),
        ('{"type": "hello", "protocol": 2, "ticket": "x"}', "protocol_version", 4400),
        ('{"type": "hello", "protocol": 1}', "bad_message", 4400),
        ('{"type": "hello", "protocol": 1, "ticket": 7}', "bad_message", 4400),
        (
            '{"type": "hello", "protocol": 1, "ticket": "x", "admin": true}',
            "bad_message",
            4400,
        ),
    ],
)
async def test_a_bad_hello_is_answered_and_closed(
    alice: Agent, text: str, code: str, close: int
) -> None:
    cookies, _ = await sync_to_async(sign_in)("alice")
    async with Socket("/ws/desktop", cookies=cookies) as socket:
        await socket.send_text(text)
        assert (await socket.receive())["code"] == code
        assert await socket.close_code() == close


async def test_a_hello_over_four_kibibytes_is_too_large(alice: Agent) -> None:
    async with Socket("/ws/desktop") as socket:
        await socket.send("hello", protocol=1, ticket="x" * 5000)
        assert await socket.close_code() == 1009


async def test_bytes_before_the_hello_close(alice: Agent) -> None:
    async with Socket("/ws/desktop") as socket:
        await socket.send_bytes(b"\x01")
        assert await socket.close_code() == 4401


@override_settings(COBROWSE_HELLO_SECONDS=0.05)
async def test_silence_closes(alice: Agent) -> None:
    async with Socket("/ws/desktop") as socket:
        assert await socket.close_code() == 4408


async def test_presence_is_set_and_told_to_every_tab(alice: Agent) -> None:
    first, _ = await open_desk()
    second, _ = await open_desk()
    await first.send("presence.set", state="not_ready", reason=" lunch\u202e\n break ")
    for tab in (first, second):
        told = await tab.until(
            "presence.updated", where=lambda m: bool(m["agent"]["state_reason"])
        )
        assert told["agent"]["state_reason"] == "lunch break"
    await first.hang_up()
    await second.send("presence.set", state="ready")
    await second.until("presence.updated", where=is_ready)
    assert await state_of(alice) == Presence.READY
    await second.hang_up()


def is_ready(message: dict[str, Any]) -> bool:
    return bool(message["agent"]["state"] == "ready")


async def test_bob_hears_nothing_of_alice(alice: Agent) -> None:
    alices, _ = await open_desk()
    bobs, _ = await open_desk("bob")
    await alices.send("presence.set", state="ready")
    await alices.until("presence.updated", where=is_ready)
    while not await bobs.is_silent():
        message = await bobs.receive()
        assert message["type"] in {"transfer_targets.updated", "presence.updated"}
        if message["type"] == "presence.updated":
            assert message["agent"]["name"] == "Bob"
    await alices.hang_up()
    await bobs.hang_up()


@pytest.mark.parametrize(
    "command",
    [
        {"type": "presence.set", "state": "logged_out"},
        {"type": "presence.set", "state": "on fire"},
        {"type": "presence.set", "state": "ready", "agent": 2},
        {"type": "presence.set", "state": "ready", "reason": "x" * 81},
        {"type": "presence.set"},
        {"type": "chat.start", "name": "I am no customer"},
        {"type": "session.start", "media": "chat"},
        {"type": "websocket.disconnect"},
        {"type": "close.socket"},
        {"type": "tell"},
        {"type": "_command"},
        {"type": ["presence.set"]},
        {"type": None},
        {},
    ],
)
async def test_what_the_desktop_may_not_say_is_refused_and_changes_nothing(
    alice: Agent, command: dict[str, Any]
) -> None:
    socket, _ = await open_desk()
    await socket.send_text(json.dumps({**command, "ref": "r1"}))
    error = await socket.until("error")
    assert (error["code"], error["ref"]) == ("bad_message", "r1")
    assert await state_of(alice) == Presence.NOT_READY
    await socket.hang_up()


async def test_three_mistakes_close(alice: Agent) -> None:
    socket, _ = await open_desk()
    for _ in range(3):
        await socket.send("nonsense")
    assert await socket.close_code() == 4400


async def test_too_much_or_too_often_closes(alice: Agent) -> None:
    socket, _ = await open_desk()
    await socket.send("presence.set", state="ready", reason="x" * 70_000)
    assert await socket.close_code() == 1009
    with override_settings(COBROWSE_CONTROL_BURST=5, COBROWSE_CONTROL_PER_SECOND=1):
        hasty, _ = await open_desk()
    for _ in range(10):
        await hasty.send("ping")
    assert await hasty.close_code() == 4429


async def test_binary_frames_have_no_place_here(alice: Agent) -> None:
    socket, _ = await open_desk()
    await socket.send_bytes(b"\x02" * 17)
    assert await socket.close_code() == 1003


async def test_signing_out_closes_every_tab_of_that_sign_in_at_once(
    alice: Agent,
) -> None:
    cookies, ticket = await sync_to_async(sign_in)("alice")
    tabs = []
    for _ in range(2):
        tab = Socket("/ws/desktop", cookies=cookies)
        await tab.connect()
        assert (await tab.hello(ticket=ticket))["type"] == "welcome"
        tabs.append(tab)
    other, _ = await open_desk()

    def sign_out() -> None:
        client = Client()
        for name, value in cookies.items():
            client.cookies[name] = value
        assert client.post("/logout/").status_code == 302

    await sync_to_async(sign_out)()
    for tab in tabs:
        assert await tab.close_code() == 4401
    await other.send("ping")
    await other.until("pong")
    assert await state_of(alice) == Presence.LOGGED_OUT
    await other.hang_up()


async def test_a_barred_user_is_thrown_out_by_push(alice: Agent) -> None:
    socket, _ = await open_desk()

    def bar() -> None:
        user = User.objects.get(username="alice")
        user.is_active = False
        user.save()
        recheck_user(user=user, actor=SYSTEM)

    await sync_to_async(bar)()
    assert await socket.close_code() == 4401
    assert await state_of(alice) == Presence.LOGGED_OUT


@override_settings(COBROWSE_HELLO_SECONDS=1, COBROWSE_REVALIDATE_SECONDS=0)
async def test_without_push_the_heartbeat_finds_out(
    alice: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agents.consumers.DesktopConsumer.heartbeat_seconds", 0.05)
    socket, _ = await open_desk()
    await socket.send("ping")
    await socket.until("pong")
    await User.objects.filter(username="alice").aupdate(is_active=False)
    assert await socket.close_code() == 4401


@override_settings(COBROWSE_HELLO_SECONDS=1)
async def test_the_heartbeat_keeps_the_agent_seen(
    alice: Agent, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agents.consumers.DesktopConsumer.heartbeat_seconds", 0.05)
    socket, _ = await open_desk()
    await Agent.objects.filter(pk=alice.pk).aupdate(last_seen_at=None)
    for _ in range(100):
        await asyncio.sleep(0.05)
        await alice.arefresh_from_db()
        if alice.last_seen_at is not None:
            break
    assert alice.last_seen_at is not None
    await socket.hang_up()


async def test_an_administrator_logs_out_but_the_sign_in_stays(alice: Agent) -> None:
    socket, _ = await open_desk()
    await sync_to_async(log_out_agent)(agent=alice, actor=SYSTEM, reason="closing time")
    await socket.until(
        "presence.updated", where=lambda m: bool(m["agent"]["state"] == "logged_out")
    )
    await socket.send("presence.set", state="ready")
    await socket.until("presence.updated", where=is_ready)
    await socket.hang_up()


async def test_a_new_password_closes_the_desktop_at_once(alice: Agent) -> None:
    socket, _ = await open_desk()

    def change_password() -> None:
        client = Client()
        client.force_login(User.objects.create_superuser("root"))
        path = reverse("admin:auth_user_password_change", args=[alice.user_id])
        data = {"usable_password": "true", "password1": "n3w-pass-word"}
        response = client.post(path, {**data, "password2": "n3w-pass-word"})
        assert response.status_code == 302

    await sync_to_async(change_password)()
    assert await socket.close_code() == 4401
