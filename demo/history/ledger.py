"""Rows of the invented past, kept in the order in which they must be written."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from random import Random

from agents.models import AgentStateEvent
from interactions.models import (
    CallReport,
    ChatMessage,
    Customer,
    Interaction,
    Offer,
)
from sessions_app.models import CobrowseSession

Detail = Mapping[str, object]
NOTHING: Detail = {}


@dataclass(slots=True)
class EventRow:
    """An `InteractionEvent`, column for column; there are millions of them."""

    interaction_id: str
    at: dt.datetime
    name: str
    old_state: str
    state: str
    agent_id: int | None
    queue_id: int | None
    actor_role: str
    actor_id: str
    detail: Detail


@dataclass(slots=True)
class SessionEventRow:
    """A `SessionEvent`, column for column."""

    session_id: str
    at: dt.datetime
    name: str
    state: str
    mode: str
    agent_id: int | None
    actor_role: str
    actor_id: str
    detail: dict[str, object]


@dataclass(slots=True)
class Story:
    """One interaction with all that belongs to it."""

    interaction: Interaction
    events: list[EventRow] = field(default_factory=list)
    offers: list[Offer] = field(default_factory=list)
    reports: list[CallReport] = field(default_factory=list)
    messages: list[ChatMessage] = field(default_factory=list)
    sessions: list["SharedStory"] = field(default_factory=list)


@dataclass(slots=True)
class SharedStory:
    """One co-browse session with its events."""

    session: CobrowseSession
    events: list[SessionEventRow]


@dataclass(slots=True)
class Ledger:
    """What is written in one go."""

    customers: list[Customer] = field(default_factory=list)
    stories: list[Story] = field(default_factory=list)
    states: list[AgentStateEvent] = field(default_factory=list)

    @property
    def sessions(self) -> int:
        return sum(len(story.sessions) for story in self.stories)


def key_at(random: Random, at: dt.datetime) -> str:
    """A UUID (version 7) of this moment: keys of one day lie beside each other, so
    that millions of them are written quickly."""
    stamp = f"{int(at.timestamp() * 1000):012x}"
    bits = random.getrandbits(74)
    return (
        f"{stamp[:8]}-{stamp[8:]}-7{bits & 0xFFF:03x}-"
        f"{0x8000 | (bits >> 12) & 0x3FFF:04x}-{bits >> 26:012x}"
    )


def seconds(count: float) -> dt.timedelta:
    return dt.timedelta(milliseconds=int(count * 1000))
