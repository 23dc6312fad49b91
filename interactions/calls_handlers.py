"""What browser calls add to the widget's socket and the agents' desktop."""

from agents import desktop
from agents.models import Agent
from cobrowse.errors import DomainError
from interactions import services, widget
from interactions.models import Customer
from interactions.protocol.calls import (
    AgentSignal,
    CallEnd,
    CallHold,
    CallRetrieve,
    CallStart,
    CustomerSignal,
)
from interactions.selectors import (
    browser_call_of_agent,
    interaction_of_agent,
    live_call_of,
    talking_tab,
)


def _start(customer: Customer, message: CallStart) -> None:
    services.start_call(
        customer=customer,
        actor=customer.as_actor(),
        name=message.name,
        queue_key=message.queue,
        source=message.source,
    )


def _customer_signal(customer: Customer, message: CustomerSignal) -> None:
    services.relay_from_customer(customer=customer, signal=message.signal)


def _end(customer: Customer, message: CallEnd) -> None:
    call = live_call_of(customer)
    if call is None:
        raise DomainError("no_call", 409, "There is no call now.")
    services.end_interaction(interaction=call, actor=customer.as_actor())


def _agent_signal(agent: Agent, message: AgentSignal) -> None:
    services.relay_from_agent(
        call=browser_call_of_agent(agent, message.interaction),
        agent=agent,
        signal=message.signal,
    )


def _hold(agent: Agent, message: CallHold) -> None:
    services.hold_call(
        interaction=interaction_of_agent(agent, message.interaction),
        actor=agent.as_actor(),
    )


def _retrieve(agent: Agent, message: CallRetrieve) -> None:
    services.retrieve_call(
        interaction=interaction_of_agent(agent, message.interaction),
        actor=agent.as_actor(),
    )


def _talking_tab(customer: Customer) -> str | None:
    return talking_tab(customer)


def register() -> None:
    """Called once, when the app is ready."""
    widget.register(CallStart, _start)
    widget.register(CustomerSignal, _customer_signal)
    widget.register(CallEnd, _end)
    widget.register_welcome("call_tab", _talking_tab)
    desktop.register(AgentSignal, _agent_signal)
    desktop.register(CallHold, _hold)
    desktop.register(CallRetrieve, _retrieve)
