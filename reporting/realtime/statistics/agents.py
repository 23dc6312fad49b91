"""Rows of agents: their co-browse sessions, and their day."""

from collections import defaultdict

from agents.lifecycle import Presence
from reporting.facts.durations import milliseconds
from reporting.realtime.catalogue.agents import AGENT_ACTIVITY, SESSION_DETAILS
from reporting.realtime.snapshot import AgentNow, SessionNow, Snapshot
from reporting.realtime.statistics.results import Result, Row, Values, total


def session_details(snapshot: Snapshot) -> Result:
    joined: dict[int, int] = defaultdict(int)
    for figures in snapshot.figures:
        if figures.agent_id is not None:
            joined[figures.agent_id] += figures.values.get("sessions", 0)
    shown: dict[int, SessionNow] = {}
    for session in snapshot.sessions:
        joined[session.agent_id] += session.alive
        other = shown.get(session.agent_id)
        if other is None or _is_newer(session, other):
            shown[session.agent_id] = session
    rows = []
    for agent in snapshot.agents:
        last = shown.get(agent.agent_id)
        if agent.state == Presence.LOGGED_OUT and last is None:
            continue
        values: Values = {
            "agent_state": agent.state,
            **_session_values(last),
            "session_quantity": joined[agent.agent_id],
        }
        rows.append(Row(agent.agent_id, agent.name, values, agent.reason))
    totals: Values = {"session_quantity": total(rows, "session_quantity")}
    return Result(SESSION_DETAILS, totals, rows)


def _session_values(last: SessionNow | None) -> Values:
    if last is None:
        return {"session_state": None, "start_time": None, "session_id": None}
    return {
        "session_state": "alive" if last.alive else "finished",
        "start_time": last.started_at,
        "session_id": last.history_id,
    }


def _is_newer(session: SessionNow, other: SessionNow) -> bool:
    return (session.alive, session.started_at) > (other.alive, other.started_at)


_AGENT_MEASURES = ("accepted", "rejected", "missed", "handled", "transferred")


def agent_activity(snapshot: Snapshot) -> Result:
    today: dict[int | None, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for figures in snapshot.figures:
        if figures.site_id is not None:
            for name, value in figures.values.items():
                today[figures.agent_id][name] += value
    in_hand: dict[int | None, int] = defaultdict(int)
    asked: dict[int | None, int] = defaultdict(int)
    for each in snapshot.interactions:
        in_hand[each.agent_id] += each.waiting_since is None
        asked[each.offered_to] += 1
    rows = []
    for agent in snapshot.agents:
        done, has = today[agent.agent_id], in_hand[agent.agent_id]
        if agent.state == Presence.LOGGED_OUT and not (
            agent.login_ms or has or any(done.values())
        ):
            continue
        values = _agent_values(snapshot, agent, done)
        values |= {
            "offered": done["offered"] + asked[agent.agent_id],
            "handling_now": has,
        }
        rows.append(Row(agent.agent_id, agent.name, values, agent.reason))
    totals: Values = {
        statistic.key: total(rows, statistic.key)
        for statistic in AGENT_ACTIVITY.statistics
        if statistic.is_number and statistic.key != "state_ms"
    }
    return Result(AGENT_ACTIVITY, totals, rows)


def _agent_values(snapshot: Snapshot, agent: AgentNow, done: dict[str, int]) -> Values:
    return {
        "state": agent.state,
        "state_ms": milliseconds(snapshot.at - agent.since),
        "login_ms": agent.login_ms,
        **{name: done[name] for name in _AGENT_MEASURES},
        "handle_ms": done["handle_ms"],
        "ready_ms": agent.ready_ms,
        "not_ready_ms": agent.not_ready_ms,
    }
