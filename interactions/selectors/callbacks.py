"""Who wants to be called, and who is to hear of it."""

from typing import cast
from uuid import UUID

from django.db.models import QuerySet

from agents.models import Agent
from agents.selectors import signed_in_agents
from cobrowse.errors import not_found
from interactions.callback_lifecycle import OPEN_STATES
from interactions.models import Callback, Customer
from interactions.protocol.fields import CallbackStateName
from interactions.protocol.shapes import CallbackView, CustomerCallback
from interactions.selectors.staffing import agents_of, queues_of

# More than that nobody reads on a screen; the rest comes up as these are done.
CALLBACKS_SHOWN = 200


def _with_names() -> QuerySet[Callback]:
    return Callback.objects.select_related("queue", "agent", "customer", "site")


def callbacks_for(agent: Agent) -> QuerySet[Callback]:
    """Open and taken ones of the agent's queues, and what the agent has taken."""
    live = _with_names().filter(state__in=OPEN_STATES)
    return (
        live.filter(queue__in=queues_of(agent)) | live.filter(agent=agent)
    ).order_by("created_at", "pk")


def callback_for(agent: Agent, callback_id: UUID) -> Callback:
    """One that the agent may deal with; DomainError(not_found) for all others alike."""
    callback = callbacks_for(agent).filter(pk=callback_id).first()
    if callback is None:
        raise not_found()
    return callback


def open_callback_of(customer: Customer) -> Callback | None:
    return _with_names().filter(customer=customer, state__in=OPEN_STATES).first()


def hearers_of(callback: Callback) -> QuerySet[Agent]:
    """Signed-in agents of its queue, and whoever has it."""
    present = signed_in_agents()
    hearers = present.filter(pk__in=agents_of(callback.queue).values("pk"))
    return hearers | present.filter(pk=callback.agent_id or 0)


def callback_view(callback: Callback, *, agent: Agent) -> CallbackView:
    """As this agent sees it."""
    return CallbackView(
        id=callback.pk,
        state=cast(CallbackStateName, callback.state),
        queue_name=callback.queue.name,
        name=callback.name,
        phone_number=callback.phone_number,
        text=callback.text,
        preferred_at=callback.preferred_at,
        created_at=callback.created_at,
        agent_name=callback.agent.display_name if callback.agent else None,
        mine=callback.agent_id == agent.pk,
    )


def callback_views(agent: Agent) -> list[CallbackView]:
    rows = callbacks_for(agent)[:CALLBACKS_SHOWN]
    return [callback_view(callback, agent=agent) for callback in rows]


def customer_callback(callback: Callback) -> CustomerCallback:
    return CustomerCallback(
        id=callback.pk,
        state=cast(CallbackStateName, callback.state),
        phone_number=callback.phone_number,
        preferred_at=callback.preferred_at,
        created_at=callback.created_at,
    )
