"""Everything that the statistics are made of, at one moment, at the finest grain.

Plain values only: it is kept in the cache and read by other processes. Its size follows
from what is live, from the agents and queues, and from today; never from history.
"""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class LiveInteraction:
    """Either it waits (`waiting_since`) or `agent_id` has it in hand. `offered_to` is
    the agent who is being asked."""

    site_id: int
    queue_id: int | None
    agent_id: int | None
    media: str
    source: str
    cobrowse: bool = False
    waiting_since: datetime | None = None
    offered_to: int | None = None


@dataclass(frozen=True, slots=True)
class AgentNow:
    """The present state, and the time of today's states up to the snapshot."""

    agent_id: int
    name: str
    group_id: int | None
    state: str
    reason: str
    since: datetime
    login_ms: int = 0
    ready_ms: int = 0
    not_ready_ms: int = 0


@dataclass(frozen=True, slots=True)
class SiteNow:
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class QueueNow:
    """`agent_ids` serve it, by themselves or by their group."""

    queue_id: int
    name: str
    site_id: int
    media: str
    active: bool
    agent_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class Figures:
    """Measures of today of what is over, for one combination of dimensions."""

    site_id: int | None
    queue_id: int | None
    agent_id: int | None
    media: str
    values: dict[str, int]


@dataclass(frozen=True, slots=True)
class SessionNow:
    """A session that an agent has joined: it runs, or was one of today."""

    history_id: str
    agent_id: int
    site_id: int
    queue_id: int | None
    media: str
    started_at: datetime
    alive: bool


@dataclass(frozen=True, slots=True)
class Limit:
    """A threshold: what is at least (at most, if `below`) so much is worth a look."""

    below: bool
    warning: float
    alarm: float


@dataclass(frozen=True, slots=True)
class Snapshot:
    """`day_start` is the first moment of today in the first reporting zone; `limits`
    are by template and statistic."""

    at: datetime
    day_start: datetime
    sites: dict[int, SiteNow] = field(default_factory=dict)
    queues: tuple[QueueNow, ...] = ()
    agents: tuple[AgentNow, ...] = ()
    interactions: tuple[LiveInteraction, ...] = ()
    figures: tuple[Figures, ...] = ()
    sessions: tuple[SessionNow, ...] = ()
    limits: dict[tuple[str, str], Limit] = field(default_factory=dict)
