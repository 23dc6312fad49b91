"""The course of an interaction: who had it in hand when, and how long it waited where.

Pure. Chats and browser calls are told by their event rows, in the order in which they
were written; what belongs to a switch or another stack by its reports.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from interactions.call_story import Story
from interactions.lifecycle import HANDLED_STATES, WAITING_STATES, State
from reporting.models.facts import HandlingFact, QueueStayFact

HandlingOutcome = HandlingFact.Outcome
StayOutcome = QueueStayFact.Outcome

# What the names of events say about why an agent let go.
_LET_GO = {
    "interaction.transferred": HandlingOutcome.TRANSFERRED,
    "interaction.requeued": HandlingOutcome.REQUEUED,
    "chat.parked": HandlingOutcome.PARKED,
}
_WRAP_UP_ENDS = {"wrap_up.done", "wrap_up.timed_out"}


@dataclass(frozen=True, slots=True)
class EventLine:
    """What is read of one event row. `reason` is why an interaction ended."""

    name: str
    at: datetime
    state: str
    agent_id: int | None = None
    queue_id: int | None = None
    reason: str = ""
    denies: bool = False


@dataclass(frozen=True, slots=True)
class Handling:
    """`held_seconds` of it on hold; a wrap-up of the agent's afterwards."""

    agent_id: int
    queue_id: int | None
    started_at: datetime
    ended_at: datetime
    outcome: HandlingOutcome
    held: tuple[tuple[datetime, datetime], ...] = ()
    wrap_up: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Stay:
    """A wait in a queue; `agent_id` took it, if somebody did."""

    queue_id: int | None
    entered_at: datetime
    left_at: datetime
    outcome: StayOutcome
    agent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """Only what is over: a handling or a wait that lasts is not in it yet."""

    handlings: tuple[Handling, ...] = ()
    stays: tuple[Stay, ...] = ()


@dataclass(slots=True)
class _Teller:
    """The state between two events."""

    handlings: list[Handling] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    state: str = ""
    agent_id: int | None = None
    queue_id: int | None = None
    since: datetime | None = None
    held_since: datetime | None = None
    held: list[tuple[datetime, datetime]] = field(default_factory=list)
    wrap_up_since: dict[int, datetime] = field(default_factory=dict)

    def hear(self, event: EventLine) -> None:
        self._wrap_up(event)
        if not event.state:
            return
        if self._is_handled() and not _is(event.state, HANDLED_STATES):
            self._let_go(event)
        elif self._waits() and not _is(event.state, WAITING_STATES):
            self._leave_queue(event)
        if _is(event.state, HANDLED_STATES) and not self._is_handled():
            self.since, self.agent_id = event.at, event.agent_id
            self.queue_id = event.queue_id
            self.held = []
        elif _is(event.state, WAITING_STATES) and not self._waits():
            self.since, self.queue_id = event.at, event.queue_id
        self._hold(event)
        self.state = event.state

    def _is_handled(self) -> bool:
        return _is(self.state, HANDLED_STATES)

    def _waits(self) -> bool:
        return _is(self.state, WAITING_STATES)

    def _hold(self, event: EventLine) -> None:
        if event.state == State.HELD and self.held_since is None:
            self.held_since = event.at
        elif event.state != State.HELD and self.held_since is not None:
            self.held.append((self.held_since, max(event.at, self.held_since)))
            self.held_since = None

    def _let_go(self, event: EventLine) -> None:
        self._hold(event)
        if self.since is None or self.agent_id is None:
            return
        self.handlings.append(
            Handling(
                agent_id=self.agent_id,
                queue_id=self.queue_id,
                started_at=self.since,
                ended_at=max(event.at, self.since),
                outcome=_LET_GO.get(event.name, HandlingOutcome.ENDED),
                held=tuple(self.held),
            )
        )

    def _leave_queue(self, event: EventLine) -> None:
        if self.since is None:
            return
        accepted = _is(event.state, HANDLED_STATES)
        outcome = StayOutcome.ACCEPTED if accepted else StayOutcome.ENDED
        if not accepted and event.reason == "abandoned":
            outcome = StayOutcome.ABANDONED
        self.stays.append(
            Stay(
                queue_id=self.queue_id,
                entered_at=self.since,
                left_at=max(event.at, self.since),
                outcome=outcome,
                agent_id=event.agent_id if accepted else None,
            )
        )

    def _wrap_up(self, event: EventLine) -> None:
        agent_id = event.agent_id
        if agent_id is None:
            return
        if event.name == "wrap_up.started":
            self.wrap_up_since[agent_id] = event.at
        elif event.name in _WRAP_UP_ENDS and agent_id in self.wrap_up_since:
            since = self.wrap_up_since.pop(agent_id)
            _append_wrap_up(self.handlings, agent_id, (since, max(event.at, since)))


def _is(state: str, states: Sequence[State]) -> bool:
    return state in states


def _append_wrap_up(
    handlings: list[Handling], agent_id: int, span: tuple[datetime, datetime]
) -> None:
    """To the agent's last handling: that is what the wrap-up is about."""
    for index in range(len(handlings) - 1, -1, -1):
        if handlings[index].agent_id == agent_id:
            handlings[index] = replace(handlings[index], wrap_up=span)
            return


def course_of_events(events: Iterable[EventLine]) -> Course:
    """Of a chat or browser call; the events in the order in which they were written."""
    teller = _Teller()
    for event in events:
        teller.hear(event)
    return Course(tuple(teller.handlings), tuple(teller.stays))


def course_of_story(
    chapters: Sequence[Story], *, ended_at: datetime | None, events: Iterable[EventLine]
) -> Course:
    """Of an external interaction: `chapters` after each report, `ended_at` of its row
    (somebody here may have ended it), `events` for its wrap-up. It waits in no queue of
    ours."""
    handlings: list[Handling] = []
    current: Story | None = None
    since: datetime | None = None
    held: list[tuple[datetime, datetime]] = []
    held_since: datetime | None = None
    for story in chapters:
        at = story.newest_at
        if ended_at is not None:
            at = min(at, ended_at)
        in_hand = story.state in HANDLED_STATES and story.agent is not None
        same = current is not None and in_hand and story.agent == current.agent
        if held_since is not None and not (same and story.state is State.HELD):
            held.append((held_since, at))
            held_since = None
        if current is not None and not same:
            handlings.append(
                _external(
                    current,
                    since,
                    at,
                    held,
                    HandlingOutcome.TRANSFERRED if in_hand else HandlingOutcome.ENDED,
                )
            )
            current = None
        if in_hand:
            if not same:
                since, held = at, []
            current = story
            if story.state is State.HELD and held_since is None:
                held_since = at
    if current is not None and ended_at is not None:
        if held_since is not None:
            held.append((held_since, max(ended_at, held_since)))
        handlings.append(
            _external(current, since, ended_at, held, HandlingOutcome.ENDED)
        )
    wrap_ups = _Teller(handlings=handlings)
    for event in events:
        wrap_ups._wrap_up(event)
    return Course(tuple(wrap_ups.handlings))


def _external(
    story: Story,
    since: datetime | None,
    until: datetime,
    held: list[tuple[datetime, datetime]],
    outcome: HandlingOutcome,
) -> Handling:
    assert story.agent is not None
    assert since is not None
    return Handling(
        agent_id=story.agent,
        queue_id=None,
        started_at=since,
        ended_at=max(until, since),
        outcome=outcome,
        held=tuple(held),
    )
