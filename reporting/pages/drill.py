"""From a row of a report to what it is made of: the address of the next finer page."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from reporting.catalogue import (
    AGENT_STATE_DETAILS,
    AGENT_SUMMARY,
    COBROWSE_DETAIL,
    COBROWSE_SUMMARY,
    Report,
)
from reporting.models import SessionFact
from reporting.selectors import Row
from reporting.wanted import Interval, Wanted

_FINER = {
    COBROWSE_SUMMARY.key: COBROWSE_DETAIL,
    AGENT_SUMMARY.key: AGENT_STATE_DETAILS,
}
# Filters of an address: the name there, and how a row and a wish name it.
_FILTERS = {
    "agent": "agent_id",
    "group": "group_id",
    "site": "site_id",
    "queue": "queue_id",
}


def drill_down(wanted: Wanted, row: Row) -> str:
    """Where the row leads; empty when no page shows just what the row is about."""
    if wanted.report.model is SessionFact:
        zone = urlencode({"zone": wanted.zone.key})
        return f"{reverse('reporting:session-detail', args=[row.ids['key']])}?{zone}"
    finer = _FINER.get(wanted.report.key)
    filters = None if finer is None else _filters(wanted, row, finer)
    if finer is None or filters is None:
        return ""
    first, last = _days(wanted, row.values.get("period"))
    query = {"start": first, "end": last, "zone": wanted.zone.key, **filters}
    return f"{reverse('reporting:report', args=[finer])}?{urlencode(query)}"


def _filters(wanted: Wanted, row: Row, finer: Report) -> dict[str, Any] | None:
    """None when the row is of something that cannot be filtered by."""
    found: dict[str, Any] = {}
    if "source" in row.values:
        return None
    for name, key in _FILTERS.items():
        value = row.ids[key] if key in row.ids else getattr(wanted, key)
        if key in row.ids and value is None and not _follows(name, row):
            return None
        found[name] = value
    found["medium"] = row.values.get("medium", wanted.media)
    given = {name: value for name, value in found.items() if value not in (None, "")}
    return None if given.keys() & finer.without else given


def _follows(name: str, row: Row) -> bool:
    """An agent without a group is named by the agent alone."""
    return name == "group" and row.ids.get("agent_id") is not None


def _days(wanted: Wanted, period: Any) -> tuple[date, date]:
    """First and last day of the row's period within the range; of an hour, its day."""
    first, last = wanted.first, wanted.last
    if period is None:
        return first, last
    if isinstance(period, datetime):
        period = period.astimezone(wanted.zone).date()
    start, end = period, period
    if wanted.interval == Interval.WEEK:
        end = period + timedelta(days=6)
    elif wanted.interval == Interval.MONTH:
        end = period.replace(day=monthrange(period.year, period.month)[1])
    elif wanted.interval == Interval.TOTAL:
        end = last
    return max(start, first), min(end, last)
