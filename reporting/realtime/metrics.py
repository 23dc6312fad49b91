"""The figures of the real-time pages for Prometheus: the same snapshot, the same words.

No agent is named: agents are counted by state, and their day is a sum. Figures of the
moment are told by site and queue ('' for what came through none of our queues).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from prometheus_client import CollectorRegistry, Gauge, generate_latest

from agents.lifecycle import Presence
from reporting.catalogue.reports import Kind
from reporting.realtime.catalogue import TEMPLATES, Per, Statistic, Template
from reporting.realtime.levels import number_of
from reporting.realtime.snapshot import LiveInteraction, QueueNow, Snapshot
from reporting.realtime.statistics import Values, result_of

Labels = dict[str, str]
Series = tuple[Labels, Values]


def metrics_text(snapshot: Snapshot) -> bytes:
    """In Prometheus' text format; each scrape has a registry of its own."""
    registry = CollectorRegistry()
    taken = Gauge(
        "cobrowse_snapshot_timestamp_seconds",
        "When the real-time figures were counted.",
        registry=registry,
    )
    taken.set(snapshot.at.timestamp())
    _add_presence(registry, snapshot)
    for template in TEMPLATES:
        _add(registry, template, list(_series(template, snapshot)))
    return generate_latest(registry)


def metric_name(template: Template, statistic: Statistic) -> str:
    """`cobrowse_queue_kpi_longest_wait_seconds`: times are in seconds."""
    key = statistic.key
    if statistic.kind is Kind.DURATION:
        key = key.removesuffix("_ms") + "_seconds"
    subject = template.key.removeprefix("cobrowse-").replace("-", "_")
    return f"cobrowse_{subject}_{key}"


def _add_presence(registry: CollectorRegistry, snapshot: Snapshot) -> None:
    gauge = Gauge("cobrowse_agents", "Agents by state.", ["state"], registry=registry)
    counted = Counter(agent.state for agent in snapshot.agents)
    for state in Presence:
        gauge.labels(state=state.value).set(counted[state.value])


def _add(registry: CollectorRegistry, template: Template, series: list[Series]) -> None:
    names = list(series[0][0]) if series else []
    for statistic in template.statistics:
        if not any(statistic.key in values for _, values in series):
            continue
        if not statistic.is_number:
            continue
        gauge = Gauge(
            metric_name(template, statistic),
            f"{statistic.label}: {statistic.definition}",
            names,
            registry=registry,
        )
        for labels, values in series:
            number = number_of(statistic, values.get(statistic.key))
            if number is not None:
                (gauge.labels(**labels) if labels else gauge).set(number)


def _series(template: Template, snapshot: Snapshot) -> Iterable[Series]:
    if template.per is Per.AGENT:
        yield {}, result_of(template, snapshot).values
        return
    labels = _labels(snapshot)
    if template.per is Per.QUEUE:
        for row in result_of(template, snapshot).rows:
            yield labels[row.row_id], row.values
        return
    for place, live in _by_place(snapshot, labels):
        part = replace(snapshot, interactions=tuple(live))
        yield place, result_of(template, part).values


def _by_place(
    snapshot: Snapshot, labels: dict[int, Labels]
) -> Iterable[tuple[Labels, list[LiveInteraction]]]:
    """Every queue and, for each site, what came through none."""
    places: dict[tuple[int, int | None], list[LiveInteraction]] = {
        (queue.site_id, queue.queue_id): [] for queue in snapshot.queues
    }
    places |= {(site_id, None): [] for site_id in snapshot.sites}
    for each in snapshot.interactions:
        places.setdefault((each.site_id, each.queue_id), []).append(each)
    for (site_id, queue_id), live in places.items():
        if queue_id is not None:
            yield {**labels[queue_id]}, live
        else:
            yield {"site": snapshot.sites[site_id].key, "queue": "", "media": ""}, live


def _labels(snapshot: Snapshot) -> dict[int, Labels]:
    """Of each queue; one whose name is not its own there has its id too."""
    names = Counter(_name(queue) for queue in snapshot.queues)
    return {
        queue.queue_id: {
            "site": snapshot.sites[queue.site_id].key,
            "queue": queue.name
            if names[_name(queue)] == 1
            else f"{queue.name} #{queue.queue_id}",
            "media": queue.media,
        }
        for queue in snapshot.queues
    }


def _name(queue: QueueNow) -> tuple[int, str, str]:
    return queue.site_id, queue.name, queue.media
