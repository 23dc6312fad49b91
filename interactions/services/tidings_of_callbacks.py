"""Tell the agents of a queue, and the customer, what became of a callback."""

from agents.models import Agent
from cobrowse.announce import agent_group, announce, customer_group
from interactions.models import Callback
from interactions.protocol.desktop import CallbackUpdated
from interactions.protocol.widget import CustomerCallbackUpdated
from interactions.selectors.callbacks import (
    callback_view,
    customer_callback,
    hearers_of,
)


def tell_callback(
    callback: Callback, *, customer: bool = True, left: Agent | None = None
) -> None:
    """`left`: who had it and need not be an agent of the queue any more."""
    hearers = {agent.pk: agent for agent in hearers_of(callback)}
    if left is not None:
        hearers[left.pk] = left
    for agent in hearers.values():
        view = callback_view(callback, agent=agent)
        announce(agent_group(agent.pk), CallbackUpdated(callback=view))
    if customer:
        announce(
            customer_group(callback.customer_id),
            CustomerCallbackUpdated(callback=customer_callback(callback)),
        )
