"""Control messages of the desktop socket that concern the agent alone."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import StringConstraints

from cobrowse.protocol import PROTOCOL_VERSION, Command, Error, Message, Pong, WireModel
from cobrowse.protocol import Ping as Ping
from cobrowse.text import CleanLine

PresenceName = Literal["logged_out", "ready", "not_ready", "after_call_work"]
Ticket = Annotated[str, StringConstraints(min_length=1, max_length=512)]
# What a browser calls one of its tabs; it is stored, so it is plain.
Tab = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,64}$")]
Reason = Annotated[CleanLine, StringConstraints(max_length=80)]


class AgentState(WireModel):
    """The agent as the agent's own desktop shows it; capacity counts chats.

    `state_until_at`: when after-call work ends by itself.
    """

    id: int
    name: str
    state: PresenceName
    state_reason: str
    state_since_at: datetime
    state_until_at: datetime | None
    capacity: int


class DesktopHello(Command):
    """The ticket comes from POST /agent/ticket/ and lives for a minute.

    `tab` is the browser tab's own id: the newest tab has the desktop, the one before it
    is closed with 4409. `returning`: the tab had it before a cut and wants it only if
    no other has taken over meanwhile.
    """

    type: Literal["hello"]
    protocol: int
    ticket: Ticket
    tab: Tab | None = None
    returning: bool = False


class PresenceSet(Command):
    type: Literal["presence.set"]
    state: Literal["ready", "not_ready", "after_call_work"]
    reason: Reason = ""


class DesktopWelcome(Message):
    """Everything the desktop shows, anew; apps further up add their parts."""

    type: Literal["welcome"] = "welcome"
    protocol: int = PROTOCOL_VERSION
    agent: AgentState
    # What the agent may say for being not ready; empty: anything.
    not_ready_reasons: list[str]


class PresenceUpdated(Message):
    type: Literal["presence.updated"] = "presence.updated"
    agent: AgentState


DESKTOP_COMMANDS: list[type[Command]] = [DesktopHello, PresenceSet, Ping]
# The welcome is not here: its finished class is agents.desktop.welcome.model().
DESKTOP_FACTS: list[type[Message]] = [PresenceUpdated, Pong, Error]
