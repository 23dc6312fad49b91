"""When a queue is open: zones, changes of the clock, special days, midnight."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError

from interactions.models import OpeningHours, OpeningTime, Queue, SpecialDay
from interactions.selectors.hours import is_open, opens_at
from tests.people import make_site

pytestmark = pytest.mark.django_db

MONDAY, SATURDAY, SUNDAY = 0, 5, 6


def make_queue(zone: str = "UTC") -> Queue:
    make_site()
    queue = Queue.objects.get()
    queue.hours = OpeningHours.objects.create(name="Ours", time_zone=zone)
    queue.save()
    return queue


def open_on(queue: Queue, weekday: int, opens: str, closes: str) -> None:
    assert queue.hours is not None
    OpeningTime.objects.create(
        hours=queue.hours,
        weekday=weekday,
        opens=time.fromisoformat(opens),
        closes=time.fromisoformat(closes),
    )


def special(queue: Queue, day: date, opens: str = "", closes: str = "") -> None:
    assert queue.hours is not None
    SpecialDay.objects.create(
        hours=queue.hours,
        day=day,
        opens=time.fromisoformat(opens) if opens else None,
        closes=time.fromisoformat(closes) if closes else None,
    )


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_queue_without_hours_is_always_open() -> None:
    make_site()
    queue = Queue.objects.get()
    at = utc("2026-03-01T03:00")
    assert is_open(queue, at)
    assert opens_at(queue, at) is None


def test_hours_without_any_time_never_open() -> None:
    queue = make_queue()
    at = utc("2026-03-02T12:00")
    assert not is_open(queue, at)
    assert opens_at(queue, at) is None


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-02T08:59:59", False),
        ("2026-03-02T09:00:00", True),
        ("2026-03-02T11:59:59", True),
        ("2026-03-02T12:00:00", False),
        ("2026-03-02T12:59:59", False),
        ("2026-03-02T13:00:00", True),
        ("2026-03-02T17:00:00", False),
        ("2026-03-03T10:00:00", False),
    ],
)
def test_it_opens_on_the_second_and_closes_on_the_second(
    at: str, expected: bool
) -> None:
    queue = make_queue()
    open_on(queue, MONDAY, "09:00", "12:00")
    open_on(queue, MONDAY, "13:00", "17:00")
    assert is_open(queue, utc(at)) is expected


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-03-02T08:00", "2026-03-02T09:00"),
        ("2026-03-02T12:30", "2026-03-02T13:00"),
        ("2026-03-02T17:00", "2026-03-09T09:00"),
        ("2026-03-08T23:00", "2026-03-09T09:00"),
    ],
)
def test_the_next_opening_is_found_within_and_across_days(
    at: str, expected: str
) -> None:
    queue = make_queue()
    open_on(queue, MONDAY, "13:00", "17:00")
    open_on(queue, MONDAY, "09:00", "12:00")
    assert opens_at(queue, utc(at)) == utc(expected)


def test_while_it_is_open_there_is_no_next_opening() -> None:
    queue = make_queue()
    open_on(queue, MONDAY, "09:00", "12:00")
    assert opens_at(queue, utc("2026-03-02T10:00")) is None


def test_the_day_is_that_of_the_zone() -> None:
    queue = make_queue("Pacific/Auckland")  # 13 hours ahead in March
    open_on(queue, MONDAY, "09:00", "17:00")
    assert is_open(queue, utc("2026-03-01T20:00"))  # Monday, nine in the morning
    assert not is_open(queue, utc("2026-03-02T09:00"))
    assert opens_at(queue, utc("2026-03-02T09:00")) == utc("2026-03-08T20:00")


def test_midnight_is_the_end_of_the_day_and_joins_the_next() -> None:
    queue = make_queue("Europe/Zurich")
    open_on(queue, SATURDAY, "18:00", "00:00")
    open_on(queue, SUNDAY, "00:00", "02:00")
    assert is_open(queue, utc("2026-03-07T22:59:59"))
    assert is_open(queue, utc("2026-03-07T23:00:00"))
    assert is_open(queue, utc("2026-03-08T00:59:59"))
    assert not is_open(queue, utc("2026-03-08T01:00:00"))


def test_all_day_is_from_midnight_to_midnight() -> None:
    queue = make_queue("Europe/Zurich")
    for weekday in range(7):
        open_on(queue, weekday, "00:00", "00:00")
    start = utc("2026-03-27T00:00")
    for hour in range(24 * 5):  # over the change of the clock
        assert is_open(queue, start + timedelta(hours=hour, seconds=1)), hour


def test_summer_time_moves_the_opening_with_the_clock_on_the_wall() -> None:
    queue = make_queue("Europe/Zurich")
    for weekday in range(7):
        open_on(queue, weekday, "08:00", "18:00")
    assert opens_at(queue, utc("2026-03-28T03:00")) == utc("2026-03-28T07:00")
    assert opens_at(queue, utc("2026-03-29T03:00")) == utc("2026-03-29T06:00")
    assert opens_at(queue, utc("2026-10-25T03:00")) == utc("2026-10-25T07:00")


def test_a_time_that_the_clock_skips_comes_an_hour_later() -> None:
    queue = make_queue("Europe/Zurich")  # 02:00 becomes 03:00 on 29 March 2026
    open_on(queue, SUNDAY, "02:30", "05:00")
    assert opens_at(queue, utc("2026-03-29T00:00")) == utc("2026-03-29T01:30")
    assert is_open(queue, utc("2026-03-29T02:59"))
    assert not is_open(queue, utc("2026-03-29T03:00"))


def test_a_time_that_comes_twice_opens_the_first_and_closes_the_second_time() -> None:
    queue = make_queue("Europe/Zurich")  # 03:00 becomes 02:00 on 25 October 2026
    open_on(queue, SUNDAY, "02:15", "02:45")
    assert not is_open(queue, utc("2026-10-25T00:14"))
    assert is_open(queue, utc("2026-10-25T00:15"))
    assert is_open(queue, utc("2026-10-25T01:44"))
    assert not is_open(queue, utc("2026-10-25T01:45"))


def test_a_midnight_that_does_not_exist_is_the_first_moment_of_the_day() -> None:
    queue = make_queue("Asia/Beirut")  # 00:00 becomes 01:00 on 29 March 2026
    open_on(queue, SATURDAY, "20:00", "00:00")
    open_on(queue, SUNDAY, "00:00", "04:00")
    before = utc("2026-03-28T21:59")
    for minute in range(4):
        assert is_open(queue, before + timedelta(minutes=minute)), minute


def test_a_holiday_closes_and_the_day_after_opens_as_usual() -> None:
    queue = make_queue()
    for weekday in range(5):
        open_on(queue, weekday, "09:00", "17:00")
    special(queue, date(2026, 4, 6))
    assert not is_open(queue, utc("2026-04-06T10:00"))
    assert opens_at(queue, utc("2026-04-06T10:00")) == utc("2026-04-07T09:00")


def test_a_special_day_with_times_replaces_its_weekday() -> None:
    queue = make_queue()
    open_on(queue, MONDAY, "09:00", "17:00")
    special(queue, date(2026, 12, 20), "10:00", "14:00")  # a Sunday
    special(queue, date(2026, 12, 21), "09:00", "12:00")
    assert is_open(queue, utc("2026-12-20T11:00"))
    assert is_open(queue, utc("2026-12-21T11:59"))
    assert not is_open(queue, utc("2026-12-21T12:00"))


def test_a_year_of_holidays_has_no_next_opening() -> None:
    queue = make_queue()
    open_on(queue, MONDAY, "09:00", "17:00")
    for week in range(54):
        special(queue, date(2026, 3, 2) + timedelta(weeks=week))
    assert opens_at(queue, utc("2026-03-02T08:00")) is None


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "", "../etc/passwd", "+01:00"])
def test_only_zones_that_exist_can_be_saved(zone: str) -> None:
    with pytest.raises(ValidationError):
        OpeningHours(name="x", time_zone=zone).full_clean()


@pytest.mark.parametrize(
    ("opens", "closes"), [("12:00", "09:00"), ("12:00", "12:00"), ("12:00", None)]
)
def test_times_that_end_before_they_start_are_refused(
    opens: str, closes: str | None
) -> None:
    queue = make_queue()
    end = time.fromisoformat(closes) if closes else None
    day = SpecialDay(
        hours=queue.hours,
        day=date(2026, 3, 2),
        opens=time.fromisoformat(opens),
        closes=end,
    )
    with pytest.raises(ValidationError):
        day.full_clean()
    if end is not None:
        weekly = OpeningTime(
            hours=queue.hours, weekday=0, opens=time.fromisoformat(opens), closes=end
        )
        with pytest.raises(ValidationError):
            weekly.full_clean()
