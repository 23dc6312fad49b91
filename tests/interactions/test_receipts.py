"""What each side has received and read: marks that only rise, and only by its own."""

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.test import override_settings

from agents.models import Agent
from cobrowse.actors import SYSTEM, Actor, Role
from interactions.models import Interaction, InteractionEvent, Site
from interactions.protocol.shapes import Receipts
from interactions.selectors import receipts_of
from interactions.services import end_interaction, note_seen, send_message
from tests.interactions.test_chat_sockets import connected, customer, desk
from tests.people import make_active_chat, make_agent, make_customer, make_site
from tests.refusals import refused


@pytest.fixture
def alice(db: None) -> Agent:
    return make_agent("alice", ready=True)


@pytest.fixture
def chat(alice: Agent) -> Interaction:
    """Four lines: the question, and three by the agent."""
    chat = make_active_chat(make_site(alice), alice)
    for number in range(3):
        send_message(
            interaction=chat,
            actor=alice.as_actor(),
            text="Hm.",
            client_id=str(number),
        )
    return chat


def marks(chat: Interaction) -> tuple[int, int, int, int]:
    of = receipts_of(Interaction.objects.get(pk=chat.pk))
    return (of.customer_delivered, of.customer_read, of.agent_delivered, of.agent_read)


def carla(chat: Interaction) -> Actor:
    assert chat.customer is not None
    return chat.customer.as_actor()


def test_delivered_and_read_are_kept_for_each_side(
    chat: Interaction, alice: Agent
) -> None:
    note_seen(interaction=chat, actor=carla(chat), seq=3, read=False)
    assert marks(chat) == (3, 0, 0, 0)
    note_seen(interaction=chat, actor=carla(chat), seq=2, read=True)
    assert marks(chat) == (3, 2, 0, 0)
    note_seen(interaction=chat, actor=alice.as_actor(), seq=1, read=True)
    assert marks(chat) == (3, 2, 1, 1)


def test_marks_never_go_back_and_never_beyond_the_newest_line(
    chat: Interaction,
) -> None:
    note_seen(interaction=chat, actor=carla(chat), seq=2**31 - 1, read=True)
    assert marks(chat) == (4, 4, 0, 0)
    note_seen(interaction=chat, actor=carla(chat), seq=1, read=True)
    note_seen(interaction=chat, actor=carla(chat), seq=0, read=False)
    assert marks(chat) == (4, 4, 0, 0)


def test_what_is_read_has_arrived(chat: Interaction) -> None:
    note_seen(interaction=chat, actor=carla(chat), seq=2, read=True)
    assert marks(chat) == (2, 2, 0, 0)


def test_nobody_marks_for_somebody_else(chat: Interaction) -> None:
    charlie, (other, _) = make_agent("charlie"), make_customer(chat.site)
    for actor in (
        charlie.as_actor(),
        other.as_actor(),
        SYSTEM,
        Actor(Role.STAFF, "1"),
    ):
        with refused("not_found"):
            note_seen(interaction=chat, actor=actor, seq=4, read=True)
    assert marks(chat) == (0, 0, 0, 0)


def test_an_agent_who_has_just_lost_the_chat_marks_nothing(
    chat: Interaction, alice: Agent
) -> None:
    stale = Interaction.objects.get(pk=chat.pk)
    Interaction.objects.filter(pk=chat.pk).update(agent=make_agent("bob"))
    note_seen(interaction=stale, actor=alice.as_actor(), seq=4, read=True)
    assert marks(chat) == (0, 0, 0, 0)


def test_marks_are_no_history(chat: Interaction) -> None:
    before = InteractionEvent.objects.count()
    note_seen(interaction=chat, actor=carla(chat), seq=4, read=True)
    assert InteractionEvent.objects.count() == before


def test_the_last_words_may_be_read_after_the_end(
    chat: Interaction, alice: Agent
) -> None:
    ended = end_interaction(interaction=chat, actor=alice.as_actor())
    note_seen(interaction=ended, actor=carla(chat), seq=4, read=True)
    assert marks(chat) == (4, 4, 0, 0)


# -- on the wire --------------------------------------------------------------------
@pytest.fixture
def site(transactional_db: None) -> Site:
    return make_site(make_agent("alice"), make_agent("bob"))


def told(**expected: int) -> Any:
    """A `chat.receipts` that says these marks."""
    return lambda message: expected.items() <= message["receipts"].items()


async def test_both_sides_see_ticks_of_the_other(site: Site) -> None:
    async with desk("alice") as alice, customer() as carla:
        chat = await connected(carla, alice)
        await alice.send("chat.seen", interaction=chat, seq=1, read=False)
        await carla.until("chat.receipts", where=told(agent_delivered=1, agent_read=0))
        await alice.send("chat.seen", interaction=chat, seq=1, read=True)
        await carla.until("chat.receipts", where=told(agent_read=1))
        await alice.send("chat.send", interaction=chat, client_id="1", text="Hello")
        await carla.until("chat.message")
        await carla.send("chat.seen", seq=2, read=True)
        message = await alice.until("chat.receipts", where=told(customer_read=2))
        assert message["interaction"] == chat
        row = await Interaction.objects.aget()
        assert receipts_of(row) == Receipts(**message["receipts"])


async def test_a_mark_that_says_nothing_new_is_told_to_nobody(site: Site) -> None:
    async with desk("alice") as alice, customer() as carla:
        chat = await connected(carla, alice)
        await alice.send("chat.seen", interaction=chat, seq=1, read=True)
        await carla.until("chat.receipts")
        await alice.until("chat.receipts")
        for seq in (1, 0, 999):
            await alice.send("chat.seen", interaction=chat, seq=seq, read=True)
        await alice.send("ping")
        assert (await alice.receive())["type"] == "pong"
        assert await carla.is_silent()


async def test_who_comes_back_finds_the_marks_in_the_welcome(site: Site) -> None:
    async with desk("alice") as alice:
        async with customer() as carla:
            token = carla.welcome["token"]
            chat = await connected(carla, alice)
            await alice.send("chat.seen", interaction=chat, seq=1, read=True)
            await carla.until("chat.receipts")
        async with customer(token) as back:
            receipts = back.welcome["interaction"]["receipts"]
            assert (receipts["agent_delivered"], receipts["agent_read"]) == (1, 1)


async def test_bob_and_strangers_cannot_mark_alices_chat(site: Site) -> None:
    async with (
        desk("alice") as alice,
        desk("bob") as bob,
        customer() as carla,
        customer() as other,
    ):
        chat = await connected(carla, alice)
        await bob.send("chat.seen", interaction=chat, seq=1, read=True)
        assert (await bob.until("error"))["code"] == "not_found"
        await other.send("chat.seen", seq=1, read=True)
        assert (await other.until("error"))["code"] == "no_chat"
        row = await Interaction.objects.aget()
        assert (row.customer_read_seq, row.agent_read_seq) == (0, 0)


@pytest.mark.parametrize("seq", [-1, 2**31, "x", 1.5, None])
async def test_odd_numbers_are_no_place_in_a_chat(site: Site, seq: object) -> None:
    async with customer() as carla:
        await carla.send("chat.start", name="Carla")
        await carla.until("interaction.updated")
        await carla.send("chat.seen", seq=seq, read=True)
        assert (await carla.until("error"))["code"] == "bad_message"


# -- lines that are sent again ------------------------------------------------------
async def test_a_line_sent_again_after_a_cut_is_one_line(site: Site) -> None:
    async with desk("alice") as alice:
        async with customer() as carla:
            token = carla.welcome["token"]
            await connected(carla, alice)
            await carla.send("chat.send", client_id="c1", text="Blue")
            first = (await carla.until("chat.message"))["message"]
        async with customer(token) as back, customer(token) as tab:
            for socket in (back, tab):
                await socket.send("chat.send", client_id="c1", text="Blue")
                again = (await socket.until("chat.message"))["message"]
                assert again == first
        await alice.until("chat.message")
        await alice.send("ping")
        kinds = [(await alice.receive())["type"]]
        while kinds[-1] != "pong":
            kinds.append((await alice.receive())["type"])
        assert "chat.message" not in kinds


async def test_a_line_sent_again_after_the_end_is_known(site: Site) -> None:
    async with desk("alice") as alice, customer() as carla:
        chat = await connected(carla, alice)
        await carla.send("chat.send", client_id="c1", text="Thanks")
        await carla.until("chat.message")
        await alice.send("interaction.end", interaction=chat)
        await carla.until(
            "interaction.updated", where=lambda m: m["interaction"]["state"] == "ended"
        )
        await carla.send("chat.send", client_id="c1", text="Thanks")
        assert (await carla.until("chat.message"))["message"]["text"] == "Thanks"
        await carla.send("chat.send", client_id="c2", text="Wait")
        assert (await carla.until("error"))["code"] == "interaction_ended"
        lines = await sync_to_async(Interaction.objects.get)()
        assert lines.last_seq == 2


@override_settings(COBROWSE_LINES_PER_MINUTE=2)
def test_resending_takes_nothing_of_the_quota(chat: Interaction) -> None:
    for _ in range(5):
        send_message(interaction=chat, actor=carla(chat), text="Hm", client_id="1")
    send_message(interaction=chat, actor=carla(chat), text="Hm", client_id="2")
    with refused("rate_limited"):
        send_message(interaction=chat, actor=carla(chat), text="Hm", client_id="3")
