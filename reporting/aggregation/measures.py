"""Which facts feed which measures: the one place where a sum is defined."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, F, Max, Model, Q, Sum
from django.db.models.expressions import BaseExpression, Combinable

from interactions.lifecycle import EndReason, OfferState
from reporting.models import (
    HandlingFact,
    InteractionFact,
    OfferFact,
    QueueStayFact,
    SessionFact,
)

DIMENSIONS = ("site_id", "queue_id", "agent_id", "group_id", "media", "source")
# The one measure that is a maximum.
LONGEST = "queue_longest_ms"

Sums = Mapping[str, BaseExpression]


@dataclass(frozen=True, slots=True)
class Feed:
    """A kind of fact, the moment by which it counts, and what it adds up to."""

    model: type[Model]
    moment: str
    sums: Sums


def _how_many(**condition: object) -> Count:
    return Count("pk", filter=Q(**condition)) if condition else Count("pk")


def _total(field: str | Combinable, **condition: object) -> Sum:
    return Sum(field, filter=Q(**condition)) if condition else Sum(field)


_HANDLE_TIME = F("talk_ms") + F("hold_ms") + F("wrap_up_ms")
_HANDLING = HandlingFact.Outcome
_STAY = QueueStayFact.Outcome

FEEDS = (
    Feed(
        SessionFact,
        "created_at",
        {
            "sessions_started": _how_many(),
            "sessions": _how_many(activated_at__isnull=False),
            "cobrowse_ms": _total("cobrowse_ms"),
            "pointer_ms": _total("pointer_ms"),
            "write_ms": _total("write_ms"),
            "paused_ms": _total("paused_ms"),
            "join_wait_ms": _total("wait_ms"),
            "write_sessions": _how_many(write_grants__gt=0),
            "write_requests": _total("write_requests"),
            "write_grants": _total("write_grants"),
            "write_declines": _total("write_declines"),
            "pages_visited": _total("pages_visited"),
        },
    ),
    Feed(
        HandlingFact,
        "started_at",
        {
            "handled": _how_many(is_first=True),
            "handled_with_cobrowse": _how_many(is_first=True, with_cobrowse=True),
            "handle_ms": _total(_HANDLE_TIME),
            "handle_with_cobrowse_ms": _total(_HANDLE_TIME, with_cobrowse=True),
            "hold_ms": _total("hold_ms"),
            "wrap_up_ms": _total("wrap_up_ms"),
            "transferred": _how_many(outcome=_HANDLING.TRANSFERRED),
            "denied": _how_many(denied=True),
        },
    ),
    Feed(
        OfferFact,
        "made_at",
        {
            "offered": _how_many(),
            "accepted": _how_many(outcome=OfferState.ACCEPTED),
            "rejected": _how_many(outcome=OfferState.REJECTED),
            "missed": _how_many(outcome=OfferState.MISSED),
            "withdrawn": _how_many(outcome=OfferState.WITHDRAWN),
        },
    ),
    Feed(
        QueueStayFact,
        "entered_at",
        {
            "entered": _how_many(),
            "queue_accepted": _how_many(outcome=_STAY.ACCEPTED),
            "queue_in_time": _how_many(outcome=_STAY.ACCEPTED, in_time=True),
            "queue_abandoned": _how_many(outcome=_STAY.ABANDONED),
            "queue_abandoned_late": _how_many(outcome=_STAY.ABANDONED, in_time=False),
            "queue_wait_ms": _total("wait_ms", outcome=_STAY.ACCEPTED),
            LONGEST: Max("wait_ms"),
        },
    ),
    Feed(
        InteractionFact,
        "created_at",
        {
            "interactions": _how_many(),
            "interactions_answered": _how_many(answered_at__isnull=False),
            "interactions_abandoned": _how_many(end_reason=EndReason.ABANDONED),
            "interactions_with_cobrowse": _how_many(sessions__gt=0),
            "interactions_messaging": _how_many(messaging=True),
            "interactions_transferred": _how_many(transfers__gt=0),
            "interactions_ms": _total("duration_ms"),
            "interactions_wait_ms": _total("wait_ms"),
        },
    ),
)

MOMENTS = {feed.model: feed.moment for feed in FEEDS}
STATE_MEASURES = ("login_ms", "ready_ms", "not_ready_ms", "after_call_ms")
MEASURES = tuple(name for feed in FEEDS for name in feed.sums) + STATE_MEASURES
