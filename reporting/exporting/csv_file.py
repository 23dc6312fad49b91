"""CSV: UTF-8 with a byte order mark, RFC 4180, ISO dates, h:mm:ss."""

import codecs
import csv
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from typing import Any

from reporting.catalogue import Column, Kind
from reporting.exporting.cells import harmless, header_of, local_time, text_of
from reporting.presentation import clock
from reporting.selectors import Row
from reporting.wanted import Wanted

PIECE_CHARS = 65_536


def csv_pieces(wanted: Wanted, rows: Iterator[Row]) -> Iterator[bytes]:
    """Numbers have a point and no grouping; moments are in the zone of the header."""
    columns = wanted.chosen
    buffer = StringIO(newline="")
    line = csv.writer(buffer, lineterminator="\r\n")
    line.writerow([harmless(header_of(column, wanted.zone)) for column in columns])
    start = codecs.BOM_UTF8
    for row in rows:
        line.writerow(
            [_cell(column, row.values[column.key], wanted) for column in columns]
        )
        if buffer.tell() >= PIECE_CHARS:
            yield start + buffer.getvalue().encode()
            start = b""
            buffer.seek(0)
            buffer.truncate()
    yield start + buffer.getvalue().encode()


def _cell(column: Column, value: Any, wanted: Wanted) -> str | int | float:
    if value is None:
        return ""
    match column.kind:
        case Kind.COUNT:
            return int(value)
        case Kind.PERCENT | Kind.RATIO:
            return round(float(value), 4)
        case Kind.DURATION:
            return clock(value)
        case Kind.DAY:
            return f"{local_time(value, wanted.zone):%Y-%m-%d}"
        case Kind.MOMENT | Kind.PERIOD:
            local = local_time(value, wanted.zone)
            whole = isinstance(local, datetime)
            return f"{local:%Y-%m-%d %H:%M:%S}" if whole else f"{local:%Y-%m-%d}"
        case _:
            return harmless(text_of(column, value))
