"""A page of a report as a table: headings that sort and explain, cells of words."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from reporting.catalogue.reports import NUMBERS, Column, Kind
from reporting.forms import ReportForm
from reporting.pages.drill import drill_down
from reporting.presentation import as_text
from reporting.selectors import Page, Row
from reporting.selectors.details import UNSORTABLE
from reporting.wanted import Wanted

# What reads better from its high end: the first click sorts downwards.
_DOWN_FIRST = NUMBERS | {Kind.PERIOD, Kind.DAY, Kind.MOMENT}


@dataclass(frozen=True, slots=True)
class Heading:
    """`sort_query` is the address that sorts by it, empty if nothing can be; `sorted`
    is the value of aria-sort, empty while the table is sorted otherwise."""

    column: Column
    sort_query: str
    sorted: str


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    kind: str


@dataclass(frozen=True, slots=True)
class Line:
    """`href` leads to what the row is made of."""

    cells: list[Cell]
    href: str


@dataclass(frozen=True, slots=True)
class Table:
    headings: list[Heading]
    lines: list[Line]
    # None: the report has no totals.
    totals: list[Cell] | None


def table_of(form: ReportForm, wanted: Wanted, page: Page) -> Table:
    """The page's rows in words; `form` makes the addresses of the sort links."""
    return Table(
        headings=[_heading(form, wanted, column) for column in wanted.chosen],
        lines=[_line(wanted, row) for row in page.rows],
        totals=list(_totals(wanted, page.totals)) if page.totals else None,
    )


def _heading(form: ReportForm, wanted: Wanted, column: Column) -> Heading:
    if column.kind in UNSORTABLE:
        return Heading(column, "", "")
    is_sorted = wanted.sort_key == column.key
    down = not wanted.descends if is_sorted else column.kind in _DOWN_FIRST
    sort = f"-{column.key}" if down else column.key
    order = "descending" if wanted.descends else "ascending"
    return Heading(column, form.view_query(sort=sort), order if is_sorted else "")


def _line(wanted: Wanted, row: Row) -> Line:
    return Line(
        [_cell(wanted, column, row.values[column.key]) for column in wanted.chosen],
        drill_down(wanted, row),
    )


def _cell(wanted: Wanted, column: Column, value: Any) -> Cell:
    return Cell(as_text(column, value, wanted.zone, wanted.interval), column.kind)


def _totals(wanted: Wanted, totals: dict[str, Any]) -> Iterator[Cell]:
    named = False
    for column in wanted.chosen:
        if column.key in totals:
            yield _cell(wanted, column, totals[column.key])
        else:
            yield Cell("" if named else _("Total"), Kind.TEXT)
            named = True
