"""Desktops: which tab has it, and whether it lives."""

from django.db import transaction
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent
from agents.selectors import seen_after, superseded
from agents.services.presence import set_presence
from cobrowse.announce import agent_group, tell


def open_desktop(
    *, agent: Agent, tab: str | None = None, returning: bool = False
) -> Agent:
    """A desktop of the agent said hello: whoever was logged out is not ready now.

    The newest tab has the desktop; sockets of the one before are closed. A tab that
    comes `returning` after a cut keeps what it had; if another one has taken over
    meanwhile and lives, DomainError(superseded). The row is locked: of two tabs that
    come at the same moment one is the newest. Without a tab nothing is taken over.
    """
    with transaction.atomic():
        fresh = Agent.objects.select_for_update(of=("self",), no_key=True).get(
            pk=agent.pk
        )
        if tab is not None and tab != fresh.desktop_tab:
            alive = fresh.last_seen_at is not None and fresh.last_seen_at > seen_after()
            if returning and fresh.desktop_tab and alive:
                raise superseded()
            Agent.objects.filter(pk=fresh.pk).update(desktop_tab=tab)
            tell(agent_group(fresh.pk), "superseded")
        mark_seen(agent=fresh)
        if fresh.state == Presence.LOGGED_OUT:
            set_presence(agent=fresh, actor=agent.as_actor(), state=Presence.NOT_READY)
        fresh.refresh_from_db()
    return fresh


def mark_seen(*, agent: Agent, tab: str | None = None) -> None:
    """The desktop's heartbeat: ready counts only while it beats.

    DomainError(superseded) to a tab that has lost the desktop and was not told.
    """
    rows = Agent.objects.filter(pk=agent.pk)
    if tab is not None:
        rows = rows.filter(desktop_tab=tab)
    if not rows.update(last_seen_at=timezone.now()):
        raise superseded()
