"""Excel: real numbers, times and dates, and a second sheet that explains them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from reporting.exporting.about import Subject, about
from reporting.exporting.cells import writable
from reporting.exporting.sheets import LEFT, DataSheets, sheet_name
from reporting.selectors import Row

PIECE_BYTES = 65_536
# Rows below the header that one sheet holds.
MOST_ROWS = 1_048_575


class _Noisy:
    """A file that says it is alive while it is written."""

    def __init__(self, file: IO[bytes], alive: Callable[[], None]) -> None:
        self._file, self._alive = file, alive

    def write(self, data: bytes) -> int:
        self._alive()
        return self._file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def xlsx_pieces(
    subject: Subject,
    rows: Iterator[Row],
    *,
    alive: Callable[[], None] = lambda: None,
    most_rows: int = MOST_ROWS,
) -> Iterator[bytes]:
    """The first piece comes when the last row has been read: rows wait on disk."""
    with TemporaryDirectory(prefix="cobrowse-export-") as name:
        path = Path(name) / "report.xlsx"
        with path.open("wb") as file:
            _write(_Noisy(file, alive), name, subject, rows, most_rows)
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                yield piece


def _write(
    file: _Noisy,
    folder: str,
    subject: Subject,
    rows: Iterator[Row],
    most_rows: int,
) -> None:
    # What customers wrote is text, whatever it looks like.
    options = {
        "constant_memory": True,
        "tmpdir": folder,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "use_zip64": True,
    }
    book = xlsxwriter.Workbook(file, options)
    try:
        sheets = DataSheets(book, subject.wanted, most_rows)
        _explain(book, subject)
        for row in rows:
            sheets.add(row)
        sheets.finish()
    except BaseException:
        # Nothing is packed; the rows on disk go with their folder.
        for sheet in book.worksheets():
            sheet._opt_close()
        book.fileclosed = True
        raise
    book.close()


def _explain(book: Any, subject: Subject) -> None:
    """The sheet that says what is in the others, and what every column means."""
    sheet = book.add_worksheet(sheet_name(_("About")))
    bold = book.add_format({"bold": True})
    wrapped = book.add_format(LEFT | {"text_wrap": True})
    top = book.add_format(LEFT)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 70)
    sheet.set_column(2, 3, 44)
    line = 0
    for label, text in about(subject):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, writable(text), wrapped)
        line += 1
    line += 1
    titles = (_("Column"), _("Definition"), _("Formula"), _("Source events"))
    for place, title in enumerate(titles):
        sheet.write_string(line, place, title, bold)
    for column in subject.wanted.chosen:
        line += 1
        sheet.write_string(line, 0, str(column.label), top)
        sheet.write_string(line, 1, str(column.definition), wrapped)
        sheet.write_string(line, 2, column.formula, wrapped)
        sheet.write_string(line, 3, column.source, wrapped)
