"""Text from strangers becomes a JSON object or the error bad_message."""

import pytest

from cobrowse.errors import DomainError
from cobrowse.wire import parse_object


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '"text"',
        "{",
        '{"a": NaN}',
        '{"a": -Infinity}',
        '{"a": 1, "a": 2}',
        '{"a": {"b": 1, "b": 2}}',
        "[" * 100_000,
        "{" + ",".join(f'"k{i}": 0' for i in range(201)) + "}",
    ],
)
def test_bad_text_is_a_coded_error(text: str) -> None:
    with pytest.raises(DomainError) as caught:
        parse_object(text)
    assert caught.value.code == "bad_message"


def test_an_object_comes_back_as_it_is() -> None:
    assert parse_object('{"type": "hello", "n": [1, null]}') == {
        "type": "hello",
        "n": [1, None],
    }


def test_half_an_emoji_becomes_a_question_mark() -> None:
    half, whole = r"\ud83d", r"\ud83d\ude00"
    parsed = parse_object(f'{{"a": "x{half}", "b": "{whole}", "c": ["{half}"]}}')
    assert parsed == {"a": "x?", "b": "\U0001f600", "c": ["?"]}
