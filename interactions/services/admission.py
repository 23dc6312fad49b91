"""Who is let into a queue now, may leave a message, or is told to come back."""

from django.utils import timezone

from cobrowse.errors import DomainError
from interactions.models import Queue
from interactions.protocol.fields import QueueAvailability
from interactions.selectors.queues import availability

_REFUSALS: dict[QueueAvailability, tuple[str, str]] = {
    "closed": ("queue_closed", "We are closed now."),
    "no_agents": ("no_agents", "Nobody is here now."),
    "full": ("queue_full", "Too many are waiting. Please try again later."),
}


def admit(queue: Queue, *, may_leave_message: bool = False) -> bool:
    """Whether somebody is there for one more; False: it is a message for later.

    `queue` is one of `selectors.queues.active_queues()`. Without the right to leave a
    message a queue that is closed or has no agents refuses, and a full one always does:
    DomainError(queue_closed, no_agents, queue_full).
    """
    now = availability(queue, timezone.now())
    if now == "open":
        return True
    if now != "full" and may_leave_message:
        return False
    code, detail = _REFUSALS[now]
    raise DomainError(code, 409, detail)
