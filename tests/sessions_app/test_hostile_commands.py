"""Every command of every socket, said by somebody who means no good.

The tables below must name every command there is: a new one is not forgotten here.
"""

import asyncio
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from pydantic import TypeAdapter, ValidationError

from agents import protocol as agents_protocol
from cobrowse.protocol import Command
from interactions.models import Callback, Queue
from interactions.protocol import desktop as desktop_protocol
from interactions.protocol import widget as widget_protocol
from interactions.services import save_reply
from interactions.services.callbacks import request_callback
from sessions_app import embed_protocol
from sessions_app import protocol as sessions_protocol
from sessions_app.protocol import SessionPage
from sessions_app.services import connect_customer
from tests.people import (
    make_active_chat,
    make_agent,
    make_customer,
    make_site,
    sign_in,
)
from tests.sessions_app.places import make_chat_session, make_place
from tests.sessions_app.wires import PAGE
from tests.sockets import Socket

DESKTOP = [
    *agents_protocol.DESKTOP_COMMANDS,
    *desktop_protocol.DESKTOP_COMMANDS,
    *sessions_protocol.DESKTOP_EXTRA_COMMANDS,
]
WIDGET = [*widget_protocol.WIDGET_COMMANDS, *sessions_protocol.WIDGET_EXTRA_COMMANDS]
SESSION = [
    *sessions_protocol.SESSION_CUSTOMER_COMMANDS,
    *sessions_protocol.SESSION_AGENT_COMMANDS,
    *embed_protocol.EMBED_COMMANDS,
]

# What each desktop command needs besides the thing it is about.
ABOUT_INTERACTIONS: dict[str, dict[str, object]] = {
    "offer.accept": {},
    "offer.reject": {},
    "chat.send": {"client_id": "c1", "text": "I am not your agent"},
    "chat.typing": {},
    "chat.seen": {"seq": 1, "read": True},
    "interaction.end": {},
    "interaction.transfer": {"to_queue": 1},
    "interaction.park": {},
    "interaction.resume": {},
    "interaction.wrap_up": {"note": "written by a stranger"},
    "call.signal": {"signal": {"kind": "ready"}},
    "call.hold": {},
    "call.retrieve": {},
    "session.join": {"session_id": "123456789"},
}
ABOUT_CALLBACKS: dict[str, dict[str, object]] = {
    "callback.take": {},
    "callback.release": {},
    "callback.done": {"outcome": "reached"},
}
ABOUT_REPLIES: dict[str, dict[str, object]] = {
    "quick_reply.save": {"shortcut": "mine", "text": "Mine now"},
    "quick_reply.delete": {},
}
ABOUT_ONESELF = {"hello", "ping", "presence.set"}


def kind_of(command: type[Command]) -> str:
    kind: str = command.model_fields["type"].annotation.__args__[0]  # type: ignore[union-attr]
    return kind


def test_no_command_of_the_desktop_is_forgotten_here() -> None:
    known = {*ABOUT_INTERACTIONS, *ABOUT_CALLBACKS, *ABOUT_REPLIES, *ABOUT_ONESELF}
    assert {kind_of(command) for command in DESKTOP} == known


def test_commands_of_customers_name_nothing_that_could_be_somebody_elses() -> None:
    """They act on what their own token finds."""
    named = {
        name
        for command in [*WIDGET, *sessions_protocol.SESSION_CUSTOMER_COMMANDS]
        for name in command.model_fields
        if name in {"id", "interaction", "session", "customer", "callback", "agent"}
    }
    assert named == set()


async def alice_at_the_desk() -> Socket:
    cookies, ticket = await sync_to_async(sign_in)("alice")
    socket = Socket("/ws/desktop", cookies=cookies)
    assert await socket.connect()
    assert (await socket.hello(ticket=ticket))["type"] == "welcome"
    return socket


async def refusal(socket: Socket, kind: str, **fields: object) -> tuple[str, str]:
    ref = uuid4().hex
    await socket.send(kind, ref=ref, **fields)
    error = await socket.until("error", where=lambda m: m["ref"] == ref)
    return error["code"], error["detail"]


@pytest.mark.django_db(transaction=True)
async def test_what_is_bobs_looks_to_alice_as_if_it_were_not_there() -> None:
    def stage() -> dict[str, Any]:
        make_agent("alice", ready=True)
        bob = make_agent("bob", ready=True)
        site = make_site(bob)
        Queue.objects.update(accepts_callbacks=True)
        chat = make_active_chat(site, bob)
        customer, _ = make_customer(site)
        callback = request_callback(
            customer=customer,
            actor=customer.as_actor(),
            name="Carla",
            phone_number="+49 30 123456",
        )
        reply = save_reply(agent=bob, shortcut="bobs", text="Bob's")
        return {"chat": chat, "callback": callback, "reply": reply}

    bobs = await sync_to_async(stage)()
    socket = await alice_at_the_desk()
    for kind, fields in ABOUT_INTERACTIONS.items():
        foreign = await refusal(
            socket, kind, interaction=str(bobs["chat"].pk), **fields
        )
        missing = await refusal(socket, kind, interaction=str(uuid4()), **fields)
        assert foreign == missing, kind
        assert foreign[0] == "not_found", kind
    for kind, fields in ABOUT_CALLBACKS.items():
        foreign = await refusal(
            socket, kind, callback=str(bobs["callback"].pk), **fields
        )
        missing = await refusal(socket, kind, callback=str(uuid4()), **fields)
        assert foreign == missing == ("not_found", missing[1]), kind
    for kind, fields in ABOUT_REPLIES.items():
        foreign = await refusal(socket, kind, id=bobs["reply"].pk, **fields)
        missing = await refusal(socket, kind, id=2**40, **fields)
        assert foreign == missing == ("not_found", missing[1]), kind
    await socket.hang_up()
    chat = bobs["chat"]
    await sync_to_async(chat.refresh_from_db)()
    assert (chat.state, chat.note) == ("active", "")
    callback = await Callback.objects.aget()
    assert (callback.state, callback.agent_id) == ("open", None)


@pytest.mark.django_db(transaction=True)
async def test_a_queue_of_another_site_is_no_queue() -> None:
    def stage() -> str:
        alice = make_agent("alice", ready=True)
        site = make_site(alice)
        make_site(alice, key="other")
        for queue in Queue.objects.all():
            Queue.objects.filter(pk=queue.pk).update(
                key=f"{queue.site.key}-queue", accepts_callbacks=True
            )
        return make_customer(site)[1]

    token = await sync_to_async(stage)()
    socket = Socket("/ws/widget/shop")
    assert await socket.connect()
    page = {**PAGE, "referrer": ""}
    await socket.hello(token=token, tab="t", page=page)
    for kind, fields in (
        ("chat.start", {"name": "C"}),
        ("callback.request", {"name": "C", "phone_number": "+49 30 123456"}),
    ):
        foreign = await refusal(socket, kind, queue="other-queue", **fields)
        missing = await refusal(socket, kind, queue="no-such-queue", **fields)
        assert foreign == missing == ("not_found", missing[1]), kind
    await socket.hang_up()


# -- any value in any field -----------------------------------------------------------
NASTY: list[object] = [
    None,
    True,
    -1,
    0,
    2**63,
    10**400,
    1e308,
    "",
    "\x00",
    "\ud800",
    "x" * 70_000,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "//evil.example",
    "\u202egnp.exe",
    "{0.__class__}",
    "%s%s%n",
    "../../etc/passwd",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-14:00",
    [],
    ["x"] * 500,
    {},
    {"__proto__": {"x": 1}},
    {"kind": "ready", "extra": 1},
    {"kind": "offer", "round": 2**70, "sdp": "v=0"},
]

# Never stored: said back, looked up by its hash, cleaned or compared later.
ONLY_PASSED_ON = {"ref", "token", "ticket", "reason", "session_id", "url", "title"}


@pytest.mark.parametrize(
    "command", [*DESKTOP, *WIDGET, *SESSION], ids=lambda command: command.__name__
)
def test_no_value_of_any_field_is_more_than_a_bad_message(
    command: type[Command],
) -> None:
    for name, field in command.model_fields.items():
        kind: TypeAdapter[object] = TypeAdapter(field.rebuild_annotation())
        for value in NASTY:
            try:
                said = kind.validate_python(value)
            except ValidationError:
                continue
            assert len(str(said)) <= 40_000, name
            if isinstance(said, str) and name not in ONLY_PASSED_ON:
                assert "\x00" not in said, name
                said.encode()


@pytest.mark.django_db
def test_no_page_brings_control_characters_into_the_database() -> None:
    session = make_chat_session(make_place())
    connect_customer(
        session_id=session.pk,
        customer=session.customer,
        connection="c1",
        tab="t",
        epoch=1,
        page=SessionPage(url="https://shop.example/a\x00\x1b[2Jb", title="T\x00"),
    )
    session.refresh_from_db()
    assert "\x00" not in session.page_url + session.page_title
    assert "\x1b" not in session.page_url


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "1999-01-01T00:00:00"],
)
async def test_a_callback_at_the_end_of_time_is_refused(moment: str) -> None:
    datetime.fromisoformat(moment)

    def stage() -> str:
        site = make_site(make_agent("alice", ready=True))
        Queue.objects.update(accepts_callbacks=True)
        return make_customer(site)[1]

    token = await sync_to_async(stage)()
    socket = Socket("/ws/widget/shop")
    assert await socket.connect()
    await socket.hello(token=token, tab="t", page={**PAGE, "referrer": ""})
    code, _ = await refusal(
        socket,
        "callback.request",
        name="C",
        phone_number="+49 30 123456",
        preferred_at=moment,
    )
    assert code in {"bad_time", "bad_message"}
    await asyncio.sleep(0)
    await socket.hang_up()
    assert await Callback.objects.acount() == 0
