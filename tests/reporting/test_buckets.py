"""Days are as long as the clock makes them, and every hour belongs to its day."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from reporting.aggregation.buckets import (
    day_span,
    days_of_hours,
    hour_of,
    hours_over,
    runs_of_days,
)

OSLO, KOLKATA = ZoneInfo("Europe/Oslo"), ZoneInfo("Asia/Kolkata")


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 3, 29), 23),
        (date(2026, 10, 25), 25),
        (date(2026, 7, 1), 24),
    ],
)
def test_a_day_is_shorter_or_longer_when_the_clock_changes(
    day: date, hours: int
) -> None:
    start, end = day_span(day, OSLO)
    assert end - start == timedelta(hours=hours)


def test_a_day_begins_at_the_midnight_of_its_zone() -> None:
    start, _ = day_span(date(2026, 5, 1), KOLKATA)
    assert start == datetime(2026, 4, 30, 18, 30, tzinfo=UTC)


def test_where_midnight_is_skipped_the_day_begins_with_the_first_moment_there_is() -> (
    None
):
    """Beirut turns its clock from 00:00 to 01:00."""
    beirut = ZoneInfo("Asia/Beirut")
    start, end = day_span(date(2026, 3, 29), beirut)
    assert start.astimezone(beirut).date() == date(2026, 3, 29)
    assert (start - timedelta(seconds=1)).astimezone(beirut).date() == date(2026, 3, 28)
    assert end - start == timedelta(hours=23)


def test_an_hour_may_belong_to_two_days_where_midnight_is_not_on_the_hour() -> None:
    hour = datetime(2026, 4, 30, 18, tzinfo=UTC)
    assert days_of_hours([hour], KOLKATA) == {date(2026, 4, 30), date(2026, 5, 1)}
    assert days_of_hours([hour], OSLO) == {date(2026, 4, 30)}


def test_the_repeated_hour_is_two_hours() -> None:
    first = datetime(2026, 10, 25, 2, 30, tzinfo=OSLO)
    second = first.replace(fold=1)
    assert hour_of(second) - hour_of(first) == timedelta(hours=1)


def test_hours_over_a_span() -> None:
    at = datetime(2026, 1, 1, 10, 59, 59, tzinfo=UTC)
    assert list(hours_over(at, at)) == [hour_of(at)]
    assert len(list(hours_over(at, at + timedelta(seconds=1)))) == 1
    assert len(list(hours_over(at, at + timedelta(seconds=2)))) == 2


def test_runs_of_days_have_no_gaps_and_a_limit() -> None:
    days = [date(2026, 1, n) for n in (1, 2, 3, 4, 7, 9, 10)]
    assert list(runs_of_days(days, 3)) == [
        (date(2026, 1, 1), date(2026, 1, 3)),
        (date(2026, 1, 4), date(2026, 1, 4)),
        (date(2026, 1, 7), date(2026, 1, 7)),
        (date(2026, 1, 9), date(2026, 1, 10)),
    ]
    assert list(runs_of_days([], 3)) == []
