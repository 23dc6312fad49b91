"""Queues as customers meet them: which one, does it take them, how long is the wait."""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from agents.models import Agent
from cobrowse.errors import not_found
from interactions.lifecycle import WAITING_STATES, Media
from interactions.models import Interaction, Queue, Site
from interactions.protocol.fields import QueueAvailability
from interactions.selectors.hours import is_open
from interactions.selectors.staffing import free_places, present_agents

# The wait is estimated from the last ones who were answered, not longer ago than this.
ANSWERS_LOOKED_AT = 20
ANSWERS_LOOK_BACK = timedelta(hours=24)
LONGEST_ESTIMATE_SECONDS = 4 * 3600


def active_queues() -> QuerySet[Queue]:
    """In the order of their sites' choice, with what `availability` looks at."""
    waiting = Q(interactions__state__in=WAITING_STATES)
    present = present_agents().filter(
        Q(queues=OuterRef("pk")) | Q(group__queues=OuterRef("pk"))
    )
    return (
        Queue.objects.filter(active=True, site__active=True)
        .select_related("hours", "site")
        .prefetch_related("hours__times", "hours__special_days")
        .annotate(
            present=Exists(present), waiting=Count("interactions", filter=waiting)
        )
        .order_by("position", "pk")
    )


def queues_of(agent: Agent) -> QuerySet[Queue]:
    """What the agent serves, personally or with the group."""
    personally = Q(agents=agent)
    with_group = Q(groups=agent.group_id) if agent.group_id else Q(pk__in=[])
    return Queue.objects.filter(personally | with_group, active=True)


def queue_for(site: Site, media: Media, key: str = "") -> Queue | None:
    """The queue that a customer named, else the site's first of the medium.

    None when the site has no queue of the medium; DomainError(not_found) for a key that
    none of them has.
    """
    queues = active_queues().filter(site=site, media=media)
    if not key:
        return queues.first()
    return _named(queues, key)


def callback_queue(site: Site, key: str = "") -> Queue | None:
    """The queue of a callback request: of any medium, but it must take them."""
    queues = active_queues().filter(site=site, accepts_callbacks=True)
    return _named(queues, key) if key else queues.first()


def _named(queues: QuerySet[Queue], key: str) -> Queue:
    queue = queues.filter(key=key).first()
    if queue is None:
        raise not_found()
    return queue


def availability(queue: Queue, at: datetime) -> QueueAvailability:
    """Whether the queue, one of `active_queues()`, takes somebody in now."""
    if not is_open(queue, at):
        return "closed"
    if not getattr(queue, "present", False):
        return "no_agents"
    if queue.max_waiting and getattr(queue, "waiting", 0) >= queue.max_waiting:
        return "full"
    return "open"


@dataclass(frozen=True, slots=True)
class WaitOutlook:
    """What the estimated wait in one queue is made of.

    `typical_seconds` is the median wait, from joining the queue to the answer, of the
    last 20 answered within 24 hours; `free_places` how many more its agents could take.
    """

    typical_seconds: float | None
    free_places: int

    def seconds_at(self, position: int) -> int | None:
        """The estimate for the place in the queue; None as long as nothing is known.

        typical x max(1, position - free places): who finds somebody free waits as
        long as usual, everybody else so many times as long as there are people to be
        served before somebody is free. At most four hours.
        """
        if self.typical_seconds is None:
            return None
        seconds = self.typical_seconds * max(1, position - self.free_places)
        return min(math.ceil(seconds), LONGEST_ESTIMATE_SECONDS)


def wait_outlook(queue: Queue) -> WaitOutlook:
    answered = (
        Interaction.objects.filter(
            queue=queue,
            queued_at__isnull=False,
            answered_at__gte=timezone.now() - ANSWERS_LOOK_BACK,
            # Who was taken up again later waits anew, which is no answer time.
            queued_at__lte=F("answered_at"),
        )
        .order_by("-answered_at")
        .values_list("queued_at", "answered_at")[:ANSWERS_LOOKED_AT]
    )
    waits = [
        (answered_at - queued_at).total_seconds()
        for queued_at, answered_at in answered
        if queued_at is not None and answered_at is not None
    ]
    return WaitOutlook(median(waits) if waits else None, free_places(queue))
