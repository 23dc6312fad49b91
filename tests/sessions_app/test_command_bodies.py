"""Commands as both ends read them: the page's reader takes the same list."""

import json
from functools import reduce
from operator import or_
from pathlib import Path

import pytest
from pydantic import TypeAdapter, ValidationError

from sessions_app.command_bodies import COMMAND_BODIES

GOLDEN = json.loads(
    (Path(__file__).parents[1] / "golden" / "commands.json").read_text()
)
BODIES: TypeAdapter[object] = TypeAdapter(reduce(or_, COMMAND_BODIES))


@pytest.mark.parametrize("body", GOLDEN["good"], ids=lambda body: body["do"])
def test_a_command_is_read(body: dict[str, object]) -> None:
    BODIES.validate_json(json.dumps(body), strict=True)


@pytest.mark.parametrize("body", GOLDEN["bad"], ids=lambda body: str(body)[:60])
def test_what_is_no_command_is_refused(body: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        BODIES.validate_json(json.dumps(body), strict=True)


def test_no_command_is_missing_here() -> None:
    fields = [model.model_json_schema()["properties"]["do"] for model in COMMAND_BODIES]
    names = {name for do in fields for name in do.get("enum", [do.get("const")])}
    assert names == {body["do"] for body in GOLDEN["good"]}
