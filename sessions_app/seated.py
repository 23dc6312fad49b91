"""Who speaks on a session socket, as command handlers see it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from agents.models import Agent
from cobrowse.actors import Actor, Role
from interactions.models import Customer
from sessions_app.models import CobrowseSession
from sessions_app.selectors import session_of_agent, session_of_customer


@dataclass(frozen=True, slots=True)
class SeatedCustomer:
    """`connection` names the socket; a newer one of this side supersedes it."""

    session_id: UUID
    customer: Customer
    connection: str

    role = Role.CUSTOMER

    @property
    def actor(self) -> Actor:
        return self.customer.as_actor()

    def session(self) -> CobrowseSession:
        return session_of_customer(self.session_id, self.customer)


@dataclass(frozen=True, slots=True)
class SeatedAgent:
    """`ask_resync(node, reason)` may be called from any thread."""

    session_id: UUID
    agent: Agent
    connection: str
    ask_resync: Callable[[int | None, str], None]

    role = Role.AGENT

    @property
    def actor(self) -> Actor:
        return self.agent.as_actor()

    def session(self) -> CobrowseSession:
        return session_of_agent(self.session_id, self.agent)
