"""The statistics of every template, from a snapshot. Pure; keys are the catalogue's."""

from collections.abc import Callable

from reporting.realtime.catalogue import Template
from reporting.realtime.catalogue.agents import AGENT_ACTIVITY, SESSION_DETAILS
from reporting.realtime.catalogue.interactions import (
    CURRENT_AGENTS,
    CURRENT_CALLS,
    CURRENT_CHATS,
)
from reporting.realtime.catalogue.queues import QUEUE_KPI
from reporting.realtime.snapshot import Snapshot
from reporting.realtime.statistics.agents import agent_activity, session_details
from reporting.realtime.statistics.current import (
    current_agents,
    current_calls,
    current_chats,
)
from reporting.realtime.statistics.queues import queue_kpi
from reporting.realtime.statistics.results import Result, Row, Value, Values

_RESULTS: dict[str, Callable[[Snapshot], Result]] = {
    CURRENT_AGENTS.key: current_agents,
    CURRENT_CHATS.key: current_chats,
    CURRENT_CALLS.key: current_calls,
    SESSION_DETAILS.key: session_details,
    QUEUE_KPI.key: queue_kpi,
    AGENT_ACTIVITY.key: agent_activity,
}


def result_of(template: Template, snapshot: Snapshot) -> Result:
    """The template's figures of what is in the snapshot (narrow it first)."""
    return _RESULTS[template.key](snapshot)


__all__ = ["Result", "Row", "Value", "Values", "result_of"]
