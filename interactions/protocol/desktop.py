"""Control messages of the desktop socket about interactions."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from cobrowse.protocol import Command, Message
from interactions.protocol.calls import (
    AgentSignal,
    CallConnect,
    CallHold,
    CallRetrieve,
    CallSignal,
)
from interactions.protocol.fields import (
    ClientId,
    Line,
    Note,
    RowId,
    Seq,
    Shortcut,
    WithdrawReason,
)
from interactions.protocol.shapes import (
    CallbackView,
    ChatLine,
    InteractionState,
    OfferView,
    QuickReplyView,
    Receipts,
    TransferTargets,
)


# -- agent → server ---------------------------------------------------------------
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


class AgentChatSeen(Command):
    """Lines up to `seq` have arrived; with `read` they have been on the screen."""

    type: Literal["chat.seen"]
    interaction: UUID
    seq: Seq
    read: bool


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


class InteractionPark(Command):
    """Let a messaging chat wait for the customer; it takes no capacity meanwhile."""

    type: Literal["interaction.park"]
    interaction: UUID


class InteractionResume(Command):
    """Take one's own parked chat up again, to write."""

    type: Literal["interaction.resume"]
    interaction: UUID


class InteractionWrapUp(Command):
    """The outcome of an ended interaction; it leaves the desktop."""

    type: Literal["interaction.wrap_up"]
    interaction: UUID
    disposition: RowId | None = None
    note: Note = ""


class CallbackTake(Command):
    type: Literal["callback.take"]
    callback: UUID


class CallbackRelease(Command):
    type: Literal["callback.release"]
    callback: UUID


class CallbackDone(Command):
    type: Literal["callback.done"]
    callback: UUID
    outcome: Literal["reached", "not_reached", "wrong_number"]
    note: Note = ""


class QuickReplySave(Command):
    """One's own quick reply; without an id a new one."""

    type: Literal["quick_reply.save"]
    id: RowId | None = None
    shortcut: Shortcut
    text: Line


class QuickReplyDelete(Command):
    type: Literal["quick_reply.delete"]
    id: RowId


# -- server → agent ---------------------------------------------------------------
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
    """It is no longer this agent's to handle; `reason` is an end reason,
    `transferred`, or `resumed` (the customer writes in a parked chat: it is offered
    anew). A wrap-up may follow."""

    type: Literal["interaction.closed"] = "interaction.closed"
    interaction: UUID
    reason: str


class WrapUpStarted(Message):
    type: Literal["wrap_up.started"] = "wrap_up.started"
    interaction: UUID
    until_at: datetime | None


class WrapUpDone(Message):
    type: Literal["wrap_up.done"] = "wrap_up.done"
    interaction: UUID
    disposition: Annotated[str, Field(max_length=80)] | None


class ChatMessageAdded(Message):
    type: Literal["chat.message"] = "chat.message"
    interaction: UUID
    message: ChatLine


class CustomerTyping(Message):
    type: Literal["chat.typing"] = "chat.typing"
    interaction: UUID
    name: str


class ReceiptsUpdated(Message):
    type: Literal["chat.receipts"] = "chat.receipts"
    interaction: UUID
    receipts: Receipts


class TransferTargetsUpdated(Message):
    type: Literal["transfer_targets.updated"] = "transfer_targets.updated"
    targets: TransferTargets


class CallbackUpdated(Message):
    """A callback of one of the agent's queues came or changed."""

    type: Literal["callback.updated"] = "callback.updated"
    callback: CallbackView


class QuickRepliesUpdated(Message):
    type: Literal["quick_replies.updated"] = "quick_replies.updated"
    quick_replies: list[QuickReplyView]


DESKTOP_COMMANDS: list[type[Command]] = [
    OfferAccept,
    OfferReject,
    AgentChatSend,
    AgentChatTyping,
    AgentChatSeen,
    InteractionEnd,
    InteractionTransfer,
    InteractionPark,
    InteractionResume,
    InteractionWrapUp,
    CallbackTake,
    CallbackRelease,
    CallbackDone,
    QuickReplySave,
    QuickReplyDelete,
    AgentSignal,
    CallHold,
    CallRetrieve,
]
DESKTOP_FACTS: list[type[Message]] = [
    OfferMade,
    OfferWithdrawn,
    InteractionOpened,
    InteractionUpdated,
    InteractionClosed,
    WrapUpStarted,
    WrapUpDone,
    ChatMessageAdded,
    CustomerTyping,
    ReceiptsUpdated,
    TransferTargetsUpdated,
    CallbackUpdated,
    QuickRepliesUpdated,
    CallConnect,
    CallSignal,
]
