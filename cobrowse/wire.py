"""Read JSON text that a stranger sent."""

import json
from collections.abc import Iterable
from typing import NoReturn

from cobrowse.errors import DomainError

MAX_KEYS = 200


def bad_message(detail: str) -> DomainError:
    return DomainError("bad_message", 400, detail)


def _object(pairs: Iterable[tuple[str, object]]) -> dict[str, object]:
    result: dict[str, object] = {}
    for key, value in pairs:
        if key in result:
            raise bad_message("A key stands twice.")
        result[key] = value
    if len(result) > MAX_KEYS:
        raise bad_message("Too many keys.")
    return result


def _no_constant(_name: str) -> NoReturn:
    raise bad_message("NaN and Infinity are no JSON.")


def parse_object(text: str) -> dict[str, object]:
    """The JSON object, or DomainError(bad_message): never another exception."""
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise bad_message("This is no JSON object.") from error
    if not isinstance(value, dict):
        raise bad_message("This is no JSON object.")
    return _whole_characters(value) if "\\ud" in text.lower() else value


def _whole_characters(value: dict[str, object]) -> dict[str, object]:
    """Where a cut left half an emoji stands a question mark: JSON allows the half,
    neither UTF-8 nor the database does."""
    text = json.dumps(value, ensure_ascii=False).encode(errors="replace")
    whole: dict[str, object] = json.loads(text)
    return whole
