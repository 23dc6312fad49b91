"""A clock that stands still until it is told, so that hand-written times can be right.

Django's `timezone.now` is bound to columns and services when they are made; what it
asks itself is replaced.
"""

from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from django.utils import timezone


class Clock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def advance(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def stop_the_clock(monkeypatch: pytest.MonkeyPatch, at: datetime) -> Clock:
    clock = Clock(at.astimezone(UTC))

    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> "Stopped":
            now = clock.now
            return cls(*now.timetuple()[:6], now.microsecond, tzinfo=UTC)

    monkeypatch.setattr(timezone, "datetime", Stopped)
    return clock
