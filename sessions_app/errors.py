"""Refusals of this app, each with its HTTP status."""

from math import ceil

from cobrowse.errors import DomainError
from sessions_app import lifecycle

_STATUS = {
    lifecycle.NOT_FOUND: 404,
    lifecycle.NOT_ALLOWED: 403,
}


def session_not_found() -> DomainError:
    """Unknown, foreign, used, expired and ended sessions look the same."""
    return DomainError(
        lifecycle.NOT_FOUND, 404, "There is no such session, or it is over."
    )


def refusal(code: str) -> DomainError:
    """The error for a refusal of the lifecycle table; mostly a conflict."""
    if code == lifecycle.NOT_FOUND:
        return session_not_found()
    return DomainError(code, _STATUS.get(code, 409))


def too_often(code: str, retry_after: float | None, limit: int) -> DomainError:
    """429; `retry_after` in seconds, rounded up; None: waiting does not help."""
    seconds = None if retry_after is None else max(1, ceil(retry_after))
    return DomainError(code, 429, retry_after=seconds, limit=limit)


def session_ended() -> DomainError:
    """For those whose session it was: it is over, and not unknown."""
    return DomainError("session_ended", 410, "This session has ended.")
