"""Files of reports: what any spreadsheet and any CSV reader make of them."""

import csv
import gc
import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from django.http import QueryDict

from reporting.access import Reader
from reporting.catalogue import COBROWSE_DETAIL, COBROWSE_SUMMARY
from reporting.catalogue.reports import Report
from reporting.exporting import Format, Subject, all_rows, pieces_of
from reporting.exporting.cells import harmless
from reporting.exporting.xlsx_file import xlsx_pieces
from reporting.forms import ReportForm
from reporting.selectors import Row
from reporting.wanted import Wanted
from tests.reporting.reports_at_hand import NAUGHTY, RANGE, make_work

pytestmark = pytest.mark.django_db

MADE_AT = datetime(2026, 3, 30, 8, 0, tzinfo=UTC)
MEGABYTE = 1_048_576


def subject(report: Report = COBROWSE_DETAIL, **query: str) -> Subject:
    data = QueryDict(mutable=True)
    data.update(RANGE | query)
    form = ReportForm(data, report=report, reader=Reader(user_id=1, reads_all=True))
    assert form.is_valid(), form.errors
    return Subject(form.wanted(), [("Range", "two days")], MADE_AT)


def made(of: Subject, format: Format, rows: Iterator[Row] | None = None) -> bytes:
    rows = all_rows(of.wanted) if rows is None else rows
    return b"".join(pieces_of(of, format, rows=rows))


def read_csv(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_xlsx(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_csv_has_every_row_and_its_clock_in_the_header() -> None:
    make_work(sessions=5)
    rows = read_csv(made(subject(sort="start"), Format.CSV))
    assert len(rows) == 5
    first = rows[0]
    assert first["Day (Europe/Oslo)"] == "2026-03-28"
    assert first["Start (Europe/Oslo)"] == "2026-03-28 22:07:00"
    assert first["Wait to join"] == "0:00:30"
    assert first["End reason"] == "customer ended"
    # The clock goes forward between the fourth and the fifth.
    assert rows[3]["Start (Europe/Oslo)"] == "2026-03-29 01:07:00"
    assert rows[4]["Start (Europe/Oslo)"] == "2026-03-29 03:07:00"


def test_what_people_type_comes_back_as_it_was_and_never_as_a_formula() -> None:
    make_work(sessions=len(NAUGHTY))
    wanted = subject(columns="source,pages,start", sort="start")
    csv_rows = read_csv(made(wanted, Format.CSV))
    sheet = read_xlsx(made(wanted, Format.XLSX)).worksheets[0]
    titles = [cell.value for cell in sheet[1]]
    source, pages = titles.index("Source"), titles.index("Pages")
    for number, text in enumerate(NAUGHTY):
        in_csv = csv_rows[number]["Source"]
        assert in_csv.removeprefix("'") == text[:32]
        assert not in_csv.lstrip(" ").startswith(tuple("=+@\t\r＝"))  # noqa: RUF001
        cell = sheet.cell(number + 2, source + 1)
        # XML knows one kind of line end.
        assert str(cell.value).replace("_x000D_", "\r") == text[:32]
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        visits = sheet.cell(number + 2, pages + 1)
        assert visits.data_type == "s"
        assert text.split("\r")[0] in str(visits.value)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-5", "-5"),
        ("+4.25", "+4.25"),
        ("-5+cmd|' /C calc'!A0", "'-5+cmd|' /C calc'!A0"),
        ("\r=1", "'\r=1"),
        ("plain", "plain"),
        ("", ""),
        ("a=b", "a=b"),
    ],
)
def test_an_apostrophe_disarms_and_plain_numbers_keep_their_sign(
    text: str, cell: str
) -> None:
    assert harmless(text) == cell


def test_excel_gets_numbers_times_and_dates_not_texts() -> None:
    make_work(sessions=3)
    book = read_xlsx(made(subject(sort="start"), Format.XLSX))
    sheet = book.worksheets[0]
    row = {head.value: cell for head, cell in zip(sheet[1], sheet[2], strict=True)}
    assert row["Wait to join"].value == timedelta(seconds=30)
    assert row["Wait to join"].number_format == "[h]:mm:ss"
    assert row["Start (Europe/Oslo)"].value == datetime(2026, 3, 28, 22, 7)
    assert row["Day (Europe/Oslo)"].value == datetime(2026, 3, 28)
    assert row["Write grants"].value == 0
    assert sheet.freeze_panes == "A2"
    assert sheet["A1"].font.bold


def test_a_share_is_a_percentage_in_excel() -> None:
    make_work(sessions=4)
    wanted = subject(
        COBROWSE_SUMMARY, interval="total", columns="with_cobrowse_percent"
    )
    sheet = read_xlsx(made(wanted, Format.XLSX)).worksheets[0]
    assert sheet["A2"].value == 0.75
    assert sheet["A2"].number_format == "0.0%"


def test_a_second_sheet_says_what_every_column_means() -> None:
    make_work(sessions=1)
    about = read_xlsx(made(subject(), Format.XLSX))["About"]
    lines = {row[0].value: row for row in about.iter_rows()}
    assert lines["Report"][1].value == "Co-browse Detail Report"
    assert lines["Range"][1].value == "two days"
    assert lines["Made at"][1].value == "2026-03-30 10:00:00 Europe/Oslo"
    assert lines["Wait to join"][1].value == "From the start to the agent's join."
    assert lines["Wait to join"][2].value == "joined at - started at"


def test_a_full_sheet_is_followed_by_another() -> None:
    make_work(sessions=5)
    wanted = subject(sort="start", columns="start")
    content = b"".join(xlsx_pieces(wanted, all_rows(wanted.wanted), most_rows=2))
    sheets = [sheet for sheet in read_xlsx(content) if sheet.title != "About"]
    assert [sheet.max_row - 1 for sheet in sheets] == [2, 2, 1]
    assert all(sheet["A1"].value == "Start (Europe/Oslo)" for sheet in sheets)
    assert sheets[2]["A2"].value == datetime(2026, 3, 29, 3, 7)


def test_what_xml_and_utf8_forbid_does_not_break_the_file() -> None:
    wanted = subject(columns="source", sort="source")
    odd = "a\x00b\x0b\ud800\uffff" + "x" * 40_000
    rows = [Row({"source": odd}), Row({"source": "_x0041_"}), Row({"source": None})]
    sheet = read_xlsx(made(wanted, Format.XLSX, iter(rows))).worksheets[0]
    shown = str(sheet["A2"].value)
    assert shown.startswith("a�b��")
    assert len(shown) == 32_767
    assert shown.endswith("x…")
    assert read_csv(made(wanted, Format.CSV, iter(rows)))[2]["Source"] == ""


def made_up(wanted: Wanted, count: int) -> Iterator[Row]:
    for number in range(count):
        yield Row(
            {
                column.key: {
                    "day": MADE_AT,
                    "moment": MADE_AT,
                    "text": f"some text {number}",
                    "id": UUID(int=number),
                }.get(column.kind, number)
                for column in wanted.chosen
            }
        )


@pytest.mark.parametrize("format", list(Format))
def test_a_hundred_thousand_rows_need_no_more_memory_than_a_few(format: Format) -> None:
    wanted = subject(columns="day,start,agent,wait_ms")
    made(wanted, format, made_up(wanted.wanted, 50))  # what is loaded once
    gc.collect()
    before = most_memory()
    size = 0
    for piece in pieces_of(wanted, format, rows=made_up(wanted.wanted, 100_000)):
        size += len(piece)
    assert size > MEGABYTE
    assert most_memory(start_anew=False) - before < 8 * MEGABYTE


def most_memory(*, start_anew: bool = True) -> int:
    """The most that the process has held since the last time it was started anew, in
    bytes; Linux counts it."""
    if start_anew:
        Path("/proc/self/clear_refs").write_text("5")
    status = Path("/proc/self/status").read_text()
    return int(status.split("VmHWM:")[1].split()[0]) * 1024


def test_an_export_that_is_given_up_leaves_nothing_behind() -> None:
    wanted = subject()

    def breaking() -> Iterator[Row]:
        yield from made_up(wanted.wanted, 3)
        raise RuntimeError

    wanted = subject(columns="day,start")
    with pytest.raises(RuntimeError):
        made(wanted, Format.XLSX, breaking())
    gc.collect()
