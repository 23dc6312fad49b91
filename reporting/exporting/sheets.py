"""The sheets of an Excel file that hold rows; a full one is followed by another."""

import re
from datetime import datetime
from typing import Any

from reporting.catalogue import Column, Kind
from reporting.exporting.cells import header_of, local_time, text_of
from reporting.selectors import Row
from reporting.wanted import Wanted

# What Excel allows: characters in a name, and in a cell (counted as in UTF-16).
NAME_CHARS = 31
MOST_CHARS = 32_767
LEFT = {"align": "left", "valign": "top"}
DAY_MS = 86_400_000

_FORMATS = {
    Kind.COUNT: "#,##0",
    Kind.RATIO: "0.00",
    Kind.PERCENT: "0.0%",
    Kind.DURATION: "[h]:mm:ss",
    Kind.DAY: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm:ss",
}
_WIDTHS = {Kind.MOMENT: 20, Kind.ID: 38, Kind.PAGES: 60, Kind.TEXT: 22}
_PERIOD_OF_HOUR = "yyyy-mm-dd hh:mm"


def sheet_name(text: str, number: int = 1) -> str:
    """A name that Excel takes; the second sheet of the same is numbered."""
    tail = f" {number}" if number > 1 else ""
    text = re.sub(r"[\[\]:*?/\\']", " ", text).strip()
    return text[: NAME_CHARS - len(tail)] + tail


class DataSheets:
    """Rows go in one by one, in order, and cannot be read again."""

    def __init__(self, book: Any, wanted: Wanted, most_rows: int) -> None:
        self._book, self._wanted, self._most_rows = book, wanted, most_rows
        self._head = book.add_format(
            {"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}
        )
        self._formats = {
            kind: book.add_format({"num_format": code})
            for kind, code in _FORMATS.items()
        }
        self._hour = book.add_format({"num_format": _PERIOD_OF_HOUR})
        self._count = 0
        self._open_sheet()

    def add(self, row: Row) -> None:
        if self._line == self._most_rows:
            self.finish()
            self._open_sheet()
        self._line += 1
        for place, column in enumerate(self._wanted.chosen):
            value = row.values[column.key]
            if value is not None:
                self._write(place, column, value)

    def finish(self) -> None:
        """After the last row of a sheet: its header filters what is there."""
        last = len(self._wanted.chosen) - 1
        self._sheet.autofilter(0, 0, max(self._line, 1), last)

    def _open_sheet(self) -> None:
        self._count += 1
        self._line = 0
        name = sheet_name(str(self._wanted.report.title), self._count)
        sheet = self._book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        sheet.repeat_rows(0)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        for place, column in enumerate(self._wanted.chosen):
            sheet.set_column(place, place, _WIDTHS.get(column.kind, 14))
            title = header_of(column, self._wanted.zone)
            sheet.write_string(0, place, title, self._head)
        self._sheet = sheet

    def _write(self, place: int, column: Column, value: Any) -> None:
        sheet, line, shown = self._sheet, self._line, self._formats.get(column.kind)
        match column.kind:
            case Kind.COUNT | Kind.RATIO:
                sheet.write_number(line, place, value, shown)
            case Kind.PERCENT:
                sheet.write_number(line, place, value / 100, shown)
            case Kind.DURATION:
                sheet.write_number(line, place, value / DAY_MS, shown)
            case Kind.DAY:
                local = value.astimezone(self._wanted.zone).date()
                sheet.write_datetime(line, place, local, shown)
            case Kind.MOMENT | Kind.PERIOD:
                local = local_time(value, self._wanted.zone)
                if column.kind is Kind.PERIOD:
                    hours = isinstance(local, datetime)
                    shown = self._hour if hours else self._formats[Kind.DAY]
                sheet.write_datetime(line, place, local, shown)
            case _:
                sheet.write_string(line, place, _fitting(text_of(column, value)))


def _fitting(text: str) -> str:
    """What a cell holds; the rest is cut off, visibly."""
    if len(text.encode("utf-16-le")) // 2 <= MOST_CHARS:
        return text
    whole = text.encode("utf-16-le")[: (MOST_CHARS - 1) * 2]
    return whole.decode("utf-16-le", "ignore") + "…"
