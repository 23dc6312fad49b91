"""The lifecycle table, cell by cell (SL-1, SL-4, SL-6, MD-1, MD-5, MD-7)."""

from itertools import product

import pytest

from cobrowse.actors import Role
from sessions_app import lifecycle
from sessions_app.lifecycle import (
    ENDED,
    PAUSED,
    PENDING,
    POINTER,
    REQUESTED,
    STANDINGS,
    WRITE,
    Action,
    Mode,
    Standing,
    State,
    after,
)

CUSTOMER, AGENT, SYSTEM = Role.CUSTOMER, Role.AGENT, Role.SYSTEM

# Every transition that may happen. Whatever is missing here must be refused.
ALLOWED: dict[tuple[Standing, Action, Role], Standing] = {
    (PENDING, Action.JOIN, AGENT): POINTER,
    (POINTER, Action.REQUEST_WRITE, AGENT): REQUESTED,
    (REQUESTED, Action.GRANT_WRITE, CUSTOMER): WRITE,
    (REQUESTED, Action.DECLINE_WRITE, CUSTOMER): POINTER,
    (REQUESTED, Action.REVOKE_WRITE, CUSTOMER): POINTER,
    (REQUESTED, Action.EXPIRE_WRITE, SYSTEM): POINTER,
    (REQUESTED, Action.DROP_WRITE, AGENT): POINTER,
    (REQUESTED, Action.DROP_WRITE, SYSTEM): POINTER,
    (WRITE, Action.REVOKE_WRITE, CUSTOMER): POINTER,
    (WRITE, Action.DROP_WRITE, AGENT): POINTER,
    (WRITE, Action.DROP_WRITE, SYSTEM): POINTER,
    **{
        (standing, Action.END, role): ENDED
        for standing in (PENDING, POINTER, REQUESTED, WRITE, PAUSED)
        for role in (CUSTOMER, AGENT, SYSTEM, Role.STAFF)
    },
    **{
        (standing, Action.OPEN_PAGE, CUSTOMER): standing
        for standing in (PENDING, POINTER, REQUESTED, WRITE, PAUSED)
    },
    **{
        (standing, Action.PAUSE, CUSTOMER): PAUSED
        for standing in (POINTER, REQUESTED, WRITE)
    },
    (PAUSED, Action.RESUME, CUSTOMER): POINTER,
}

EVERY_CELL = list(product(STANDINGS, Action, Role))


@pytest.mark.parametrize(("standing", "action", "role"), EVERY_CELL)
def test_only_what_is_listed_here_happens(
    standing: Standing, action: Action, role: Role
) -> None:
    result = after(standing, action, role)
    expected = ALLOWED.get((standing, action, role))
    if expected is None:
        assert isinstance(result, str)
        assert not isinstance(result, State | Mode)
    else:
        assert result == expected


@pytest.mark.parametrize(("action", "role"), list(product(Action, Role)))
def test_an_ended_session_looks_like_one_that_never_was(
    action: Action, role: Role
) -> None:
    assert after(ENDED, action, role) == lifecycle.NOT_FOUND


@pytest.mark.parametrize("standing", [PENDING, POINTER, REQUESTED, WRITE, PAUSED])
def test_nobody_but_the_customer_can_grant(standing: Standing) -> None:
    for role in (AGENT, SYSTEM, Role.STAFF, Role.ADAPTER):
        assert after(standing, Action.GRANT_WRITE, role) == lifecycle.NOT_ALLOWED


def test_write_mode_is_reached_only_by_a_grant_to_an_open_request() -> None:
    ways = [
        (standing, action, role)
        for standing, action, role in EVERY_CELL
        if after(standing, action, role) == WRITE and standing != WRITE
    ]
    assert ways == [(REQUESTED, Action.GRANT_WRITE, CUSTOMER)]


def test_every_join_arrives_in_pointer_mode() -> None:
    arrivals = {
        after(standing, Action.JOIN, AGENT)
        for standing in STANDINGS
        if isinstance(after(standing, Action.JOIN, AGENT), Standing)
    }
    assert arrivals == {POINTER}


@pytest.mark.parametrize(
    ("standing", "action", "role", "code"),
    [
        (PENDING, Action.REQUEST_WRITE, AGENT, lifecycle.NOT_ACTIVE),
        (POINTER, Action.JOIN, AGENT, lifecycle.ALREADY_JOINED),
        (REQUESTED, Action.REQUEST_WRITE, AGENT, lifecycle.ALREADY_REQUESTED),
        (WRITE, Action.REQUEST_WRITE, AGENT, lifecycle.ALREADY_WRITE),
        (POINTER, Action.GRANT_WRITE, CUSTOMER, lifecycle.NOTHING_REQUESTED),
        (WRITE, Action.DECLINE_WRITE, CUSTOMER, lifecycle.NOTHING_REQUESTED),
        (POINTER, Action.REVOKE_WRITE, CUSTOMER, lifecycle.NOT_IN_WRITE),
        (POINTER, Action.JOIN, CUSTOMER, lifecycle.NOT_ALLOWED),
        (PENDING, Action.PAUSE, CUSTOMER, lifecycle.NOT_ACTIVE),
        (PAUSED, Action.PAUSE, CUSTOMER, lifecycle.ALREADY_PAUSED),
        (POINTER, Action.RESUME, CUSTOMER, lifecycle.NOT_PAUSED),
        (PAUSED, Action.RESUME, AGENT, lifecycle.NOT_ALLOWED),
        (PAUSED, Action.REQUEST_WRITE, AGENT, lifecycle.SHARING_PAUSED),
        (PAUSED, Action.GRANT_WRITE, CUSTOMER, lifecycle.NOTHING_REQUESTED),
    ],
)
def test_refusals_say_why(
    standing: Standing, action: Action, role: Role, code: str
) -> None:
    assert after(standing, action, role) == code


def test_write_mode_and_an_open_request_exclude_each_other() -> None:
    reachable = {
        result
        for standing, action, role in EVERY_CELL
        if isinstance(result := after(standing, action, role), Standing)
    }
    assert reachable == {POINTER, REQUESTED, WRITE, PAUSED, ENDED, PENDING}
    assert not any(s.requested and s.mode is Mode.WRITE for s in reachable)


def test_a_pause_is_left_by_the_customer_or_by_the_end_alone() -> None:
    ways = {
        (action, role)
        for standing, action, role in EVERY_CELL
        if standing == PAUSED
        and isinstance(new := after(standing, action, role), Standing)
        and new != PAUSED
    }
    assert ways == {(Action.RESUME, CUSTOMER)} | {
        (Action.END, role) for role in (CUSTOMER, AGENT, SYSTEM, Role.STAFF)
    }
