"""Which events every measure follows from, in the words of docs/protocol.md, and the
measures that are made of others."""

from django.db.models import F
from django.db.models.expressions import Combinable

_TAKEN = "offer.accepted, chat.resumed; call.answered"
_LET_GO = "interaction.transferred, interaction.requeued, chat.parked; …ended"
_MODES = "write.granted, write.revoked, write.dropped, session.ended"
_QUEUED = "chat.started, call.started, chat.resumed, interaction.transferred"
_LEFT = "interaction.ended with reason abandoned"
_STATES = "state changes of the agent"

SOURCES: dict[str, str] = {
    "sessions_started": "session.started",
    "sessions": "session.joined",
    "cobrowse_ms": "session.joined, session.ended",
    "pointer_ms": _MODES,
    "write_ms": _MODES,
    "paused_ms": "sharing.paused, sharing.resumed",
    "join_wait_ms": "session.started, session.joined",
    "write_sessions": "write.granted",
    "write_requests": "write.requested",
    "write_grants": "write.granted",
    "write_declines": "write.declined, write.revoked before a grant",
    "pages_visited": "page.opened",
    "handled": _TAKEN,
    "handled_with_cobrowse": f"{_TAKEN}; session.joined",
    "handle_ms": f"{_TAKEN}; {_LET_GO}; wrap_up.*",
    "handle_with_cobrowse_ms": f"{_TAKEN}; {_LET_GO}; wrap_up.*; session.joined",
    "hold_ms": "call.held, call.retrieved",
    "wrap_up_ms": "wrap_up.started, wrap_up.done, wrap_up.timed_out",
    "transferred": "interaction.transferred, call.transferred",
    "denied": "data.attached with IsCoBrowseDenied = Yes and nothing else",
    "offered": "offer.made",
    "accepted": "offer.accepted",
    "rejected": "offer.rejected",
    "missed": "offer.missed",
    "withdrawn": "offer.withdrawn",
    "entered": _QUEUED,
    "queue_accepted": f"{_QUEUED}; offer.accepted",
    "queue_in_time": f"{_QUEUED}; offer.accepted",
    "queue_abandoned": f"{_QUEUED}; {_LEFT}",
    "queue_abandoned_late": f"{_QUEUED}; {_LEFT}",
    "queue_wait_ms": f"{_QUEUED}; offer.accepted",
    "queue_longest_ms": f"{_QUEUED}; offer.accepted, interaction.ended",
    "interactions": "interaction.ended",
    "interactions_answered": "offer.accepted, call.answered",
    "interactions_abandoned": _LEFT,
    "interactions_with_cobrowse": "session.joined",
    "interactions_messaging": "chat.started",
    "interactions_transferred": "interaction.transferred, call.transferred",
    "interactions_ms": "chat.started, call.*; interaction.ended",
    "interactions_wait_ms": "chat.started, call.*; offer.accepted, call.answered",
    "login_ms": _STATES,
    "ready_ms": _STATES,
    "not_ready_ms": _STATES,
    "after_call_ms": _STATES,
}

# Name → (the expression, the measures it is made of, in words).
DERIVED: dict[str, tuple[Combinable, tuple[str, ...], str]] = {
    "handled_without_cobrowse": (
        F("handled") - F("handled_with_cobrowse"),
        ("handled", "handled_with_cobrowse"),
        "(handled - handled_with_cobrowse)",
    ),
    "handle_without_cobrowse_ms": (
        F("handle_ms") - F("handle_with_cobrowse_ms"),
        ("handle_ms", "handle_with_cobrowse_ms"),
        "(handle_ms - handle_with_cobrowse_ms)",
    ),
    "queue_counted": (
        F("queue_accepted") + F("queue_abandoned_late"),
        ("queue_accepted", "queue_abandoned_late"),
        "(queue_accepted + queue_abandoned_late)",
    ),
}


def expression_of(measure: str) -> Combinable:
    """The measure's column, or what it is made of."""
    return DERIVED[measure][0] if measure in DERIVED else F(measure)


def words_of(measure: str) -> str:
    return DERIVED[measure][2] if measure in DERIVED else measure


def sources_of(*measures: str) -> str:
    """The events that these measures follow from, each group once."""
    names: list[str] = []
    for measure in measures:
        names += DERIVED[measure][1] if measure in DERIVED else (measure,)
    return "; ".join(dict.fromkeys(SOURCES[name] for name in names))
