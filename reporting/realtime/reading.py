"""Read a snapshot from the database: a handful of queries, whatever the history."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from agents.lifecycle import Presence
from agents.models import Agent
from interactions.lifecycle import HANDLED_STATES, WAITING_STATES, OfferState
from interactions.models import Interaction, InteractionEvent, Offer, Queue, Site
from reporting.aggregation.buckets import day_span
from reporting.facts.durations import milliseconds
from reporting.models import Threshold
from reporting.realtime.snapshot import (
    AgentNow,
    Figures,
    Limit,
    LiveInteraction,
    QueueNow,
    SessionNow,
    SiteNow,
    Snapshot,
)
from reporting.realtime.today import today
from reporting.zones import reporting_zones
from sessions_app.lifecycle import State as SessionState
from sessions_app.models import CobrowseSession

_LIVE_COLUMNS = ("pk", "site_id", "queue_id", "agent_id", "media", "source")


def read_snapshot(*, at: datetime | None = None) -> Snapshot:
    """What is now; `at` is a moment that is not long ago."""
    at = at or timezone.now()
    zone = reporting_zones()[0]
    day = at.astimezone(zone).date()
    span = day_span(day, zone)
    with _one_moment():
        figures, over = today(day, zone, span)
        rows = list(Agent.objects.all())
        ids = [row.pk for row in rows]
        alive = _alive_sessions(ids)
        sharing = {interaction_id for interaction_id, _ in alive if interaction_id}
        return Snapshot(
            at=at,
            day_start=span[0],
            sites=_sites(),
            queues=_queues(rows),
            agents=_agents(rows, figures, at, span[0]),
            interactions=(*_in_hand(ids, sharing), *_waiting()),
            figures=tuple(figures),
            sessions=(*(session for _, session in alive), *over),
            limits=_limits(),
        )


@contextmanager
def _one_moment() -> Iterator[None]:
    """All queries see the same moment where the database can do so for readers."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield


def _agents(
    rows: list[Agent], figures: list[Figures], at: datetime, day_start: datetime
) -> tuple[AgentNow, ...]:
    spent: dict[int | None, dict[str, int]] = defaultdict(dict)
    for each in figures:
        if each.site_id is None:
            spent[each.agent_id] = each.values
    agents = []
    for row in rows:
        running = milliseconds(at - max(row.state_since_at, day_start))
        times = {
            name: spent[row.pk].get(name, 0) + (running if counts else 0)
            for name, counts in (
                ("login_ms", row.state != Presence.LOGGED_OUT),
                ("ready_ms", row.state == Presence.READY),
                ("not_ready_ms", row.state == Presence.NOT_READY),
            )
        }
        agents.append(
            AgentNow(
                agent_id=row.pk,
                name=row.display_name,
                group_id=row.group_id,
                state=row.state,
                reason=row.state_reason,
                since=row.state_since_at,
                **times,
            )
        )
    return tuple(agents)


def _sites() -> dict[int, SiteNow]:
    rows = Site.objects.values_list("pk", "key", "name")
    return {pk: SiteNow(key, name) for pk, key, name in rows}


def _queues(agents: list[Agent]) -> tuple[QueueNow, ...]:
    members: dict[int, set[int]] = defaultdict(set)
    for agent in agents:
        if agent.group_id is not None:
            members[agent.group_id].add(agent.pk)
    serving: dict[int, set[int]] = defaultdict(set)
    for queue_id, agent_id in Queue.agents.through._default_manager.values_list(
        "queue_id", "agent_id"
    ):
        serving[queue_id].add(agent_id)
    for queue_id, group_id in Queue.groups.through._default_manager.values_list(
        "queue_id", "agentgroup_id"
    ):
        serving[queue_id] |= members[group_id]
    return tuple(
        QueueNow(pk, name, site_id, media, active, frozenset(serving[pk]))
        for pk, name, site_id, media, active in Queue.objects.order_by(
            "name", "pk"
        ).values_list("pk", "name", "site_id", "media", "active")
    )


def _in_hand(agent_ids: list[int], sharing: set[UUID]) -> Iterator[LiveInteraction]:
    """By agent: only so the index on agent and state is of use among a million rows."""
    rows = Interaction.objects.filter(agent__in=agent_ids, state__in=HANDLED_STATES)
    for pk, site, queue, agent, media, source in rows.order_by().values_list(
        *_LIVE_COLUMNS
    ):
        yield LiveInteraction(site, queue, agent, media, source, cobrowse=pk in sharing)


def _waiting() -> Iterator[LiveInteraction]:
    waiting = list(
        Interaction.objects.filter(agent__isnull=True, state__in=WAITING_STATES)
        .order_by()
        .values_list("pk", "site_id", "queue_id", "media", "source", "created_at")
    )
    ids = [pk for pk, *_ in waiting]
    asked = dict(
        Offer.objects.filter(interaction__in=ids, state=OfferState.PENDING)
        .order_by()
        .values_list("interaction_id", "agent_id")
        if ids
        else ()
    )
    entered = _entered(ids)
    for pk, site, queue, media, source, created_at in waiting:
        yield LiveInteraction(
            site,
            queue,
            None,
            media,
            source,
            waiting_since=entered.get(pk, created_at),
            offered_to=asked.get(pk),
        )


def _entered(ids: list[UUID]) -> dict[UUID, datetime]:
    """When those that did not begin with it began to wait: they keep their place in the
    line, so `queued_at` does not say."""
    if not ids:
        return {}
    rows: Any = (
        InteractionEvent.objects.filter(interaction__in=ids, state__in=WAITING_STATES)
        .exclude(old_state__in=WAITING_STATES)
        .order_by()
        .values_list("interaction_id")
        .annotate(entered_at=Max("at"))
    )
    return dict(rows)


def _alive_sessions(agent_ids: list[int]) -> list[tuple[UUID | None, SessionNow]]:
    rows = (
        CobrowseSession.objects.filter(agent__in=agent_ids, state=SessionState.ACTIVE)
        .order_by()
        .values_list(
            "interaction_id",
            "pk",
            "agent_id",
            "site_id",
            "interaction__queue_id",
            "media",
            "created_at",
        )
    )
    alive: list[tuple[UUID | None, SessionNow]] = []
    for interaction_id, pk, agent_id, site, queue, media, created_at in rows:
        assert agent_id is not None
        session = SessionNow(str(pk), agent_id, site, queue, media, created_at, True)
        alive.append((interaction_id, session))
    return alive


def _limits() -> dict[tuple[str, str], Limit]:
    return {
        (row.template, row.statistic): Limit(
            row.direction == Threshold.Direction.BELOW, row.warning, row.alarm
        )
        for row in Threshold.objects.order_by()
    }
