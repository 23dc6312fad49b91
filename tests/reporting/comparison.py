"""The aggregates beside a recount: equal, for every measure, in every bucket."""

from typing import Any

from reporting.aggregation.measures import DIMENSIONS, MEASURES
from reporting.models import ActivityDay, ActivityHour
from reporting.zones import reporting_zones
from tests.reporting.recount import (
    Sums,
    add_states,
    day_bucket,
    hour_bucket,
    recount,
    sums_of,
)


def saved(rows: Any, bucket: str) -> Sums:
    """Rows of aggregates in the shape of a recount."""
    sums: Sums = {}
    for row in rows.values():
        at = row[bucket]
        key = at.strftime("%Y-%m-%d %H") if bucket == "hour_at" else str(at)
        where = tuple(row[name] for name in DIMENSIONS)
        assert (key, where) not in sums, "two rows of one bucket and place"
        sums[key, where] = {name: row[name] for name in MEASURES}
    return sums


def without_zeros(sums: Sums) -> Sums:
    plain = {
        key: {name: value for name, value in sorted(of.items()) if value}
        for key, of in sums.items()
    }
    return {key: of for key, of in plain.items() if of}


def compare() -> None:
    figures = recount()
    wanted = sums_of(figures, hour_bucket)
    add_states(wanted, hour_bucket)
    found = saved(ActivityHour.objects.all(), "hour_at")
    assert without_zeros(found) == without_zeros(wanted)
    for zone in reporting_zones():
        bucket = day_bucket(zone.key)
        wanted = sums_of(figures, bucket)
        add_states(wanted, bucket)
        found = saved(ActivityDay.objects.filter(zone=zone.key), "day")
        assert without_zeros(found) == without_zeros(wanted), zone
