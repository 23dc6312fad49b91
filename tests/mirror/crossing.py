"""A customer's page in one engine, and agents' pages in others that show it.

This process carries the frames, so that engines need know nothing of each other.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import unified_diff

from tests.mirror.engines import EnginePage
from tests.mirror.twins import LIVE_TEXT, PLAY, RECORD, REPLICA_TEXT

PATIENCE_SECONDS = 8

#: What twins.py asks of its pages, kept until somebody fetches it.
OUTBOX = """() => {
    lab.without_rules = true;
    window.outbox = [];
    window.sendFrame = window.askResync = (one) => outbox.push(one);
}"""
FETCH = "() => outbox.splice(0)"

LIVE_LOOKS = "() => lab.looks(document)"
REPLICA_LOOKS = "() => lab.looks(player.frame.contentDocument)"


@dataclass(frozen=True, slots=True)
class Crossing:
    customer: EnginePage
    agents: Sequence[EnginePage]

    def carry(self) -> None:
        """Frames to every agent; what the first of them asks for back."""
        frames = self.customer.evaluate(FETCH)
        for agent in self.agents:
            if frames:
                agent.evaluate("(frames) => frames.forEach(receive)", frames)
            for node in agent.evaluate(FETCH):
                self.customer.evaluate("(node) => recorder.resync(node)", node)

    def difference(self) -> str:
        """Waits until all replicas are what the page is; "" or what differs."""
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            self.carry()
            found = [self.differs(agent) for agent in self.agents]
            if not any(found) or time.monotonic() > end:
                return "\n".join(found).strip()
            time.sleep(0.05)

    def differs(self, agent: EnginePage) -> str:
        pairs = ((LIVE_TEXT, REPLICA_TEXT), (LIVE_LOOKS, REPLICA_LOOKS))
        for of_page, of_replica in pairs:
            live = self.customer.evaluate(of_page)
            replica = agent.evaluate(of_replica)
            if live != replica:
                lines = (live.split("\n"), replica.split("\n"))
                return "\n".join(unified_diff(*lines, "page", "replica", n=1))
        return ""

    def troubles(self) -> list[str]:
        """What the recorder reported, and what players had to ask for."""
        found: list[str] = self.customer.evaluate("problems")
        for agent in self.agents:
            found += agent.evaluate("log.resyncs")
        return found


def cross(customer: EnginePage, agents: Sequence[EnginePage]) -> Crossing:
    """Starts a player in each agent's page and a recorder in the customer's."""
    for page in (customer, *agents):
        page.evaluate(OUTBOX)
    for agent in agents:
        agent.evaluate(PLAY)
    customer.evaluate(RECORD, {})
    return Crossing(customer, agents)


#: `crossing(customer_engine, html, serve)`.
OpenCrossing = Callable[..., Crossing]
