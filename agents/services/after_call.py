"""After-call work: it comes by itself after a call and goes by itself in time."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent
from agents.services.presence import set_presence
from cobrowse.actors import SYSTEM


def begin_after_call_work(*, agent: Agent, seconds: int) -> None:
    """A call has ended: no new work for so long. 0 seconds: no after-call work.

    Who was not ready stays so. Who is in after-call work without a limit keeps it, and
    of two limits the later one counts.
    """
    if not seconds:
        return
    until_at = timezone.now() + timedelta(seconds=seconds)
    with transaction.atomic():
        fresh = _held(agent)
        limited = fresh.state == Presence.AFTER_CALL_WORK and fresh.state_until_at
        if limited:
            until_at = max(until_at, limited)
        elif fresh.state != Presence.READY:
            return
        set_presence(
            agent=fresh,
            actor=SYSTEM,
            state=Presence.AFTER_CALL_WORK,
            until_at=until_at,
        )


def end_after_call_work(*, agent: Agent) -> None:
    """The work is done before its time: ready again. Without a limit the agent says."""
    with transaction.atomic():
        fresh = _held(agent)
        if fresh.state == Presence.AFTER_CALL_WORK and fresh.state_until_at:
            set_presence(agent=fresh, actor=SYSTEM, state=Presence.READY)


def end_due_after_call_work() -> int:
    """Whose time is over is ready again; how many."""
    due = Agent.objects.filter(
        state=Presence.AFTER_CALL_WORK, state_until_at__lte=timezone.now()
    )
    count = 0
    for agent in due:
        with transaction.atomic():
            fresh = _held(agent)
            if due.filter(pk=fresh.pk).exists():
                set_presence(agent=fresh, actor=SYSTEM, state=Presence.READY)
                count += 1
    return count


def _held(agent: Agent) -> Agent:
    return Agent.objects.select_for_update(of=("self",), no_key=True).get(pk=agent.pk)
