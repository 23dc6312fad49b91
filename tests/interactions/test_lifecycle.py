"""Every medium, state, action and role of an interaction."""

import itertools

import pytest

from cobrowse.actors import Role
from interactions.lifecycle import STATES_OF, Action, Media, Refusal, State, decide

# medium, state, action, role → state afterwards. Whatever is not here is refused.
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
voice ringing ring     adapter → ringing
voice ringing answer   adapter → active
voice ringing hold     adapter → held
voice active  hold     adapter → held
voice held    hold     adapter → held
voice ringing retrieve adapter → active
voice active  retrieve adapter → active
voice held    retrieve adapter → active
voice ringing transfer adapter → ringing
voice active  transfer adapter → active
voice held    transfer adapter → active
voice ringing end      adapter → ended
voice active  end      adapter → ended
voice held    end      adapter → ended
voice ringing end      system  → ended
voice active  end      system  → ended
voice held    end      system  → ended
voice ringing end      staff   → ended
voice active  end      staff   → ended
voice held    end      staff   → ended
voice active  end      agent   → ended
voice held    end      agent   → ended
"""
TABLE = {
    tuple(line.split("→")[0].split()): line.split("→")[1].strip()
    for line in ALLOWED.strip().splitlines()
}
CELLS = [
    (media, state, action, role)
    for media in Media
    for state, action, role in itertools.product(STATES_OF[media], Action, Role)
]


@pytest.mark.parametrize(("media", "state", "action", "role"), CELLS)
def test_only_what_is_listed_is_allowed(
    media: Media, state: State, action: Action, role: Role
) -> None:
    verdict = decide(media, state, action, role)
    expected = TABLE.get((media.value, state.value, action.value, role.value))
    if expected is not None:
        assert (verdict.state, verdict.refusal) == (expected, None)
        return
    assert verdict.state is None
    ever = any((cell[0], cell[2], cell[3]) == (media, action, role) for cell in TABLE)
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
    for media, action, role in itertools.product(Media, Action, Role):
        assert decide(media, State.ENDED, action, role).state is None
