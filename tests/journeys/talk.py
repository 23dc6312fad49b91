"""Several chats without browsers, in which both sides write all the time."""

import asyncio
from collections.abc import Sequence
from functools import partial

from tests.journeys.ledger import Story
from tests.journeys.numbered import numbered, said_by, same_story
from tests.journeys.raw_people import RawCustomer, RawDesk

PAUSE_SECONDS = 0.4


class Talk:
    """alice and bob, customers of these names, and `lines` from each side."""

    def __init__(self, origin: str, names: Sequence[str], *, lines: int) -> None:
        self.lines = lines
        self.agents = [
            RawDesk(origin, user, seed=number)
            for number, user in enumerate(("alice", "bob"))
        ]
        self.customers = [
            RawCustomer(origin, name, seed=number) for number, name in enumerate(names)
        ]
        self.handled: dict[str, tuple[RawDesk, str]] = {}

    async def begin(self) -> None:
        for agent in self.agents:
            await agent.sign_in()
            await agent.set_presence("ready")
        for customer in self.customers:
            await customer.come()
            await customer.start_chat()
            self.handled[customer.name] = await self._accepted(customer.name)

    async def _accepted(self, name: str) -> tuple[RawDesk, str]:
        asked = [
            asyncio.create_task(self._accept(agent, name)) for agent in self.agents
        ]
        done, others = await asyncio.wait(asked, return_when=asyncio.FIRST_COMPLETED)
        for task in others:
            task.cancel()
        return done.pop().result()

    async def _accept(self, agent: RawDesk, name: str) -> tuple[RawDesk, str]:
        return agent, await agent.accept(name)

    async def write(self, *, part: int, of: int) -> None:
        """One part of all lines: both sides of every chat at once."""
        chosen = slice((part - 1) * self.lines // of, part * self.lines // of)
        async with asyncio.TaskGroup() as group:
            for customer in self.customers:
                group.create_task(self._customer_writes(customer, chosen))
                group.create_task(self._agent_writes(customer.name, chosen))

    async def _customer_writes(self, customer: RawCustomer, chosen: slice) -> None:
        for text in numbered("customer", self.lines)[chosen]:
            await customer.say(text)
            await asyncio.sleep(PAUSE_SECONDS)

    async def _agent_writes(self, name: str, chosen: slice) -> None:
        agent, chat = self.handled[name]
        for text in numbered("agent", self.lines)[chosen]:
            await agent.say(chat, text)
            await asyncio.sleep(PAUSE_SECONDS)

    async def all_is_seen(self) -> None:
        """Every line is on both screens."""
        for customer in self.customers:
            agent, chat = self.handled[customer.name]
            what = f"all lines of {customer.name}"
            await customer.until(partial(self._customer_sees_all, customer), what)
            await agent.until(partial(self._agent_sees_all, agent, chat), what)

    def _customer_sees_all(self, customer: RawCustomer) -> bool:
        return len(customer.screen) == 2 * self.lines and customer.has_said_all

    def _agent_sees_all(self, agent: RawDesk, chat: str) -> bool:
        return len(agent.screen(chat)) == 2 * self.lines and agent.has_said_all

    async def leave(self) -> None:
        for person in [*self.customers, *self.agents]:
            await person.leave()

    def is_told_alike(self, ledger: dict[str, Story]) -> None:
        """Screens and tables: each line once, in one order, the author's own."""
        for customer in self.customers:
            agent, chat = self.handled[customer.name]
            story = ledger[customer.name]
            same_story(
                customer=customer.screen, agent=agent.screen(chat), stored=story.screen
            )
            for author in ("customer", "agent"):
                assert said_by(author, story.screen) == numbered(author, self.lines)
            seqs = [line["seq"] for line in story.lines]
            assert seqs == [*range(1, len(seqs) + 1)]
            assert story.state == "active"
            assert customer.refusals == agent.refusals == []
