"""What messages about interactions carry: state, lines, queues, callbacks."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from agents.protocol import PresenceName
from cobrowse.protocol import WireModel
from cobrowse.text import CleanUrl
from interactions.protocol.fields import (
    CallbackStateName,
    MediaName,
    QueueAvailability,
    StateName,
    Title,
)


class PageView(WireModel):
    """Where the customer is; queries and fragments are cut off on arrival."""

    url: CleanUrl
    title: Title
    referrer: CleanUrl


class Receipts(WireModel):
    """Up to which line each side has received and read the other's (0: none)."""

    customer_delivered: int
    customer_read: int
    agent_delivered: int
    agent_read: int


class InteractionState(WireModel):
    """One interaction, for both sides. `queue_position` counts from 1.

    `external`: it belongs to a switch or chat stack of the company, which says how it
    goes on. `asynchronous`: a chat that may be left and taken up again (spec PI-12).
    """

    id: UUID
    media: MediaName
    state: StateName
    external: bool
    asynchronous: bool
    queue_name: str | None
    queue_position: int | None
    estimated_wait_seconds: int | None
    agent_name: str | None
    started_at: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    end_reason: str | None
    customer_name: str
    customer_online: bool
    phone_number: str | None
    contact: str | None
    page: PageView | None
    source: str
    receipts: Receipts


class ChatLine(WireModel):
    """One line. `seq` orders the lines; `client_id` is the author's own id of it."""

    seq: int
    client_id: str | None
    author: Literal["customer", "agent", "system"]
    name: str
    text: str
    at: datetime


class EarlierChat(WireModel):
    """An ended conversation of the customer's own, with at most its last 100 lines."""

    interaction: UUID
    queue_name: str | None
    agent_name: str | None
    started_at: datetime
    ended_at: datetime | None
    messages: list[ChatLine]


class QueueState(WireModel):
    """One queue that a customer may choose; `opens_at` only while it is closed."""

    key: str
    name: str
    media: MediaName
    availability: QueueAvailability
    opens_at: datetime | None
    estimated_wait_seconds: int | None
    callbacks: bool
    messaging: bool


class SiteState(WireModel):
    """What the widget may offer; the phone number is for display.

    `chat_available`: a chat may be started, if only to leave a message.
    `browser_calls`: there is an active voice queue.
    """

    name: str
    chat_available: bool
    voice_number: str | None
    browser_calls: bool
    callbacks: bool
    queues: list[QueueState]


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
    media: MediaName


class TransferTargets(WireModel):
    agents: list[TransferAgent]
    queues: list[TransferQueue]


class WrapUp(WireModel):
    """An interaction that has ended and waits for its disposition.

    `until_at` is when it closes by itself; null: it waits for the agent.
    """

    interaction: InteractionState
    messages: list[ChatLine]
    until_at: datetime | None


class DispositionView(WireModel):
    id: int
    name: str


class QuickReplyView(WireModel):
    """`own`: the agent's own, who may change it. Placeholders stay in `text`."""

    id: int
    shortcut: str
    text: str
    language: str
    own: bool


class CallbackView(WireModel):
    """A customer who wants to be called; for the agents of its queue."""

    id: UUID
    state: CallbackStateName
    queue_name: str
    name: str
    phone_number: str
    text: str
    preferred_at: datetime | None
    created_at: datetime
    agent_name: str | None
    mine: bool


class CustomerCallback(WireModel):
    """The customer's own open request."""

    id: UUID
    state: CallbackStateName
    phone_number: str
    preferred_at: datetime | None
    created_at: datetime


class IceServer(WireModel):
    """One entry of RTCPeerConnection's `iceServers`; credentials live for hours."""

    urls: list[str]
    username: str | None = None
    credential: str | None = None
