"""The server's half of the refusal table: in which one case of all a command passes.

The page's half is `tests/control/test_refusal_table.py`.
"""

import json
from itertools import product
from pathlib import Path
from uuid import uuid4

import pytest

from cobrowse.actors import Role
from sessions_app.frames import Kind, build
from sessions_app.lifecycle import Mode, State
from sessions_app.relay import Permit, Room, Verdict

GRANT = 4
ROLES = (Role.CUSTOMER, Role.AGENT)
BODIES: list[dict[str, object]] = json.loads(
    (Path(__file__).parents[1] / "golden" / "commands.json").read_text()
)["good"]
CASES = list(
    product(ROLES, State, Mode, (False, True), (GRANT - 1, GRANT, GRANT + 1), BODIES)
)


def expected(
    role: Role, state: State, mode: Mode, paused: bool, mode_epoch: int
) -> Verdict:
    if state is not State.ACTIVE:
        return Verdict.DROPPED
    if role is not Role.AGENT:
        return Verdict.NOT_ALLOWED
    if mode is not Mode.WRITE or mode_epoch != GRANT:
        return Verdict.MODE_REQUIRED
    return Verdict.DROPPED if paused else Verdict.PASSED


def test_a_command_passes_in_one_case_of_all() -> None:
    room = Room(uuid4())
    passed = []
    for role, state, mode, paused, mode_epoch, body in CASES:
        room.permit = Permit(state, mode, GRANT, paused=paused)
        frame = build(
            Kind.COMMAND,
            json.dumps(body).encode(),
            epoch=1,
            mode_epoch=mode_epoch,
            seq=1,
        )
        verdict = room.judge(role, frame)
        assert verdict is expected(role, state, mode, paused, mode_epoch), body
        if verdict is Verdict.PASSED:
            passed.append(body)
    assert passed == BODIES, "each of them once"


@pytest.mark.parametrize("body", BODIES, ids=lambda body: str(body["do"]))
def test_nothing_passes_before_a_session_is_known(body: dict[str, object]) -> None:
    raw = json.dumps(body).encode()
    frame = build(Kind.COMMAND, raw, epoch=1, mode_epoch=0, seq=1)
    assert Room(uuid4()).judge(Role.AGENT, frame) is Verdict.DROPPED
