"""Values of a report as a person reads them."""

from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format, number_format

from reporting.catalogue.reports import Column, Kind
from reporting.wanted import Interval

NOTHING = "—"


def clock(milliseconds: float) -> str:
    """Whole seconds as h:mm:ss: 0:02:03, 130:00:00."""
    minutes, seconds = divmod(round(milliseconds / 1000), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def as_text(
    column: Column, value: Any, zone: ZoneInfo, interval: Interval = Interval.DAY
) -> str:
    """One value in words and figures; moments in the zone, nothing as a dash."""
    if value is None or (value == "" and column.kind is Kind.TEXT):
        return NOTHING
    match column.kind:
        case Kind.DURATION:
            return clock(value)
        case Kind.PERCENT:
            return number_format(round(value, 1), decimal_pos=1) + " %"
        case Kind.RATIO:
            return number_format(round(value, 2), decimal_pos=2)
        case Kind.COUNT:
            return number_format(value, force_grouping=True)
        case Kind.DAY:
            return f"{value.astimezone(zone):%Y-%m-%d}"
        case Kind.MOMENT:
            return f"{value.astimezone(zone):%H:%M:%S}"
        case Kind.PERIOD:
            return period_text(value, zone, interval)
        case Kind.PAGES:
            return pages_text(value)
        case _:
            return column.in_words(value)


def period_text(value: date | datetime, zone: ZoneInfo, interval: Interval) -> str:
    """2026-03-31, 2026-03-31 14:00, week of 2026-03-30, March 2026."""
    if isinstance(value, datetime):
        return f"{value.astimezone(zone):%Y-%m-%d %H:%M}"
    if interval == Interval.MONTH:
        return date_format(value, "F Y")
    if interval == Interval.WEEK:
        year, week, _ = value.isocalendar()
        return f"{year}-W{week:02} ({value:%d.%m.})"
    return f"{value:%Y-%m-%d}"


def pages_text(visits: list[dict[str, Any]]) -> str:
    """1. Title, address (time); …"""
    return "; ".join(
        f"{number}. {visit['title'] or NOTHING}, {visit['url']} "
        f"({clock(visit['stayed_ms'])})"
        for number, visit in enumerate(visits, start=1)
    )


def as_iso(value: datetime) -> str:
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
