"""The widget's socket: handshake, hello, limits, tokens."""

import json
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import override_settings

from interactions.models import ChatMessage, Customer, Interaction, Site, SiteOrigin
from tests.people import make_agent, make_site
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = {"url": "https://shop.example/", "title": "Shop", "referrer": ""}
HELLO = {"token": None, "tab": "t1", "page": PAGE, "language": "en-GB"}


@pytest.fixture
def site() -> Site:
    site = make_site(make_agent("alice"))
    SiteOrigin.objects.create(site=site, origin="https://shop.example")
    return site


async def greeted() -> Socket:
    socket = Socket("/ws/widget/shop", origin="https://shop.example")
    assert await socket.connect()
    assert (await socket.hello(**HELLO))["type"] == "welcome"
    return socket


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "",
        "http://shop.example",
        "https://shop.example:444",
        "https://www.shop.example",
        "https://shop.example.evil.com",
        "https://shop.example@evil.com",
        "https://evil.com#https://shop.example",
        "https://shop.example:99999",
        "https://localhost.evil.com",
        "chrome-extension://shop.example",
        "https://[::1",
    ],
)
async def test_unregistered_pages_are_refused_before_accept(
    site: Site, origin: str | None
) -> None:
    assert not await Socket("/ws/widget/shop", origin=origin).connect()
    assert not await Customer.objects.aexists()


@pytest.mark.parametrize("key", ["nowhere", "SHOP", "sh%C3%B6p", "x" * 500, "%00", "1"])
async def test_unknown_sites_are_refused_before_accept(site: Site, key: str) -> None:
    assert not await Socket(
        f"/ws/widget/{key}", origin="https://shop.example"
    ).connect()


async def test_two_origin_headers_are_refused(site: Site) -> None:
    socket = Socket(
        "/ws/widget/shop",
        origin="https://shop.example",
        headers=[(b"origin", b"https://evil.com")],
    )
    assert not await socket.connect()


@override_settings(COBROWSE_DEMO=False, DEBUG=False)
async def test_loopback_is_refused_outside_demo_mode(site: Site) -> None:
    assert not await Socket("/ws/widget/shop", origin="http://localhost:1").connect()
    async with Socket("/ws/widget/shop", origin="https://shop.example") as socket:
        assert socket.accepted


async def test_an_unknown_token_makes_a_new_customer(site: Site) -> None:
    tokens = []
    for token in (None, "invented", "x" * 128):
        async with Socket("/ws/widget/shop", origin="https://shop.example") as socket:
            welcome = await socket.hello(**{**HELLO, "token": token})
            assert welcome["type"] == "welcome"
            assert welcome["token"] != token
            tokens.append(welcome["token"])
    assert len(set(tokens)) == 3
    assert await Customer.objects.acount() == 3
    async for row in Customer.objects.all():
        assert row.token_hash not in tokens
        assert len(row.token_hash) == 64


async def test_a_token_of_another_site_is_worth_nothing(site: Site) -> None:
    other = await sync_to_async(make_site)(key="other")
    await SiteOrigin.objects.acreate(site=other, origin="https://other.example")
    async with Socket("/ws/widget/other", origin="https://other.example") as socket:
        token = (await socket.hello(**HELLO))["token"]
    async with Socket("/ws/widget/shop", origin="https://shop.example") as socket:
        assert (await socket.hello(**{**HELLO, "token": token}))["token"] != token


@pytest.mark.parametrize(
    "change",
    [
        {"token": 7},
        {"token": "x" * 129},
        {"token": ""},
        {"tab": ""},
        {"tab": "x" * 65},
        {"page": None},
        {"page": {**PAGE, "cookies": "all"}},
        {"page": {"url": "https://shop.example/"}},
        {"language": "<b>"},
        {"language": "x" * 36},
        {"role": "agent"},
        {"ref": "x" * 65},
    ],
)
async def test_a_bad_hello_makes_no_customer(
    site: Site, change: dict[str, Any]
) -> None:
    async with Socket("/ws/widget/shop", origin="https://shop.example") as socket:
        assert (await socket.hello(**{**HELLO, **change}))["code"] == "bad_message"
        assert await socket.close_code() == 4400
    assert not await Customer.objects.aexists()


async def test_another_protocol_version_is_told_to_reload(site: Site) -> None:
    async with Socket("/ws/widget/shop", origin="https://shop.example") as socket:
        error = await socket.hello(**HELLO, protocol=0)
        assert (error["code"], "Reload" in error["detail"]) == (
            "protocol_version",
            True,
        )
        assert await socket.close_code() == 4400


@override_settings(COBROWSE_CUSTOMERS_PER_MINUTE=2)
async def test_too_many_new_customers_of_one_address_wait(site: Site) -> None:
    for _ in range(2):
        await (await greeted()).hang_up()
    async with Socket("/ws/widget/shop", origin="https://shop.example") as socket:
        error = await socket.hello(**HELLO)
        assert (error["code"], error["limit"], error["retry_after"]) == (
            "rate_limited",
            2,
            60,
        )
        assert await socket.close_code() == 4429


@pytest.mark.parametrize(
    "command",
    [
        {"type": "chat.start"},
        {"type": "chat.start", "name": "x" * 81},
        {"type": "chat.start", "name": "C", "question": "x" * 2001},
        {"type": "chat.start", "name": "C", "source": "Web Chat!"},
        {"type": "chat.start", "name": "C", "agent": 1},
        {"type": "chat.send", "client_id": "1", "text": ""},
        {"type": "chat.send", "client_id": "1", "text": " \n\u0000 "},
        {"type": "chat.send", "client_id": "1", "text": "x" * 4001},
        {"type": "chat.send", "client_id": "", "text": "x"},
        {"type": "chat.send", "client_id": "x" * 65, "text": "x"},
        {"type": "chat.send", "client_id": "a b", "text": "x"},
        {"type": "chat.send", "text": "x"},
        {"type": "chat.end", "interaction": "x"},
        {"type": "presence.set", "state": "ready"},
        {"type": "offer.accept", "interaction": "x"},
        {"type": "interaction.transfer", "to_queue": 1},
        {"type": "session.join", "session_id": "123456789"},
        {"type": "write.grant"},
        {"type": "session.force_end"},
        {"type": "announce", "text": "{}"},
        {"type": "a.b"},
    ],
)
async def test_what_the_widget_may_not_say_is_refused_and_changes_nothing(
    site: Site, command: dict[str, Any]
) -> None:
    socket = await greeted()
    await socket.send_text(json.dumps({**command, "ref": "r1"}))
    error = await socket.receive()
    assert (error["type"], error["code"], error["ref"]) == (
        "error",
        "bad_message",
        "r1",
    )
    assert not await Interaction.objects.aexists()
    await socket.hang_up()


@pytest.mark.parametrize("command", ["chat.send", "chat.typing", "chat.end"])
async def test_without_a_chat_there_is_nothing_to_say(site: Site, command: str) -> None:
    socket = await greeted()
    more = {"client_id": "1", "text": "x"} if command == "chat.send" else {}
    await socket.send(command, **more)
    assert (await socket.receive())["code"] == "no_chat"
    await socket.hang_up()


async def test_a_second_chat_start_is_a_conflict(site: Site) -> None:
    socket = await greeted()
    await socket.send("chat.start", name="Carla")
    await socket.until("interaction.updated")
    await socket.send("chat.start", name="Carla")
    assert (await socket.until("error"))["code"] == "conflict"
    assert await Interaction.objects.acount() == 1
    await socket.hang_up()


async def test_a_line_of_the_longest_kind_fits_and_markup_stays_text(
    site: Site,
) -> None:
    socket = await greeted()
    await socket.send("chat.start", name="<b>Carla</b>")
    started = await socket.until("interaction.updated")
    assert started["interaction"]["customer_name"] == "<b>Carla</b>"
    text = "<script>alert(1)</script>" + "\U0001f600" * 3975
    await socket.send("chat.send", client_id="1", text=text)
    assert (await socket.until("chat.message"))["message"]["text"] == text
    await socket.hang_up()


@override_settings(COBROWSE_LINES_PER_MINUTE=3)
async def test_a_flood_of_lines_is_refused_but_the_socket_stays(site: Site) -> None:
    socket = await greeted()
    await socket.send("chat.start", name="Carla")
    for number in range(5):
        await socket.send("chat.send", client_id=str(number), text="x")
    assert (await socket.until("error"))["code"] == "rate_limited"
    await socket.send("ping")
    await socket.until("pong")
    assert await ChatMessage.objects.acount() == 3
    await socket.hang_up()


async def test_too_large_too_often_and_binary_close(site: Site) -> None:
    large = await greeted()
    await large.send("chat.send", client_id="1", text="x" * 70_000)
    assert await large.close_code() == 1009
    binary = await greeted()
    await binary.send_bytes(b"\x01abc")
    assert await binary.close_code() == 1003
    with override_settings(COBROWSE_CONTROL_BURST=3, COBROWSE_CONTROL_PER_SECOND=1):
        hasty = await greeted()
    for _ in range(10):
        await hasty.send("ping")
    assert await hasty.close_code() == 4429


@override_settings(COBROWSE_HELLO_SECONDS=1)
async def test_a_site_that_is_switched_off_closes_its_sockets(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = "interactions.consumers.WidgetConsumer.heartbeat_seconds"
    monkeypatch.setattr(path, 0.05)
    socket = await greeted()
    await Site.objects.aupdate(active=False)
    assert await socket.close_code() == 4404
