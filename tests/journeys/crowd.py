"""A busy branch: queues "Crowd sales" and "Crowd returns", agents alice, bob and cleo.

The tables are made as an operator would, in the product's own shell. Who serves which
queue, and how many chats each takes, leaves routing one choice at every step of the
journey, so that the story can be told beforehand.
"""

from collections.abc import Coroutine
from typing import Any

from playwright.sync_api import Browser, expect

from tests.flaky_proxy import FlakyProxy
from tests.journeys.people import AgentAtDesk, Customer
from tests.journeys.raw_people import RawCustomer, RawDesk, Screen
from tests.live_server import LiveServer
from tests.loop_thread import LoopThread

SALES, RETURNS = "Crowd sales", "Crowd returns"
OPEN_BRANCH = f"""
from django.contrib.auth.models import User
from agents.models import Agent
from interactions.models import Queue, Site

site = Site.objects.get(key="demo")
Queue.objects.filter(site=site).update(active=False)
user = User.objects.create_user("cleo", password="demo")
cleo = Agent.objects.create(user=user, display_name="Cleo")
alice, bob = (Agent.objects.get(user__username=name) for name in ("alice", "bob"))
for agent, capacity in ((alice, 2), (bob, 3), (cleo, 3)):
    Agent.objects.filter(pk=agent.pk).update(chat_capacity=capacity)
for position, (name, key, team) in enumerate((
    ("{SALES}", "crowd-sales", (alice, bob)),
    ("{RETURNS}", "crowd-returns", (bob, cleo)),
)):
    queue = Queue.objects.create(
        site=site, name=name, key=key, media="chat", position=position
    )
    queue.agents.set(team)
"""
# Time runs out for the offer that stands; the next periodic look finds it missed.
LET_OFFER_RUN_OUT = """
from django.utils import timezone
from interactions.models import Offer
assert Offer.objects.filter(state="pending").update(expires_at=timezone.now()) == 1
"""
LOOKS, LOOK_MS = 600, 50


class Crowd:
    """Four people in browsers behind one line, the others behind the same line."""

    def __init__(
        self, browser: Browser, product: LiveServer, proxy: FlakyProxy, loop: LoopThread
    ) -> None:
        self._browser, self._product, self._loop = browser, product, loop
        self._origin = proxy.origin
        self.alice, self.bob = (
            AgentAtDesk(browser, proxy.origin, width=1440, height=900) for _ in range(2)
        )
        self.cleo = RawDesk(proxy.origin, "cleo", seed=3)
        self.shoppers: dict[str, Customer] = {}
        self.callers: dict[str, RawCustomer] = {}
        product.shell(OPEN_BRANCH)

    def run(self, work: Coroutine[Any, Any, object]) -> None:
        self._loop.run(work)

    # -- people come ----------------------------------------------------------------
    def shopper(self, name: str, *, queue: str | None = None) -> Customer:
        """A customer in a browser starts a chat."""
        person = self.shoppers[name] = Customer(self._browser, self._origin)
        person.open("/shop/")
        person.start_chat(name, queue=queue)
        expect(person.part("chat-input")).to_be_visible()
        return person

    def caller(self, name: str, *, queue: str) -> RawCustomer:
        """A customer without a browser starts a chat in the queue of this key."""
        person = self.callers[name] = RawCustomer(self._origin, name, seed=len(name))
        self.run(person.come())
        self.run(person.start_chat(queue=queue))
        return person

    def let_offer_run_out(self) -> None:
        self._product.shell(LET_OFFER_RUN_OUT)

    # -- people talk -----------------------------------------------------------------
    def say(self, name: str, text: str) -> None:
        if name in self.shoppers:
            self.shoppers[name].say(text)
        else:
            self.run(self.callers[name].say(text))

    def answer(self, agent: str, name: str, text: str) -> None:
        desk = self._desk(agent)
        if isinstance(desk, AgentAtDesk):
            desk.turn_to(name)
            desk.say(text)
        else:
            self.run(desk.say(self.chat_of(name), text))

    def _desk(self, agent: str) -> AgentAtDesk | RawDesk:
        desks: dict[str, AgentAtDesk | RawDesk] = {
            "alice": self.alice,
            "bob": self.bob,
            "cleo": self.cleo,
        }
        return desks[agent]

    def chat_of(self, name: str) -> str:
        chat = self.callers[name].chat if name in self.callers else None
        if chat is None:
            (chat,) = [
                each
                for each in self.cleo.chats.values()
                if each["customer_name"] == name
            ]
        found: str = chat["id"]
        return found

    # -- what they see ----------------------------------------------------------------
    def both_see(self, name: str, agent: str, *, count: int) -> Screen:
        """Wait until customer and agent see so many lines: the same, in one order."""
        desk = self._desk(agent)
        if isinstance(desk, AgentAtDesk):
            desk.turn_to(name)
        for _ in range(LOOKS):
            seen = self._screens(name, desk)
            if min(len(screen) for screen in seen) >= count:
                break
            # In a browser's own time, so that its events are heard meanwhile.
            self.alice.page.wait_for_timeout(LOOK_MS)
        customers, agents = self._screens(name, desk)
        assert customers == agents, name
        assert len(customers) == count, name
        return customers

    def _screens(self, name: str, desk: AgentAtDesk | RawDesk) -> tuple[Screen, Screen]:
        if name in self.shoppers:
            customers = self.shoppers[name].transcript()
        else:
            customers = self.callers[name].screen
        if isinstance(desk, AgentAtDesk):
            return customers, desk.transcript()
        return customers, desk.screen(self.chat_of(name))

    def close(self) -> None:
        for caller in self.callers.values():
            self.run(caller.leave())
        self.run(self.cleo.leave())
        for person in (self.alice, self.bob, *self.shoppers.values()):
            person.close()
            assert person.errors == []
