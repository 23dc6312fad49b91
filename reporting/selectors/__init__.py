"""All reads of reports. `run` answers with one page, `rows_of` with everything."""

from collections.abc import Iterator

from reporting.selectors.details import detail_count, detail_page, detail_rows
from reporting.selectors.page import Page, Row
from reporting.selectors.summaries import (
    series_of,
    summary_count,
    summary_page,
    summary_rows,
    totals_of,
)
from reporting.wanted import Wanted


def run(wanted: Wanted) -> Page:
    """One page of any report."""
    return summary_page(wanted) if wanted.report.is_summary else detail_page(wanted)


def rows_of(wanted: Wanted) -> Iterator[Row]:
    """All rows, read a few at a time, in the order that was asked for."""
    return summary_rows(wanted) if wanted.report.is_summary else detail_rows(wanted)


def count_of(wanted: Wanted) -> int:
    """How many rows `rows_of` has."""
    return summary_count(wanted) if wanted.report.is_summary else detail_count(wanted)


__all__ = [
    "Page",
    "Row",
    "count_of",
    "rows_of",
    "run",
    "series_of",
    "totals_of",
]
