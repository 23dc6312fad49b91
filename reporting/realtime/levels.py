"""How bad a value is, by the thresholds of the snapshot. Pure."""

from enum import StrEnum

from reporting.catalogue.reports import Kind
from reporting.realtime.catalogue import Per, Statistic, Template
from reporting.realtime.snapshot import Limit, Snapshot
from reporting.realtime.statistics import Result, Row, Value


class Level(StrEnum):
    OK = ""
    WARNING = "warning"
    ALARM = "alarm"


def number_of(statistic: Statistic, value: Value) -> float | None:
    """As thresholds, trend and /metrics have it: times in seconds; None for words."""
    if not statistic.is_number or not isinstance(value, int | float):
        return None
    return value / 1000 if statistic.kind is Kind.DURATION else float(value)


def level_of(limit: Limit | None, number: float | None) -> Level:
    if limit is None or number is None:
        return Level.OK
    for bound, level in ((limit.alarm, Level.ALARM), (limit.warning, Level.WARNING)):
        if number <= bound if limit.below else number >= bound:
            return level
    return Level.OK


def levels_of(
    snapshot: Snapshot, template: Template, row: Row | Result
) -> dict[str, Level]:
    """The statistics of one row that are worth a look. A template with rows is judged
    row by row: what is much for a queue is little for all of them."""
    if isinstance(row, Result) and template.per is not Per.ALL:
        return {}
    levels = {
        statistic.key: level_of(
            snapshot.limits.get((template.key, statistic.key)),
            number_of(statistic, row.values.get(statistic.key)),
        )
        for statistic in template.statistics
    }
    return {key: level for key, level in levels.items() if level}
