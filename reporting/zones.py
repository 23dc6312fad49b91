"""The time zones in which days are counted: set by the installation."""

from zoneinfo import ZoneInfo

from django.conf import settings


def reporting_zones() -> list[ZoneInfo]:
    """All of them; the first is the one that a reader gets without asking."""
    return [ZoneInfo(name) for name in settings.COBROWSE_REPORT_ZONES]


def zone_named(name: str) -> ZoneInfo | None:
    """One of the reporting zones, or None."""
    return ZoneInfo(name) if name in settings.COBROWSE_REPORT_ZONES else None
