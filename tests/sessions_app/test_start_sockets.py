"""Sessions as the widget and the desktop see them on their own sockets (P-21, P-22)."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async

from cobrowse.tokens import hash_token, new_token
from interactions.models import Customer
from tests.people import make_active_chat, make_customer, sign_in
from tests.sessions_app.places import Place, make_call, make_place, make_policy
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)

PAGE = {"url": "https://shop.example/cart", "title": "Cart", "referrer": ""}


@pytest.fixture
def place() -> Place:
    return make_place()


async def widget(token: str) -> tuple[Socket, dict[str, Any]]:
    socket = Socket("/ws/widget/shop")
    assert await socket.connect()
    return socket, await socket.hello(token=token, tab="t", page=PAGE)


async def desktop(name: str = "alice") -> tuple[Socket, dict[str, Any]]:
    cookies, ticket = await sync_to_async(sign_in)(name)
    socket = Socket("/ws/desktop", cookies=cookies)
    assert await socket.connect()
    return socket, await socket.hello(ticket=ticket)


def chatting_customer(place: Place) -> str:
    """The token of a customer whom alice is chatting with."""
    chat = make_active_chat(place.site, place.alice)
    token = new_token()
    assert chat.customer is not None
    Customer.objects.filter(pk=chat.customer.pk).update(token_hash=hash_token(token))
    return token


def started(message: dict[str, Any]) -> bool:
    return bool(message["cause"] in {"session.started", "session.joined"})


async def test_a_chat_is_shared_with_one_click_and_the_desktop_joins_by_itself(
    place: Place,
) -> None:
    token = await sync_to_async(chatting_customer)(place)
    carla, welcome = await widget(token)
    alice, _ = await desktop()
    assert welcome["session"] is None
    await carla.send("session.start", media="chat", ref="1")
    opened = (await alice.until("session.opened"))["session"]
    assert (opened["state"], opened["mode"]) == ("active", "pointer")
    joined = await carla.until(
        "session.updated", where=lambda m: m["cause"] == "session.joined"
    )
    assert joined["session"]["id"] == opened["id"]
    assert joined["session"]["agent_name"] == "Alice"
    reloaded, welcome = await widget(token)
    assert welcome["session"]["id"] == opened["id"]
    again, welcome = await desktop()
    assert welcome["session"]["id"] == opened["id"]
    await reloaded.send("session.end")
    ended = await alice.until(
        "session.updated", where=lambda m: m["cause"] == "session.ended"
    )
    assert ended["session"]["end_reason"] == "customer_ended"
    for socket in (carla, alice, reloaded, again):
        await socket.hang_up()


async def test_digits_read_out_on_the_telephone_open_the_session(place: Place) -> None:
    _, token = await sync_to_async(make_customer)(place.site)
    call = await sync_to_async(make_call)(place.site, place.alice)
    carla, _ = await widget(token)
    alice, _ = await desktop()
    await carla.send("session.start", media="voice")
    waiting = (await carla.until("session.updated", where=started))["session"]
    assert waiting["state"] == "pending"
    digits = waiting["session_id"]
    wrong = f"{(int(digits) + 1) % 10**9:09d}"
    join = {"interaction": str(call.pk), "ref": "j"}
    await alice.send("session.join", session_id=wrong, **join)
    refused = await alice.until("error")
    assert (refused["code"], refused["ref"]) == ("session_not_found", "j")
    await alice.send("session.join", session_id="12", **join)
    assert (await alice.until("error"))["code"] == "bad_session_id"
    await alice.send("session.join", session_id=digits, **join)
    assert (await alice.until("session.opened"))["session"]["id"] == waiting["id"]
    bob, welcome = await desktop("bob")
    assert welcome["session"] is None
    await bob.send("session.join", session_id=digits, **join)
    assert (await bob.until("error"))["code"] == "not_found"
    for socket in (carla, alice, bob):
        await socket.hang_up()


async def test_without_a_chat_the_widget_is_told_to_start_one(place: Place) -> None:
    _, token = await sync_to_async(make_customer)(place.site)
    carla, _ = await widget(token)
    await carla.send("session.start", media="chat", ref="7")
    refused = await carla.until("error")
    assert (refused["code"], refused["ref"]) == ("no_interaction", "7")
    await carla.send("session.end")
    assert (await carla.until("error"))["code"] == "session_not_found"
    await carla.hang_up()


@pytest.mark.parametrize(
    "kind", ["session.start", "write.request", "write.grant", "resync.request"]
)
async def test_no_command_of_the_desktop_starts_or_grants(
    place: Place, kind: str
) -> None:
    alice, _ = await desktop()
    await alice.send(kind, media="chat")
    assert (await alice.until("error"))["code"] == "bad_message"
    await alice.hang_up()


@pytest.mark.parametrize("masked", [False, True])
async def test_a_page_is_told_as_the_policy_says_and_kept_without_a_masked_title(
    place: Place, masked: bool
) -> None:
    paths = "/accounts/*/statements\n\n /reset/* "
    await sync_to_async(make_policy)(place.site, mask_title=masked, private_paths=paths)
    token = await sync_to_async(chatting_customer)(place)
    socket, welcome = await widget(token)
    assert welcome["page_policy"] == {
        "mask_title": masked,
        "private_paths": ["/accounts/*/statements", "/reset/*"],
    }
    page = {**PAGE, "url": "https://shop.example/reset/*?token=x#y"}
    await socket.send("page.told", **{**page, "title": " Account of\nEve "})
    await socket.send("ping")
    await socket.until("pong")
    customer = await Customer.objects.aget(token_hash=hash_token(token))
    assert customer.page_title == ("" if masked else "Account of Eve")
    assert customer.url == "https://shop.example/reset/*"
    await socket.send("page.told", **{**page, "title": "x" * 2_000})
    assert (await socket.until("error"))["code"] == "bad_message"
    await socket.hang_up()
