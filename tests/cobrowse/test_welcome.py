"""Welcomes that several apps fill are strictly typed all the same."""

from typing import Literal

import pytest
from pydantic import ValidationError

from cobrowse.protocol import Message
from cobrowse.welcome import WelcomeParts


class Hall(Message):
    type: Literal["welcome"] = "welcome"
    name: str


def seats(person: str) -> list[int]:
    return [len(person)]


def wrong(person: str) -> int:
    return "not a number"  # type: ignore[return-value]


def test_a_part_has_the_type_that_its_provider_returns() -> None:
    parts: WelcomeParts[str] = WelcomeParts(Hall)
    parts.register("seats", seats)
    assert parts.fill("alice", name="hall").model_dump() == {
        "type": "welcome",
        "name": "hall",
        "seats": [5],
    }
    schema = parts.model().model_json_schema()
    assert schema["properties"]["seats"]["items"] == {"type": "integer"}
    assert schema["additionalProperties"] is False


def test_a_part_of_another_type_is_an_error() -> None:
    parts: WelcomeParts[str] = WelcomeParts(Hall)
    parts.register("seats", wrong)
    with pytest.raises(ValidationError):
        parts.fill("alice", name="hall")


def test_a_part_that_comes_twice_or_too_late_is_an_error() -> None:
    parts: WelcomeParts[str] = WelcomeParts(Hall)
    parts.register("seats", seats)
    with pytest.raises(ValueError, match="twice"):
        parts.register("seats", seats)
    parts.model()
    with pytest.raises(ValueError, match="too late"):
        parts.register("more", seats)
