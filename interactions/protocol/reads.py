"""What desktops read over HTTP: the customer, transcripts, search results."""

from datetime import datetime
from uuid import UUID

from pydantic import Field

from cobrowse.protocol import WireModel
from interactions.protocol.fields import MediaName
from interactions.protocol.shapes import ChatLine, InteractionState, PageView

AttachedData = dict[str, str | int]


class ContextCustomer(WireModel):
    """Who it is, as far as known. `first_seen_at`: null for callers of the switch."""

    name: str
    first_seen_at: datetime | None
    language: str
    online: bool
    contact: str | None


class EarlierInteraction(WireModel):
    """One before this; `lines` counts the transcript's, of all authors."""

    id: UUID
    media: MediaName
    queue_name: str | None
    started_at: datetime
    ended_at: datetime | None
    end_reason: str | None
    agent_name: str | None
    disposition: str | None
    note: str
    lines: int
    cobrowse_sessions: int


class InteractionContext(WireModel):
    """What an agent should know while helping; the newest earlier ones first."""

    customer: ContextCustomer
    page: PageView | None
    earlier: list[EarlierInteraction]
    attached_data: AttachedData


class Transcript(WireModel):
    interaction: InteractionState
    messages: list[ChatLine]
    disposition: str | None
    note: str


class SearchResult(WireModel):
    """`seq` is the newest line with the words; null: the name or the note has them."""

    id: UUID
    customer_name: str
    media: MediaName
    started_at: datetime
    ended_at: datetime | None
    agent_name: str | None
    queue_name: str | None
    snippet: str
    seq: int | None


class SearchResults(WireModel):
    """One page, the newest first; `next` asks for the one after (`?before=`)."""

    results: list[SearchResult]
    next: str | None


class TranscriptRequest(WireModel):
    """A customer asks for the own transcript; times are told in this zone, or in UTC
    where the server does not know it."""

    interaction: UUID
    time_zone: str = Field(default="UTC", max_length=64)
