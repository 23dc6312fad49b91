"""The trend: the figures of everything, kept minute by minute for a day."""

from datetime import datetime, timedelta

from django.utils import timezone

from reporting.models import TrendPoint
from reporting.realtime.catalogue import TEMPLATES
from reporting.realtime.levels import number_of
from reporting.realtime.snapshot import Snapshot
from reporting.realtime.statistics import result_of
from reporting.realtime.ticks import current_snapshot

KEPT = timedelta(hours=24)
SHOWN = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


def note_trend() -> None:
    """Keep this minute's figures, once however often it is called; drop old ones."""
    snapshot = current_snapshot()
    minute = snapshot.at.replace(second=0, microsecond=0)
    TrendPoint.objects.bulk_create(
        [TrendPoint(at=minute, values=trend_values(snapshot))], ignore_conflicts=True
    )
    TrendPoint.objects.filter(at__lt=minute - KEPT).delete()


def trend_values(snapshot: Snapshot) -> dict[str, float]:
    """`template.statistic` → the number of the whole."""
    values = {}
    for template in TEMPLATES:
        whole = result_of(template, snapshot).values
        for statistic in template.statistics:
            number = number_of(statistic, whole.get(statistic.key))
            if number is not None:
                values[f"{template.key}.{statistic.key}"] = number
    return values


def trend_series(*, now: datetime | None = None) -> dict[str, list[float | None]]:
    """The last hour, a value per minute, oldest first; None where none was kept."""
    last = (now or timezone.now()).replace(second=0, microsecond=0)
    first = last - SHOWN + MINUTE
    points = dict(
        TrendPoint.objects.filter(at__gte=first, at__lte=last).values_list(
            "at", "values"
        )
    )
    minutes = [first + n * MINUTE for n in range(SHOWN // MINUTE)]
    names = {name for values in points.values() for name in values}
    return {
        name: [points.get(minute, {}).get(name) for minute in minutes]
        for name in sorted(names)
    }
