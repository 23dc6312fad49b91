"""What may happen to an interaction, in which state, by whom. A pure table."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cobrowse.actors import Role


class Media(TextChoices):
    CHAT = "chat", _("chat")
    VOICE = "voice", _("voice")


class Kind(TextChoices):
    """Which of the three tables an interaction follows.

    A chat with this system; a call made in the browser; and what belongs to a switch or
    chat stack of the company, which says how it goes on.
    """

    CHAT = "chat", _("chat")
    CALL = "call", _("browser call")
    EXTERNAL = "external", _("external")


class State(TextChoices):
    """Chat: queued, offered, active or parked, ended. Browser call: queued, offered,
    active or held, ended. External: ringing, active or held, ended.
    """

    QUEUED = "queued", _("waiting")
    OFFERED = "offered", _("offered")
    RINGING = "ringing", _("ringing")
    ACTIVE = "active", _("active")
    HELD = "held", _("on hold")
    # A messaging chat that waits for its customer; its agent has hands free meanwhile.
    PARKED = "parked", _("waiting for the customer")
    ENDED = "ended", _("ended")


class Action(TextChoices):
    OFFER = "offer", _("offer")
    ACCEPT = "accept", _("accept")
    REJECT = "reject", _("reject")
    MISS = "miss", _("miss")
    WITHDRAW = "withdraw", _("withdraw")
    SEND = "send", _("send a message")
    TRANSFER = "transfer", _("transfer")
    REQUEUE = "requeue", _("put back into the queue")
    PARK = "park", _("let it wait for the customer")
    RESUME = "resume", _("take up again")
    RING = "ring", _("ring")
    ANSWER = "answer", _("answer")
    HOLD = "hold", _("hold")
    RETRIEVE = "retrieve", _("retrieve")
    END = "end", _("end")


class EndReason(TextChoices):
    CUSTOMER_ENDED = "customer_ended", _("customer ended")
    AGENT_ENDED = "agent_ended", _("agent ended")
    CALL_ENDED = "call_ended", _("call ended")
    ABANDONED = "abandoned", _("customer left while waiting")
    STAFF_ENDED = "staff_ended", _("ended in the administration")
    EXPIRED = "expired", _("nobody was there for long")
    CONNECTION_LOST = "connection_lost", _("the customer's browser was gone")


class OfferState(TextChoices):
    PENDING = "pending", _("pending")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    MISSED = "missed", _("missed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class CallbackState(TextChoices):
    """open, taken by an agent, done or cancelled."""

    OPEN = "open", _("open")
    TAKEN = "taken", _("taken")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


class CallbackOutcome(TextChoices):
    REACHED = "reached", _("reached")
    NOT_REACHED = "not_reached", _("not reached")
    WRONG_NUMBER = "wrong_number", _("wrong number")


class Refusal(TextChoices):
    """Why not; the values are error codes."""

    ENDED = "interaction_ended", _("This interaction has ended.")
    STATE = "wrong_state", _("Not possible in this state.")
    ROLE = "not_allowed", _("This role may not do that.")


STATES_OF: dict[Kind, tuple[State, ...]] = {
    Kind.CHAT: (State.QUEUED, State.OFFERED, State.ACTIVE, State.PARKED, State.ENDED),
    Kind.CALL: (State.QUEUED, State.OFFERED, State.ACTIVE, State.HELD, State.ENDED),
    Kind.EXTERNAL: (State.RINGING, State.ACTIVE, State.HELD, State.ENDED),
}
WAITING_STATES = (State.QUEUED, State.OFFERED)
# An agent is on it.
HANDLED_STATES = (State.ACTIVE, State.HELD)
# It occupies somebody: an agent, or a place in a queue.
BUSY_STATES = (
    State.QUEUED,
    State.OFFERED,
    State.RINGING,
    State.ACTIVE,
    State.HELD,
)
LIVE_STATES = tuple(state for state in State if state is not State.ENDED)

# kind → action → (roles, {state now: state afterwards}).
_Rule = tuple[frozenset[Role], dict[State, State]]
_A, _C, _S = Role.AGENT, Role.CUSTOMER, Role.SYSTEM
_ADAPTER = frozenset({Role.ADAPTER})
# How a queue hands out chats and calls alike.
_QUEUEING: dict[Action, list[_Rule]] = {
    Action.OFFER: [(frozenset({_S}), {State.QUEUED: State.OFFERED})],
    Action.ACCEPT: [(frozenset({_A}), {State.OFFERED: State.ACTIVE})],
    Action.REJECT: [(frozenset({_A}), {State.OFFERED: State.QUEUED})],
    Action.MISS: [(frozenset({_S}), {State.OFFERED: State.QUEUED})],
    Action.WITHDRAW: [(frozenset({_S}), {State.OFFERED: State.QUEUED})],
}


def _same(*states: State) -> dict[State, State]:
    return {state: state for state in states}


def _to(after: State, *states: State) -> dict[State, State]:
    return dict.fromkeys(states, after)


_TABLE: dict[Kind, dict[Action, list[_Rule]]] = {
    Kind.CHAT: {
        **_QUEUEING,
        Action.TRANSFER: [(frozenset({_A}), {State.ACTIVE: State.QUEUED})],
        Action.REQUEUE: [(frozenset({_S}), {State.ACTIVE: State.QUEUED})],
        Action.PARK: [(frozenset({_A, _S}), {State.ACTIVE: State.PARKED})],
        Action.RESUME: [
            # The customer writes again: whoever is free, its own agent first.
            (frozenset({_C, _S}), {State.PARKED: State.QUEUED}),
            (frozenset({_A}), {State.PARKED: State.ACTIVE}),
        ],
        Action.SEND: [
            # A customer may write while waiting; an agent first has to accept.
            (
                frozenset({_C, _S}),
                _same(State.QUEUED, State.OFFERED, State.ACTIVE, State.PARKED),
            ),
            (frozenset({_A}), _same(State.ACTIVE)),
        ],
        Action.END: [
            (
                frozenset({_C, _S, Role.STAFF}),
                _to(
                    State.ENDED,
                    State.QUEUED,
                    State.OFFERED,
                    State.ACTIVE,
                    State.PARKED,
                ),
            ),
            (frozenset({_A}), _to(State.ENDED, State.ACTIVE, State.PARKED)),
        ],
    },
    Kind.CALL: {
        **_QUEUEING,
        Action.HOLD: [(frozenset({_A}), {State.ACTIVE: State.HELD})],
        Action.RETRIEVE: [(frozenset({_A}), {State.HELD: State.ACTIVE})],
        Action.TRANSFER: [
            (frozenset({_A}), _to(State.QUEUED, State.ACTIVE, State.HELD))
        ],
        Action.REQUEUE: [
            (frozenset({_S}), _to(State.QUEUED, State.ACTIVE, State.HELD))
        ],
        Action.END: [
            (
                frozenset({_C, _S, Role.STAFF}),
                _to(
                    State.ENDED,
                    State.QUEUED,
                    State.OFFERED,
                    State.ACTIVE,
                    State.HELD,
                ),
            ),
            (frozenset({_A}), _to(State.ENDED, State.ACTIVE, State.HELD)),
        ],
    },
    Kind.EXTERNAL: {
        # The company's switch says what happens; its reports may come late.
        Action.RING: [(_ADAPTER, _same(State.RINGING))],
        Action.ANSWER: [(_ADAPTER, {State.RINGING: State.ACTIVE})],
        Action.HOLD: [
            (_ADAPTER, _to(State.HELD, State.RINGING, State.ACTIVE, State.HELD))
        ],
        Action.RETRIEVE: [
            (_ADAPTER, _to(State.ACTIVE, State.RINGING, State.ACTIVE, State.HELD))
        ],
        Action.TRANSFER: [
            (
                _ADAPTER,
                {
                    State.RINGING: State.RINGING,
                    State.ACTIVE: State.ACTIVE,
                    State.HELD: State.ACTIVE,
                },
            )
        ],
        Action.END: [
            (
                frozenset({Role.ADAPTER, _S, Role.STAFF}),
                _to(State.ENDED, State.RINGING, State.ACTIVE, State.HELD),
            ),
            (frozenset({_A}), _to(State.ENDED, State.ACTIVE, State.HELD)),
        ],
    },
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Either the state to go to, or why not."""

    state: State | None
    refusal: Refusal | None = None


def decide(kind: Kind, state: State, action: Action, role: Role) -> Verdict:
    """What the action leads to. Roles that may never do it are told so first."""
    rules = [rule for rule in _TABLE[kind].get(action, []) if role in rule[0]]
    if not rules:
        return Verdict(None, Refusal.ROLE)
    if state is State.ENDED:
        return Verdict(None, Refusal.ENDED)
    for _roles, transitions in rules:
        if state in transitions:
            return Verdict(transitions[state])
    return Verdict(None, Refusal.STATE)
