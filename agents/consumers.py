"""The socket of an agent's desktop: presence, offers, chats."""

from time import monotonic

from channels.db import database_sync_to_async
from django.conf import settings

from agents.access import (
    admit_agent,
    agent_of_session,
    may_open_desktop,
    session_key_of,
)
from agents.desktop import table, welcome
from agents.models import Agent
from agents.protocol import DesktopHello
from agents.selectors import agent_state, must_own_desktop, not_ready_reasons
from agents.services import mark_seen, open_desktop
from cobrowse.announce import AGENTS_GROUP, agent_group
from cobrowse.errors import DomainError
from cobrowse.origins import Origin
from cobrowse.protocol import Message
from cobrowse.sockets import ControlConsumer


class DesktopConsumer(ControlConsumer[Agent]):
    """One desktop tab: the newest one of its agent has the desktop.

    Sockets that name no tab stand aside: they get everything and close nothing.
    """

    hello = DesktopHello
    table = table

    def db_may_connect(self, origin: Origin | None) -> bool:
        return may_open_desktop(scope=self.scope, origin=origin)

    def db_authorise(self, hello: DesktopHello) -> Agent:
        agent = admit_agent(scope=self.scope, ticket=hello.ticket)
        self._checked_at = monotonic()
        self._agent_id = agent.pk
        self._tab, self._returning = hello.tab, hello.returning
        return agent

    def groups_of(self, actor: Agent) -> list[str]:
        return [agent_group(actor.pk), AGENTS_GROUP]

    def db_welcome(self, actor: Agent) -> Message:
        # Whoever takes over now finds this socket in its group already.
        agent = open_desktop(agent=actor, tab=self._tab, returning=self._returning)
        return welcome.fill(
            agent, agent=agent_state(agent), not_ready_reasons=not_ready_reasons()
        )

    def db_heartbeat(self, actor: Agent) -> None:
        if monotonic() - self._checked_at >= settings.COBROWSE_REVALIDATE_SECONDS:
            self._recheck()
        mark_seen(agent=actor, tab=self._tab)

    def _recheck(self) -> None:
        agent_of_session(session_key_of(self.scope))
        self._checked_at = monotonic()

    async def on_revalidate(self, data: dict[str, object]) -> None:
        """The agent's rights may have changed: look now instead of at the next beat."""
        try:
            await database_sync_to_async(self._recheck)()
        except DomainError as error:
            await self.refuse(4000 + error.http_status, error.code)

    async def on_superseded(self, data: dict[str, object]) -> None:
        """A tab took the desktop. Which one was the last says the row: of several that
        come at the same moment the news arrive in any order."""
        try:
            await database_sync_to_async(self._must_own)()
        except DomainError as error:
            await self.refuse(4000 + error.http_status, error.code)

    def _must_own(self) -> None:
        if self._tab is not None:
            must_own_desktop(agent_id=self._agent_id, tab=self._tab)
