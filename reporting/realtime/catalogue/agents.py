"""Templates with a row per agent: their co-browse sessions, and their day."""

from django.utils.translation import gettext_lazy as _

from agents.lifecycle import Presence
from reporting.catalogue.reports import Kind
from reporting.realtime.catalogue.shapes import (
    LIVE,
    PRESENCE,
    SESSIONS,
    TODAY,
    Per,
    Statistic,
    Template,
    duration,
    number,
)

_STATES = {state.value: state.label for state in Presence}
_LAST = f"{SESSIONS}, session facts of today"
_RUNNING = f"{TODAY}, {PRESENCE}"

SESSION_DETAILS = Template(
    key="cobrowse-sessions",
    title=_("Co-browse Session Details"),
    about=_("Each agent's co-browse session: the one that runs, or today's last."),
    per=Per.AGENT,
    empty=_("Nobody is signed in, and nobody has co-browsed today."),
    statistics=(
        Statistic(
            "agent_state",
            _("Current Agent State"),
            Kind.TEXT,
            _("Ready, not ready, after-call work or logged out."),
            "state",
            PRESENCE,
            choices=_STATES,
        ),
        Statistic(
            "session_state",
            _("Co-browse Session State"),
            Kind.TEXT,
            _(
                "Alive: the agent co-browses now. Finished: the agent's last session "
                "of today is over."
            ),
            "alive if a session of the agent is active, else finished",
            _LAST,
            choices={"alive": _("Alive"), "finished": _("Finished")},
        ),
        Statistic(
            "start_time",
            _("Start Time"),
            Kind.MOMENT,
            _("When the customer started that session."),
            "created_at of the session",
            _LAST,
        ),
        Statistic(
            "session_id",
            _("Session ID"),
            Kind.ID,
            _("The history id of that session; its record keeps it for ever."),
            "history id of the session",
            _LAST,
        ),
        number(
            "session_quantity",
            _("Session Quantity"),
            _("Co-browse sessions that the agent has joined today."),
            "sum of sessions, and 1 while one is active",
            f"{TODAY}, {SESSIONS}",
        ),
    ),
)

AGENT_ACTIVITY = Template(
    key="agent-activity",
    title=_("eServices Agent Activity"),
    about=_("What each agent does now and has done today."),
    per=Per.AGENT,
    empty=_("Nobody is signed in, and nobody was today."),
    statistics=(
        Statistic(
            "state",
            _("State"),
            Kind.TEXT,
            _("Ready, not ready, after-call work or logged out."),
            "state",
            PRESENCE,
            choices=_STATES,
        ),
        duration(
            "state_ms",
            _("State duration"),
            _("For how long the agent has been in this state."),
            "now - since",
            PRESENCE,
        ),
        duration(
            "login_ms",
            _("Login time"),
            _(
                "Today in any state but logged out, the present one included; the same "
                "whatever the filter, as all times of states are."
            ),
            "sum of login_ms, and the present state",
            _RUNNING,
        ),
        number(
            "offered",
            _("Offered"),
            _("Chats and browser calls held out to the agent today, also now."),
            "sum of offered, and the offers that are open",
            f"{TODAY}, open offers",
        ),
        number(
            "accepted",
            _("Accepted"),
            _("Offers of today that the agent took."),
            "sum of accepted",
            TODAY,
        ),
        number(
            "rejected",
            _("Rejected"),
            _("Offers of today that the agent refused."),
            "sum of rejected",
            TODAY,
        ),
        number(
            "missed",
            _("Missed"),
            _("Offers of today that ran out unanswered."),
            "sum of missed",
            TODAY,
        ),
        number(
            "handling_now",
            _("Handling now"),
            _("Chats and calls that the agent has in hand."),
            "interactions in hand",
            LIVE,
        ),
        number(
            "handled",
            _("Handled"),
            _("Chats and calls of today that the agent has had and let go."),
            "sum of handled",
            TODAY,
        ),
        number(
            "transferred",
            _("Transferred"),
            _("Chats and calls of today that the agent handed on."),
            "sum of transferred",
            TODAY,
        ),
        duration(
            "handle_ms",
            _("Handling time"),
            _("Talk, hold and wrap-up time of what the agent has let go today."),
            "sum of handle_ms",
            TODAY,
        ),
        duration(
            "ready_ms",
            _("Ready time"),
            _("Ready today, until now."),
            "sum of ready_ms, and the present state if it is ready",
            _RUNNING,
        ),
        duration(
            "not_ready_ms",
            _("Not-ready time"),
            _("Not ready today, until now; after-call work is not part of it."),
            "sum of not_ready_ms, and the present state if it is not ready",
            _RUNNING,
        ),
    ),
)
