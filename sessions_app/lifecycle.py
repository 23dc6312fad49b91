"""What may happen to a co-browse session, as a pure table: no clock, no database.

`Standing` is where a session is: its state, its mode, whether a request for Write Mode
is open and whether the customer has paused sharing. `after(standing, action, role)`
gives the next standing or a refusal code. Services commit what this module allows;
nothing else decides.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cobrowse.actors import Role


class State(TextChoices):
    PENDING = "pending", _("waiting for an agent")
    ACTIVE = "active", _("active")
    ENDED = "ended", _("ended")


class Mode(TextChoices):
    POINTER = "pointer", _("Pointer Mode")
    WRITE = "write", _("Write Mode")


class EndReason(TextChoices):
    CUSTOMER_ENDED = "customer_ended", _("customer ended")
    AGENT_ENDED = "agent_ended", _("agent ended")
    INTERACTION_ENDED = "interaction_ended", _("interaction ended")
    INTERACTION_TRANSFERRED = (
        "interaction_transferred",
        _("interaction transferred"),
    )
    INACTIVITY = "inactivity", _("inactivity")
    CUSTOMER_OFFLINE = "customer_offline", _("customer offline")
    AGENT_OFFLINE = "agent_offline", _("agent offline")
    NEVER_JOINED = "never_joined", _("never joined")
    ERROR = "error", _("error")


LIVE_STATES: Final = (State.PENDING, State.ACTIVE)


class Action(StrEnum):
    JOIN = "join"
    END = "end"
    REQUEST_WRITE = "request_write"
    GRANT_WRITE = "grant_write"
    DECLINE_WRITE = "decline_write"
    EXPIRE_WRITE = "expire_write"
    DROP_WRITE = "drop_write"
    REVOKE_WRITE = "revoke_write"
    OPEN_PAGE = "open_page"
    PAUSE = "pause"
    RESUME = "resume"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a session is. Write Mode, a request and a pause exclude each other."""

    state: State
    mode: Mode = Mode.POINTER
    requested: bool = False
    paused: bool = False


PENDING: Final = Standing(State.PENDING)
POINTER: Final = Standing(State.ACTIVE)
REQUESTED: Final = Standing(State.ACTIVE, requested=True)
WRITE: Final = Standing(State.ACTIVE, Mode.WRITE)
PAUSED: Final = Standing(State.ACTIVE, paused=True)
ENDED: Final = Standing(State.ENDED)

STANDINGS: Final = (PENDING, POINTER, REQUESTED, WRITE, PAUSED, ENDED)

# Refusals. An ended session looks like one that never was.
NOT_FOUND: Final = "session_not_found"
NOT_ALLOWED: Final = "not_allowed"
NOT_ACTIVE: Final = "not_active"
ALREADY_JOINED: Final = "already_joined"
ALREADY_REQUESTED: Final = "already_requested"
ALREADY_WRITE: Final = "already_write"
NOTHING_REQUESTED: Final = "nothing_requested"
NOT_IN_WRITE: Final = "not_in_write"
ALREADY_PAUSED: Final = "already_paused"
NOT_PAUSED: Final = "not_paused"
SHARING_PAUSED: Final = "sharing_paused"

# Who may do it at all. The agent never starts or grants; the customer never joins.
_ROLES: Final[dict[Action, frozenset[Role]]] = {
    Action.JOIN: frozenset({Role.AGENT}),
    Action.END: frozenset({Role.CUSTOMER, Role.AGENT, Role.STAFF, Role.SYSTEM}),
    Action.REQUEST_WRITE: frozenset({Role.AGENT}),
    Action.GRANT_WRITE: frozenset({Role.CUSTOMER}),
    Action.DECLINE_WRITE: frozenset({Role.CUSTOMER}),
    Action.EXPIRE_WRITE: frozenset({Role.SYSTEM}),
    Action.DROP_WRITE: frozenset({Role.AGENT, Role.SYSTEM}),
    Action.REVOKE_WRITE: frozenset({Role.CUSTOMER}),
    Action.OPEN_PAGE: frozenset({Role.CUSTOMER}),
    Action.PAUSE: frozenset({Role.CUSTOMER}),
    Action.RESUME: frozenset({Role.CUSTOMER}),
}

# Standing and action → next standing, or why not. Every live pair is spelled out.
_TABLE: Final[dict[tuple[Standing, Action], Standing | str]] = {
    (PENDING, Action.JOIN): POINTER,
    (PENDING, Action.END): ENDED,
    (PENDING, Action.REQUEST_WRITE): NOT_ACTIVE,
    (PENDING, Action.GRANT_WRITE): NOT_ACTIVE,
    (PENDING, Action.DECLINE_WRITE): NOT_ACTIVE,
    (PENDING, Action.EXPIRE_WRITE): NOT_ACTIVE,
    (PENDING, Action.DROP_WRITE): NOT_ACTIVE,
    (PENDING, Action.REVOKE_WRITE): NOT_ACTIVE,
    (PENDING, Action.OPEN_PAGE): PENDING,
    # Nothing is shown to anybody yet.
    (PENDING, Action.PAUSE): NOT_ACTIVE,
    (PENDING, Action.RESUME): NOT_ACTIVE,
    (POINTER, Action.JOIN): ALREADY_JOINED,
    (POINTER, Action.END): ENDED,
    (POINTER, Action.REQUEST_WRITE): REQUESTED,
    (POINTER, Action.GRANT_WRITE): NOTHING_REQUESTED,
    (POINTER, Action.DECLINE_WRITE): NOTHING_REQUESTED,
    (POINTER, Action.EXPIRE_WRITE): NOTHING_REQUESTED,
    (POINTER, Action.DROP_WRITE): NOT_IN_WRITE,
    (POINTER, Action.REVOKE_WRITE): NOT_IN_WRITE,
    (POINTER, Action.OPEN_PAGE): POINTER,
    (POINTER, Action.PAUSE): PAUSED,
    (POINTER, Action.RESUME): NOT_PAUSED,
    (REQUESTED, Action.JOIN): ALREADY_JOINED,
    (REQUESTED, Action.END): ENDED,
    (REQUESTED, Action.REQUEST_WRITE): ALREADY_REQUESTED,
    (REQUESTED, Action.GRANT_WRITE): WRITE,
    (REQUESTED, Action.DECLINE_WRITE): POINTER,
    (REQUESTED, Action.EXPIRE_WRITE): POINTER,
    (REQUESTED, Action.DROP_WRITE): POINTER,
    # Escape-Escape while the question is open means no.
    (REQUESTED, Action.REVOKE_WRITE): POINTER,
    (REQUESTED, Action.OPEN_PAGE): REQUESTED,
    (REQUESTED, Action.PAUSE): PAUSED,
    (REQUESTED, Action.RESUME): NOT_PAUSED,
    (WRITE, Action.JOIN): ALREADY_JOINED,
    (WRITE, Action.END): ENDED,
    (WRITE, Action.REQUEST_WRITE): ALREADY_WRITE,
    (WRITE, Action.GRANT_WRITE): NOTHING_REQUESTED,
    (WRITE, Action.DECLINE_WRITE): NOTHING_REQUESTED,
    (WRITE, Action.EXPIRE_WRITE): NOTHING_REQUESTED,
    (WRITE, Action.DROP_WRITE): POINTER,
    (WRITE, Action.REVOKE_WRITE): POINTER,
    (WRITE, Action.OPEN_PAGE): WRITE,
    (WRITE, Action.PAUSE): PAUSED,
    (WRITE, Action.RESUME): NOT_PAUSED,
    (PAUSED, Action.JOIN): ALREADY_JOINED,
    (PAUSED, Action.END): ENDED,
    (PAUSED, Action.REQUEST_WRITE): SHARING_PAUSED,
    (PAUSED, Action.GRANT_WRITE): NOTHING_REQUESTED,
    (PAUSED, Action.DECLINE_WRITE): NOTHING_REQUESTED,
    (PAUSED, Action.EXPIRE_WRITE): NOTHING_REQUESTED,
    (PAUSED, Action.DROP_WRITE): NOT_IN_WRITE,
    (PAUSED, Action.REVOKE_WRITE): NOT_IN_WRITE,
    (PAUSED, Action.OPEN_PAGE): PAUSED,
    (PAUSED, Action.PAUSE): ALREADY_PAUSED,
    (PAUSED, Action.RESUME): POINTER,
}


def after(standing: Standing, action: Action, role: Role) -> Standing | str:
    """The next standing, or the refusal code (a plain string)."""
    if standing.state is State.ENDED:
        return NOT_FOUND
    if role not in _ROLES[action]:
        return NOT_ALLOWED
    return _TABLE[standing, action]


def end_reason_of(role: Role) -> EndReason | None:
    """The reason when a person ends it; the system must name its own."""
    return {
        Role.CUSTOMER: EndReason.CUSTOMER_ENDED,
        Role.AGENT: EndReason.AGENT_ENDED,
        # Spec SL-8 has no reason of its own for an administrator.
        Role.STAFF: EndReason.ERROR,
    }.get(role)
