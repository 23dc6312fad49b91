"""When a session is over by itself, computed from stored times alone.

Nothing here waits for a timer: whoever looks at a session first notices what is due, so
limits hold even while the periodic task is late or absent.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from cobrowse.actors import Role
from sessions_app.lifecycle import EndReason, Mode, State
from sessions_app.models import CobrowsePolicy, CobrowseSession

# How often a living socket writes down that its side is there.
HEARTBEAT_SECONDS: Final = 5
# A side with a socket may be two heartbeats stale before it counts as silent.
_STALE = timedelta(seconds=2 * HEARTBEAT_SECONDS)
# The widget's socket says less often that its customer is there.
_WIDGET_STALE = timedelta(seconds=35)


@dataclass(frozen=True, slots=True, order=True)
class Due:
    """The moment at which a session ends, and why."""

    at: datetime
    reason: EndReason


def silent_since(session: CobrowseSession, role: Role) -> datetime | None:
    """Since when a side gives no sign of life, at the latest; None: never came."""
    if role is Role.CUSTOMER:
        seen_at: datetime | None = session.customer_seen_at
        connected = bool(session.customer_connection)
        if session.state == State.PENDING and not connected:
            # Reading digits out, the customer need not share yet.
            return max(
                session.customer_seen_at,
                session.customer.last_seen_at + _WIDGET_STALE,
            )
    else:
        seen_at = session.agent_seen_at
        connected = bool(session.agent_connection)
    if seen_at is None:
        return None
    return seen_at + _STALE if connected else seen_at


def is_online(session: CobrowseSession, role: Role, now: datetime) -> bool:
    """Whether a socket of this side lives; a crashed server's sockets do not."""
    connection = (
        session.customer_connection
        if role is Role.CUSTOMER
        else session.agent_connection
    )
    since = silent_since(session, role)
    return bool(connection) and since is not None and since > now


def end_deadlines(session: CobrowseSession, policy: CobrowsePolicy) -> list[Due]:
    """Every time-out that runs on the session now (SL-7)."""
    customer_gone = silent_since(session, Role.CUSTOMER)
    agent_gone = silent_since(session, Role.AGENT)
    running = [
        (
            customer_gone,
            policy.customer_offline_seconds,
            EndReason.CUSTOMER_OFFLINE,
        )
    ]
    if session.state == State.PENDING:
        running.append(
            (session.created_at, policy.waiting_seconds, EndReason.NEVER_JOINED)
        )
    else:
        running.append(
            (
                session.last_activity_at,
                policy.inactivity_seconds,
                EndReason.INACTIVITY,
            )
        )
        running.append(
            (agent_gone, policy.agent_offline_seconds, EndReason.AGENT_OFFLINE)
        )
    return [
        Due(since + timedelta(seconds=seconds), reason)
        for since, seconds, reason in running
        if since is not None
    ]


def end_due(
    session: CobrowseSession, policy: CobrowsePolicy, now: datetime
) -> Due | None:
    """The earliest time-out that has run out; it names the reason."""
    if session.state == State.ENDED:
        return None
    first = min(end_deadlines(session, policy))
    return first if first.at <= now else None


def is_request_expired(session: CobrowseSession, now: datetime) -> bool:
    expires_at = session.write_request_expires_at
    return expires_at is not None and expires_at <= now


def has_writer_left(
    session: CobrowseSession, policy: CobrowsePolicy, now: datetime
) -> bool:
    """Whether Write Mode must fall back: the agent has been away for too long."""
    if session.mode != Mode.WRITE:
        return False
    since = silent_since(session, Role.AGENT)
    return since is None or since + timedelta(seconds=policy.agent_away_seconds) <= now
