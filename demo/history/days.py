"""A made-up day of one agent: work laid out between the breaks, and every state."""

import datetime as dt
from collections.abc import Iterator
from random import Random

from agents.lifecycle import Presence
from agents.models import AgentStateEvent
from cobrowse.bulk import new_row
from demo.history import account
from demo.history.calls import tell_call, tell_unanswered
from demo.history.chats import tell_abandoned, tell_chat
from demo.history.ledger import Ledger, seconds
from demo.history.queueing import Day
from demo.history.shifts import Roster, Shift, random_for
from demo.history.stage import Helper
from demo.history.volume import Turn

_STREAM = 7
# What is left of the time for a case after a breath and the work after it.
_BUSY_SHARE = 0.8
_AFTERWARDS_SECONDS = 45
_SHORTEST_TALK = 20
# No customer gives up later than this before a break.
_PATIENCE = dt.timedelta(minutes=5)

_BEFORE_MIDNIGHT = dt.timedelta(seconds=70)

Change = tuple[dt.datetime, Presence, str, account.By]


def tell_day(turn: Turn, roster: Roster, ledger: Ledger) -> None:
    """All that the helper did on that day; no two of it share a moment, but for what
    colleagues hand over."""
    helper, shift = turn.helper, turn.shift
    random = random_for(roster.stage.seed, helper.number, turn.day.toordinal(), _STREAM)
    day = Day(random, roster, helper)
    shares = _shares_of_cases(random, turn)
    changes = _shift_changes(helper, shift)
    slots = list(_slots(shift, len(shares)))
    before_midnight = _before_midnight(shift)
    _share_over(before_midnight, slots, shares)
    for (start, room), count in zip(slots, shares, strict=True):
        answered_at = start + seconds(15 + room * 0.1 * random.random())
        if count and answered_at < before_midnight < start + seconds(room * 0.5):
            room -= (before_midnight - answered_at).total_seconds()
            answered_at = before_midnight
        longest = room * _BUSY_SHARE - _AFTERWARDS_SECONDS
        wished = 50 + random.expovariate(1 / 240) + 140 * count
        talk = max(_SHORTEST_TALK, min(longest, wished))
        changes += _tell_case(day, ledger, answered_at, talk, count)
    for _ in range(int(len(shares) * 0.06 + random.random())):
        _tell_given_up(day, ledger, shift)
    ledger.customers += day.new_customers
    ledger.states += _state_events(helper, changes)


def _shares_of_cases(random: Random, turn: Turn) -> list[int]:
    """For each case the number of sessions in it; they add up to the turn's."""
    count = turn.sessions
    doubles = min(count // 3, int(count * 0.1 + random.random()))
    carriers = count - doubles
    whole = int(count * turn.helper.per_session + random.random())
    if not count:
        whole = int(random.random() < 0.3)
    cases = [2] * doubles + [1] * (carriers - doubles)
    cases += [0] * (whole - carriers)
    random.shuffle(cases)
    return cases


def _before_midnight(shift: Shift) -> dt.datetime:
    midnight = dt.datetime.combine(shift.ends_at.date(), dt.time(), dt.UTC)
    return midnight - _BEFORE_MIDNIGHT


def _share_over(
    moment: dt.datetime, slots: list[tuple[dt.datetime, float]], shares: list[int]
) -> None:
    """Who works around midnight (UTC) shares then: reports must be right there too."""
    for place, (start, room) in enumerate(slots):
        if start < moment < start + seconds(room * 0.5):
            most = max(range(len(shares)), key=shares.__getitem__)
            shares[place], shares[most] = shares[most], shares[place]


def _slots(shift: Shift, count: int) -> Iterator[tuple[dt.datetime, float]]:
    """As many stretches of time between the breaks: beginning and seconds."""
    windows = shift.windows
    lengths = [(end - start).total_seconds() for start, end in windows]
    whole, so_far, given = sum(lengths), 0.0, 0
    for number, ((start, _), length) in enumerate(zip(windows, lengths, strict=True)):
        so_far += length
        last = number == len(windows) - 1
        due = count if last else int(count * so_far / whole)
        slots, given = due - given, due
        for place in range(slots):
            yield start + seconds(length * place / slots), length / slots


def _tell_case(
    day: Day, ledger: Ledger, answered_at: dt.datetime, talk: float, shares: int
) -> list[Change]:
    """One chat or call; the changes of the agent's state that follow from it."""
    random, helper, shop = day.random, day.helper, day.helper.shop
    by_phone = random.random() < helper.by_phone
    if by_phone and shop.adapter_id and (shop.calls is None or random.random() < 0.8):
        story = tell_call(day, answered_at=answered_at, talk=talk, shares=shares)
    elif by_phone and shop.calls:
        story = tell_chat(
            day, shop.calls, answered_at=answered_at, talk=talk, shares=shares
        )
    else:
        line = random.choice(helper.chats)
        story = tell_chat(day, line, answered_at=answered_at, talk=talk, shares=shares)
        by_phone = False
    ledger.stories.append(story)
    if not by_phone:
        return []
    over_at = answered_at + seconds(talk)
    ready_at = over_at + seconds(_AFTERWARDS_SECONDS * (0.25 + 0.7 * random.random()))
    done = account.agent(helper.agent_id) if random.random() < 0.4 else account.SYSTEM
    return [
        (over_at, Presence.AFTER_CALL_WORK, "", account.SYSTEM),
        (ready_at, Presence.READY, "", done),
    ]


def _tell_given_up(day: Day, ledger: Ledger, shift: Shift) -> None:
    random, shop = day.random, day.helper.shop
    start, end = random.choice(shift.windows)
    if end - start < 2 * _PATIENCE:
        return
    began_at = start + (end - start - _PATIENCE) * random.random()
    began_at -= dt.timedelta(microseconds=began_at.microsecond % 1000)
    if shop.adapter_id and random.random() < 0.2:
        ledger.stories.append(tell_unanswered(day, began_at=began_at))
    else:
        line = random.choice(day.helper.chats)
        ledger.stories.append(tell_abandoned(day, line, began_at=began_at))


def _shift_changes(helper: Helper, shift: Shift) -> list[Change]:
    me = account.agent(helper.agent_id)
    changes: list[Change] = [(shift.starts_at, Presence.READY, "", me)]
    for one in shift.breaks:
        changes.append((one.starts_at, Presence.NOT_READY, one.reason, me))
        changes.append((one.ends_at, Presence.READY, "", me))
    changes.append((shift.ends_at, Presence.LOGGED_OUT, "", me))
    return changes


def _state_events(helper: Helper, changes: list[Change]) -> Iterator[AgentStateEvent]:
    changes.sort(key=lambda change: change[0])
    old = Presence.LOGGED_OUT
    for at, state, reason, (role, actor_id) in changes:
        yield new_row(
            AgentStateEvent,
            agent_id=helper.agent_id,
            at=at,
            old_state=old,
            state=state,
            reason=reason,
            actor_role=role,
            actor_id=actor_id,
        )
        old = state
