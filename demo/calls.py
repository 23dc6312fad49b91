"""The simulated switch: one visitor's lines, kept in the session, reported by CTI."""

import secrets

from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone
from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from demo.people import SITE_KEY
from demo.switch import CtiAdapter, Event

SESSION_KEY = "demo_calls"
# Telephones on the visitor's desk: more calls at once are refused.
LINES_MAX = 4
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


_Calls = TypeAdapter(list[Call])


def read_calls(session: SessionBase) -> list[Call]:
    """The visitor's calls, the newest first, ended ones included."""
    try:
        return _Calls.validate_python(session.get(SESSION_KEY, []))
    except ValidationError:
        return []


def find_call(session: SessionBase, call_id: str) -> Call | None:
    """The one with this id; without an id the newest."""
    for call in read_calls(session):
        if call_id in {"", call.call_id}:
            return call
    return None


def has_free_line(session: SessionBase) -> bool:
    live = [call for call in read_calls(session) if call.state != "ended"]
    return len(live) < LINES_MAX


def forget_call(session: SessionBase, call: Call) -> None:
    """Clears one line."""
    _save(session, [one for one in read_calls(session) if one.call_id != call.call_id])


def _write(session: SessionBase, call: Call) -> Call:
    calls = read_calls(session)
    ids = [one.call_id for one in calls]
    if call.call_id in ids:
        calls[ids.index(call.call_id)] = call
    else:
        calls.insert(0, call)
    _save(session, calls[: 2 * LINES_MAX])
    return call


def _save(session: SessionBase, calls: list[Call]) -> None:
    session[SESSION_KEY] = _Calls.dump_python(calls, mode="json")


def _now() -> str:
    return timezone.now().isoformat()


def _line(event: str, words: str) -> Happened:
    return Happened(event=event, at=_now(), words=words)


def place_call(
    session: SessionBase, *, adapter: CtiAdapter, number: str, agent: str
) -> Call:
    """Rings at the agent's desk. Raises CallRefused; then there is no call."""
    call_id = f"demo-{secrets.token_hex(8)}"
    told = adapter.report(
        "ringing",
        call_id=call_id,
        agent=agent,
        phone_number=number,
        site=SITE_KEY,
        at=_now(),
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
        event, call_id=call.call_id, agent=call.agent, to_agent=to_agent, at=_now()
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
