"""What may happen to an interaction, in which state, by whom. A pure table."""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cobrowse.actors import Role


class Media(TextChoices):
    CHAT = "chat", _("chat")
    VOICE = "voice", _("voice")


class State(TextChoices):
    """Chat: queued, offered, active, ended. Voice: ringing, active or held, ended."""

    QUEUED = "queued", _("waiting")
    OFFERED = "offered", _("offered")
    RINGING = "ringing", _("ringing")
    ACTIVE = "active", _("active")
    HELD = "held", _("on hold")
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


class OfferState(TextChoices):
    PENDING = "pending", _("pending")
    ACCEPTED = "accepted", _("accepted")
    REJECTED = "rejected", _("rejected")
    MISSED = "missed", _("missed")
    WITHDRAWN = "withdrawn", _("withdrawn")


class Refusal(TextChoices):
    """Why not; the values are error codes."""

    ENDED = "interaction_ended", _("This interaction has ended.")
    STATE = "wrong_state", _("Not possible in this state.")
    ROLE = "not_allowed", _("This role may not do that.")


CHAT_STATES = (State.QUEUED, State.OFFERED, State.ACTIVE, State.ENDED)
VOICE_STATES = (State.RINGING, State.ACTIVE, State.HELD, State.ENDED)
STATES_OF: dict[Media, tuple[State, ...]] = {
    Media.CHAT: CHAT_STATES,
    Media.VOICE: VOICE_STATES,
}
WAITING_STATES = (State.QUEUED, State.OFFERED)
# An agent is on it.
HANDLED_STATES = (State.ACTIVE, State.HELD)
LIVE_STATES = tuple(state for state in State if state is not State.ENDED)

# media → action → (roles, {state now: state afterwards}).
_Rule = tuple[frozenset[Role], dict[State, State]]
_A, _C, _S = Role.AGENT, Role.CUSTOMER, Role.SYSTEM
_TABLE: dict[Media, dict[Action, list[_Rule]]] = {
    Media.CHAT: {
        Action.OFFER: [(frozenset({_S}), {State.QUEUED: State.OFFERED})],
        Action.ACCEPT: [(frozenset({_A}), {State.OFFERED: State.ACTIVE})],
        Action.REJECT: [(frozenset({_A}), {State.OFFERED: State.QUEUED})],
        Action.MISS: [(frozenset({_S}), {State.OFFERED: State.QUEUED})],
        Action.WITHDRAW: [(frozenset({_S}), {State.OFFERED: State.QUEUED})],
        Action.TRANSFER: [(frozenset({_A}), {State.ACTIVE: State.QUEUED})],
        Action.REQUEUE: [(frozenset({_S}), {State.ACTIVE: State.QUEUED})],
        Action.SEND: [
            # A customer may write while waiting; an agent first has to accept.
            (
                frozenset({_C, _S}),
                {
                    State.QUEUED: State.QUEUED,
                    State.OFFERED: State.OFFERED,
                    State.ACTIVE: State.ACTIVE,
                },
            ),
            (frozenset({_A}), {State.ACTIVE: State.ACTIVE}),
        ],
        Action.END: [
            (
                frozenset({_C, _S, Role.STAFF}),
                {
                    State.QUEUED: State.ENDED,
                    State.OFFERED: State.ENDED,
                    State.ACTIVE: State.ENDED,
                },
            ),
            (frozenset({_A}), {State.ACTIVE: State.ENDED}),
        ],
    },
    Media.VOICE: {
        # The company's switch says what the call does; events may come late.
        Action.RING: [(frozenset({Role.ADAPTER}), {State.RINGING: State.RINGING})],
        Action.ANSWER: [(frozenset({Role.ADAPTER}), {State.RINGING: State.ACTIVE})],
        Action.HOLD: [
            (
                frozenset({Role.ADAPTER}),
                {
                    State.RINGING: State.HELD,
                    State.ACTIVE: State.HELD,
                    State.HELD: State.HELD,
                },
            )
        ],
        Action.RETRIEVE: [
            (
                frozenset({Role.ADAPTER}),
                {
                    State.RINGING: State.ACTIVE,
                    State.ACTIVE: State.ACTIVE,
                    State.HELD: State.ACTIVE,
                },
            )
        ],
        Action.TRANSFER: [
            (
                frozenset({Role.ADAPTER}),
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
                {
                    State.RINGING: State.ENDED,
                    State.ACTIVE: State.ENDED,
                    State.HELD: State.ENDED,
                },
            ),
            (
                frozenset({_A}),
                {State.ACTIVE: State.ENDED, State.HELD: State.ENDED},
            ),
        ],
    },
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Either the state to go to, or why not."""

    state: State | None
    refusal: Refusal | None = None


def decide(media: Media, state: State, action: Action, role: Role) -> Verdict:
    """What the action leads to. Roles that may never do it are told so first."""
    rules = [rule for rule in _TABLE[media].get(action, []) if role in rule[0]]
    if not rules:
        return Verdict(None, Refusal.ROLE)
    if state is State.ENDED:
        return Verdict(None, Refusal.ENDED)
    for _roles, transitions in rules:
        if state in transitions:
            return Verdict(transitions[state])
    return Verdict(None, Refusal.STATE)
