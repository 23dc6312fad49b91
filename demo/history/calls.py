"""Made-up telephone calls, as the company's own switch reports them."""

import datetime as dt

from cobrowse.actors import Role
from cobrowse.bulk import new_row
from demo.history import account
from demo.history.account import Account
from demo.history.ledger import Story, key_at, seconds
from demo.history.queueing import Day
from demo.history.shares import Plan, tell_share
from interactions.call_story import CallKind
from interactions.callers import phone_key
from interactions.lifecycle import EndReason, Media, State
from interactions.models import CallReport, Interaction

_STATES = {
    CallKind.RINGING: State.RINGING,
    CallKind.ANSWERED: State.ACTIVE,
    CallKind.HELD: State.HELD,
    CallKind.RETRIEVED: State.ACTIVE,
    CallKind.TRANSFERRED: State.ACTIVE,
}


def tell_call(day: Day, *, answered_at: dt.datetime, talk: float, shares: int) -> Story:
    """A call that the day's helper answers, talks and shares in for `talk` seconds."""
    random, helper = day.random, day.helper
    story, told = _ring(day, answered_at - seconds(3 + random.expovariate(1 / 9)))
    row = story.interaction
    row.answered_at = answered_at
    _report(day, story, told, CallKind.ANSWERED, answered_at, helper.agent_id)
    if shares:
        _share(day, story, told, answered_at, talk, shares)
    if talk > 60 and random.random() < 0.3:
        start = talk * (0.2 + 0.4 * random.random())
        back = start + talk * 0.3 * random.random()
        _report(day, story, told, CallKind.HELD, answered_at + seconds(start))
        _report(day, story, told, CallKind.RETRIEVED, answered_at + seconds(back))
    ended_at = answered_at + seconds(talk)
    if random.random() < helper.transfers:
        ended_at = _hand_on(day, story, told, ended_at)
    _end(day, story, told, ended_at, EndReason.CALL_ENDED)
    return story


def tell_unanswered(day: Day, *, began_at: dt.datetime) -> Story:
    """It rang at the helper's desk until the caller gave up."""
    story, told = _ring(day, began_at)
    rang = min(120.0, 8 + day.random.expovariate(1 / 30))
    _end(day, story, told, began_at + seconds(rang), EndReason.ABANDONED)
    return story


def _ring(day: Day, at: dt.datetime) -> tuple[Story, Account]:
    random, shop = day.random, day.helper.shop
    key = key_at(random, at)
    number = f"+47 9{random.randint(0, 99):02} {random.randint(10_000, 99_999)}"
    row = new_row(
        Interaction,
        id=key,
        site_id=shop.site_id,
        media=Media.VOICE,
        state=State.ENDED,
        customer_name=number,
        agent_id=day.helper.agent_id,
        source="voice",
        adapter_id=shop.adapter_id,
        external_call_id=f"history-{key}",
        phone_number=number,
        phone_key=phone_key(number),
        created_at=at,
        ended_by=Role.ADAPTER.value,
        attached_data={"source": "voice", "referrer": "", "url": "", "pageTitle": ""},
    )
    story, told = Story(row), Account()
    _report(day, story, told, CallKind.RINGING, at, day.helper.agent_id)
    return story, told


def _report(
    day: Day,
    story: Story,
    told: Account,
    kind: CallKind,
    at: dt.datetime,
    agent_id: int | None = None,
) -> None:
    """One report and the event that it makes."""
    row = story.interaction
    story.reports.append(
        new_row(
            CallReport,
            interaction_id=row.pk,
            event=kind.value,
            at=at,
            agent_id=agent_id,
            received_at=at,
        )
    )
    row.call_event_at = at
    first = kind is CallKind.RINGING
    told.add(
        at,
        f"call.{kind.value}",
        _STATES[kind],
        by=_switch(day),
        agent_id=agent_id or row.agent_id,
        detail={"first": True} if first else {"from_agent": row.agent_id},
    )


def _switch(day: Day) -> account.By:
    return (Role.ADAPTER.value, str(day.helper.shop.adapter_id))


def _end(
    day: Day, story: Story, told: Account, at: dt.datetime, reason: EndReason
) -> None:
    row = story.interaction
    row.ended_at = row.call_event_at = at
    row.end_reason = reason
    story.reports.append(
        new_row(
            CallReport,
            interaction_id=row.pk,
            event=CallKind.ENDED.value,
            at=at,
            received_at=at,
        )
    )
    told.add(
        at,
        "interaction.ended",
        State.ENDED,
        by=_switch(day),
        agent_id=row.agent_id,
        detail={"reason": reason.value},
    )
    story.events = told.rows(str(row.pk))


def _hand_on(day: Day, story: Story, told: Account, at: dt.datetime) -> dt.datetime:
    """To a colleague's desk, if there is somebody; when the call ends then."""
    talk = seconds(30 + day.random.expovariate(1 / 110))
    other = day.roster.colleague(day.random, day.helper, at)
    if other is None or not day.roster.ready_at(other, at + talk):
        return at
    _report(day, story, told, CallKind.TRANSFERRED, at, other.agent_id)
    story.interaction.agent_id = other.agent_id
    return at + talk


def _share(
    day: Day,
    story: Story,
    told: Account,
    answered_at: dt.datetime,
    talk: float,
    count: int,
) -> None:
    """The caller shares and reads the digits out; sometimes nobody types them."""
    random, row = day.random, story.interaction
    visit = day.visit(row.created_at)
    room = talk / count
    for number in range(count):
        after = room * number + room * (0.04 + 0.1 * random.random())
        unseen = number == 0 and random.random() < 0.07
        created_at = answered_at + seconds(after)
        waits = min(9 + 30 * random.random(), room * 0.3)
        if not unseen and row.customer_id is None:
            row.customer_id = visit.customer.pk
            told.add(
                created_at + seconds(waits),
                "customer.attached",
                by=account.agent(day.helper.agent_id),
                agent_id=day.helper.agent_id,
            )
        plan = Plan(
            created_at=created_at,
            room=room * (number + 1) - after - 0.05,
            customer_id=str(visit.customer.pk),
            agent_id=day.helper.agent_id,
            origin=day.helper.shop.origin,
            waits=waits,
            unseen=unseen,
            is_known=False,
        )
        story.sessions.append(tell_share(random, plan, row, told))
    visit.over_at = answered_at + seconds(talk)
