"""Where the invented past takes place, and who is in it. Plain data, no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from interactions.lifecycle import Media


@dataclass(frozen=True, slots=True)
class Line:
    """A queue."""

    queue_id: int
    media: Media
    messaging: bool = False
    wrap_up_seconds: int = 0


@dataclass(frozen=True, slots=True)
class Shop:
    """A site with its queues; `adapter_id` is the company's own switch."""

    site_id: int
    origin: str
    zone: ZoneInfo
    chats: tuple[Line, ...]
    calls: Line | None
    adapter_id: int | None


@dataclass(frozen=True, slots=True)
class Helper:
    """An agent with habits. `number` counts from 0 on the whole stage."""

    number: int
    agent_id: int
    shop: Shop
    chats: tuple[Line, ...]
    # Hours of the shop's clock at which the working day begins and ends.
    opens: float
    closes: float
    # The chance that the day is a night instead.
    nights: float = 0.0
    # How much of the work is his or hers, and how many interactions come to a session.
    pace: float = 1.0
    per_session: float = 2.0
    # Shares of the interactions: telephone, offers missed, handed on.
    by_phone: float = 0.35
    misses: float = 0.06
    transfers: float = 0.06
    # From which day of the range, counted from 0.
    joins: int = 0
    works_on_saturday: float = 0.35
    works_on_sunday: float = 0.0


@dataclass(frozen=True, slots=True)
class Stage:
    """All of it. `lines` says whether what was written in chats is made up too."""

    seed: int
    helpers: tuple[Helper, ...]
    # Keys of dispositions with their names.
    dispositions: tuple[tuple[int, str], ...] = ()
    lines: bool = True
    groups: Mapping[int, int | None] = field(default_factory=dict)
