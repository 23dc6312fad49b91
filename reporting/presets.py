"""Ranges of days that have a name: they mean something else every day."""

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Preset(TextChoices):
    TODAY = "today", _("Today")
    YESTERDAY = "yesterday", _("Yesterday")
    LAST_7_DAYS = "last_7_days", _("Last 7 days")
    LAST_30_DAYS = "last_30_days", _("Last 30 days")
    THIS_WEEK = "this_week", _("This week")
    LAST_WEEK = "last_week", _("Last week")
    THIS_MONTH = "this_month", _("This month")
    LAST_MONTH = "last_month", _("Last month")
    THIS_YEAR = "this_year", _("This year")
    LAST_12_MONTHS = "last_12_months", _("Last 12 months")


def range_of(preset: Preset, today: date) -> tuple[date, date]:
    """First and last day, inclusive. Weeks begin on Monday; days of `today` count."""
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    before = first - timedelta(days=1)
    return {
        Preset.TODAY: (today, today),
        Preset.YESTERDAY: (today - timedelta(days=1), today - timedelta(days=1)),
        Preset.LAST_7_DAYS: (today - timedelta(days=6), today),
        Preset.LAST_30_DAYS: (today - timedelta(days=29), today),
        Preset.THIS_WEEK: (monday, today),
        Preset.LAST_WEEK: (monday - timedelta(days=7), monday - timedelta(days=1)),
        Preset.THIS_MONTH: (first, today),
        Preset.LAST_MONTH: (before.replace(day=1), before),
        Preset.THIS_YEAR: (today.replace(month=1, day=1), today),
        Preset.LAST_12_MONTHS: (_year_before(today), today),
    }[preset]


def _year_before(today: date) -> date:
    """The day after the same day of the year before."""
    try:
        return today.replace(year=today.year - 1) + timedelta(days=1)
    except ValueError:  # 29 February
        return date(today.year - 1, 3, 1)
