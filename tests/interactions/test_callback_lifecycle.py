"""The table of callbacks, state by state, action by action, role by role."""

import itertools

import pytest

from cobrowse.actors import Role
from interactions.callback_lifecycle import CallbackAction as A
from interactions.callback_lifecycle import CallbackRefusal, decide_callback
from interactions.lifecycle import CallbackState as S

# (state, action, role) → state. Everything else is refused.
ALLOWED = {
    (S.OPEN, A.TAKE, Role.AGENT): S.TAKEN,
    (S.TAKEN, A.RELEASE, Role.AGENT): S.OPEN,
    (S.TAKEN, A.RELEASE, Role.SYSTEM): S.OPEN,
    (S.TAKEN, A.FINISH, Role.AGENT): S.DONE,
    (S.OPEN, A.CANCEL, Role.CUSTOMER): S.CANCELLED,
    (S.OPEN, A.CANCEL, Role.SYSTEM): S.CANCELLED,
    (S.OPEN, A.CANCEL, Role.STAFF): S.CANCELLED,
    (S.TAKEN, A.CANCEL, Role.CUSTOMER): S.CANCELLED,
    (S.TAKEN, A.CANCEL, Role.SYSTEM): S.CANCELLED,
    (S.TAKEN, A.CANCEL, Role.STAFF): S.CANCELLED,
}
MAY_EVER = {(action, role) for _state, action, role in ALLOWED}


@pytest.mark.parametrize(
    ("state", "action", "role"), list(itertools.product(S, A, Role))
)
def test_every_cell_of_the_table(state: S, action: A, role: Role) -> None:
    verdict = decide_callback(state, action, role)
    assert verdict.state == ALLOWED.get((state, action, role))
    if verdict.state is not None:
        assert verdict.refusal is None
    elif (action, role) not in MAY_EVER:
        assert verdict.refusal is CallbackRefusal.ROLE
    elif state in {S.DONE, S.CANCELLED}:
        assert verdict.refusal is CallbackRefusal.CLOSED
    else:
        assert verdict.refusal is CallbackRefusal.STATE


def test_every_state_can_be_left_or_is_an_end() -> None:
    left = {state for state, _action, _role in ALLOWED}
    assert left == {S.OPEN, S.TAKEN}
    assert set(ALLOWED.values()) == set(S)
