"""Control messages of the desktop socket that concern the agent alone."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from cobrowse.protocol import PROTOCOL_VERSION, Command, Error, Message, Pong, WireModel
from cobrowse.protocol import Ping as Ping
from cobrowse.text import CleanLine

PresenceName = Literal["logged_out", "ready", "not_ready", "after_call_work"]
Ticket = Annotated[str, StringConstraints(min_length=1, max_length=512)]
Reason = Annotated[CleanLine, StringConstraints(max_length=80)]


class AgentState(WireModel):
    """The agent as the agent's own desktop shows it; capacity counts chats."""

    id: int
    name: str
    state: PresenceName
    state_reason: str
    state_since_at: datetime
    capacity: int


class DesktopHello(Command):
    """The ticket comes from POST /agent/ticket/ and lives for a minute."""

    type: Literal["hello"]
    protocol: int
    ticket: Ticket


class PresenceSet(Command):
    type: Literal["presence.set"]
    state: Literal["ready", "not_ready", "after_call_work"]
    reason: Reason = ""


class DesktopWelcome(Message):
    """Everything the desktop shows, anew; apps further up add their parts."""

    type: Literal["welcome"] = "welcome"
    protocol: int = PROTOCOL_VERSION
    agent: AgentState


class PresenceUpdated(Message):
    type: Literal["presence.updated"] = "presence.updated"
    agent: AgentState


DESKTOP_COMMANDS: list[type[Command]] = [DesktopHello, PresenceSet, Ping]
# The welcome is not here: its finished class is agents.desktop.welcome.model().
DESKTOP_FACTS: list[type[Message]] = [PresenceUpdated, Pong, Error]
