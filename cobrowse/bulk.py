"""Insert many rows at once: COPY where the database has it, else one statement for all.

For rows that are known to be new and right: no signals, no conflicts, no keys back.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import Any, TypeVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection
from django.db.models import (
    CharField,
    Field,
    ForeignKey,
    IntegerField,
    JSONField,
    Model,
    TextField,
)
from django.db.models.base import ModelState

M = TypeVar("M", bound=Model)

# What Python calls it says NULL in the text that is copied; the word itself is escaped.
_NULL = "None"
_BLOCK_ROWS = 2_000
_as_json = DjangoJSONEncoder(ensure_ascii=False).encode


def new_row(model: type[M], **columns: object) -> M:
    """An unsaved row, quickly: `Model(...)` takes ten times as long, which counts where
    there are millions. Only attribute names of columns; others get their default."""
    row = model.__new__(model)
    row.__dict__.update(_blank(model))
    row.__dict__.update(columns)
    row._state = ModelState()
    return row


@cache
def _blank(model: type[Model]) -> dict[str, Any]:
    return {
        field.attname: None if field.primary_key else _plain_default(field)
        for field in model._meta.concrete_fields
    }


def _plain_default(field: "Field[Any, Any]") -> Any:
    """What every row may share; None where each has a default of its own."""
    default = field.get_default()
    return default if default is None or isinstance(default, str | int) else None


def insert_rows(
    model: type[Model], names: Sequence[str], rows: Iterable[Sequence[object]]
) -> int:
    """Write rows whose values stand in the order of `names` (attribute names of
    columns); columns that are not named get their field's default. How many."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    chosen = [fields[name] for name in names]
    others = [
        field
        for name, field in fields.items()
        if name not in names and field is not model._meta.auto_field
    ]
    defaults = tuple(field.get_default() for field in others)
    if defaults:
        rows = ((*row, *defaults) for row in rows)
    if connection.vendor == "postgresql":
        return _copy(model, [*chosen, *others], rows)
    return _insert(model, [*chosen, *others], rows)


def reserved_keys(model: type[Model], count: int) -> Sequence[int]:
    """Automatic keys for rows that are written with them, ascending."""
    table, column = model._meta.db_table, str(model._meta.pk.column)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) "
                "FROM generate_series(1, %s)",
                [table, column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        name = connection.ops.quote_name
        cursor.execute(f"SELECT MAX({name(column)}) FROM {name(table)}")
        last = cursor.fetchone()[0] or 0
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        known = cursor.fetchone()
    last = max(last, known[0] if known else 0)
    return range(last + 1, last + 1 + count)


def _columns(fields: Sequence["Field[Any, Any]"]) -> str:
    return ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)


def _copy(
    model: type[Model],
    fields: Sequence["Field[Any, Any]"],
    rows: Iterable[Sequence[object]],
) -> int:
    table = connection.ops.quote_name(model._meta.db_table)
    json_at = [n for n, field in enumerate(fields) if isinstance(field, JSONField)]
    count = 0
    lines = _lines(rows, json_at)
    statement = f"COPY {table} ({_columns(fields)}) FROM STDIN (NULL '{_NULL}')"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        while block := list(islice(lines, _BLOCK_ROWS)):
            count += len(block)
            copy.write("\n".join(block) + "\n")
    return count


def _lines(rows: Iterable[Sequence[object]], json_at: list[int]) -> Iterator[str]:
    for row in rows:
        if json_at:
            values = list(row)
            for place in json_at:
                values[place] = _as_json(values[place]) if values[place] else row[place]
            row = values
        line = "\t".join(map(str, row))
        if (
            "\\" in line
            or "\n" in line
            or "\r" in line
            or line.count("\t") != len(row) - 1
            or _NULL in row
        ):
            line = "\t".join(map(_escaped, row))
        yield line


def _escaped(value: object) -> str:
    if value == _NULL:
        return "\\" + _NULL
    text = str(value).replace("\\", "\\\\")
    return text.replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _insert(
    model: type[Model],
    fields: Sequence["Field[Any, Any]"],
    rows: Iterable[Sequence[object]],
) -> int:
    table = connection.ops.quote_name(model._meta.db_table)
    marks = ", ".join(["%s"] * len(fields))
    steps = [_as_it_is if _is_plain(field) else _saver(field) for field in fields]
    prepared: list[list[Any]] = [
        [step(value) for step, value in zip(steps, row, strict=True)] for row in rows
    ]
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} ({_columns(fields)}) VALUES ({marks})", prepared
            )
    return len(prepared)


def _is_plain(field: "Field[Any, Any]") -> bool:
    """Numbers and texts go to the database as they are."""
    if isinstance(field, ForeignKey):
        return _is_plain(field.target_field)
    return isinstance(field, IntegerField | CharField | TextField)


def _as_it_is(value: object) -> object:
    return value


def _saver(field: "Field[Any, Any]") -> Callable[[object], object]:
    def saved(value: object) -> object:
        return field.get_db_prep_save(value, connection)

    return saved
