"""Summaries: sums of the aggregates by period and whatever else is shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from operator import add
from typing import Any

from django.db.models import DateField, F, QuerySet, Sum, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import TruncMonth, TruncWeek

from reporting.catalogue.dimensions import PERIOD
from reporting.catalogue.reports import Column, Kind
from reporting.models import ActivityDay, ActivityHour
from reporting.selectors.page import Page, Row
from reporting.wanted import Interval, Wanted

CHUNK = 2_000
# How many days are read for a page before all are.
_FEW_DAYS = (7, 50)
# Columns and keys get names that no column of the table has.
_COLUMN, _ID = "c_", "id_"
_KEYS = {
    "agent": "agent_id",
    "group": "group_id",
    "site": "site_id",
    "queue": "queue_id",
}


def summary_page(wanted: Wanted) -> Page:
    """One page; whether there is another is known, how many there are is not."""
    found = _page_of_rows(wanted)
    more = len(found) > wanted.page_size
    return Page(
        rows=[_row(wanted, values) for values in found[: wanted.page_size]],
        totals=totals_of(wanted),
        next_page=wanted.page + 1 if more else None,
        previous_page=wanted.page - 1 if wanted.page > 1 else None,
    )


def _page_of_rows(wanted: Wanted) -> list[dict[str, Any]]:
    """The rows of the page and one more. By period, only as many days are read as it
    takes to fill it: whatever is in the others comes later."""
    start = (wanted.page - 1) * wanted.page_size
    enough = wanted.page_size + 1
    by_period = wanted.sort_key == PERIOD.key and PERIOD.key in wanted.columns
    for days in _FEW_DAYS if by_period else ():
        fewer = _first_days(wanted, days)
        if fewer.first == wanted.first and fewer.last == wanted.last:
            break
        found = list(_rows(fewer)[start : start + enough])
        if len(found) == enough:
            return found
    return list(_rows(wanted)[start : start + enough])


def _first_days(wanted: Wanted, days: int) -> Wanted:
    """At least so many days, in whole periods, from where the report begins."""
    if wanted.interval == Interval.TOTAL:
        return wanted
    span = timedelta(days=days - 1)
    if wanted.descends:
        first = _period_of(wanted.last - span, wanted.interval)[0]
        return replace(wanted, first=max(first, wanted.first))
    last = _period_of(wanted.first + span, wanted.interval)[1]
    return replace(wanted, last=min(last, wanted.last))


def _period_of(day: date, interval: Interval) -> tuple[date, date]:
    """The first and the last day of the period that a day is in."""
    if interval == Interval.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if interval == Interval.MONTH:
        following = (day.replace(day=1) + timedelta(days=31)).replace(day=1)
        return day.replace(day=1), following - timedelta(days=1)
    return day, day


def summary_rows(wanted: Wanted) -> Iterator[Row]:
    for values in _rows(wanted).iterator(chunk_size=CHUNK):
        yield _row(wanted, values)


def summary_count(wanted: Wanted) -> int:
    rows = _rows(wanted).order_by()
    # Grouped by nothing there is one row or none, and nothing that SQL could count.
    return rows.count() if _is_grouped(wanted) else len(rows)


def totals_of(wanted: Wanted) -> dict[str, Any]:
    """The figures of the whole range in one."""
    figures = [column for column in wanted.chosen if not column.is_dimension]
    if not figures:
        return {}
    sums = _base(wanted).aggregate(
        **{_COLUMN + column.key: column.value for column in figures}
    )
    return {name.removeprefix(_COLUMN): value for name, value in sums.items()}


def series_of(wanted: Wanted) -> list[dict[str, Any]]:
    """The chart's figures by period, oldest first: `period` and a value for each."""
    figures = [
        column for key in wanted.report.chart if (column := wanted.report.column(key))
    ]
    rows = (
        _base(wanted)
        .values(**{_COLUMN + "period": _period(wanted)})
        .annotate(**{_COLUMN + column.key: column.value for column in figures})
        .order_by(_COLUMN + "period")
    )
    return [
        {name.removeprefix(_COLUMN): _plain(value) for name, value in row.items()}
        for row in rows
    ]


def _base(wanted: Wanted) -> QuerySet[Any]:
    rows: QuerySet[Any]
    if wanted.interval == Interval.HOUR:
        start, end = wanted.span
        rows = ActivityHour.objects.filter(hour_at__gte=start, hour_at__lt=end)
    else:
        rows = ActivityDay.objects.filter(
            zone=wanted.zone.key, day__gte=wanted.first, day__lte=wanted.last
        )
    return rows.filter(**wanted.where).order_by()


def _period(wanted: Wanted) -> Combinable:
    """The first day (or hour) of the period that a row of the aggregates is in."""
    if wanted.interval == Interval.HOUR:
        return F("hour_at")
    if wanted.interval == Interval.WEEK:
        return TruncWeek("day", output_field=DateField())
    if wanted.interval == Interval.MONTH:
        return TruncMonth("day", output_field=DateField())
    if wanted.interval == Interval.TOTAL:
        return Value(wanted.first, output_field=DateField())
    return F("day")


def _rows(wanted: Wanted) -> QuerySet[Any, Any]:
    chosen = wanted.chosen
    groups: dict[str, Any] = {}
    for column in chosen:
        if column.is_dimension:
            groups[_COLUMN + column.key] = _grouped(wanted, column)
            if key := _KEYS.get(column.key):
                groups[_ID + key] = F(key)
    # Without any dimension shown there is one row: the whole.
    if not groups:
        groups[_COLUMN + "all"] = Value(1)
    sums = {_COLUMN + c.key: c.value for c in chosen if not c.is_dimension}
    sort = wanted.report.column(wanted.sort_key)
    if sort is not None and not sort.is_dimension:
        sums.setdefault(_COLUMN + sort.key, sort.value)
    counts: Combinable = reduce(add, (F(name) for name in wanted.report.counts))
    rows: QuerySet[Any, Any] = (
        _base(wanted)
        .values(**groups)
        # In the answer too: SQL wants something of a row that is grouped by nothing.
        .annotate(**sums, counts=Sum(counts))
        .filter(counts__gt=0)
        .order_by(*_order(wanted, [name for name in groups if name.startswith("c_")]))
    )
    return rows


def _is_grouped(wanted: Wanted) -> bool:
    """The whole range as the only period is no group."""
    whole = wanted.interval == Interval.TOTAL
    return any(
        column.is_dimension and not (whole and column.kind is Kind.PERIOD)
        for column in wanted.chosen
    )


def _grouped(wanted: Wanted, column: Column) -> Any:
    return _period(wanted) if column.kind is Kind.PERIOD else column.value


def _order(wanted: Wanted, dimensions: list[str]) -> list[Any]:
    """The chosen column first; then the others, so that equals keep their places."""
    name = _COLUMN + wanted.sort_key
    column = wanted.report.column(wanted.sort_key)
    order: list[Any] = []
    if column is not None and (not column.is_dimension or name in dimensions):
        expression = F(name)
        order.append(
            expression.desc(nulls_last=True)
            if wanted.descends
            else expression.asc(nulls_last=True)
        )
    for other in dimensions:
        if other != name:
            order.append(F(other).asc(nulls_last=True))
    return order


def _row(wanted: Wanted, found: dict[str, Any]) -> Row:
    values = {c.key: found[_COLUMN + c.key] for c in wanted.chosen}
    ids = {
        name.removeprefix(_ID): value
        for name, value in found.items()
        if name.startswith(_ID)
    }
    return Row(values, ids)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value.isoformat() if hasattr(value, "isoformat") else value
