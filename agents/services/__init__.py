"""All writes about agents, by subject."""

from agents.services.after_call import (
    begin_after_call_work,
    end_after_call_work,
    end_due_after_call_work,
)
from agents.services.departures import (
    log_out_agent,
    log_out_lost_agents,
    recheck_user,
    send_agent_away,
)
from agents.services.desktops import mark_seen, open_desktop
from agents.services.presence import note_work, set_presence

__all__ = [
    "begin_after_call_work",
    "end_after_call_work",
    "end_due_after_call_work",
    "log_out_agent",
    "log_out_lost_agents",
    "mark_seen",
    "note_work",
    "open_desktop",
    "recheck_user",
    "send_agent_away",
    "set_presence",
]
