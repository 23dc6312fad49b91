"""The socket of the embedded desktop: joins sessions and says how they stand.

It is no desktop: it makes nobody ready, takes no offers and stands beside a desktop
tab of the same agent.
"""

import json
from time import monotonic
from typing import Any

from channels.db import database_sync_to_async
from django.conf import settings

from agents.access import (
    admit_agent,
    agent_of_session,
    may_open_desktop,
    session_key_of,
)
from agents.models import Agent
from cobrowse.announce import agent_group
from cobrowse.errors import DomainError
from cobrowse.origins import Origin
from cobrowse.protocol import CommandTable, Message
from cobrowse.sockets import ControlConsumer
from interactions.selectors import handled_by, interaction_state
from sessions_app.embed_protocol import EMBED_FACTS, EmbedHello, EmbedWelcome
from sessions_app.handlers import desktop_session, join_from_desktop
from sessions_app.protocol import SessionJoin

table: CommandTable[Agent] = CommandTable()
table.register(SessionJoin, join_from_desktop)

# Of what desktops hear, the part that a page of somebody else's may cause to be shown.
HEARD = frozenset(fact.model_fields["type"].default for fact in EMBED_FACTS)


class EmbedConsumer(ControlConsumer[Agent]):
    """`/ws/embed`, from the embedded page, which is of our own origin."""

    hello = EmbedHello
    table = table

    def db_may_connect(self, origin: Origin | None) -> bool:
        return may_open_desktop(scope=self.scope, origin=origin)

    def db_authorise(self, hello: EmbedHello) -> Agent:
        agent = admit_agent(scope=self.scope, ticket=hello.ticket)
        self._checked_at = monotonic()
        return agent

    def groups_of(self, actor: Agent) -> list[str]:
        return [agent_group(actor.pk)]

    def db_welcome(self, actor: Agent) -> Message:
        return EmbedWelcome(
            agent_name=actor.display_name,
            interactions=[interaction_state(one) for one in handled_by(actor)],
            session=desktop_session(actor),
        )

    async def announce(self, event: dict[str, Any]) -> None:
        if json.loads(event["text"])["type"] in HEARD:
            await super().announce(event)

    def db_heartbeat(self, actor: Agent) -> None:
        if monotonic() - self._checked_at >= settings.COBROWSE_REVALIDATE_SECONDS:
            self._recheck()

    def _recheck(self) -> None:
        agent_of_session(session_key_of(self.scope))
        self._checked_at = monotonic()

    async def on_revalidate(self, data: dict[str, object]) -> None:
        """The agent may have signed out: look now instead of at the next beat."""
        try:
            await database_sync_to_async(self._recheck)()
        except DomainError as error:
            await self.refuse(4000 + error.http_status, error.code)
