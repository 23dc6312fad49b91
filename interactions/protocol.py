"""Control messages about interactions: the widget socket's and the desktop's."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, StringConstraints, model_validator

from agents.protocol import PresenceName
from cobrowse.protocol import (
    PROTOCOL_VERSION,
    Command,
    Error,
    Message,
    Ping,
    Pong,
    WireModel,
)
from cobrowse.text import CleanLine, CleanText, CleanUrl

Token = Annotated[str, StringConstraints(min_length=1, max_length=128)]
Tab = Annotated[str, StringConstraints(min_length=1, max_length=64)]
ClientId = Annotated[
    str, StringConstraints(min_length=1, max_length=64, pattern=r"^[\x21-\x7e]+$")
]
Language = Annotated[str, StringConstraints(max_length=35, pattern=r"^[A-Za-z0-9-]*$")]
Name = Annotated[CleanLine, StringConstraints(max_length=80)]
Title = Annotated[CleanLine, StringConstraints(max_length=1024)]
Line = Annotated[CleanText, StringConstraints(min_length=1, max_length=4000)]
Question = Annotated[CleanText, StringConstraints(max_length=2000)]
Source = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,31}$")]
MediaName = Literal["chat", "voice"]
StateName = Literal["queued", "offered", "ringing", "active", "held", "ended"]
WithdrawReason = Literal["accepted", "rejected", "missed", "withdrawn", "ended"]
RowId = Annotated[int, Field(ge=1, le=2**53 - 1)]


# -- shapes -----------------------------------------------------------------------
class PageView(WireModel):
    """Where the customer is; queries and fragments are cut off on arrival."""

    url: CleanUrl
    title: Title
    referrer: CleanUrl


class InteractionState(WireModel):
    """One interaction, for both sides. `queue_position` counts from 1."""

    id: UUID
    media: MediaName
    state: StateName
    queue_position: int | None
    agent_name: str | None
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    end_reason: str | None
    customer_name: str
    phone_number: str | None
    page: PageView | None
    source: str


class ChatLine(WireModel):
    """One line. `seq` orders the lines; `client_id` is the author's own id of it."""

    seq: int
    client_id: str | None
    author: Literal["customer", "agent", "system"]
    name: str
    text: str
    at: datetime


class SiteState(WireModel):
    """What the widget may offer; the phone number is for display."""

    name: str
    chat_available: bool
    voice_number: str | None


class OfferView(WireModel):
    interaction: InteractionState
    expires_at: datetime


class HandledInteraction(WireModel):
    interaction: InteractionState
    messages: list[ChatLine]


class TransferAgent(WireModel):
    id: int
    name: str
    state: PresenceName


class TransferQueue(WireModel):
    id: int
    name: str


class TransferTargets(WireModel):
    agents: list[TransferAgent]
    queues: list[TransferQueue]


# -- widget: customer → server ----------------------------------------------------
class WidgetHello(Command):
    """`token` is what an earlier welcome gave; an unknown one is no error."""

    type: Literal["hello"]
    protocol: int
    token: Token | None
    tab: Tab
    page: PageView
    language: Language = ""


class ChatStart(Command):
    type: Literal["chat.start"]
    name: Name
    question: Question = ""
    source: Source = "web"


class ChatSend(Command):
    type: Literal["chat.send"]
    client_id: ClientId
    text: Line


class ChatTyping(Command):
    type: Literal["chat.typing"]


class ChatEnd(Command):
    type: Literal["chat.end"]


# -- widget: server → customer ----------------------------------------------------
class WidgetWelcome(Message):
    """Everything the widget shows, anew; apps further up add their parts."""

    type: Literal["welcome"] = "welcome"
    protocol: int = PROTOCOL_VERSION
    token: str
    interaction: InteractionState | None
    messages: list[ChatLine]
    site: SiteState


class CustomerInteractionUpdated(Message):
    type: Literal["interaction.updated"] = "interaction.updated"
    interaction: InteractionState


class CustomerChatMessage(Message):
    type: Literal["chat.message"] = "chat.message"
    message: ChatLine


class AgentTyping(Message):
    type: Literal["chat.typing"] = "chat.typing"
    name: str


# -- desktop: agent → server ------------------------------------------------------
class OfferAccept(Command):
    type: Literal["offer.accept"]
    interaction: UUID


class OfferReject(Command):
    type: Literal["offer.reject"]
    interaction: UUID


class AgentChatSend(Command):
    type: Literal["chat.send"]
    interaction: UUID
    client_id: ClientId
    text: Line


class AgentChatTyping(Command):
    type: Literal["chat.typing"]
    interaction: UUID


class InteractionEnd(Command):
    type: Literal["interaction.end"]
    interaction: UUID


class InteractionTransfer(Command):
    """To exactly one of an agent and a queue."""

    type: Literal["interaction.transfer"]
    interaction: UUID
    to_agent: RowId | None = None
    to_queue: RowId | None = None

    @model_validator(mode="after")
    def _one_target(self) -> Self:
        if (self.to_agent is None) == (self.to_queue is None):
            raise ValueError("name an agent or a queue")
        return self


# -- desktop: server → agent ------------------------------------------------------
class OfferMade(Message):
    type: Literal["offer.made"] = "offer.made"
    offer: OfferView


class OfferWithdrawn(Message):
    type: Literal["offer.withdrawn"] = "offer.withdrawn"
    interaction: UUID
    reason: WithdrawReason


class InteractionOpened(Message):
    type: Literal["interaction.opened"] = "interaction.opened"
    interaction: InteractionState
    messages: list[ChatLine]


class InteractionUpdated(Message):
    type: Literal["interaction.updated"] = "interaction.updated"
    interaction: InteractionState


class InteractionClosed(Message):
    type: Literal["interaction.closed"] = "interaction.closed"
    interaction: UUID
    reason: str


class ChatMessageAdded(Message):
    type: Literal["chat.message"] = "chat.message"
    interaction: UUID
    message: ChatLine


class CustomerTyping(Message):
    type: Literal["chat.typing"] = "chat.typing"
    interaction: UUID
    name: str


class TransferTargetsUpdated(Message):
    type: Literal["transfer_targets.updated"] = "transfer_targets.updated"
    targets: TransferTargets


WIDGET_COMMANDS: list[type[Command]] = [
    WidgetHello,
    ChatStart,
    ChatSend,
    ChatTyping,
    ChatEnd,
    Ping,
]
# The welcome is not here: its finished class is interactions.widget.welcome.model().
WIDGET_FACTS: list[type[Message]] = [
    CustomerInteractionUpdated,
    CustomerChatMessage,
    AgentTyping,
    Pong,
    Error,
]
DESKTOP_COMMANDS: list[type[Command]] = [
    OfferAccept,
    OfferReject,
    AgentChatSend,
    AgentChatTyping,
    InteractionEnd,
    InteractionTransfer,
]
DESKTOP_FACTS: list[type[Message]] = [
    OfferMade,
    OfferWithdrawn,
    InteractionOpened,
    InteractionUpdated,
    InteractionClosed,
    ChatMessageAdded,
    CustomerTyping,
    TransferTargetsUpdated,
]
