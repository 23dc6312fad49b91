"""Made-up chats and calls made in the browser: a queue, offers, one or two agents."""

import datetime as dt

from cobrowse.bulk import new_row
from demo.history import account
from demo.history.ledger import Story, seconds
from demo.history.queueing import OFFER_SECONDS, Day, Waiting, begin
from demo.history.shares import Plan, tell_share
from demo.history.stage import Helper, Line
from demo.history.words import QUESTIONS
from interactions.lifecycle import EndReason, Media, OfferState, State
from interactions.models import ChatMessage

_FAR = dt.timedelta(days=2)
_MOST_PATIENCE = 240


def tell_chat(
    day: Day, line: Line, *, answered_at: dt.datetime, talk: float, shares: int
) -> Story:
    """A chat or browser call that the day's helper takes at `answered_at`, with so many
    co-browse sessions within the `talk` seconds that he or she has for it."""
    random, helper = day.random, day.helper
    rings = 2.0 + 10 * random.random()
    waited = rings + (random.expovariate(1 / 14) if random.random() < 0.6 else 0)
    other = None
    if random.random() < helper.misses * 2:
        other = day.roster.colleague(
            random, helper, answered_at - seconds(waited + OFFER_SECONDS)
        )
    tries = OFFER_SECONDS if random.random() < 0.6 else 4 + 6 * random.random()
    if other is not None:
        waited += tries
    waiting = begin(day, line, answered_at - seconds(waited))
    row = waiting.interaction
    if other is not None:
        missed = tries == OFFER_SECONDS
        made_at = row.created_at + seconds(0.2)
        waiting.offer(
            other,
            made_at,
            made_at + seconds(tries - 0.2),
            OfferState.MISSED if missed else OfferState.REJECTED,
        )
    waiting.offer(
        helper, answered_at - seconds(rings), answered_at, OfferState.ACCEPTED
    )
    row.agent_id, row.answered_at = helper.agent_id, answered_at
    left_at = answered_at + seconds(talk)
    _share(waiting, answered_at, talk, shares)
    if line.media is Media.VOICE:
        _hold(waiting, answered_at, talk)
    _finish(waiting, left_at)
    return _close(waiting)


def tell_abandoned(day: Day, line: Line, *, began_at: dt.datetime) -> Story:
    """Somebody who gave up waiting; sometimes just when it was held out."""
    random = day.random
    patience = min(_MOST_PATIENCE, 8 + random.expovariate(1 / 60))
    waiting = begin(day, line, began_at)
    ended_at = began_at + seconds(patience)
    if random.random() < 0.4 and day.roster.ready_at(day.helper, began_at):
        made_at = ended_at - seconds(min(patience, OFFER_SECONDS) * 0.7)
        waiting.offer(day.helper, made_at, ended_at, OfferState.WITHDRAWN)
    waiting.end(ended_at, EndReason.ABANDONED, waiting.by_customer)
    return _close(waiting)


def _share(waiting: Waiting, answered_at: dt.datetime, talk: float, count: int) -> None:
    """Sessions one after another, the first soon after the beginning."""
    random, row = waiting.day.random, waiting.interaction
    room = talk / max(count, 1)
    for number in range(count):
        after = room * number + room * (0.04 + 0.12 * random.random())
        plan = Plan(
            created_at=answered_at + seconds(after),
            room=room * (number + 1) - after - 0.05,
            customer_id=str(row.customer_id),
            agent_id=waiting.day.helper.agent_id,
            origin=waiting.day.helper.shop.origin,
        )
        waiting.story.sessions.append(tell_share(random, plan, row, waiting.account))


def _hold(waiting: Waiting, answered_at: dt.datetime, talk: float) -> None:
    random, agent_id = waiting.day.random, waiting.day.helper.agent_id
    if talk < 60 or random.random() >= 0.25:
        return
    start = talk * (0.2 + 0.4 * random.random())
    for after, name, state in (
        (start, "call.held", State.HELD),
        (start + talk * 0.25 * random.random(), "call.retrieved", State.ACTIVE),
    ):
        waiting.note(
            agent_id,
            answered_at + seconds(after),
            name,
            state,
            by=account.agent(agent_id),
        )


def _finish(waiting: Waiting, left_at: dt.datetime) -> None:
    """How it goes on when the first agent is done: mostly it ends."""
    day, random = waiting.day, waiting.day.random
    luck = random.random()
    if luck < day.helper.transfers and _hand_on(waiting, left_at):
        return
    if waiting.line.messaging and luck > 0.75 and _leave(waiting, left_at):
        return
    _end_handled(waiting, left_at)


def _end_handled(waiting: Waiting, at: dt.datetime) -> None:
    agent_id = waiting.interaction.agent_id
    assert agent_id is not None
    if waiting.day.random.random() < 0.7:
        waiting.end(at, EndReason.CUSTOMER_ENDED, waiting.by_customer)
    else:
        waiting.end(at, EndReason.AGENT_ENDED, account.agent(agent_id))
    _wrap_up(waiting, at, agent_id)


def _wrap_up(waiting: Waiting, at: dt.datetime, agent_id: int) -> None:
    most, random = waiting.line.wrap_up_seconds, waiting.day.random
    if not most:
        return
    done = random.random() < 0.75
    closed_at = at + seconds(most * (0.2 + 0.75 * random.random()) if done else most)
    choices = waiting.day.stage.dispositions
    pick = random.choice(choices) if done and choices else None
    row = waiting.interaction
    row.wrap_up_until_at, row.wrapped_up_at = at + seconds(most), closed_at
    row.disposition_id = pick[0] if pick else None
    waiting.note(agent_id, at, "wrap_up.started")
    waiting.note(
        agent_id,
        closed_at,
        "wrap_up.done" if done else "wrap_up.timed_out",
        by=account.agent(agent_id) if done else account.SYSTEM,
        detail={"disposition": pick[1] if pick else None},
    )


def _hand_on(waiting: Waiting, at: dt.datetime) -> bool:
    """To a colleague, who goes on with it; False if nobody can."""
    day, random = waiting.day, waiting.day.random
    talk = 45 + random.expovariate(1 / 120)
    other = day.roster.colleague(random, day.helper, at)
    over_at = at + seconds(talk + 90)
    if other is None or not day.roster.ready_at(other, over_at):
        return False
    waiting.note(
        day.helper.agent_id,
        at,
        "interaction.transferred",
        State.QUEUED,
        by=account.agent(day.helper.agent_id),
        detail={"to_agent": other.agent_id},
    )
    _second_agent(waiting, other, at, talk)
    return True


def _second_agent(
    waiting: Waiting, other: Helper, at: dt.datetime, talk: float
) -> None:
    row = waiting.interaction
    taken_at = at + seconds(3 + 12 * waiting.day.random.random())
    waiting.offer(other, at + seconds(0.1), taken_at, OfferState.ACCEPTED)
    row.agent_id = other.agent_id
    _end_handled(waiting, taken_at + seconds(talk))


def _leave(waiting: Waiting, at: dt.datetime) -> bool:
    """A messaging chat waits for its customer, who may come back after hours."""
    day, random, row = waiting.day, waiting.day.random, waiting.interaction
    back_at = at + seconds(600 + random.expovariate(1 / 25_000))
    talk = 40 + random.expovariate(1 / 100)
    over_at = back_at + seconds(talk + 90)
    if over_at >= day.roster.now or back_at - at > _FAR:
        return False
    agent_id = day.helper.agent_id
    by = account.agent(agent_id) if random.random() < 0.5 else account.SYSTEM
    waiting.note(agent_id, at, "chat.parked", State.PARKED, by=by)
    other: Helper | None = day.helper
    if not day.roster.ready_at(day.helper, back_at):
        other = day.roster.colleague(random, day.helper, back_at)
    if other is None or not day.roster.ready_at(other, over_at):
        row.parked_at = at
        waiting.end(back_at, EndReason.AGENT_ENDED, account.agent(agent_id))
        return True
    waiting.note(
        agent_id, back_at, "chat.resumed", State.QUEUED, by=waiting.by_customer
    )
    row.queued_at = back_at
    _second_agent(waiting, other, back_at, talk)
    return True


def _close(waiting: Waiting) -> Story:
    """The account is complete: events in order, and what was written."""
    story, row = waiting.story, waiting.interaction
    story.events = waiting.account.rows(str(row.pk))
    if waiting.day.stage.lines and row.media == Media.CHAT:
        _write_lines(waiting)
    return story


def _write_lines(waiting: Waiting) -> None:
    row = waiting.interaction
    question, answer = waiting.day.random.choice(QUESTIONS)
    lines: list[tuple[str, int | None, str, dt.datetime]] = [
        ("customer", None, question, row.created_at)
    ]
    if row.answered_at is not None:
        first = waiting.day.helper.agent_id
        lines.append(("agent", first, answer, row.answered_at + seconds(12)))
    for seq, (role, agent_id, text, at) in enumerate(lines, start=1):
        waiting.story.messages.append(
            new_row(
                ChatMessage,
                interaction_id=row.pk,
                seq=seq,
                author_role=role,
                agent_id=agent_id,
                text=text,
                created_at=at,
            )
        )
    row.last_seq = len(lines)
