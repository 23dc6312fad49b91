"""Rows of queues: who waits, and how it went today."""

from collections import defaultdict
from datetime import datetime

from reporting.facts.durations import milliseconds
from reporting.realtime.catalogue.queues import QUEUE_KPI
from reporting.realtime.snapshot import QueueNow, Snapshot
from reporting.realtime.statistics.results import Result, Row, Values, percent


def queue_kpi(snapshot: Snapshot) -> Result:
    today: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for figures in snapshot.figures:
        if figures.queue_id is not None:
            for name, value in figures.values.items():
                today[figures.queue_id][name] += value
    waiting: dict[int | None, list[datetime]] = defaultdict(list)
    for each in snapshot.interactions:
        if each.waiting_since is not None:
            waiting[each.queue_id].append(each.waiting_since)
    shown = [
        queue
        for queue in snapshot.queues
        if queue.active or queue.queue_id in today or queue.queue_id in waiting
    ]
    rows = [
        Row(
            queue.queue_id,
            queue.name,
            _queue_values(snapshot, [queue], today, waiting),
            site_id=queue.site_id,
        )
        for queue in shown
    ]
    return Result(QUEUE_KPI, _queue_values(snapshot, shown, today, waiting), rows)


def _queue_values(
    snapshot: Snapshot,
    queues: list[QueueNow],
    today: dict[int, dict[str, int]],
    waiting: dict[int | None, list[datetime]],
) -> Values:
    """Of one queue, or of all of them together."""
    ids = [queue.queue_id for queue in queues]
    since = [at for queue_id in ids for at in waiting[queue_id]]
    late = sum(at >= snapshot.day_start for at in since)

    def total(measure: str) -> int:
        return sum(today[queue_id][measure] for queue_id in ids)

    entered, accepted = total("entered") + late, total("queue_accepted")
    return {
        "entered": entered,
        "waiting_now": len(since),
        "longest_wait_ms": milliseconds(snapshot.at - min(since)) if since else 0,
        "average_wait_ms": round(total("queue_wait_ms") / accepted) if accepted else 0,
        "accepted": accepted,
        "accepted_in_time": total("queue_in_time"),
        "abandoned": total("queue_abandoned"),
        "abandoned_percent": percent(total("queue_abandoned"), entered),
        "transferred": total("transferred"),
    }
