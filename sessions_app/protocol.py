"""Control messages of the session sockets, and what sessions add to other sockets.

One list per role and direction; frontend/src/protocol/messages.ts is made from them
(`manage.py export_protocol`). docs/protocol.md numbers the rules.
"""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, StringConstraints

from cobrowse.protocol import Command, Error, Message, Ping, Pong, WireModel
from cobrowse.text import CleanUrl
from sessions_app.rules import MAX_RULES_PER_SITE

Media = Literal["chat", "voice"]
StateName = Literal["pending", "active", "ended"]
ModeName = Literal["pointer", "write"]
Cause = Literal[
    "session.started",
    "session.joined",
    "session.ended",
    "session.resumed",
    "write.requested",
    "write.granted",
    "write.declined",
    "write.expired",
    "write.revoked",
    "write.dropped",
    "peer.online",
    "peer.offline",
    "page.opened",
    "sharing.paused",
    "sharing.resumed",
]

# Longer addresses and titles are cut when stored; these bounds only stop abuse.
UrlText = Annotated[str, StringConstraints(max_length=4_096)]
TitleText = Annotated[str, StringConstraints(max_length=1_024)]
# What a browser calls one of its tabs; it is stored, so it is plain.
Tab = Annotated[str, StringConstraints(pattern=r"^[!-~]{1,64}$")]
Secret = Annotated[str, StringConstraints(min_length=1, max_length=512)]
Reason = Annotated[str, StringConstraints(max_length=64)]
RuleIds = Annotated[list[int], Field(max_length=MAX_RULES_PER_SITE)]
ProblemCode = Annotated[str, StringConstraints(pattern=r"^[a-z_]{1,32}$")]
Uint32 = Annotated[int, Field(ge=0, le=0xFFFF_FFFF)]


# 0: the widget's own wording.
ConsentVersion = Annotated[int, Field(ge=0, le=2**31 - 1)]


class ConsentWording(WireModel):
    """What the site asks before a page is shared, in place of the widget's own text.

    Plain text; an empty line parts paragraphs. Empty: the widget's own text counts.
    """

    version: int
    text: str


class SessionPage(WireModel):
    """The page in front: origin and path only, never query or fragment."""

    url: UrlText
    title: TitleText


class SessionState(WireModel):
    """Everything both sides may know of a session; `id` is the history id.

    `paused`: the customer has paused sharing, so nothing is relayed either way and
    `page` is the one before the pause.
    """

    id: UUID
    session_id: str | None
    state: StateName
    media: Media
    mode: ModeName
    mode_epoch: int
    paused: bool
    write_request_expires_at: datetime | None
    write_requests_left: int
    agent_name: str | None
    interaction_id: UUID | None
    created_at: datetime
    activated_at: datetime | None
    ended_at: datetime | None
    end_reason: str | None
    customer_online: bool
    agent_online: bool
    page: SessionPage | None


class MaskRule(WireModel):
    """One masking rule as the recorder applies it."""

    id: int
    selector: str
    effect: Literal["mask", "block", "restrict", "allow", "reveal", "pause"]


# -- commands -------------------------------------------------------------------------
class SessionStart(Command):
    """On the widget socket: the customer starts co-browsing."""

    type: Literal["session.start"]
    media: Media
    consent_version: ConsentVersion = 0


class PageTold(Command):
    """On the widget socket: the page, after the welcome has said what may be told."""

    type: Literal["page.told"]
    url: CleanUrl
    title: TitleText
    referrer: CleanUrl


class SessionEnd(Command):
    type: Literal["session.end"]


class SessionJoin(Command):
    """On the desktop socket: the nine digits the customer read out."""

    type: Literal["session.join"]
    interaction: UUID
    session_id: Annotated[str, StringConstraints(max_length=64)]


class CustomerHello(Command):
    """`epoch` is drawn afresh on every page load; frames of another one are stale."""

    type: Literal["hello"]
    protocol: int
    token: Secret
    tab: Tab
    epoch: Uint32
    page: SessionPage


class AgentHello(Command):
    type: Literal["hello"]
    protocol: int
    ticket: Secret


class PageChanged(Command):
    """The address changed without a page load."""

    type: Literal["page.changed"]
    url: UrlText
    title: TitleText


class WriteGrant(Command):
    type: Literal["write.grant"]


class WriteDecline(Command):
    type: Literal["write.decline"]


class WriteRevoke(Command):
    type: Literal["write.revoke"]


class SharingPause(Command):
    """Nothing passes from here on; Write Mode and a request for it are gone."""

    type: Literal["sharing.pause"]


class SharingResume(Command):
    type: Literal["sharing.resume"]


class Activity(Command):
    """The customer did something; sent at most every 5 s."""

    type: Literal["activity"]


class MirrorProblem(Command):
    """The recorder mended or worked round something; one of a kind per 5 s."""

    type: Literal["mirror.problem"]
    code: ProblemCode


class MirrorRules(Command):
    """Rules that matched something on this page so far, and those that failed there.

    `first`: the page has just been read as a whole; the rest adds to it.
    """

    type: Literal["mirror.rules"]
    matched: RuleIds
    failed: RuleIds
    first: bool


class WriteRequest(Command):
    type: Literal["write.request"]


class WriteDrop(Command):
    """Give Write Mode back, or withdraw the request for it."""

    type: Literal["write.drop"]


class ResyncRequest(Command):
    """The player lost the thread: a snapshot of one node, or of all (null)."""

    type: Literal["resync.request"]
    node: Uint32 | None
    reason: Reason


# -- facts ----------------------------------------------------------------------------
class CustomerWelcome(Message):
    type: Literal["welcome"] = "welcome"
    protocol: int
    session: SessionState
    rules: list[MaskRule]
    mask_all: bool
    mask_title: bool
    private_paths: list[str]
    allowed_origins: list[str]


class PagePolicy(WireModel):
    """What a widget may tell of pages; the rest stays in the browser."""

    mask_title: bool
    private_paths: list[str]


class AgentWelcome(Message):
    type: Literal["welcome"] = "welcome"
    protocol: int
    session: SessionState


class SessionUpdated(Message):
    type: Literal["session.updated"] = "session.updated"
    session: SessionState
    cause: Cause


class ConsentUpdated(Message):
    """On the widget socket: the wording to ask with from now on."""

    type: Literal["consent.updated"] = "consent.updated"
    consent: ConsentWording | None


class SessionOpened(Message):
    """On the desktop socket: open the viewer."""

    type: Literal["session.opened"] = "session.opened"
    session: SessionState


class RulesUpdated(Message):
    type: Literal["rules.updated"] = "rules.updated"
    rules: list[MaskRule]


class ResyncRequested(Message):
    """To the recorder: send a full snapshot of the node, or of everything."""

    type: Literal["resync.requested"] = "resync.requested"
    node: int | None
    reason: str


class PageOpened(Message):
    type: Literal["page.opened"] = "page.opened"
    url: str
    title: str


SESSION_CUSTOMER_COMMANDS: list[type[Command]] = [
    CustomerHello,
    PageChanged,
    WriteGrant,
    WriteDecline,
    WriteRevoke,
    SharingPause,
    SharingResume,
    SessionEnd,
    Activity,
    MirrorProblem,
    MirrorRules,
    Ping,
]
SESSION_CUSTOMER_FACTS: list[type[Message]] = [
    CustomerWelcome,
    RulesUpdated,
    SessionUpdated,
    ResyncRequested,
    Error,
    Pong,
]
SESSION_AGENT_COMMANDS: list[type[Command]] = [
    AgentHello,
    WriteRequest,
    WriteDrop,
    SessionEnd,
    ResyncRequest,
    Ping,
]
SESSION_AGENT_FACTS: list[type[Message]] = [
    AgentWelcome,
    SessionUpdated,
    PageOpened,
    Error,
    Pong,
]
# What sessions add to the sockets of the apps below.
WIDGET_EXTRA_COMMANDS: list[type[Command]] = [SessionStart, SessionEnd, PageTold]
WIDGET_EXTRA_FACTS: list[type[Message]] = [SessionUpdated, ConsentUpdated]
DESKTOP_EXTRA_COMMANDS: list[type[Command]] = [SessionJoin]
DESKTOP_EXTRA_FACTS: list[type[Message]] = [SessionOpened, SessionUpdated]
