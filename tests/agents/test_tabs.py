"""Which of an agent's tabs has the desktop: the newest, even when tabs race."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.utils import timezone

from agents.models import Agent
from agents.services import mark_seen, open_desktop
from cobrowse.errors import DomainError
from tests.people import make_agent, sign_in
from tests.sockets import Socket

pytestmark = pytest.mark.django_db(transaction=True)

SUPERSEDED = 4409


@pytest.fixture
def alice() -> Agent:
    make_agent("bob")
    return make_agent("alice")


async def open_tab(
    tab: str | None, *, returning: bool = False, name: str = "alice"
) -> tuple[Socket, dict[str, Any]]:
    cookies, ticket = await sync_to_async(sign_in)(name)
    socket = Socket("/ws/desktop", cookies=cookies)
    assert await socket.connect()
    answer = await socket.hello(ticket=ticket, tab=tab, returning=returning)
    return socket, answer


async def owner(agent: Agent) -> str:
    await agent.arefresh_from_db()
    return agent.desktop_tab


async def is_alive(socket: Socket) -> bool:
    await socket.send("ping")
    return bool((await socket.until("pong"))["type"] == "pong")


async def test_the_newest_tab_has_the_desktop_and_the_older_is_closed(
    alice: Agent,
) -> None:
    first, _ = await open_tab("one")
    second, welcome = await open_tab("two")
    assert welcome["type"] == "welcome"
    assert await first.close_code() == SUPERSEDED
    assert await owner(alice) == "two"
    assert await is_alive(second)
    await first.hang_up()
    await second.hang_up()


async def test_a_tab_that_reconnects_while_it_is_the_owner_keeps_it(
    alice: Agent,
) -> None:
    before, _ = await open_tab("one")
    again, welcome = await open_tab("one", returning=True)
    assert welcome["type"] == "welcome"
    assert await is_alive(before)
    assert await is_alive(again)
    assert await owner(alice) == "one"
    await before.hang_up()
    await again.hang_up()


async def test_a_tab_that_comes_back_after_another_took_over_is_sent_away(
    alice: Agent,
) -> None:
    first, _ = await open_tab("one")
    await first.hang_up()
    second, _ = await open_tab("two")
    first, answer = await open_tab("one", returning=True)
    assert (answer["type"], answer["code"]) == ("error", "superseded")
    assert await first.close_code() == SUPERSEDED
    assert await is_alive(second)
    assert await owner(alice) == "two"
    await first.hang_up()
    await second.hang_up()


async def test_it_comes_back_if_the_tab_that_took_over_is_dead(alice: Agent) -> None:
    second, _ = await open_tab("two")
    await second.hang_up()
    await Agent.objects.filter(pk=alice.pk).aupdate(
        last_seen_at=timezone.now() - timedelta(minutes=5)
    )
    first, answer = await open_tab("one", returning=True)
    assert answer["type"] == "welcome"
    assert await owner(alice) == "one"
    await first.hang_up()


async def test_the_person_may_take_it_back_on_purpose(alice: Agent) -> None:
    first, _ = await open_tab("one")
    second, _ = await open_tab("two")
    assert await first.close_code() == SUPERSEDED
    await first.hang_up()
    back, answer = await open_tab("one")
    assert answer["type"] == "welcome"
    assert await second.close_code() == SUPERSEDED
    await second.hang_up()
    await back.hang_up()


async def test_another_agents_tab_of_the_same_name_is_nobodys_business(
    alice: Agent,
) -> None:
    mine, _ = await open_tab("one")
    theirs, _ = await open_tab("one", name="bob")
    other, _ = await open_tab("two", name="bob")
    assert await theirs.close_code() == SUPERSEDED
    assert await is_alive(mine)
    for socket in (mine, theirs, other):
        await socket.hang_up()


async def test_a_socket_without_a_tab_stands_aside(alice: Agent) -> None:
    aside, _ = await open_tab(None)
    first, _ = await open_tab("one")
    assert await is_alive(aside)
    another, _ = await open_tab(None)
    assert await is_alive(first)
    assert await owner(alice) == "one"
    for socket in (aside, first, another):
        await socket.hang_up()


async def test_of_many_tabs_at_once_exactly_the_owner_stays(alice: Agent) -> None:
    names = [f"t{number}" for number in range(5)]
    opened = await asyncio.gather(*[open_tab(name) for name in names])
    newest = await owner(alice)
    for name, (socket, answer) in zip(names, opened, strict=True):
        if name == newest:
            assert answer["type"] == "welcome"
            assert await is_alive(socket)
        else:
            assert await socket.close_code() == SUPERSEDED, name
    for socket, _ in opened:
        await socket.hang_up()


def test_a_lost_tab_that_was_not_told_learns_it_with_its_next_beat(
    alice: Agent,
) -> None:
    open_desktop(agent=alice, tab="one")
    open_desktop(agent=alice, tab="two")
    with pytest.raises(DomainError) as caught:
        mark_seen(agent=alice, tab="one")
    assert (caught.value.code, caught.value.http_status) == ("superseded", 409)
    mark_seen(agent=alice, tab="two")


@pytest.mark.parametrize("tab", ["", "x" * 65, 7])
async def test_a_tab_is_a_short_text(alice: Agent, tab: Any) -> None:
    cookies, ticket = await sync_to_async(sign_in)("alice")
    socket = Socket("/ws/desktop", cookies=cookies)
    assert await socket.connect()
    answer = await socket.hello(ticket=ticket, tab=tab)
    assert answer["code"] == "bad_message"
    await socket.hang_up()
