"""Control messages of the embedded desktop's socket: a few of the desktop's own."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from cobrowse.protocol import PROTOCOL_VERSION, Command, Error, Message, Ping, Pong
from interactions.protocol.desktop import (
    InteractionClosed,
    InteractionOpened,
    InteractionUpdated,
)
from interactions.protocol.shapes import InteractionState
from sessions_app.protocol import (
    SessionJoin,
    SessionOpened,
    SessionState,
    SessionUpdated,
)


class EmbedHello(Command):
    type: Literal["hello"]
    protocol: int
    ticket: Annotated[str, StringConstraints(min_length=1, max_length=256)]


class EmbedWelcome(Message):
    """What the agent may join a session to, and the session that runs now."""

    type: Literal["welcome"] = "welcome"
    protocol: int = PROTOCOL_VERSION
    agent_name: str
    interactions: list[InteractionState]
    session: SessionState | None


EMBED_COMMANDS: list[type[Command]] = [EmbedHello, SessionJoin, Ping]
EMBED_FACTS: list[type[Message]] = [
    EmbedWelcome,
    InteractionOpened,
    InteractionUpdated,
    InteractionClosed,
    SessionOpened,
    SessionUpdated,
    Pong,
    Error,
]
