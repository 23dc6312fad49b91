"""The simulated switch: one call per visitor, kept in the session, reported by CTI."""

import secrets

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, ValidationError

from demo.people import SITE_KEY
from demo.switch import CtiAdapter, Event

SESSION_KEY = "demo_call"
# What a person may do in which state of the platform's interaction.
ACTIONS: dict[str, tuple[Event, ...]] = {
    "ringing": ("answered", "ended"),
    "active": ("held", "transferred", "ended"),
    "held": ("retrieved", "transferred", "ended"),
    "ended": (),
}


class Happened(BaseModel):
    """One line of the switch's log."""

    model_config = ConfigDict(extra="forbid")

    event: str
    at: str
    words: str


class Call(BaseModel):
    """A call as the switch knows it; `state` is the platform's word for it."""

    model_config = ConfigDict(extra="forbid")

    call_id: str
    number: str
    agent: str
    state: str
    interaction_id: str
    last_event: Event
    log: list[Happened] = []

    @property
    def actions(self) -> tuple[Event, ...]:
        """What can be done next."""
        return ACTIONS.get(self.state, ())


def read_call(session: SessionBase) -> Call | None:
    """The visitor's call, ended ones included."""
    try:
        return Call.model_validate(session[SESSION_KEY])
    except (KeyError, ValidationError):
        return None


def forget_call(session: SessionBase) -> None:
    """Clears the console."""
    session.pop(SESSION_KEY, None)


def _write(session: SessionBase, call: Call) -> Call:
    session[SESSION_KEY] = call.model_dump(mode="json")
    return call


def _line(event: str, words: str) -> Happened:
    return Happened(event=event, at=timezone.now().isoformat(), words=words)


def place_call(
    session: SessionBase, *, adapter: CtiAdapter, number: str, agent: str
) -> Call:
    """Rings at the agent's desk. Raises CallRefused; then there is no call."""
    call_id = f"demo-{secrets.token_hex(8)}"
    told = adapter.report(
        "ringing", call_id=call_id, agent=agent, phone_number=number, site=SITE_KEY
    )
    return _write(
        session,
        Call(
            call_id=call_id,
            number=number,
            agent=agent,
            state=told.state,
            interaction_id=told.interaction_id,
            last_event="ringing",
            log=[_line("ringing", f"Rings at {agent}")],
        ),
    )


def act_on_call(
    session: SessionBase,
    *,
    adapter: CtiAdapter,
    call: Call,
    event: Event,
    to_agent: str = "",
) -> Call:
    """Does one thing with the call and reports it. Raises CallRefused."""
    told = adapter.report(
        event, call_id=call.call_id, agent=call.agent, to_agent=to_agent
    )
    words = {
        "answered": f"{call.agent} picks up",
        "held": "On hold",
        "retrieved": "Back from hold",
        "transferred": f"Handed over to {to_agent}",
    }.get(event, "Hung up")
    call.state, call.last_event = told.state, event
    call.agent = to_agent or call.agent
    call.log = [*call.log, _line(event, words)][-20:]
    return _write(session, call)


def look_at_call(session: SessionBase, *, adapter: CtiAdapter, call: Call) -> Call:
    """Asks the platform by sending the last event again: that changes nothing."""
    if call.state == "ended":
        return call
    moved = call.last_event == "transferred"
    told = adapter.report(
        call.last_event,
        call_id=call.call_id,
        agent=call.agent,
        to_agent=call.agent if moved else "",
    )
    if told.state == call.state:
        return call
    call.state = told.state
    words = {"ended": "Ended by the agent"}.get(told.state, told.state.capitalize())
    call.log = [*call.log, _line(told.state, words)][-20:]
    return _write(session, call)
