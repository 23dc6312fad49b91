"""What the company's telephone switch reports, in any order and more than once."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone

from agents.models import Agent
from cobrowse.actors import Role
from cobrowse.errors import DomainError
from interactions.hooks import interaction_ended
from interactions.lifecycle import HANDLED_STATES, Action, Media, State
from interactions.models import CtiAdapter, Interaction, Site
from interactions.services.call_reports import (
    CallEvent,
    CallKind,
    agent_of,
    refuse_old,
    site_of,
)
from interactions.services.endings import end_interaction
from interactions.services.moves import locked, move, record
from interactions.services.routing import route_soon, settle_work
from interactions.services.tidings import tell_closed, tell_opened, tell_state

USE_NOTED_EVERY = timedelta(minutes=1)

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


def apply_call_event(*, adapter: CtiAdapter, event: CallEvent) -> Interaction:
    """Bring the call into the reported state; repeats and latecomers change nothing.

    A call that has ended stays ended, whatever is reported afterwards; one whose start
    was never heard of begins with the first report.
    """
    refuse_old(event)
    agent = agent_of(event)
    site = site_of(adapter, event)
    with transaction.atomic():
        _note_use(adapter)
        call = _find(adapter, event.call_id)
        if call is None:
            try:
                with transaction.atomic():
                    return _begin(adapter, event, agent=agent, site=site)
            except IntegrityError:  # the same call's other report came in between
                call = _find(adapter, event.call_id)
                assert call is not None
        return _apply(call, adapter, event, agent=agent)


def _note_use(adapter: CtiAdapter) -> None:
    """Once a minute is enough, and calls of one switch do not queue for its row."""
    now = timezone.now()
    if adapter.last_used_at is None or adapter.last_used_at < now - USE_NOTED_EVERY:
        CtiAdapter.objects.filter(pk=adapter.pk).update(last_used_at=now)


def _find(adapter: CtiAdapter, call_id: str) -> Interaction | None:
    pk = (
        Interaction.objects.filter(adapter=adapter, external_call_id=call_id)
        .values_list("pk", flat=True)
        .first()
    )
    return locked(pk) if pk is not None else None


def _begin(
    adapter: CtiAdapter,
    event: CallEvent,
    *,
    agent: Agent | None,
    site: Site,
) -> Interaction:
    at = event.time()
    state = _FIRST_STATES[event.event]
    if agent is None and state is not State.ENDED:
        raise DomainError("agent_required", 400, "Say which agent the call is for.")
    call = Interaction.objects.create(
        site=site,
        media=Media.VOICE,
        state=state,
        agent=agent,
        adapter=adapter,
        external_call_id=event.call_id,
        call_event_at=at,
        phone_number=event.phone_number,
        customer_name=event.phone_number,
        source="voice",
        created_at=at,
        answered_at=at if state in HANDLED_STATES else None,
        ended_at=at if state is State.ENDED else None,
        end_reason="call_ended" if state is State.ENDED else "",
        ended_by=Role.ADAPTER if state is State.ENDED else "",
        attached_data={"source": "voice", "referrer": "", "url": "", "pageTitle": ""},
    )
    record(
        interaction=call,
        name=f"call.{event.event}",
        actor=adapter.as_actor(),
        agent=agent,
        detail={"first": True},
    )
    if agent is not None and state is not State.ENDED:
        settle_work(agent)
        tell_opened(call, agent)
    return call


def _apply(
    call: Interaction,
    adapter: CtiAdapter,
    event: CallEvent,
    *,
    agent: Agent | None,
) -> Interaction:
    if call.state == State.ENDED:
        return call
    at = event.time()
    if event.event is CallKind.ENDED:
        return end_interaction(interaction=call, actor=adapter.as_actor(), at=at)
    old_agent = call.agent
    new_agent = agent if event.event in _NAMES_AGENT and agent else old_agent
    action = _action_for(call, event.event, new_agent)
    late = call.call_event_at is not None and at < call.call_event_at
    if late or action is None:
        return _fill_in(call, event, at)
    answered_at = call.answered_at
    if event.event is not CallKind.RINGING and answered_at is None:
        answered_at = max(at, call.created_at)
    if event.event is CallKind.TRANSFERRED and call.state == State.RINGING:
        answered_at = call.answered_at
    fresh = move(
        interaction=call,
        action=action,
        actor=adapter.as_actor(),
        event=f"call.{event.event}",
        agent=new_agent,
        detail={"from_agent": old_agent.pk if old_agent else None},
        changes={
            "agent": new_agent,
            "answered_at": answered_at,
            "call_event_at": at,
            "phone_number": call.phone_number or event.phone_number,
            "customer_name": call.customer_name or event.phone_number,
        },
    )
    if new_agent is None or old_agent is None or new_agent.pk == old_agent.pk:
        tell_state(fresh)
        return fresh
    interaction_ended(fresh, "transferred", adapter.as_actor())
    settle_work(old_agent)
    settle_work(new_agent)
    tell_closed(fresh, old_agent, "transferred")
    tell_opened(fresh, new_agent)
    route_soon()
    return fresh


def _action_for(
    call: Interaction, event: CallKind, agent: Agent | None
) -> Action | None:
    """What the report does to the call; None when it says nothing new."""
    same_agent = agent is None or agent.pk == call.agent_id
    if event is CallKind.RINGING:
        return None if call.state != State.RINGING or same_agent else Action.RING
    if event is CallKind.ANSWERED and call.state != State.RINGING:
        # Answered at another desk after all.
        return None if same_agent else Action.TRANSFER
    done = {CallKind.HELD: State.HELD, CallKind.RETRIEVED: State.ACTIVE}
    if event is CallKind.TRANSFERRED and same_agent:
        return None
    return None if done.get(event) == call.state else _ACTIONS[event]


def _fill_in(call: Interaction, event: CallEvent, at: datetime) -> Interaction:
    """A report that comes late says only when the call began or what number it has."""
    changes: dict[str, object] = {}
    if at < call.created_at:
        changes["created_at"] = at
    if event.phone_number and not call.phone_number:
        changes["phone_number"] = event.phone_number
        changes["customer_name"] = call.customer_name or event.phone_number
    if event.event is CallKind.ANSWERED and call.answered_at is not None:
        answered_at = max(min(at, call.answered_at), call.created_at)
        if answered_at != call.answered_at:
            changes["answered_at"] = answered_at
    visible = bool(changes)
    if call.call_event_at is None or at > call.call_event_at:
        # Nothing new, but what happened before it and comes later is old news.
        changes["call_event_at"] = at
    if not changes:
        return call
    Interaction.objects.filter(pk=call.pk).update(**changes)
    fresh = locked(call.pk)
    if visible:
        tell_state(fresh)
    return fresh
