"""The chart of a summary: a value for each period, also for those without any rows."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import TypedDict

from django.utils import timezone

from reporting.aggregation.buckets import HOUR, hour_of
from reporting.presentation import period_text
from reporting.selectors import series_of
from reporting.wanted import Interval, Wanted

# More points than these are no picture any more.
MOST_POINTS = 800
# So few periods stand beside each other as bars; more are lines.
MOST_BARS = 14


class Series(TypedDict):
    label: str
    values: list[float]


class Chart(TypedDict):
    """What the page's script draws. `shape` is `bar` or `line`."""

    shape: str
    labels: list[str]
    series: list[Series]


def may_be_drawn(wanted: Wanted) -> bool:
    return bool(wanted.report.chart) and wanted.interval != Interval.TOTAL


def chart_of(wanted: Wanted) -> Chart | None:
    """None where there is nothing to draw, or too much."""
    if not may_be_drawn(wanted):
        return None
    periods = list(_periods(wanted))
    if len(periods) > MOST_POINTS:
        return None
    found = {row["period"]: row for row in series_of(wanted)}
    columns = [c for key in wanted.report.chart if (c := wanted.report.column(key))]
    return Chart(
        shape="bar" if len(periods) <= MOST_BARS else "line",
        labels=[period_text(each, wanted.zone, wanted.interval) for each in periods],
        series=[
            Series(
                label=str(column.label),
                values=[
                    found.get(each.isoformat(), {}).get(column.key) or 0
                    for each in periods
                ],
            )
            for column in columns
        ],
    )


def _periods(wanted: Wanted) -> Iterator[date | datetime]:
    """All periods of the range that have begun, named as the sums name them."""
    if wanted.interval == Interval.HOUR:
        start, end = wanted.span
        hour = hour_of(start)
        if hour < start:  # zones that are half an hour off
            hour += HOUR
        end = min(end, timezone.now())
        while hour < end:
            yield hour
            hour += HOUR
        return
    last = min(wanted.last, timezone.localdate(timezone=wanted.zone))
    day = _first_of(wanted.first, wanted.interval)
    while day <= last:
        yield day
        day = _first_of(day + _LENGTH[wanted.interval], wanted.interval)


# Past the end of the period, and not past that of the next.
_LENGTH = {
    Interval.DAY: timedelta(days=1),
    Interval.WEEK: timedelta(days=7),
    Interval.MONTH: timedelta(days=31),
}


def _first_of(day: date, interval: Interval) -> date:
    if interval == Interval.WEEK:
        return day - timedelta(days=day.weekday())
    return day.replace(day=1) if interval == Interval.MONTH else day
