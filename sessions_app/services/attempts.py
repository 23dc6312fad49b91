"""How often nine digits may be guessed (T51, T52)."""

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from agents.models import Agent
from interactions.models import Site
from sessions_app.errors import too_often
from sessions_app.models import JoinAttempt

AGENT_WINDOW = timedelta(minutes=15)
SITE_WINDOW = timedelta(hours=1)


def count_attempt(*, agent: Agent, site: Site) -> JoinAttempt:
    """Write the try down before anybody looks the digits up.

    Agent and site are locked, so that parallel tries cannot all see room for one more.
    Errors: rate_limited (429) once the failures of a window are used up; a refused try
    is not counted.
    """
    with transaction.atomic():
        Agent.objects.select_for_update(no_key=True).get(pk=agent.pk)
        Site.objects.select_for_update(no_key=True).get(pk=site.pk)
        now = timezone.now()
        _check(
            JoinAttempt.objects.filter(agent=agent, at__gt=now - AGENT_WINDOW),
            settings.COBROWSE_JOIN_FAILURES_PER_AGENT,
            AGENT_WINDOW,
        )
        _check(
            JoinAttempt.objects.filter(site=site, at__gt=now - SITE_WINDOW),
            settings.COBROWSE_JOIN_FAILURES_PER_SITE,
            SITE_WINDOW,
        )
        return JoinAttempt.objects.create(agent=agent, site=site, at=now)


def _check(tries: QuerySet[JoinAttempt], limit: int, window: timedelta) -> None:
    times = list(tries.order_by("-at").values_list("at", flat=True)[:limit])
    if len(times) == limit:
        wait = times[-1] + window - timezone.now()
        raise too_often("rate_limited", wait.total_seconds(), limit)


def forgive(attempt: JoinAttempt) -> None:
    """The digits were right: the try is no failure."""
    attempt.delete()
