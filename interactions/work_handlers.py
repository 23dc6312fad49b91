"""What wrap-ups and callbacks add to the agents' desktop and the widget's socket."""

from agents import desktop
from agents.models import Agent
from cobrowse.errors import DomainError
from interactions import widget
from interactions.lifecycle import CallbackOutcome
from interactions.models import Customer
from interactions.protocol.desktop import (
    CallbackDone,
    CallbackRelease,
    CallbackTake,
    InteractionWrapUp,
)
from interactions.protocol.shapes import CallbackView, DispositionView, WrapUp
from interactions.protocol.widget import CallbackCancel, CallbackRequest
from interactions.selectors.callbacks import callback_views, open_callback_of
from interactions.selectors.wrap_ups import (
    disposition_views,
    wrap_up_view,
    wrap_ups_of,
)
from interactions.services import callbacks
from interactions.services.wrap_ups import finish_wrap_up


def _request(customer: Customer, message: CallbackRequest) -> None:
    callbacks.request_callback(
        customer=customer,
        actor=customer.as_actor(),
        name=message.name,
        phone_number=message.phone_number,
        text=message.text,
        queue_key=message.queue,
        preferred_at=message.preferred_at,
        address=customer.address,
    )


def _cancel(customer: Customer, message: CallbackCancel) -> None:
    callback = open_callback_of(customer)
    if callback is None:
        raise DomainError("no_callback", 409, "There is no callback now.")
    callbacks.cancel_callback(callback=callback, actor=customer.as_actor())


def _take(agent: Agent, message: CallbackTake) -> None:
    callbacks.take_callback(callback_id=message.callback, agent=agent)


def _release(agent: Agent, message: CallbackRelease) -> None:
    callbacks.release_callback(callback_id=message.callback, agent=agent)


def _done(agent: Agent, message: CallbackDone) -> None:
    callbacks.finish_callback(
        callback_id=message.callback,
        agent=agent,
        outcome=CallbackOutcome(message.outcome),
        note=message.note,
    )


def _wrap_up(agent: Agent, message: InteractionWrapUp) -> None:
    finish_wrap_up(
        interaction_id=message.interaction,
        agent=agent,
        disposition_id=message.disposition,
        note=message.note,
    )


def _wrap_ups(agent: Agent) -> list[WrapUp]:
    return [wrap_up_view(interaction) for interaction in wrap_ups_of(agent)]


def _dispositions(agent: Agent) -> list[DispositionView]:
    return disposition_views(agent)


def _callbacks(agent: Agent) -> list[CallbackView]:
    return callback_views(agent)


def register() -> None:
    """Called once, when the app is ready."""
    widget.register(CallbackRequest, _request)
    widget.register(CallbackCancel, _cancel)
    desktop.register(CallbackTake, _take)
    desktop.register(CallbackRelease, _release)
    desktop.register(CallbackDone, _done)
    desktop.register(InteractionWrapUp, _wrap_up)
    desktop.register_welcome("wrap_ups", _wrap_ups)
    desktop.register_welcome("dispositions", _dispositions)
    desktop.register_welcome("callbacks", _callbacks)
