"""One report of a switch or chat stack: what it says, whom and which site it means."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from agents.models import Agent
from agents.selectors import agent_by_username
from cobrowse.errors import DomainError
from interactions.call_story import CallKind, Told
from interactions.lifecycle import Media
from interactions.models import CtiAdapter, Site

OLDEST_EVENT_HOURS = 24


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One report. `agent` and `to_agent` are user names; `at` is the switch's clock."""

    call_id: str
    event: CallKind
    agent: str = ""
    to_agent: str = ""
    phone_number: str = ""
    at: datetime | None = None
    site: str = ""
    media: Media = Media.VOICE
    customer_name: str = ""
    source: str = "voice"

    def told(self, agent: Agent | None) -> Told:
        """The switch's own time orders its reports; it never lies in the future.

        Call it only while the interaction's row is locked: reports without a time are
        then ordered as they are taken.
        """
        now = timezone.now()
        at = now if self.at is None else min(self.at, now)
        return Told(self.event, at, agent.pk if agent else None)


def refuse_old(event: CallEvent) -> None:
    """A report of yesterday would only confuse what is known since."""
    oldest = timezone.now() - timedelta(hours=OLDEST_EVENT_HOURS)
    if event.at is not None and event.at < oldest:
        raise DomainError("bad_time", 400, "This report is more than a day old.")


def agent_of(event: CallEvent) -> Agent | None:
    """Whose desktop it concerns; a name that nobody has is an error of the adapter."""
    name = event.agent
    if event.event is CallKind.TRANSFERRED:
        name = event.to_agent
        if not name:
            raise DomainError("agent_required", 400, "Say to whom it is transferred.")
    if not name:
        return None
    agent = agent_by_username(name)
    if agent is None:
        raise DomainError("unknown_agent", 422, "No agent has this user name.")
    return agent


def site_of(adapter: CtiAdapter, event: CallEvent) -> Site:
    """The event's site, the adapter's, or the only one there is."""
    if adapter.site is not None:
        if event.site and event.site != adapter.site.key:
            raise DomainError("unknown_site", 422, "This adapter has no such site.")
        return adapter.site
    sites = Site.objects.filter(active=True)
    if event.site:
        site = sites.filter(key=event.site).first()
        if site is None:
            raise DomainError("unknown_site", 422, "This adapter has no such site.")
        return site
    only = list(sites[:2])
    if len(only) != 1:
        raise DomainError("site_required", 400, "Say which site the call is for.")
    return only[0]
