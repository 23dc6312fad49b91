"""Reports as files. Rows are read as they come and never held: memory stays flat.

Nothing here writes to the database; `reporting.services.exports` keeps the files.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum

from reporting.exporting.about import Subject
from reporting.exporting.csv_file import csv_pieces
from reporting.exporting.spool import spooled
from reporting.exporting.xlsx_file import xlsx_pieces
from reporting.selectors import Row, is_one_query, rows_of
from reporting.wanted import Wanted


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"

    @property
    def content_type(self) -> str:
        return {
            Format.CSV: "text/csv; charset=utf-8",
            Format.XLSX: (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            ),
        }[self]


def file_name(wanted: Wanted, format: Format) -> str:
    """cobrowse-summary_2026-03-01_2026-03-31.csv"""
    return f"{wanted.report.key}_{wanted.first}_{wanted.last}.{format}"


def all_rows(wanted: Wanted) -> Iterator[Row]:
    """Every row, safe to read slowly and to write to the database in between.

    One long query would hold its cursor open meanwhile, so its rows are set aside.
    """
    rows = rows_of(wanted)
    return spooled(rows) if is_one_query(wanted) else rows


def pieces_of(
    subject: Subject,
    format: Format,
    *,
    rows: Iterator[Row],
    alive: Callable[[], None] = lambda: None,
) -> Iterator[bytes]:
    """The file, in pieces of about 64 KiB.

    `alive` is called now and then while no row is read but the file is being packed.
    """
    if format is Format.CSV:
        return csv_pieces(subject.wanted, rows)
    return xlsx_pieces(subject, rows, alive=alive)


__all__ = ["Format", "Subject", "all_rows", "file_name", "pieces_of"]
