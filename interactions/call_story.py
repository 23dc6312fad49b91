"""What a set of reports about one external interaction adds up to. Pure.

Reports may come late, doubled and in any order; the story is told in the order of
their times. So the same set of reports always makes the same call.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from cobrowse.actors import Role
from interactions.lifecycle import (
    HANDLED_STATES,
    Action,
    EndReason,
    Kind,
    State,
    decide,
)


class CallKind(StrEnum):
    """What may happen to a call, or to a chat of a stack of the company's own."""

    RINGING = "ringing"
    ANSWERED = "answered"
    HELD = "held"
    RETRIEVED = "retrieved"
    TRANSFERRED = "transferred"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Told:
    """One report: `agent` (its key) is who has the call from then on, if it says so."""

    kind: CallKind
    at: datetime
    agent: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """A call as its reports tell it. `newest_at`: the last report that counted."""

    state: State
    agent: int | None
    created_at: datetime
    newest_at: datetime
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    end_reason: EndReason | None = None


_ACTIONS = {
    CallKind.RINGING: Action.RING,
    CallKind.ANSWERED: Action.ANSWER,
    CallKind.HELD: Action.HOLD,
    CallKind.RETRIEVED: Action.RETRIEVE,
    CallKind.TRANSFERRED: Action.TRANSFER,
}
# The state of a call of which this is the first thing heard.
_FIRST_STATES = {
    CallKind.RINGING: State.RINGING,
    CallKind.ANSWERED: State.ACTIVE,
    CallKind.HELD: State.HELD,
    CallKind.RETRIEVED: State.ACTIVE,
    CallKind.TRANSFERRED: State.ACTIVE,
    CallKind.ENDED: State.ENDED,
}
_NAMES_AGENT = {CallKind.RINGING, CallKind.ANSWERED, CallKind.TRANSFERRED}
_ORDER = list(CallKind)


def in_order(reports: Iterable[Told]) -> list[Told]:
    """By time; what happened at once in the order of a call's life."""
    return sorted(
        set(reports),
        key=lambda told: (told.at, _ORDER.index(told.kind), told.agent or 0),
    )


def story_of(reports: Iterable[Told]) -> Story:
    """The call after all of them. Nothing counts after the first end."""
    return chapters_of(reports)[-1]


def chapters_of(reports: Iterable[Told]) -> list[Story]:
    """The call after the first report, after the second, and so on to its end."""
    first, *later = in_order(reports)
    chapters = [_begun(first)]
    for told in later:
        if chapters[-1].state is State.ENDED:
            break
        chapters.append(_next(chapters[-1], told))
    return chapters


def says_news(reports: Sequence[Told], told: Told) -> bool:
    """Whether this report changes more than the time of the newest one."""
    story = story_of(reports)
    after = story_of([*reports, told])
    return replace(after, newest_at=story.newest_at) != story


def _begun(told: Told) -> Story:
    state = _FIRST_STATES[told.kind]
    ended = state is State.ENDED
    return Story(
        state=state,
        agent=told.agent,
        created_at=told.at,
        newest_at=told.at,
        answered_at=told.at if state in HANDLED_STATES else None,
        ended_at=told.at if ended else None,
        # Whether anybody had answered it was never said.
        end_reason=EndReason.CALL_ENDED if ended else None,
    )


def _next(story: Story, told: Told) -> Story:
    if told.kind is CallKind.ENDED:
        answered = story.answered_at is not None
        return replace(
            story,
            state=State.ENDED,
            agent=story.agent or told.agent,
            newest_at=told.at,
            ended_at=told.at,
            end_reason=EndReason.CALL_ENDED if answered else EndReason.ABANDONED,
        )
    heard = replace(story, newest_at=told.at, agent=story.agent or told.agent)
    action = _action_for(heard, told)
    if action is None:
        return heard
    state = decide(Kind.EXTERNAL, story.state, action, Role.ADAPTER).state
    if state is None:
        return heard
    answers = state in HANDLED_STATES and heard.answered_at is None
    return replace(
        heard,
        state=state,
        agent=(told.agent or heard.agent) if told.kind in _NAMES_AGENT else heard.agent,
        answered_at=told.at if answers else heard.answered_at,
    )


def _action_for(story: Story, told: Told) -> Action | None:
    """What the report does to the call; None when it says nothing new."""
    same_agent = told.agent is None or told.agent == story.agent
    if told.kind is CallKind.RINGING:
        return None if story.state is not State.RINGING or same_agent else Action.RING
    if told.kind is CallKind.ANSWERED and story.state is not State.RINGING:
        # Answered at another desk after all.
        return None if same_agent else Action.TRANSFER
    done = {CallKind.HELD: State.HELD, CallKind.RETRIEVED: State.ACTIVE}
    if told.kind is CallKind.TRANSFERRED and same_agent:
        return None
    return None if done.get(told.kind) is story.state else _ACTIONS[told.kind]
