"""Every state now, state wanted and role of an agent's presence."""

import itertools

import pytest

from agents.lifecycle import Presence, Refusal, decide
from cobrowse.actors import Role

# state now, state wanted: the roles that may.
ALLOWED = {
    "logged_out logged_out": "agent staff system",
    "logged_out ready": "agent",
    "logged_out not_ready": "agent",
    "ready logged_out": "agent staff system",
    "ready ready": "agent",
    "ready not_ready": "agent staff system",
    "ready after_call_work": "agent system",
    "not_ready logged_out": "agent staff system",
    "not_ready ready": "agent",
    "not_ready not_ready": "agent staff system",
    "not_ready after_call_work": "agent system",
    "after_call_work logged_out": "agent staff system",
    "after_call_work ready": "agent system",
    "after_call_work not_ready": "agent staff system",
    "after_call_work after_call_work": "agent system",
}


@pytest.mark.parametrize(
    ("now", "wanted", "role"), list(itertools.product(Presence, Presence, Role))
)
def test_only_what_is_listed_is_allowed(
    now: Presence, wanted: Presence, role: Role
) -> None:
    roles = ALLOWED.get(f"{now} {wanted}", "").split()
    verdict = decide(now, wanted, role)
    if role.value in roles:
        assert (verdict.state, verdict.refusal) == (wanted, None)
    else:
        assert verdict.state is None
        assert verdict.refusal is (Refusal.ROLE if roles else Refusal.LOGGED_OUT)


def test_nobody_but_the_agent_puts_an_agent_to_work() -> None:
    """Except the end of after-call work, which the system may time."""
    for role in set(Role) - {Role.AGENT}:
        for now in set(Presence) - {Presence.AFTER_CALL_WORK}:
            assert decide(now, Presence.READY, role).state is None
