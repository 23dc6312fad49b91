"""All reads of reports. `run` answers with one page, `rows_of` with everything."""

from collections.abc import Iterator

from reporting.selectors.details import (
    detail_count,
    detail_page,
    detail_rows,
    is_read_in_chunks,
)
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


def is_one_query(wanted: Wanted) -> bool:
    """Whether `rows_of` holds a cursor open from its first row to its last."""
    return wanted.report.is_summary or not is_read_in_chunks(wanted)


def count_of(wanted: Wanted) -> int:
    """How many rows `rows_of` has."""
    return summary_count(wanted) if wanted.report.is_summary else detail_count(wanted)


__all__ = [
    "Page",
    "Row",
    "count_of",
    "is_one_query",
    "rows_of",
    "run",
    "series_of",
    "totals_of",
]
