"""Values of reports in JSON: milliseconds, UTC moments, codes."""

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F, Model

from reporting.catalogue import Column, Kind
from reporting.presentation import as_iso
from reporting.selectors import Row
from reporting.wanted import Wanted


def row_json(wanted: Wanted, row: Row) -> dict[str, Any]:
    """The chosen columns; `ids` are the keys of the things that the row is about."""
    said = values_json(wanted.chosen, row.values, wanted.zone)
    return said | {"ids": {name: _plain(key) for name, key in row.ids.items()}}


def values_json(
    columns: tuple[Column, ...], values: dict[str, Any], zone: ZoneInfo
) -> dict[str, Any]:
    """Those of the columns that have a value here."""
    return {
        column.key: value_json(column, values[column.key], zone)
        for column in columns
        if column.key in values
    }


def value_json(column: Column, value: Any, zone: ZoneInfo) -> Any:
    if value is None:
        return None
    if column.kind in {Kind.COUNT, Kind.DURATION}:
        return round(value)
    if column.kind is Kind.DAY:
        return value.astimezone(zone).date().isoformat()
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return as_iso(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value


def value_of(column: Column, fact: Model) -> Any:
    """A detail report's value of one fact that is in hand already."""
    assert isinstance(column.value, F)
    found: Any = fact
    path: str = getattr(column.value, "name")  # noqa: B009  unknown to the stubs
    for name in path.split("__"):
        try:
            found = getattr(found, name)
        except ObjectDoesNotExist:
            return None
        if found is None:
            return None
    return found
