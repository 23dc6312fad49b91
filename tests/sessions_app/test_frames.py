"""Frames: golden examples, and the one table of who may send what (P-40 to P-49)."""

import json
from itertools import product
from pathlib import Path

import pytest

from cobrowse.actors import Role
from sessions_app.frames import HEADERS, LIMITS, Kind, build, parse
from sessions_app.lifecycle import Mode

GOLDEN = json.loads(
    (Path(__file__).parent.parent / "golden" / "frames.json").read_text("utf-8")
)


@pytest.mark.parametrize("golden", GOLDEN["frames"], ids=lambda g: str(g["name"]))
def test_python_reads_and_writes_the_golden_frames(golden: dict[str, object]) -> None:
    fields = golden["fields"]
    assert isinstance(fields, dict)
    raw = bytes.fromhex(str(golden["hex"]))
    frame = parse(raw)
    assert frame.kind is Kind[str(golden["kind"]).upper()]
    assert frame.fields == fields
    assert (json.loads(frame.body) if frame.body else None) == golden["body"]
    assert build(frame.kind, frame.body, **fields) == raw


@pytest.mark.parametrize("golden", GOLDEN["refused"], ids=lambda g: str(g["name"]))
def test_python_refuses_broken_frames(golden: dict[str, str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011  struct and enum word it differently
        parse(bytes.fromhex(golden["hex"]))


def test_the_table_is_exactly_this() -> None:
    table = {
        (role, mode, kind)
        for role, modes in LIMITS.items()
        for mode, kinds in modes.items()
        for kind in kinds
    }
    both = set(product((Role.CUSTOMER, Role.AGENT), Mode))
    assert table == {
        *((Role.CUSTOMER, mode, Kind.STREAM) for mode in Mode),
        *((role, mode, Kind.POINTER) for role, mode in both),
        *((role, mode, Kind.ANNOTATION) for role, mode in both),
        *((role, mode, Kind.ACK) for role, mode in both),
        (Role.AGENT, Mode.WRITE, Kind.COMMAND),
    }


def test_every_limit_has_room_for_its_header_and_fits_one_message() -> None:
    for modes in LIMITS.values():
        for kinds in modes.values():
            for kind, limit in kinds.items():
                assert HEADERS[kind].size <= limit <= 262_144
