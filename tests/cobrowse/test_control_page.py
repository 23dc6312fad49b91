"""docs/control.md speaks of every answer that a command may get."""

from pathlib import Path
from typing import get_args

import pytest

from sessions_app.command_bodies import ForbiddenKind
from sessions_app.frames import AckStatus

PAGE = (Path(__file__).parents[2] / "docs" / "control.md").read_text()
ANSWERS = [status.name.lower() for status in AckStatus if status is not AckStatus.OK]


@pytest.mark.parametrize("answer", [*ANSWERS, *get_args(ForbiddenKind)])
def test_an_answer_is_explained(answer: str) -> None:
    assert f"`{answer}`" in PAGE
