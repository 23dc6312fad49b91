"""Detail reports: a row per fact, paged by key so that every page costs the same."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F, Q, QuerySet, Value
from django.db.models.expressions import BaseExpression, Combinable
from django.db.models.functions import Coalesce

from reporting.catalogue.reports import NUMBERS, Kind
from reporting.models import SessionFact
from reporting.selectors.page import Page, Row, bad_cursor, pack_cursor, unpack_cursor
from reporting.selectors.summaries import totals_of
from reporting.wanted import Interval, Wanted

CHUNK = 2_000
_COLUMN = "c_"
_MOMENTS = {Kind.MOMENT, Kind.DAY}
# By these nothing can be sorted.
UNSORTABLE = frozenset({Kind.PAGES, Kind.ID})


def detail_page(wanted: Wanted) -> Page:
    """One page, after or before a cursor, or the first."""
    backwards = bool(wanted.before)
    found = _read(wanted, wanted.page_size + 1, backwards=backwards)
    more = len(found) > wanted.page_size
    found = found[: wanted.page_size]
    if backwards:
        found.reverse()
    has_next = bool(found) and (more or backwards)
    has_previous = bool(found) and (bool(wanted.after) or (backwards and more))
    return Page(
        rows=[_row(wanted, values) for values in found],
        rows_in_all=_known_count(wanted),
        after=_cursor(found[-1]) if has_next else "",
        before=_cursor(found[0]) if has_previous else "",
    )


def is_read_in_chunks(wanted: Wanted) -> bool:
    """Whether an index gives the rows in this order, so that they can be read by and
    by; in any other each chunk would sort all of them again."""
    column = wanted.report.column(wanted.sort_key)
    return column is not None and column.value == F(wanted.report.moment)


def detail_rows(wanted: Wanted) -> Iterator[Row]:
    """All rows, with flat memory: chunk by chunk, or by one query with a cursor."""
    wanted = wanted.whole()
    if not is_read_in_chunks(wanted):
        for values in _found(wanted, backwards=False).iterator(chunk_size=CHUNK):
            yield _row(wanted, values)
        return
    while True:
        found = _read(wanted, CHUNK, backwards=False)
        for values in found:
            yield _row(wanted, values)
        if len(found) < CHUNK:
            return
        wanted = replace(wanted, after=_cursor(found[-1]))


def detail_count(wanted: Wanted) -> int:
    return _base(wanted).count()


def _known_count(wanted: Wanted) -> int | None:
    """How many sessions there are in all, from the sums: counting rows takes long."""
    if wanted.report.model is not SessionFact:
        return None
    from reporting.catalogue.cobrowse import COBROWSE_SUMMARY

    sums = replace(
        wanted.whole(),
        report=COBROWSE_SUMMARY,
        columns=("sessions_started",),
        interval=Interval.DAY,
    )
    return int(totals_of(sums)["sessions_started"])


def _base(wanted: Wanted) -> QuerySet[Any]:
    assert wanted.report.model is not None
    start, end = wanted.span
    moment = wanted.report.moment
    span = {f"{moment}__gte": start, f"{moment}__lt": end}
    return wanted.report.model._default_manager.filter(**span, **wanted.where)


def _sorted_by(wanted: Wanted) -> tuple[BaseExpression | Combinable, Kind]:
    column = wanted.report.column(wanted.sort_key)
    assert column is not None
    if column.kind in _MOMENTS:
        return column.value, column.kind
    empty = Value(-1) if column.is_number else Value("")
    return Coalesce(column.value, empty), column.kind


def _read(wanted: Wanted, limit: int, *, backwards: bool) -> list[dict[str, Any]]:
    rows = _found(wanted, backwards=backwards)
    if is_read_in_chunks(wanted):
        return list(rows[:limit])
    # First which, then what is in them: sorted is only what it takes.
    keys = list(rows.values_list("pk", flat=True)[:limit])
    found = {values["key"]: values for values in rows.filter(pk__in=keys)}
    return [found[key] for key in keys if key in found]


def _found(wanted: Wanted, *, backwards: bool) -> QuerySet[Any, dict[str, Any]]:
    by, kind = _sorted_by(wanted)
    down = wanted.descends != backwards
    rows = _base(wanted).alias(sort_by=by)
    if cursor := wanted.before or wanted.after:
        rows = rows.filter(_beyond(wanted, cursor, kind, down=down))
    key = F("pk").desc() if down else F("pk").asc()
    order = F("sort_by").desc() if down else F("sort_by").asc()
    columns = {_COLUMN + column.key: column.value for column in wanted.chosen}
    keys = {"key": F("pk"), "at": F("sort_by"), "of_agent": F("agent_id")}
    found: QuerySet[Any, dict[str, Any]] = rows.order_by(order, key).values(
        **columns, **keys
    )
    return found


def _beyond(wanted: Wanted, cursor: str, kind: Kind, *, down: bool) -> Q:
    assert wanted.report.model is not None
    value, key = unpack_cursor(cursor)
    try:
        key = wanted.report.model._meta.pk.to_python(key)
        if kind in _MOMENTS:
            value = datetime.fromisoformat(value)
            fits = value.tzinfo is not None
        else:
            fits = type(value) in ((int, float) if kind in NUMBERS else (str,))
    except (TypeError, ValueError, ValidationError):
        raise bad_cursor() from None
    if not fits:
        raise bad_cursor()
    than = "lt" if down else "gt"
    return Q(**{f"sort_by__{than}e": value}) & (
        Q(**{f"sort_by__{than}": value}) | Q(**{f"pk__{than}": key})
    )


def _cursor(values: dict[str, Any]) -> str:
    at = values["at"]
    key = values["key"]
    return pack_cursor(
        at.isoformat() if isinstance(at, datetime) else at,
        key if isinstance(key, int) else str(key),
    )


def _row(wanted: Wanted, found: dict[str, Any]) -> Row:
    values = {c.key: found[_COLUMN + c.key] for c in wanted.chosen}
    return Row(values, {"key": found["key"], "agent_id": found["of_agent"]})
