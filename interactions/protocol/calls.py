"""Signalling of calls made in the browser: between a widget's tab and a desktop's.

Descriptions and candidates go from one peer to the other as they are; the server
checks who speaks, in which state, and how much.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from cobrowse.protocol import Command, Message, WireModel
from interactions.protocol.fields import (
    Candidate,
    Description,
    Name,
    QueueKey,
    Source,
)
from interactions.protocol.shapes import IceServer


class SignalDescription(WireModel):
    """An SDP offer or answer. `round` counts negotiations; an older one is stale."""

    kind: Literal["offer", "answer"]
    round: Annotated[int, Field(ge=0, le=2**31 - 1)]
    sdp: Description


class SignalCandidate(WireModel):
    """An ICE candidate; an empty one ends the candidates of its round."""

    kind: Literal["candidate"]
    round: Annotated[int, Field(ge=0, le=2**31 - 1)]
    candidate: Candidate
    sdp_mid: Annotated[str, Field(max_length=64)] | None
    sdp_m_line_index: Annotated[int, Field(ge=0, le=255)] | None


class SignalReady(WireModel):
    """This side has its microphone and waits for an offer (a new page, a new tab)."""

    kind: Literal["ready"]


class SignalTrouble(WireModel):
    """This side cannot go on; the code says why, for the other side's screen."""

    kind: Literal["trouble"]
    code: Literal[
        "microphone_refused", "microphone_missing", "microphone_busy", "connection"
    ]


class SignalMuted(WireModel):
    kind: Literal["muted"]
    muted: bool


class SignalConnected(WireModel):
    """Sound goes both ways now; noted, and not passed on."""

    kind: Literal["connected"]


Signal = Annotated[
    SignalDescription
    | SignalCandidate
    | SignalReady
    | SignalTrouble
    | SignalMuted
    | SignalConnected,
    Field(discriminator="kind"),
]


class CallStart(Command):
    """On the widget socket: call from the browser."""

    type: Literal["call.start"]
    name: Name
    queue: QueueKey = ""
    source: Source = "browser"


class CustomerSignal(Command):
    type: Literal["call.signal"]
    signal: Signal


class CallEnd(Command):
    type: Literal["call.end"]


class AgentSignal(Command):
    type: Literal["call.signal"]
    interaction: UUID
    signal: Signal


class CallHold(Command):
    type: Literal["call.hold"]
    interaction: UUID


class CallRetrieve(Command):
    type: Literal["call.retrieve"]
    interaction: UUID


class CallConnect(Message):
    """To both sides when a browser call is accepted; `asked`: to one that is ready.

    The agent's side makes the offers; the customer's side answers. `tab` is the
    customer's tab that talks: the others have nothing to do.
    """

    type: Literal["call.connect"] = "call.connect"
    interaction: UUID
    tab: str
    asked: bool
    ice_servers: list[IceServer]


class CallSignal(Message):
    """What the other side signals."""

    type: Literal["call.signal"] = "call.signal"
    interaction: UUID
    signal: Signal
