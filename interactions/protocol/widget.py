"""Control messages of the widget socket about interactions."""

from datetime import datetime
from typing import Literal

from cobrowse.protocol import PROTOCOL_VERSION, Command, Error, Message, Ping, Pong
from interactions.protocol.calls import (
    CallConnect,
    CallEnd,
    CallSignal,
    CallStart,
    CustomerSignal,
)
from interactions.protocol.fields import (
    ClientId,
    Contact,
    Language,
    Line,
    Name,
    PhoneNumber,
    Question,
    QueueKey,
    Seq,
    Source,
    Tab,
    Token,
)
from interactions.protocol.shapes import (
    ChatLine,
    CustomerCallback,
    InteractionState,
    PageView,
    Receipts,
    SiteState,
)


# -- customer → server ------------------------------------------------------------
class WidgetHello(Command):
    """`token` is what an earlier welcome gave; an unknown one is no error."""

    type: Literal["hello"]
    protocol: int
    token: Token | None
    tab: Tab
    page: PageView
    language: Language = ""


class ChatStart(Command):
    """`contact`: where to reach somebody who leaves a message while all are away."""

    type: Literal["chat.start"]
    name: Name
    question: Question = ""
    source: Source = "web"
    queue: QueueKey = ""
    contact: Contact = ""


class ChatSend(Command):
    type: Literal["chat.send"]
    client_id: ClientId
    text: Line


class ChatTyping(Command):
    type: Literal["chat.typing"]


class ChatSeen(Command):
    """Lines up to `seq` have arrived; with `read` they have been on the screen."""

    type: Literal["chat.seen"]
    seq: Seq
    read: bool


class ChatEnd(Command):
    type: Literal["chat.end"]


class CallbackRequest(Command):
    """Please call me. One open request per customer; a second replaces the first."""

    type: Literal["callback.request"]
    name: Name
    phone_number: PhoneNumber
    text: Question = ""
    queue: QueueKey = ""
    preferred_at: datetime | None = None


class CallbackCancel(Command):
    type: Literal["callback.cancel"]


# -- server → customer ------------------------------------------------------------
class WidgetWelcome(Message):
    """Everything the widget shows, anew; apps further up add their parts.

    `interaction` is the chat (or, without one, null), `call` the call made in the
    browser. Calls of the company's switch are not known to the widget.
    """

    type: Literal["welcome"] = "welcome"
    protocol: int = PROTOCOL_VERSION
    token: str
    interaction: InteractionState | None
    messages: list[ChatLine]
    call: InteractionState | None
    callback: CustomerCallback | None
    site: SiteState


class CustomerInteractionUpdated(Message):
    """`media` says which of the two it is: the chat or the call."""

    type: Literal["interaction.updated"] = "interaction.updated"
    interaction: InteractionState


class CustomerChatMessage(Message):
    type: Literal["chat.message"] = "chat.message"
    message: ChatLine


class AgentTyping(Message):
    type: Literal["chat.typing"] = "chat.typing"
    name: str


class CustomerReceipts(Message):
    type: Literal["chat.receipts"] = "chat.receipts"
    receipts: Receipts


class CustomerCallbackUpdated(Message):
    type: Literal["callback.updated"] = "callback.updated"
    callback: CustomerCallback


class SiteUpdated(Message):
    """Queues opened, closed, filled up; agents came or went."""

    type: Literal["site.updated"] = "site.updated"
    site: SiteState


WIDGET_COMMANDS: list[type[Command]] = [
    WidgetHello,
    ChatStart,
    ChatSend,
    ChatTyping,
    ChatSeen,
    ChatEnd,
    CallbackRequest,
    CallbackCancel,
    CallStart,
    CustomerSignal,
    CallEnd,
    Ping,
]
# The welcome is not here: its finished class is interactions.widget.welcome.model().
WIDGET_FACTS: list[type[Message]] = [
    CustomerInteractionUpdated,
    CustomerChatMessage,
    AgentTyping,
    CustomerReceipts,
    CustomerCallbackUpdated,
    SiteUpdated,
    CallConnect,
    CallSignal,
    Pong,
    Error,
]
