"""What somebody wants to see of a report: range, filters, interval, columns, sort."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from reporting.aggregation.buckets import day_span
from reporting.catalogue.reports import Column, Report

PAGE_SIZE = 50
MOST_PAGE_SIZE = 200
MOST_DAYS = 400


class Interval(TextChoices):
    """How long a period of a summary is."""

    HOUR = "hour", _("by hour")
    DAY = "day", _("by day")
    WEEK = "week", _("by week")
    MONTH = "month", _("by month")
    TOTAL = "total", _("whole range")


@dataclass(frozen=True, slots=True)
class Wanted:
    """Days are inclusive, in `zone`. `sort` is a column's key, with `-` for descending.

    `after` and `before` are cursors of detail reports, `page` counts those of summaries
    from 1.
    """

    report: Report
    first: date
    last: date
    zone: ZoneInfo
    columns: tuple[str, ...]
    sort: str
    interval: Interval = Interval.DAY
    media: str = ""
    agent_id: int | None = None
    group_id: int | None = None
    site_id: int | None = None
    queue_id: int | None = None
    page_size: int = PAGE_SIZE
    page: int = 1
    after: str = ""
    before: str = ""

    @property
    def span(self) -> tuple[datetime, datetime]:
        """From the first moment of the first day to the end of the last."""
        start, _ = day_span(self.first, self.zone)
        return start, day_span(self.last, self.zone)[1]

    @property
    def chosen(self) -> tuple[Column, ...]:
        """The columns to show, in the report's order."""
        return tuple(c for c in self.report.columns if c.key in self.columns)

    @property
    def sort_key(self) -> str:
        return self.sort.removeprefix("-")

    @property
    def descends(self) -> bool:
        return self.sort.startswith("-")

    @property
    def where(self) -> dict[str, object]:
        """The filters as conditions on facts and aggregates alike."""
        media = self.report.media.value if self.report.media else self.media
        wanted: dict[str, object] = {
            "media": media or None,
            "agent_id": self.agent_id,
            "group_id": self.group_id,
            "site_id": self.site_id,
            "queue_id": self.queue_id,
        }
        return {name: value for name, value in wanted.items() if value is not None}

    def whole(self) -> "Wanted":
        """The same from its first row, wherever one was reading."""
        return replace(self, page=1, after="", before="")
