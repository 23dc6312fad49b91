"""Calls over the real sockets: what passes between the two sides, and what must not."""

from collections.abc import Callable
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from pytest_django import Settings

from interactions.models import BrowserCall, InteractionEvent, Site
from interactions.services.call_signals import SIGNALS_PER_MINUTE
from tests.calls.callers import OFFER, READY, Desk, caller, connected, desk

pytestmark = pytest.mark.django_db(transaction=True)

ANSWER = {"kind": "answer", "round": 1, "sdp": "v=0 answer"}
CANDIDATE = {
    "kind": "candidate",
    "round": 1,
    "candidate": "candidate:1 1 udp 1 192.0.2.1 9 typ host",
    "sdp_mid": "0",
    "sdp_m_line_index": 0,
}


async def refusal(side: Desk, **command: Any) -> str:
    """The code with which this command is refused."""
    kind = command.pop("kind")
    await side.send(kind, **command, ref="r")
    error = await side.until("error", where=lambda m: bool(m["ref"] == "r"))
    return str(error["code"])


def in_state(state: str) -> Callable[[dict[str, Any]], bool]:
    return lambda message: bool(message["interaction"]["state"] == state)


async def heard(side: Desk, kind: str) -> dict[str, Any]:
    """The next signal of this kind that the side hears."""
    message = await side.until(
        "call.signal", where=lambda m: bool(m["signal"]["kind"] == kind)
    )
    signal: dict[str, Any] = message["signal"]
    return signal


async def hears_no_signal(side: Desk) -> bool:
    while not await side.is_silent():
        if (await side.receive())["type"] in {"call.signal", "call.connect"}:
            return False
    return True


async def test_both_sides_find_each_other(site: Site) -> None:
    async with desk("alice") as alice, caller() as carla:
        assert (carla.welcome["call"], carla.welcome["call_tab"]) == (None, None)
        await carla.send("call.start", name="Carla")
        waiting = await carla.until("interaction.updated")
        assert waiting["interaction"]["media"] == "voice"
        assert waiting["interaction"]["state"] in {"queued", "offered"}
        offered = (await alice.until("offer.made"))["offer"]["interaction"]
        assert (offered["media"], offered["external"]) == ("voice", False)
        call = offered["id"]
        await alice.send("offer.accept", interaction=call)
        await alice.until("interaction.opened")
        at_alice = await alice.until("call.connect")
        at_carla = await carla.until("call.connect")
        assert at_alice == at_carla
        assert (at_carla["tab"], at_carla["ice_servers"]) == ("t1", [])

        await carla.send("call.signal", signal=READY)
        assert (await carla.until("call.connect"))["asked"] is True
        assert await heard(alice, "ready") == READY
        for there, here, signal in (
            (alice, carla, OFFER),
            (carla, alice, ANSWER),
            (alice, carla, CANDIDATE),
            (carla, alice, CANDIDATE),
            (carla, alice, {"kind": "muted", "muted": True}),
            (alice, carla, {"kind": "trouble", "code": "microphone_busy"}),
        ):
            name = {"interaction": call} if there is alice else {}
            await there.send("call.signal", signal=signal, **name)
            assert await heard(here, str(signal["kind"])) == signal


async def test_hold_and_the_ends_are_told_to_both(site: Site) -> None:
    async with desk("alice") as alice, caller() as carla:
        call = await connected(carla, alice)
        for command, state in (("call.hold", "held"), ("call.retrieve", "active")):
            await alice.send(command, interaction=call)
            for side in (alice, carla):
                await side.until("interaction.updated", where=in_state(state))
        await carla.send("call.end")
        assert (await alice.until("interaction.closed"))["reason"] == "customer_ended"
        ended = await carla.until(
            "interaction.updated",
            where=in_state("ended"),
        )
        assert ended["interaction"]["end_reason"] == "customer_ended"
        assert await refusal(carla, kind="call.end") == "no_call"


async def test_signals_before_the_call_is_accepted_go_nowhere(site: Site) -> None:
    async with desk("alice") as alice, caller() as carla:
        code = await refusal(carla, kind="call.signal", signal=READY)
        assert code == "no_call"
        await carla.send("call.start", name="Carla")
        offer = await alice.until("offer.made")
        call = offer["offer"]["interaction"]["id"]
        assert await refusal(carla, kind="call.signal", signal=READY) == "no_call"
        early = await refusal(alice, kind="call.signal", interaction=call, signal=OFFER)
        assert early == "not_found"
        assert await hears_no_signal(alice)
        assert await hears_no_signal(carla)


async def test_signals_after_the_end_go_nowhere(site: Site) -> None:
    async with desk("alice") as alice, caller() as carla:
        call = await connected(carla, alice)
        await alice.send("interaction.end", interaction=call)
        await alice.until("interaction.closed")
        late = await refusal(alice, kind="call.signal", interaction=call, signal=OFFER)
        assert late == "not_found"
        assert await refusal(carla, kind="call.signal", signal=ANSWER) == "no_call"
        assert await hears_no_signal(alice)


async def test_nobody_else_is_let_into_the_call(site: Site) -> None:
    async with (
        desk("alice") as alice,
        desk("bob", ready=False) as bob,
        desk("charlie", ready=False) as charlie,
        caller() as carla,
        caller() as mallory,
    ):
        call = await connected(carla, alice)
        for stranger in (bob, charlie):
            for kind, signal in (
                ("call.signal", {"signal": OFFER}),
                ("call.hold", {}),
                ("call.retrieve", {}),
                ("interaction.end", {}),
            ):
                code = await refusal(stranger, kind=kind, interaction=call, **signal)
                assert code == "not_found", kind
        assert await refusal(mallory, kind="call.signal", signal=READY) == "no_call"
        assert await refusal(mallory, kind="call.end") == "no_call"
        assert await hears_no_signal(carla)
        assert await hears_no_signal(alice)
        assert await hears_no_signal(mallory)
        assert await hears_no_signal(bob)


async def test_the_agent_of_one_call_cannot_speak_into_another(site: Site) -> None:
    async with desk("alice") as alice, caller() as carla:
        first = await connected(carla, alice)
        async with desk("bob") as bob, caller() as dora:
            second = await connected(dora, bob)
            code = await refusal(
                bob, kind="call.signal", interaction=first, signal=OFFER
            )
            assert code == "not_found"
            await bob.send("call.signal", interaction=second, signal=OFFER)
            assert await heard(dora, "offer") == OFFER
            assert await hears_no_signal(carla)


async def test_a_chat_carries_no_call(site: Site) -> None:
    async with desk("alice") as alice, caller() as carla:
        await carla.send("chat.start", name="Carla")
        chat = (await alice.until("offer.made"))["offer"]["interaction"]["id"]
        await alice.send("offer.accept", interaction=chat)
        await alice.until("interaction.opened")
        code = await refusal(alice, kind="call.signal", interaction=chat, signal=OFFER)
        assert code == "not_found"
        assert await refusal(carla, kind="call.signal", signal=READY) == "no_call"


@pytest.mark.parametrize(
    "signal",
    [
        {"kind": "offer", "round": 1, "sdp": "v" * 32_769},
        {"kind": "offer", "round": 1, "sdp": ""},
        {"kind": "offer", "round": -1, "sdp": "v=0"},
        {**CANDIDATE, "candidate": "c" * 2_049},
        {**CANDIDATE, "sdp_m_line_index": 256},
        {"kind": "trouble", "code": "your fault"},
        {"kind": "muted", "muted": True, "extra": 1},
        {"kind": "script"},
        "offer",
    ],
)
async def test_what_is_too_large_or_no_signal_is_refused(
    site: Site, signal: Any
) -> None:
    async with desk("alice") as alice, caller() as carla:
        await connected(carla, alice)
        code = await refusal(carla, kind="call.signal", signal=signal)
        assert code == "bad_message"
        assert await hears_no_signal(alice)


async def test_a_flood_of_signals_is_cut_off_and_the_call_stays(
    site: Site, settings: Settings
) -> None:
    settings.COBROWSE_CONTROL_BURST = 10_000
    async with desk("alice") as alice, caller() as carla:
        call = await connected(carla, alice)
        for _ in range(SIGNALS_PER_MINUTE):
            await carla.send("call.signal", signal=CANDIDATE)
        code = await refusal(carla, kind="call.signal", signal=CANDIDATE)
        assert code == "rate_limited"
        passed = 0
        while not await alice.is_silent():
            passed += (await alice.receive())["type"] == "call.signal"
        assert passed == SIGNALS_PER_MINUTE
        await alice.send("call.signal", interaction=call, signal=OFFER)
        assert await heard(carla, "offer") == OFFER


async def test_one_tab_of_the_customer_talks(site: Site) -> None:
    async with desk("alice") as alice, caller() as first:
        token = first.welcome["token"]
        async with caller(token, tab="t2") as second:
            call = await connected(first, alice)
            assert (await second.until("call.connect"))["tab"] == "t1"
            await alice.send("call.signal", interaction=call, signal=OFFER)
            assert await heard(first, "offer") == OFFER
            assert await hears_no_signal(second)
            code = await refusal(second, kind="call.signal", signal=ANSWER)
            assert code == "other_tab"

            # The second tab takes the call over, and the first is told.
            await second.send("call.signal", signal=READY)
            assert await heard(alice, "ready") == READY
            for tab in (first, second):
                moved = await tab.until("call.connect")
                assert (moved["tab"], moved["asked"]) == ("t2", True)
            await alice.send("call.signal", interaction=call, signal=OFFER)
            assert await heard(second, "offer") == OFFER
            assert await hears_no_signal(first)
            code = await refusal(first, kind="call.signal", signal=ANSWER)
            assert code == "other_tab"


async def test_a_page_load_finds_the_call_and_the_agent_hears_of_it(site: Site) -> None:
    async with desk("alice") as alice:
        async with caller() as carla:
            token = carla.welcome["token"]
            call = await connected(carla, alice)
        left = await sync_to_async(BrowserCall.objects.get)()
        assert left.customer_left_at is not None
        async with caller(token) as back:
            assert back.welcome["call"]["id"] == call
            assert back.welcome["call"]["state"] == "active"
            assert back.welcome["call_tab"] == "t1"
            here = await sync_to_async(BrowserCall.objects.get)()
            assert here.customer_left_at is None
            await back.send("call.signal", signal=READY)
            assert (await back.until("call.connect"))["asked"] is True
            assert await heard(alice, "ready") == READY


async def test_a_new_page_of_the_desktop_asks_the_customer_anew(site: Site) -> None:
    async with caller() as carla:
        async with desk("alice") as alice:
            call = await connected(carla, alice)
        async with desk("alice", ready=False) as back:
            (handled,) = back.welcome["interactions"]
            assert handled["interaction"]["id"] == call
            await back.send("call.signal", interaction=call, signal=READY)
            assert (await back.until("call.connect"))["asked"] is True
            assert await heard(carla, "ready") == READY


async def test_a_transfer_connects_the_customer_anew(site: Site) -> None:
    async with desk("alice") as alice, desk("bob") as bob, caller() as carla:
        await carla.send("call.start", name="Carla")
        first, second = alice, bob
        offer = None
        for side in (alice, bob):
            while offer is None and not await side.is_silent():
                message = await side.receive()
                if message["type"] == "offer.made":
                    offer, first = message["offer"], side
        second = bob if first is alice else alice
        assert offer is not None
        call = offer["interaction"]["id"]
        await first.send("offer.accept", interaction=call)
        await carla.until("call.connect")
        name = "Bob" if second is bob else "Alice"
        (target,) = [
            agent["id"]
            for agent in bob.welcome["transfer_targets"]["agents"]
            if agent["name"] == name
        ]
        await first.send("interaction.transfer", interaction=call, to_agent=target)
        await second.until("offer.made")
        await second.send("offer.accept", interaction=call)
        assert (await carla.until("call.connect"))["asked"] is False
        late = await refusal(first, kind="call.signal", interaction=call, signal=OFFER)
        assert late == "not_found"
        await second.send("call.signal", interaction=call, signal=OFFER)
        assert await heard(carla, "offer") == OFFER


async def test_nothing_that_is_signalled_is_kept(site: Site) -> None:
    async with desk("alice") as alice, caller() as carla:
        call = await connected(carla, alice)
        await alice.send(
            "call.signal",
            interaction=call,
            signal={"kind": "offer", "round": 1, "sdp": "v=0 canary"},
        )
        await heard(carla, "offer")
        await carla.send("call.signal", signal=CANDIDATE)
        await heard(alice, "candidate")
    details = await sync_to_async(
        lambda: str(list(InteractionEvent.objects.values_list("detail", flat=True)))
    )()
    assert "canary" not in details
    assert "192.0.2.1" not in details


async def test_a_turn_server_gets_credentials_that_expire(
    site: Site, settings: Settings
) -> None:
    settings.COBROWSE_STUN_URLS = ["stun:turn.example:3478"]
    settings.COBROWSE_TURN_URLS = ["turn:turn.example:3478"]
    settings.COBROWSE_TURN_SECRET = "shared with the turn server"
    async with desk("alice") as alice, caller() as carla:
        await connected(carla, alice)
        await carla.send("call.signal", signal=READY)
        servers = (await carla.until("call.connect"))["ice_servers"]
        stun, turn = servers
        assert stun == {
            "urls": ["stun:turn.example:3478"],
            "username": None,
            "credential": None,
        }
        assert turn["urls"] == ["turn:turn.example:3478"]
        assert "shared" not in str(servers)
