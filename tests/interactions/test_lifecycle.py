"""Every kind, state, action and role of an interaction."""

import itertools

import pytest

from cobrowse.actors import Role
from interactions.lifecycle import STATES_OF, Action, Kind, Refusal, State, decide

# kind, state, action, role → state afterwards. Whatever is not here is refused.
ALLOWED = """
chat queued  offer    system   → offered
chat offered accept   agent    → active
chat offered reject   agent    → queued
chat offered miss     system   → queued
chat offered withdraw system   → queued
chat active  transfer agent    → queued
chat active  requeue  system   → queued
chat queued  send     customer → queued
chat offered send     customer → offered
chat active  send     customer → active
chat queued  send     system   → queued
chat offered send     system   → offered
chat active  send     system   → active
chat active  send     agent    → active
chat queued  end      customer → ended
chat offered end      customer → ended
chat active  end      customer → ended
chat queued  end      system   → ended
chat offered end      system   → ended
chat active  end      system   → ended
chat queued  end      staff    → ended
chat offered end      staff    → ended
chat active  end      staff    → ended
chat active  end      agent    → ended
chat active  park     agent    → parked
chat active  park     system   → parked
chat parked  resume   customer → queued
chat parked  resume   system   → queued
chat parked  resume   agent    → active
chat parked  send     customer → parked
chat parked  send     system   → parked
chat parked  end      customer → ended
chat parked  end      system   → ended
chat parked  end      staff    → ended
chat parked  end      agent    → ended
call queued  offer    system   → offered
call offered accept   agent    → active
call offered reject   agent    → queued
call offered miss     system   → queued
call offered withdraw system   → queued
call active  hold     agent    → held
call held    retrieve agent    → active
call active  transfer agent    → queued
call held    transfer agent    → queued
call active  requeue  system   → queued
call held    requeue  system   → queued
call queued  end      customer → ended
call offered end      customer → ended
call active  end      customer → ended
call held    end      customer → ended
call queued  end      system   → ended
call offered end      system   → ended
call active  end      system   → ended
call held    end      system   → ended
call queued  end      staff    → ended
call offered end      staff    → ended
call active  end      staff    → ended
call held    end      staff    → ended
call active  end      agent    → ended
call held    end      agent    → ended
external ringing ring     adapter → ringing
external ringing answer   adapter → active
external ringing hold     adapter → held
external active  hold     adapter → held
external held    hold     adapter → held
external ringing retrieve adapter → active
external active  retrieve adapter → active
external held    retrieve adapter → active
external ringing transfer adapter → ringing
external active  transfer adapter → active
external held    transfer adapter → active
external ringing end      adapter → ended
external active  end      adapter → ended
external held    end      adapter → ended
external ringing end      system  → ended
external active  end      system  → ended
external held    end      system  → ended
external ringing end      staff   → ended
external active  end      staff   → ended
external held    end      staff   → ended
external active  end      agent   → ended
external held    end      agent   → ended
"""
TABLE = {
    tuple(line.split("→")[0].split()): line.split("→")[1].strip()
    for line in ALLOWED.strip().splitlines()
}
CELLS = [
    (kind, state, action, role)
    for kind in Kind
    for state, action, role in itertools.product(STATES_OF[kind], Action, Role)
]


@pytest.mark.parametrize(("kind", "state", "action", "role"), CELLS)
def test_only_what_is_listed_is_allowed(
    kind: Kind, state: State, action: Action, role: Role
) -> None:
    verdict = decide(kind, state, action, role)
    expected = TABLE.get((kind.value, state.value, action.value, role.value))
    if expected is not None:
        assert (verdict.state, verdict.refusal) == (expected, None)
        return
    assert verdict.state is None
    ever = any((cell[0], cell[2], cell[3]) == (kind, action, role) for cell in TABLE)
    if not ever:
        assert verdict.refusal is Refusal.ROLE
    elif state is State.ENDED:
        assert verdict.refusal is Refusal.ENDED
    else:
        assert verdict.refusal is Refusal.STATE


def test_the_table_of_this_test_names_real_cells() -> None:
    cells = {(m.value, s.value, a.value, r.value) for m, s, a, r in CELLS}
    assert set(TABLE) <= cells


def test_nothing_leaves_the_end() -> None:
    for kind, action, role in itertools.product(Kind, Action, Role):
        assert decide(kind, State.ENDED, action, role).state is None
