"""What the company's telephone switch reports, in any order and more than once."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from agents.models import Agent
from cobrowse.actors import Role
from cobrowse.errors import DomainError, conflict
from interactions.call_story import CallKind, Story, Told, says_news, story_of
from interactions.callers import phone_key
from interactions.hooks import account_changed, interaction_ended
from interactions.lifecycle import State
from interactions.models import CallReport, CtiAdapter, Interaction, Site
from interactions.selectors.callers import caller_name
from interactions.services.call_reports import (
    CallEvent,
    agent_of,
    refuse_old,
    site_of,
)
from interactions.services.endings import end_interaction
from interactions.services.moves import locked, record
from interactions.services.routing import route_soon, settle_work
from interactions.services.tidings import tell_closed, tell_opened, tell_state

# More than any real call: an adapter that invents times must not fill the table.
REPORTS_MAX = 500


def apply_call_event(*, adapter: CtiAdapter, event: CallEvent) -> Interaction:
    """Bring the interaction into the state that all its reports add up to.

    Repeats change nothing; latecomers find their place by their time. What has ended
    stays ended, whatever is reported afterwards; one whose start was never heard of
    begins with the first report.
    """
    refuse_old(event)
    agent = agent_of(event)
    site = site_of(adapter, event)
    with transaction.atomic():
        call = _find(adapter, event.call_id)
        if call is None:
            try:
                with transaction.atomic():
                    return _begin(adapter, event, agent=agent, site=site)
            except IntegrityError:  # the same call's other report came in between
                call = _find(adapter, event.call_id)
                if call is None:
                    raise
        if call.media != event.media:
            raise DomainError("other_media", 409, "This id names something else.")
        return _take(call, adapter, event, agent)


def _find(adapter: CtiAdapter, call_id: str) -> Interaction | None:
    pk = (
        Interaction.objects.filter(adapter=adapter, external_call_id=call_id)
        .values_list("pk", flat=True)
        .first()
    )
    return locked(pk) if pk is not None else None


def _begin(
    adapter: CtiAdapter, event: CallEvent, *, agent: Agent | None, site: Site
) -> Interaction:
    told = event.told(agent)
    story = story_of([told])
    if agent is None and story.state is not State.ENDED:
        raise DomainError("agent_required", 400, "Say which agent the call is for.")
    call = Interaction.objects.create(
        site=site,
        media=event.media,
        adapter=adapter,
        external_call_id=event.call_id,
        source=event.source,
        ended_by=Role.ADAPTER if story.state is State.ENDED else "",
        attached_data={
            "source": event.source,
            "referrer": "",
            "url": "",
            "pageTitle": "",
        },
        **_columns(story, agent),
        **_caller(site, event),
    )
    _keep(call, told)
    record(
        interaction=call,
        name=f"call.{event.event}",
        actor=adapter.as_actor(),
        agent=agent,
        detail={"first": True},
    )
    if agent is not None and story.state is not State.ENDED:
        settle_work(agent)
        tell_opened(call, agent)
    return call


def _take(
    call: Interaction, adapter: CtiAdapter, event: CallEvent, agent: Agent | None
) -> Interaction:
    """One more report: the story is told anew, and the row follows it."""
    told = event.told(agent)
    known = _reports_of(call)
    is_new = told not in known and (
        event.at is not None or (call.state != State.ENDED and says_news(known, told))
    )
    if is_new and len(known) >= REPORTS_MAX and told.kind is not CallKind.ENDED:
        raise DomainError("too_many_reports", 422, "Nothing has so many events.")
    if is_new and not _is_after_end(known, told):
        _keep(call, told)
        known = [*known, told]
    return _follow(call, adapter, event, story_of(known))


def _is_after_end(known: list[Told], told: Told) -> bool:
    ends = [one.at for one in known if one.kind is CallKind.ENDED]
    return bool(ends) and told.at > min(ends)


def _keep(call: Interaction, told: Told) -> None:
    CallReport.objects.create(
        interaction=call, event=told.kind, at=told.at, agent_id=told.agent
    )
    account_changed(call)


def _reports_of(call: Interaction) -> list[Told]:
    """All that counted; a call older than the table has those that its row tells."""
    rows = call.call_reports.values_list("event", "at", "agent_id")
    if kept := [Told(CallKind(kind), at, agent) for kind, at, agent in rows]:
        return kept
    told = [Told(CallKind.RINGING, call.created_at, call.agent_id)]
    if call.answered_at is not None:
        told.append(Told(CallKind.ANSWERED, call.answered_at, call.agent_id))
    if call.state == State.HELD:
        held_at = call.call_event_at or call.created_at
        told.append(Told(CallKind.HELD, held_at, call.agent_id))
    if call.ended_at is not None:
        told.append(Told(CallKind.ENDED, call.ended_at, call.agent_id))
    CallReport.objects.bulk_create(
        CallReport(interaction=call, event=one.kind, at=one.at, agent_id=one.agent)
        for one in told
    )
    return told


def _columns(story: Story, agent: Agent | None) -> dict[str, object]:
    return {
        "state": story.state,
        "agent": agent,
        "created_at": story.created_at,
        "answered_at": story.answered_at,
        "ended_at": story.ended_at,
        "end_reason": story.end_reason or "",
        "call_event_at": story.newest_at,
    }


def _caller(site: Site, event: CallEvent) -> dict[str, object]:
    """Who it is: what the report says, else what is known of the number."""
    number = event.phone_number
    known = caller_name(site=site, phone_number=number) if number else ""
    return {
        "phone_number": number,
        "phone_key": phone_key(number),
        "customer_name": event.customer_name or known or number,
    }


def _follow(
    call: Interaction, adapter: CtiAdapter, event: CallEvent, story: Story
) -> Interaction:
    """The row becomes what the story says; everybody concerned is told."""
    changes = _late_caller(call, event)
    if call.state != State.ENDED and story.state is State.ENDED:
        call = end_interaction(
            interaction=call, actor=adapter.as_actor(), at=story.ended_at
        )
    if call.state == State.ENDED:
        return _complete(call, story, changes)
    agent = _agent(story)
    told = {**_columns(story, agent), **changes}
    old, old_agent = call.state, call.agent
    visible = _differing(call, told)
    if not visible:
        return call
    if not Interaction.objects.filter(pk=call.pk, state=old).update(**visible):
        raise conflict()
    fresh = locked(call.pk)
    if set(visible) == {"call_event_at"}:
        return fresh
    record(
        interaction=fresh,
        name=f"call.{event.event}",
        actor=adapter.as_actor(),
        old_state=old,
        agent=agent,
        detail={"from_agent": old_agent.pk if old_agent else None},
    )
    _tell(fresh, old_agent, adapter)
    return fresh


def _tell(call: Interaction, old_agent: Agent | None, adapter: CtiAdapter) -> None:
    new_agent = call.agent
    if new_agent is None or old_agent is None or new_agent.pk == old_agent.pk:
        tell_state(call)
        return
    interaction_ended(call, "transferred", adapter.as_actor())
    settle_work(old_agent)
    settle_work(new_agent)
    tell_closed(call, old_agent, "transferred")
    tell_opened(call, new_agent)
    route_soon()


def _complete(
    call: Interaction, story: Story, changes: Mapping[str, object]
) -> Interaction:
    """What comes after the end completes the account, and wakes nobody."""
    told = {**_columns(story, _agent(story)), **changes}
    del told["state"]
    if story.state is not State.ENDED or call.ended_by != Role.ADAPTER:
        # Somebody here ended it, and that stands.
        for mine in ("ended_at", "end_reason", "agent"):
            told.pop(mine)
    visible = _differing(call, told)
    if visible:
        Interaction.objects.filter(pk=call.pk).update(**visible)
        account_changed(call)
        return locked(call.pk)
    return call


def _agent(story: Story) -> Agent | None:
    return Agent.objects.get(pk=story.agent) if story.agent is not None else None


def _late_caller(call: Interaction, event: CallEvent) -> dict[str, object]:
    changes: dict[str, object] = {}
    if event.phone_number and not call.phone_number:
        changes = _caller(call.site, event)
        if call.customer_name:
            del changes["customer_name"]
    if event.customer_name and call.customer_name in {"", call.phone_number}:
        changes["customer_name"] = event.customer_name
    return changes


def _differing(call: Interaction, told: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in told.items() if getattr(call, name) != value}
