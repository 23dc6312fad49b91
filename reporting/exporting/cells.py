"""What both file formats do to a value before they write it."""

import re
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from reporting.catalogue import Column, Kind
from reporting.presentation import pages_text

# No program that reads CSV or XLSX agrees about these: NUL, unpaired surrogates and
# what XML forbids. Tab, line feed and carriage return are text.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Characters with which spreadsheets take a text for a formula, in any locale.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001
_PLAIN_NUMBER = re.compile(r"[+-]?\d+([.,]\d+)?")


def text_of(column: Column, value: Any) -> str:
    """Texts, words for codes, ids and page visits; nothing is an empty text."""
    if value is None:
        return ""
    if column.kind is Kind.PAGES:
        return writable(pages_text(value))
    return writable(column.in_words(value))


def writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def harmless(text: str) -> str:
    """The text as a cell of CSV: with an apostrophe before what a spreadsheet would
    take for a formula. A plain number may have its sign."""
    if text.lstrip(" ").startswith(_FORMULA) and not _PLAIN_NUMBER.fullmatch(text):
        return "'" + text
    return text


def local_time(value: date | datetime, zone: ZoneInfo) -> date | datetime:
    """A moment on the zone's clock, in whole seconds; a day as it is."""
    if isinstance(value, datetime):
        return value.astimezone(zone).replace(tzinfo=None, microsecond=0)
    return value


def header_of(column: Column, zone: ZoneInfo) -> str:
    """The label; moments say by which clock."""
    if column.kind in {Kind.MOMENT, Kind.PERIOD, Kind.DAY}:
        return f"{column.label} ({zone.key})"
    return str(column.label)
