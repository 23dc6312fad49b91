"""The two sockets of a session: who may open them, and how they are welcomed."""

import asyncio
from time import monotonic

from channels.db import database_sync_to_async
from django.conf import settings

from agents.access import (
    admit_agent,
    agent_of_session,
    may_open_desktop,
    session_key_of,
)
from cobrowse.actors import Role
from cobrowse.announce import session_group
from cobrowse.errors import DomainError
from cobrowse.origins import Origin
from cobrowse.protocol import PROTOCOL_VERSION, Message
from interactions.selectors import allowed_origins, customer_for_token, may_embed
from sessions_app import services
from sessions_app.errors import session_not_found
from sessions_app.handlers import agent_table, customer_table
from sessions_app.protocol import (
    AgentHello,
    AgentWelcome,
    CustomerHello,
    CustomerWelcome,
)
from sessions_app.relay import Permit
from sessions_app.seated import SeatedAgent, SeatedCustomer
from sessions_app.selectors import (
    pinned_of,
    rules_for,
    session_by_id,
    session_state,
    session_to_enter,
)
from sessions_app.session_socket import SessionConsumer


class CustomerConsumer(SessionConsumer[SeatedCustomer]):
    """`/ws/session/<history id>/customer`, from a page of the session's site."""

    hello = CustomerHello
    table = customer_table
    role = Role.CUSTOMER

    def db_may_connect(self, origin: Origin | None) -> bool:
        self._origin = origin
        if origin is None:
            return False
        session = session_by_id(self.session_id)
        # A session that is unknown is refused in words, after the hello.
        return session is None or may_embed(session.site, origin)

    def db_authorise(self, hello: CustomerHello) -> SeatedCustomer:
        customer = customer_for_token(hello.token)
        if customer is None:
            raise session_not_found()
        session_to_enter(self.session_id, customer=customer)
        services.connect_customer(
            session_id=self.session_id,
            customer=customer,
            connection=self.connection,
            tab=hello.tab,
            epoch=hello.epoch,
            page=hello.page,
        )
        self._page_url = hello.page.url
        return SeatedCustomer(self.session_id, customer, self.connection)

    def db_welcome(self, actor: SeatedCustomer) -> Message:
        session = self.db_fresh()
        pinned = pinned_of(session)
        own = str(self._origin)
        return CustomerWelcome(
            protocol=PROTOCOL_VERSION,
            session=session_state(session),
            rules=rules_for(session, self._page_url),
            mask_all=pinned["mask_all"],
            mask_title=pinned["mask_title"],
            private_paths=pinned.get("private_paths", []),
            allowed_origins=sorted({own, *allowed_origins(session.site)}),
        )

    async def greeted(self, actor: SeatedCustomer) -> None:
        """A viewer that is there asks for the page; without one nothing is recorded."""
        await super().greeted(actor)
        await self.channel_layer.group_send(
            session_group(self.session_id, Role.AGENT.value),
            {"type": "tell", "kind": "customer_arrived", "data": {}},
        )


class AgentConsumer(SessionConsumer[SeatedAgent]):
    """`/ws/session/<history id>/agent`, from the viewer page of our own origin."""

    hello = AgentHello
    table = agent_table
    role = Role.AGENT
    _paused = False

    def db_may_connect(self, origin: Origin | None) -> bool:
        return may_open_desktop(scope=self.scope, origin=origin)

    def db_authorise(self, hello: AgentHello) -> SeatedAgent:
        agent = admit_agent(scope=self.scope, ticket=hello.ticket)
        self._checked_at = monotonic()
        session_to_enter(self.session_id, agent=agent)
        services.connect_agent(
            session_id=self.session_id, agent=agent, connection=self.connection
        )
        return SeatedAgent(
            self.session_id, agent, self.connection, self._ask_from_thread
        )

    def db_welcome(self, actor: SeatedAgent) -> Message:
        session = self.db_fresh()
        self._paused = session.paused
        return AgentWelcome(protocol=PROTOCOL_VERSION, session=session_state(session))

    async def greeted(self, actor: SeatedAgent) -> None:
        """First view, late join and reconnect are one path: a snapshot (law 7)."""
        self._loop = asyncio.get_running_loop()
        await super().greeted(actor)
        self.resyncs.ask(None, "viewer")

    def peer_caught_up(self) -> None:
        self.resyncs.ask(None, "overflow")

    async def on_permit(self, data: dict[str, object]) -> None:
        """After a pause the page is sent anew, once frames pass in this process too."""
        await super().on_permit(data)
        was_paused, self._paused = self._paused, Permit.from_data(data).paused
        if was_paused and not self._paused:
            self.resyncs.ask_now(None, "resumed")

    async def on_customer_arrived(self, data: dict[str, object]) -> None:
        """A new page, or the old one after a cut: it cannot be asked too soon."""
        self.resyncs.ask_now(None, "customer")

    def _ask_from_thread(self, node: int | None, reason: str) -> None:
        self._loop.call_soon_threadsafe(self.resyncs.ask, node, reason)

    def db_heartbeat(self, actor: SeatedAgent) -> None:
        if monotonic() - self._checked_at >= settings.COBROWSE_REVALIDATE_SECONDS:
            self._recheck()
        super().db_heartbeat(actor)

    def _recheck(self) -> None:
        agent_of_session(session_key_of(self.scope))
        self._checked_at = monotonic()

    async def on_revalidate(self, data: dict[str, object]) -> None:
        """The agent may have signed out: look now instead of at the next beat."""
        try:
            await database_sync_to_async(self._recheck)()
        except DomainError as error:
            await self.refuse(4000 + error.http_status, error.code)
