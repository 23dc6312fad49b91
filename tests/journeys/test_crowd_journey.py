"""Three agents, two queues, eight customers at once: the tables tell what screens show.

Offers are accepted, rejected and missed; chats are transferred to a colleague and to a
queue; both sides end them; pages load and lines are cut while everybody writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, expect

from tests.flaky_proxy import FlakyProxy
from tests.journeys.crowd import RETURNS, SALES, Crowd
from tests.journeys.ledger import Story, read_ledger
from tests.journeys.numbered import numbered, said_by
from tests.journeys.people import Screen
from tests.live_server import LiveServer
from tests.loop_thread import LoopThread

pytestmark = pytest.mark.browser

LINES = 4
STARTED = ("chat.started", "queued")
MADE = ("offer.made", "offered")
ACCEPTED = ("offer.accepted", "active")
REJECTED = ("offer.rejected", "queued")
MISSED = ("offer.missed", "queued")
TRANSFERRED = ("interaction.transferred", "queued")
ENDED = ("interaction.ended", "ended")


@dataclass(frozen=True)
class Told:
    """What must be in the tables of one customer's chat."""

    queue: str
    agent: str
    end: str
    offers: tuple[tuple[str, str], ...]
    events: tuple[tuple[str, str], ...]
    sessions: tuple[str, ...] = ()


def straight(queue: str, agent: str, end: str) -> Told:
    """Offered once, accepted, ended."""
    return Told(
        queue, agent, end, ((agent, "accepted"),), (STARTED, MADE, ACCEPTED, ENDED)
    )


STORY = {
    "Ann": Told(
        queue=RETURNS,
        agent="cleo",
        end="agent_ended",
        offers=(("alice", "accepted"), ("cleo", "accepted")),
        events=(STARTED, MADE, ACCEPTED, TRANSFERRED, MADE, ACCEPTED, ENDED),
        sessions=("interaction_transferred",),
    ),
    "Ben": straight(SALES, "bob", "customer_ended"),
    "Cid": straight(RETURNS, "cleo", "customer_ended"),
    "Dee": Told(
        queue=SALES,
        agent="alice",
        end="customer_ended",
        offers=(("bob", "rejected"), ("alice", "accepted")),
        events=(STARTED, MADE, REJECTED, MADE, ACCEPTED, ENDED),
    ),
    "Eli": Told(
        queue=RETURNS,
        agent="cleo",
        end="agent_ended",
        offers=(("bob", "missed"), ("cleo", "accepted")),
        events=(STARTED, MADE, MISSED, MADE, ACCEPTED, ENDED),
    ),
    "Fay": straight(RETURNS, "bob", "agent_ended"),
    "Gus": Told(
        queue=SALES,
        agent="alice",
        end="agent_ended",
        offers=(("bob", "accepted"), ("alice", "accepted")),
        events=(STARTED, MADE, ACCEPTED, TRANSFERRED, MADE, ACCEPTED, ENDED),
    ),
    "Hal": straight(SALES, "alice", "agent_ended"),
    # The ninth gives up while all are busy with the eight.
    "Ida": Told(
        queue=SALES, agent="", end="abandoned", offers=(), events=(STARTED, ENDED)
    ),
}


@pytest.fixture
def crowd(
    chromium: Browser, product: LiveServer, proxy: FlakyProxy, loop: LoopThread
) -> Iterator[Crowd]:
    crowd = Crowd(chromium, product, proxy, loop)
    yield crowd
    crowd.close()


def test_eight_customers_and_three_agents(
    crowd: Crowd, proxy: FlakyProxy, product: LiveServer
) -> None:
    everybody_is_served(crowd)
    everybody_writes(crowd, proxy)
    screens = some_are_handed_on(crowd)
    screens |= everybody_goes(crowd)

    ledger = read_ledger(product.environment, *STORY)
    for name, told in STORY.items():
        must_be_told(ledger[name], told)
        if name in screens:
            assert ledger[name].screen == screens[name]
    assert len(screens) == 8


def everybody_is_served(crowd: Crowd) -> None:
    """Eight in hand: two at alice, three at bob, two at cleo, one waiting."""
    alice, bob, cleo = crowd.alice, crowd.bob, crowd.cleo
    alice.sign_in("alice")
    alice.be_ready()
    crowd.shopper("Ann")
    alice.accept("Ann")

    bob.sign_in("bob")
    bob.be_ready()
    crowd.caller("Dee", queue="crowd-sales")
    bob.reject("Dee")
    alice.accept("Dee")

    # bob does not see Eli; cleo, who comes just then, does.
    crowd.caller("Eli", queue="crowd-returns")
    expect(bob.part("offer-accept")).to_be_visible()
    crowd.let_offer_run_out()
    expect(bob.part("offer-accept")).to_be_hidden()
    crowd.run(cleo.sign_in())
    crowd.run(cleo.set_presence("ready"))
    crowd.run(cleo.accept("Eli"))

    crowd.caller("Fay", queue="crowd-returns")
    bob.accept("Fay")
    crowd.shopper("Ben")
    bob.accept("Ben")
    crowd.shopper("Cid", queue=RETURNS)
    crowd.run(cleo.accept("Cid"))
    crowd.caller("Gus", queue="crowd-sales")
    bob.accept("Gus")

    # Nobody of sales has room left.
    hal = crowd.caller("Hal", queue="crowd-sales")
    ida = crowd.caller("Ida", queue="crowd-sales")
    for person, position in ((hal, 1), (ida, 2)):
        assert person.chat is not None
        assert person.state == "queued"
        assert person.chat["queue_position"] == position
    crowd.run(ida.end_chat())


FIRST_DESK = {
    **dict.fromkeys(("Ann", "Dee"), "alice"),
    **dict.fromkeys(("Ben", "Fay", "Gus"), "bob"),
    **dict.fromkeys(("Cid", "Eli"), "cleo"),
}


def everybody_writes(crowd: Crowd, proxy: FlakyProxy) -> None:
    """Both sides of each chat; pages load and every line is cut meanwhile."""
    for count in range(1, LINES + 1):
        for name, agent in FIRST_DESK.items():
            crowd.say(name, f"customer {count}")
            crowd.answer(agent, name, f"agent {count}")
        if count == 1:
            crowd.shoppers["Ann"].open("/shop/help/")
            crowd.shoppers["Ben"].page.reload()
        else:
            proxy.cut()
    for name, agent in FIRST_DESK.items():
        both = [*numbered("customer", LINES), *numbered("agent", LINES)]
        screen = crowd.both_see(name, agent, count=len(both))
        assert sorted(text for _, text in screen) == sorted(both)


def some_are_handed_on(crowd: Crowd) -> dict[str, Screen]:
    """Ann to the other queue, in the middle of a co-browse; Gus to a colleague."""
    alice, bob, cleo = crowd.alice, crowd.bob, crowd.cleo
    ann = crowd.shoppers["Ann"]
    alice.turn_to("Ann")
    ann.share_in_chat()
    alice.has_mode("Pointer")
    alice.transfer_to(RETURNS)
    expect(ann.part("stop-cobrowse")).to_be_hidden()
    crowd.run(cleo.accept("Ann"))
    # alice has room again: Hal's turn, all eight are in hand.
    alice.accept("Hal")

    screens = {"Dee": crowd.both_see("Dee", "alice", count=2 * LINES)}
    crowd.run(crowd.callers["Dee"].end_chat())
    bob.turn_to("Gus")
    bob.transfer_to("Alice")
    alice.accept("Gus")
    for name, agent in (("Ann", "cleo"), ("Gus", "alice"), ("Hal", "alice")):
        crowd.answer(agent, name, "agent again")
        crowd.say(name, "customer again")
    return screens


def everybody_goes(crowd: Crowd) -> dict[str, Screen]:
    """Customers or agents end each chat, once both sides have read the same."""
    now_at = {**FIRST_DESK, "Ann": "cleo", "Gus": "alice", "Hal": "alice"}
    lines = {"Ann": 2 * LINES + 2, "Gus": 2 * LINES + 2, "Hal": 2}
    screens = {
        name: crowd.both_see(name, agent, count=lines.get(name, 2 * LINES))
        for name, agent in now_at.items()
        if name != "Dee"
    }
    for name, screen in screens.items():
        if name != "Hal":
            for author in ("customer", "agent"):
                assert said_by(author, screen)[:LINES] == numbered(author, LINES)
    for name in ("Ben", "Cid"):
        crowd.shoppers[name].end_chat()
    for desk, name in ((crowd.bob, "Fay"), (crowd.alice, "Gus"), (crowd.alice, "Hal")):
        desk.end(name)
    for name in ("Ann", "Eli"):
        crowd.run(crowd.cleo.end(crowd.chat_of(name)))
    return screens


def must_be_told(story: Story, told: Told) -> None:
    # What is attached for reports is no step of the chat's life.
    steps = [event for event in story.events if event.name != "data.attached"]
    found = Told(
        queue=story.queue,
        agent=story.agent,
        end=story.end_reason,
        offers=tuple((offer.agent, offer.state) for offer in story.offers),
        events=tuple((event.name, event.state) for event in steps),
        sessions=tuple(story.sessions),
    )
    assert found == told, story.customer
    # Each event begins where the one before it ended.
    for before, after in pairwise(story.events):
        assert after.old_state == before.state
    assert story.state == "ended"
