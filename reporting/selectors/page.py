"""What reading a report gives: rows of raw values, and where to read on."""

import base64
import binascii
import json
from dataclasses import dataclass, field
from typing import Any

from cobrowse.errors import DomainError

CURSOR_CHARS = 400


@dataclass(frozen=True, slots=True)
class Row:
    """`values` by column key, raw: milliseconds, UTC moments, codes. `ids` are keys of
    the row's own things, for links: agent_id, group_id, site_id, queue_id."""

    values: dict[str, Any]
    ids: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """`totals` by column key, over all pages; `rows_in_all` where that is known."""

    rows: list[Row]
    totals: dict[str, Any] = field(default_factory=dict)
    rows_in_all: int | None = None
    # Summaries are paged by number, details by cursor.
    next_page: int | None = None
    previous_page: int | None = None
    after: str = ""
    before: str = ""


def bad_cursor() -> DomainError:
    return DomainError("bad_cursor", 400, "This page of the report cannot be found.")


def pack_cursor(value: object, key: str | int) -> str:
    """Where a page ends: the sort value and the key of its last row."""
    text = json.dumps([value, key], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def unpack_cursor(cursor: str) -> tuple[Any, Any]:
    """Errors: bad_cursor for anything that `pack_cursor` did not make."""
    if len(cursor) > CURSOR_CHARS:
        raise bad_cursor()
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        value, key = json.loads(text)
    except (ValueError, TypeError, binascii.Error):
        raise bad_cursor() from None
    if not isinstance(key, str | int) or isinstance(key, bool):
        raise bad_cursor()
    return value, key
