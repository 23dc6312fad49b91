"""What may happen to a callback, in which state, by whom. A pure table."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cobrowse.actors import Role
from interactions.lifecycle import CallbackState


class CallbackAction(TextChoices):
    TAKE = "take", _("take")
    RELEASE = "release", _("give back")
    FINISH = "finish", _("say how it went")
    CANCEL = "cancel", _("cancel")


class CallbackRefusal(TextChoices):
    """Why not; the values are error codes."""

    CLOSED = "callback_closed", _("This callback is done or cancelled.")
    STATE = "wrong_state", _("Not possible in this state.")
    ROLE = "not_allowed", _("This role may not do that.")


OPEN_STATES = (CallbackState.OPEN, CallbackState.TAKEN)
_A, _C, _S = Role.AGENT, Role.CUSTOMER, Role.SYSTEM

# action → (roles, {state now: state afterwards}). That only the agent who took it gives
# it back or finishes it is the service's to see.
_TABLE: dict[
    CallbackAction, tuple[frozenset[Role], dict[CallbackState, CallbackState]]
] = {
    CallbackAction.TAKE: (
        frozenset({_A}),
        {CallbackState.OPEN: CallbackState.TAKEN},
    ),
    CallbackAction.RELEASE: (
        frozenset({_A, _S}),
        {CallbackState.TAKEN: CallbackState.OPEN},
    ),
    CallbackAction.FINISH: (
        frozenset({_A}),
        {CallbackState.TAKEN: CallbackState.DONE},
    ),
    CallbackAction.CANCEL: (
        frozenset({_C, _S, Role.STAFF}),
        dict.fromkeys(OPEN_STATES, CallbackState.CANCELLED),
    ),
}


@dataclass(frozen=True, slots=True)
class CallbackVerdict:
    """Either the state to go to, or why not."""

    state: CallbackState | None
    refusal: CallbackRefusal | None = None


def decide_callback(
    state: CallbackState, action: CallbackAction, role: Role
) -> CallbackVerdict:
    """What the action leads to. Roles that may never do it are told so first."""
    roles, transitions = _TABLE[action]
    if role not in roles:
        return CallbackVerdict(None, CallbackRefusal.ROLE)
    if state not in OPEN_STATES:
        return CallbackVerdict(None, CallbackRefusal.CLOSED)
    after = transitions.get(state)
    if after is None:
        return CallbackVerdict(None, CallbackRefusal.STATE)
    return CallbackVerdict(after)
